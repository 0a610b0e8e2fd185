import { adoptionsRoutes } from '@ohjaamo/shared/adoptions/contract.ts';
import { nextNumber } from '@ohjaamo/shared/adoptions/lineage.ts';
import { describe, expect, it } from 'vitest';
import { type Person } from '../support/workTown.ts';
import { practiceTown, type Programme } from './practiceTown.ts';

const { listAdoptions, adoptTemplate, readAdoptable, readAdoption } = adoptionsRoutes;
const said = (view: { readonly content: unknown }) => view.content as Programme;

describe('Adopting a template', () => {
  it('makes a copy of the municipality’s own, which the list shows', async () => {
    const { town, adopt, address, parameters } = await practiceTown();
    const adopted = await adopt();
    expect(adopted.status).toBe(201);
    expect(adopted.body).toMatchObject({ ...parameters, version: '1', address, left: [] });
    expect(adopted.body.content).toEqual(adopted.body.base);
    const { adoptions } = (await town.as('manager', listAdoptions)).body;
    expect(adoptions.map(({ name, version }) => [name, version])).toEqual([[parameters.name, '1']]);
    expect((await town.as('admin', readAdoptable, { parameters: { address } })).body.adopted).toBe('1');
  });

  it('in part leaves out what was not wanted', async () => {
    const { adopt } = await practiceTown();
    const { body } = await adopt(['/meetings/second']);
    expect(said(body).meetings.map(({ key }) => key)).toEqual(['first', 'third']);
    expect(body.base).toEqual(body.content);
    expect(body.left).toMatchObject([
      { place: '/meetings/second', element: { key: 'second', title: { fi: 'Laskut' } } },
    ]);
  });

  it('can take back what was left, as the template has it and where it has it', async () => {
    const { adopt, change, first } = await practiceTown();
    const { element, place } = (await adopt(['/meetings/second'])).body.left[0]!;
    const { body } = await change(place, element);
    expect(body.content).toEqual(first.content);
    expect(body.base).toEqual(body.content);
    expect(body.left).toEqual([]);
    expect(body.history.at(-1)).toMatchObject({ what: 'CHANGED', place: '/meetings/second' });
    // Like anything else it can be taken away again; then that is the municipality's own change.
    const removed = (await change(place, null)).body;
    expect(said(removed).meetings.map(({ key }) => key)).toEqual(['first', 'third']);
    expect(removed.left).toEqual([]);
  });

  it('twice the same way changes nothing; another way is refused', async () => {
    const { adopt } = await practiceTown();
    const [first, second] = await Promise.all([adopt(), adopt()]);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body.history).toHaveLength(1);
    expect((await adopt(['/meetings/first'])).problem.type).toBe('/problems/state-conflict');
  });

  it('of what is nowhere is not found, and what nobody has adopted has no page', async () => {
    const { town, parameters } = await practiceTown();
    const nowhere = await town.as('admin', adoptTemplate, { body: { address: '0'.repeat(64), left: [] } });
    expect(nowhere.status).toBe(404);
    expect((await town.as('admin', readAdoption, { parameters })).status).toBe(404);
  });

  it.each<Person>(['counsellor', 'partner', 'outreachWorker'])('is not for a %s', async (person) => {
    const { adopt, address } = await practiceTown();
    expect((await adopt([], address, person)).problem.type).toBe('/problems/role-required');
  });
});

describe('The number of the next version', () => {
  it.each([
    [['1'], '1.1'],
    [['1', '1.1'], '1.2'],
    [['2', '1.9', '1.10'], '2.1'],
    [['1.9', '1.10'], '1.11'],
    [['1.2.7', '1.2'], '1.3'],
    [['3.9999'], '4'],
  ])('behind %j is %s, which nobody has', (taken, next) => {
    expect(nextNumber(taken)).toBe(next);
    expect(taken).not.toContain(next);
  });
});

describe('The municipality’s own copy', () => {
  it('takes changes of recommended and free fields, and keeps them apart from the template', async () => {
    const { adopt, change } = await practiceTown();
    await adopt();
    await change('/group/seats', 12);
    const { body } = await change('/meetings/first/title/fi', 'Minne rahani menevät');
    expect(said(body).group.seats).toBe(12);
    expect(said(body).meetings[0]?.title).toEqual({ fi: 'Minne rahani menevät' });
    expect((body.base as unknown as Programme).group.seats).toBe(8);
    expect(body.history.map(({ what }) => what)).toEqual(['ADOPTED', 'CHANGED', 'CHANGED']);
  });

  it('refuses a change of a locked field, by its place', async () => {
    const { adopt, change, read } = await practiceTown();
    await adopt();
    const { problem } = await change('/group/joining', 'EACH_MEETING');
    expect(problem).toMatchObject({
      type: '/problems/invalid-request',
      errors: [{ pointer: '/group/joining', code: 'locked' }],
    });
    expect(said(await read()).group.joining).toBe('WHOLE_SERIES');
  });

  it('refuses what its kind cannot hold, by names and keys', async () => {
    const { adopt, change } = await practiceTown();
    await adopt();
    expect((await change('/group/seats', 'many')).problem.errors).toMatchObject([
      { pointer: '/group/seats' },
    ]);
    const gone = await change('/meetings/first/title/fi', null);
    expect(gone.problem.errors).toEqual([{ pointer: '/meetings/first/title', code: 'invalid_type' }]);
  });

  it('takes a translation that is missing, and elements away and in another order', async () => {
    const { adopt, change } = await practiceTown();
    await adopt();
    await change('/meetings/first/title/sv', 'Vart går pengarna');
    await change('/meetings/second', null);
    const { body } = await change('/meetings#order', ['third', 'first']);
    expect(said(body).meetings.map(({ key }) => key)).toEqual(['third', 'first']);
    expect(said(body).meetings[1]?.title).toEqual({ fi: 'Mihin rahat menevät', sv: 'Vart går pengarna' });
  });

  it('keeps both when two save different fields at one time, and tells the second of two who changed the same', async () => {
    const { adopt, change, read } = await practiceTown();
    const { content } = (await adopt()).body;
    const shown = content as never;
    const both = await Promise.all([
      change('/group/seats', 10, shown),
      change('/meetings/first/title/fi', 'Menot', shown, 'manager'),
    ]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect(said(await read())).toMatchObject({
      group: { seats: 10 },
      meetings: [{ title: { fi: 'Menot' } }, {}, {}],
    });
    const late = await change('/group/seats', 6, shown, 'manager');
    expect(late.problem).toMatchObject({
      type: '/problems/stale-version',
      errors: [{ pointer: '/group/seats', code: 'changed' }],
    });
    expect(said(await read()).group.seats).toBe(10);
  });
});
