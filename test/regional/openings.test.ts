import {
  actsOpen,
  afterAct,
  openingActs,
  openingStates,
  opensOn,
  weekOfDate,
} from '@ohjaamo/shared/regional/opening.ts';
import { openingId, randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { region } from './regionalTown.ts';

const anything = z.looseObject({});

describe('The way of an opening', () => {
  it('is offered by the one and accepted or not by the other; from then on either ends it', () => {
    expect(actsOpen('OFFERED', 'GIVER')).toEqual(['WITHDRAW']);
    expect(actsOpen('OFFERED', 'RECEIVER')).toEqual(['ACCEPT', 'DECLINE']);
    expect(actsOpen('OPEN', 'GIVER')).toEqual(['WITHDRAW']);
    expect(actsOpen('OPEN', 'RECEIVER')).toEqual(['END']);
  });

  it('leads nowhere from what is over, and nobody does the other side’s acts', () => {
    for (const over of ['DECLINED', 'WITHDRAWN', 'ENDED'] as const) {
      expect([...actsOpen(over, 'GIVER'), ...actsOpen(over, 'RECEIVER')]).toEqual([]);
    }
    for (const state of openingStates) {
      for (const act of openingActs) {
        const both = [afterAct(state, act, 'GIVER'), afterAct(state, act, 'RECEIVER')];
        expect(both.filter(Boolean).length).toBeLessThan(2);
      }
    }
  });

  it('holds on its dates, both included, while it is open', () => {
    const opening = { state: 'OPEN', from: '2027-02-01', until: '2027-02-08', perWeek: 1 } as const;
    const dates = ['2027-01-31', '2027-02-01', '2027-02-08', '2027-02-09'];
    expect(dates.map((date) => opensOn(opening, date))).toEqual([false, true, true, false]);
    expect(opensOn({ ...opening, state: 'OFFERED' }, '2027-02-01')).toBe(false);
  });

  it('counts weeks from Monday to Sunday, over the turn of the year too', () => {
    expect(['2027-02-01', '2027-02-07', '2027-02-08', '2027-01-01'].map(weekOfDate)).toEqual([
      ...['2027-02-01', '2027-02-01', '2027-02-08', '2026-12-28'],
    ]);
  });
});

describe('Times opened to a sister municipality', () => {
  it('are an offer that the other one sees and accepts; only then its young people see them', async () => {
    const { giver, receiver } = await region();
    const { id } = (await giver.opens(receiver)).body;
    expect((await giver.list()).given).toMatchObject([
      { id, state: 'OFFERED', to: { name: { fi: 'Saava' } }, stands: 'OPEN', used: { week: 0, total: 0 } },
    ]);
    expect((await receiver.list()).received).toMatchObject([
      { id, state: 'OFFERED', giver: { name: { fi: 'Antava' } }, perWeek: 2, acts: ['ACCEPT', 'DECLINE'] },
    ]);
    expect(await receiver.sisters()).toEqual([]);
    expect((await receiver.times(id)).status).toBe(404);
    await receiver.answers(id, 'ACCEPT');
    expect((await receiver.answers(id, 'ACCEPT')).status).toBe(200);
    expect(await receiver.sisters()).toMatchObject([
      { id, giver: { name: { fi: 'Antava' } }, service: { code: 'INDIV', lengthMinutes: 60 } },
    ]);
    expect((await giver.list()).given[0]).toMatchObject({ state: 'OPEN', acts: ['WITHDRAW'] });
  });

  it('that are declined are seen by nobody, and cannot be accepted any more', async () => {
    const { giver, receiver } = await region();
    const { id } = (await giver.opens(receiver)).body;
    await receiver.answers(id, 'DECLINE');
    expect((await receiver.answers(id, 'ACCEPT')).problem.type).toBe('/problems/state-conflict');
    expect(await receiver.sisters()).toEqual([]);
    expect((await giver.list()).given[0]).toMatchObject({ state: 'DECLINED', acts: [] });
  });

  it('asked for twice under one id are one; with other content they are refused', async () => {
    const { giver, receiver } = await region();
    const id = randomIds.id(20);
    expect((await giver.opens(receiver, { openingId: id })).status).toBe(201);
    expect((await giver.opens(receiver, { openingId: id })).status).toBe(201);
    expect((await giver.opens(receiver, { openingId: id, perWeek: 3 })).problem.type).toBe(
      '/problems/id-already-used',
    );
    expect((await giver.list()).given).toHaveLength(1);
  });

  it.each([
    ['its own', { to: undefined }],
    ['no', { to: 'nobodys-town' }],
    ['a site of nobody to a', { site: 'nosite0001' }],
    ['a service of nobody to a', { service: 'NOTHING' }],
    ['a worker of nobody to a', { staff: 'nobody0001' }],
  ])('go to %s municipality never', async (_, parts) => {
    const { giver, receiver } = await region();
    const to = 'to' in parts ? { to: parts.to ?? giver.tenant.profile.slug } : parts;
    expect((await giver.opens(receiver, to)).status).toBe(404);
    expect((await receiver.list()).received).toEqual([]);
  });

  it('end on a day that is not past and not before they begin', async () => {
    const { giver, receiver } = await region();
    for (const dates of [
      { from: '2027-03-02', until: '2027-03-01' },
      { from: '2027-01-01', until: '2027-01-31' },
    ]) {
      const answer = await giver.opens(receiver, dates);
      expect(answer.problem).toMatchObject({ type: '/problems/invalid-request' });
    }
  });

  it.each(['SUSPENDED', 'EXPORTING', 'ERASING', 'ERASED'] as const)(
    'are put into no municipality that is %s, nor shown of one',
    async (state) => {
      const { giver, receiver, house, opened } = await region();
      const id = await opened();
      await receiver.standsAs(state);
      const refused = await giver.opens(receiver);
      expect(refused.problem.type).toBe('/problems/state-conflict');
      const { work, keys } = house.scope(receiver.tenantId, 'regional');
      expect((await work.query(keys.sister('').pk, anything)).items).toHaveLength(1);
      const gone = state === 'ERASING' || state === 'ERASED';
      expect((await giver.list()).given[0]?.stands).toBe(gone ? 'GONE' : 'CLOSED');
      await receiver.standsAs('ACTIVE');
      await giver.standsAs(state);
      expect(await receiver.sisters()).toEqual([]);
      expect((await receiver.books(id)).status).toBe(404);
      expect((await receiver.answers(id, 'END')).status).toBe(gone ? 404 : 409);
    },
  );

  it('are nobody else’s: a third municipality finds none, whoever’s id it names', async () => {
    const { giver, receiver, opened, municipality, house } = await region();
    const third = await municipality('Kolmas');
    const id = await opened();
    expect(await third.sisters()).toEqual([]);
    expect((await third.times(id)).status).toBe(404);
    expect((await third.books(id)).status).toBe(404);
    expect((await third.booksAtDesk(id)).status).toBe(404);
    expect((await third.answers(id, 'END')).status).toBe(404);
    expect((await third.withdraws(id)).status).toBe(404);
    expect((await receiver.withdraws(id)).status).toBe(404);
    // Not even with a row of its own that leads there: the opening names whom it is for.
    const { work, keys } = house.openScope(third.tenantId, 'regionalCourier');
    await work.put({
      ...keys.sister(openingId.parse(id)),
      ...{ kind: 'SISTER', id, giver: giver.tenantId, until: '2027-06-30', open: true },
    });
    expect(await third.sisters()).toEqual([]);
    expect((await third.books(id)).status).toBe(404);
    expect((await third.answers(id, 'END')).status).toBe(404);
    expect((await giver.list()).given[0]?.state).toBe('OPEN');
  });

  it.each(['COUNSELLOR', 'PARTNER_WORKER', 'OUTREACH_WORKER'] as const)(
    'are opened and answered by no %s',
    async (role) => {
      const { receiver, opened } = await region();
      const id = await opened();
      const { regionalRoutes } = await import('@ohjaamo/shared/regional/contract.ts');
      const answer = await receiver.as(role, regionalRoutes.answerOpening, {
        anyParameters: { openingId: id },
        body: { act: 'END' },
      });
      expect(answer.status).toBe(403);
    },
  );
});
