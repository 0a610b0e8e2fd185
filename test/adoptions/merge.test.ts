import { adoptionsRoutes } from '@ohjaamo/shared/adoptions/contract.ts';
import { describe, expect, it } from 'vitest';
import { practiceTown, type Programme } from './practiceTown.ts';

const { readMerge, keepMerge, abandonMerge, listAdoptions } = adoptionsRoutes;
const said = (view: { readonly content: unknown }) => view.content as Programme;
const TITLE = '/meetings/first/title/fi';

/** A town that has changed a title and the seats, while the network changed that title, the seats and a course. */
async function apart() {
  const practice = await practiceTown();
  await practice.adopt();
  await practice.change(TITLE, 'Omat menot');
  await practice.change('/group/seats', 12);
  const to = await practice.next((content: { group: { seats: number }; meetings: Programme['meetings'] }) => {
    content.group.seats = 10;
    const [first, second] = content.meetings;
    if (first) first.title['fi'] = 'Menot ja tulot';
    if (second) {
      second.course['fi'] = 'Laskut kalenteriin.';
      second.course['sv'] = 'Räkningarna i kalendern.';
    }
  });
  return { ...practice, to };
}

describe('A new version of a template', () => {
  it('is told on the list and on the copy, which stays as it is until the merge is kept', async () => {
    const { town, to, read, merge } = await apart();
    const [line] = (await town.as('admin', listAdoptions)).body.adoptions;
    expect(line?.newer).toMatchObject({ address: to, version: '2', state: 'PUBLISHED' });
    await merge(to);
    expect(await read()).toMatchObject({ version: '1', isMerging: true });
  });

  it('is laid beside the own changes field by field: one conflict, an offer, and what is simply taken', async () => {
    const { to, merge } = await apart();
    const { body } = await merge(to);
    expect(body.open).toBe(1);
    expect(body.differences.map(({ place, state, stands }) => [place, state, stands])).toEqual([
      [TITLE, 'OPEN', 'LOCAL'],
      ['/group/seats', 'OFFERED', 'LOCAL'],
      ['/meetings/second/course/fi', 'TAKEN', 'UPSTREAM'],
      ['/meetings/second/course/sv', 'TAKEN', 'UPSTREAM'],
    ]);
    expect(body.differences[0]).toMatchObject({
      base: 'Mihin rahat menevät',
      local: 'Omat menot',
      upstream: 'Menot ja tulot',
    });
  });

  it('is not kept while a conflict is open; a decision is data, and is taken back', async () => {
    const { to, merge, decide, keep } = await apart();
    await merge(to);
    expect((await keep(to)).problem.type).toBe('/problems/state-conflict');
    const decided = await decide(to, TITLE, 'UPSTREAM');
    expect(decided.body.differences.find(({ place }) => place === TITLE)).toMatchObject({
      state: 'DECIDED',
      stands: 'UPSTREAM',
      decision: { side: 'UPSTREAM' },
    });
    const back = await decide(to, TITLE, undefined, 'UPSTREAM');
    expect(back.body.open).toBe(1);
    expect(back.body.differences[0]).toMatchObject({ place: TITLE, state: 'OPEN', local: 'Omat menot' });
  });

  it('becomes the copy when it is kept: own words where they were chosen, translations with what they translate', async () => {
    const { town, parameters, to, merge, decide, keep } = await apart();
    await merge(to);
    await decide(to, TITLE, 'LOCAL');
    const { body } = await keep(to);
    expect(body).toMatchObject({ version: '2', address: to, isMerging: false, undoable: '2' });
    expect(said(body).meetings[0]?.title['fi']).toBe('Omat menot');
    expect(said(body).group.seats).toBe(12);
    expect(said(body).meetings[1]?.course).toEqual({
      fi: 'Laskut kalenteriin.',
      sv: 'Räkningarna i kalendern.',
    });
    expect(body.newer).toBeUndefined();
    const again = await town.as('admin', keepMerge, { parameters, body: { address: to, mark: 'again' } });
    expect(again.body).toEqual(body);
  });

  it('takes what is offered for a free field when somebody says so', async () => {
    const { to, merge, decide, keep } = await apart();
    await merge(to);
    await decide(to, TITLE, 'LOCAL');
    await decide(to, '/group/seats', 'UPSTREAM');
    expect(said((await keep(to)).body).group.seats).toBe(10);
  });

  it('does not ask again for what was left at adoption', async () => {
    const { adopt, next, merge, keep } = await practiceTown();
    await adopt(['/meetings/second']);
    const to = await next((content: { meetings: Programme['meetings'] }) => {
      for (const meeting of content.meetings) meeting.course['fi'] = `${meeting.key} uudestaan`;
    });
    const { body } = await merge(to);
    expect(body.differences.map(({ place }) => place)).toEqual([
      '/meetings/first/course/fi',
      '/meetings/third/course/fi',
    ]);
    expect(said((await keep(to)).body).meetings.map(({ key }) => key)).toEqual(['first', 'third']);
  });

  it('overrules nothing unseen: what somebody changed while the page was open is shown before it is kept', async () => {
    const { town, parameters, to, merge, decide, change } = await apart();
    await merge(to);
    const { mark } = (await decide(to, TITLE, 'LOCAL')).body;
    await change('/meetings/third/title/fi', 'Säästäminen yhdessä');
    const kept = await town.as('admin', keepMerge, { parameters, body: { address: to, mark } });
    expect(kept.problem.type).toBe('/problems/stale-version');
    expect((await town.as('admin', readMerge, { parameters })).body.differences).toContainEqual(
      expect.objectContaining({ place: '/meetings/third/title/fi', by: 'LOCAL', stands: 'LOCAL' }),
    );
  });

  it('overrules nothing that was changed after the decision: the place is open again', async () => {
    const { town, parameters, to, merge, decide, change } = await apart();
    await merge(to);
    const { mark } = (await decide(to, TITLE, 'UPSTREAM')).body;
    await change(TITLE, 'Omat menot ja tulot');
    const kept = await town.as('admin', keepMerge, { parameters, body: { address: to, mark } });
    expect(kept.status).toBe(409);
    const { body } = await town.as('admin', readMerge, { parameters });
    expect(body.open).toBe(1);
    expect(body.differences[0]).toMatchObject({
      place: TITLE,
      state: 'OPEN',
      local: 'Omat menot ja tulot',
    });
  });

  it('takes no decision about what is no longer as it was on the screen', async () => {
    const { town, parameters, to, merge, change } = await apart();
    const about = (await merge(to)).body.differences.find(({ place }) => place === TITLE)?.about;
    await change(TITLE, 'Omat menot ja tulot');
    const body = { address: to, place: TITLE, side: 'UPSTREAM' as const, ...(about && { about }) };
    const late = await town.as('admin', adoptionsRoutes.decideMerge, { parameters, body });
    expect(late.problem.type).toBe('/problems/stale-version');
    expect((await town.as('admin', readMerge, { parameters })).body.open).toBe(1);
  });

  it('is left as it is when somebody gives it up', async () => {
    const { town, parameters, to, merge, decide, read } = await apart();
    await merge(to);
    await decide(to, TITLE, 'UPSTREAM');
    await town.as('admin', abandonMerge, { parameters, body: { address: to } });
    expect(await read()).toMatchObject({ version: '1', isMerging: false });
    expect(said(await read()).meetings[0]?.title['fi']).toBe('Omat menot');
    expect((await merge(to)).body.open).toBe(1);
  });
});

describe('Two who decide at one time', () => {
  it('about two places: both decisions stand', async () => {
    const { town, parameters, to, merge, decide } = await apart();
    await merge(to);
    await Promise.all([
      decide(to, TITLE, 'UPSTREAM'),
      decide(to, '/group/seats', 'UPSTREAM', undefined, 'manager'),
    ]);
    const { differences } = (await town.as('admin', readMerge, { parameters })).body;
    expect(differences.filter(({ decision }) => decision?.side === 'UPSTREAM')).toHaveLength(2);
  });

  it('about one place in two ways: the second is told, and sees both values and what was decided', async () => {
    const { town, parameters, to, merge, decide } = await apart();
    await merge(to);
    const answers = await Promise.all([
      decide(to, TITLE, 'UPSTREAM'),
      decide(to, TITLE, 'LOCAL', undefined, 'manager'),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const refused = answers.find(({ status }) => status === 409);
    expect(refused?.problem).toMatchObject({
      type: '/problems/stale-version',
      errors: [{ pointer: TITLE, code: 'decided' }],
    });
    const { differences } = (await town.as('admin', readMerge, { parameters })).body;
    expect(differences.find(({ place }) => place === TITLE)).toMatchObject({
      local: 'Omat menot',
      upstream: 'Menot ja tulot',
      state: 'DECIDED',
    });
  });
});

describe('A merge that was kept', () => {
  it('is taken back to the letter, and to the version of before', async () => {
    const { to, merge, decide, keep, undo, read, address } = await apart();
    const before = await read();
    await merge(to);
    await decide(to, TITLE, 'UPSTREAM');
    await keep(to);
    const { body } = await undo();
    expect([body.of, body.open]).toEqual(['UNDO', 0]);
    const after = (await keep(address)).body;
    expect(after.content).toEqual(before.content);
    expect(after).toMatchObject({ version: '1', address, isMerging: false });
    expect(after.undoable).toBeUndefined();
    expect(after.newer?.address).toBe(to);
  });

  it('leaves what was changed since then, and asks where that is what the merge brought', async () => {
    const { to, merge, decide, keep, undo, change, address } = await apart();
    await merge(to);
    await decide(to, TITLE, 'UPSTREAM');
    await keep(to);
    await change('/meetings/third/title/fi', 'Säästöpossu');
    await change(TITLE, 'Menot, tulot ja velat');
    const { body } = await undo();
    expect(body.differences[0]).toMatchObject({
      ...{ place: TITLE, state: 'OPEN' },
      ...{ local: 'Menot, tulot ja velat', upstream: 'Omat menot' },
    });
    await decide(address, TITLE, 'UPSTREAM');
    const after = said((await keep(address)).body);
    expect(after.meetings.map(({ title }) => title['fi'])).toEqual(['Omat menot', 'Laskut', 'Säästöpossu']);
  });

  it('can be taken back once', async () => {
    const { to, merge, decide, keep, undo, address } = await apart();
    expect((await undo()).problem.type).toBe('/problems/state-conflict');
    await merge(to);
    await decide(to, TITLE, 'LOCAL');
    await keep(to);
    await undo();
    await keep(address);
    expect((await undo()).problem.type).toBe('/problems/state-conflict');
  });
});
