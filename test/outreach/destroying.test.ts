import { outreachDue, purgeOutreach } from '@ohjaamo/functions/outreach/index.ts';
import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import { outreachRoutes } from '@ohjaamo/shared/outreach/contract.ts';
import { describe, expect, it } from 'vitest';
import { outreachTown } from './outreachTown.ts';

const anonymous = (outcome: string) => ({
  kind: 'OUTREACH_COUNT',
  sender: 'DEFENCE_FORCES',
  ageBand: '25_29',
  received: '2027-01',
  ended: '2027-02',
  outcome,
});

describe('Destroying at once (1285/2016 §12, L24)', () => {
  it.each([
    ['DECLINED', true],
    ['NO_LONGER_NEEDED', false],
  ] as const)('%s: the record is gone now, and an anonymous row remains', async (outcome, reached) => {
    const town = await outreachTown();
    const one = await town.receive();
    await town.tries(one, reached);
    expect((await town.ends(one, outcome)).body).toEqual({ destroyed: true });
    const { kept, counted } = await town.register();
    expect(kept).toEqual([]);
    expect(counted).toHaveLength(1);
    const { pk: _pk, sk, ...row } = counted[0] ?? {};
    expect(row).toEqual(anonymous(outcome));
    expect(sk).not.toContain(one.notificationId);
    expect((await town.read(one)).status).toBe(404);
    expect((await town.ends(one, outcome)).status).toBe(404);
  });

  it('destroys nothing when the trail cannot be written', async () => {
    const town = await outreachTown();
    const one = await town.receive();
    const answer = await town.withoutTrail('outreachWorker', outreachRoutes.endOutreach, {
      parameters: one,
      body: { outcome: 'NO_LONGER_NEEDED' },
    });
    expect(answer.status).toBe(500);
    const { kept, counted } = await town.register();
    expect([kept.length, counted.length]).toEqual([1, 0]);
  });

  it('counts one ending when two end it at one time', async () => {
    const town = await outreachTown();
    const one = await town.receive();
    const answers = await Promise.all([
      town.ends(one, 'NO_LONGER_NEEDED'),
      town.ends(one, 'NO_LONGER_NEEDED'),
    ]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect((await town.register()).counted).toHaveLength(1);
  });

  it('nobody declines who was not reached; who was not reached waits for the review', async () => {
    const town = await outreachTown();
    const one = await town.receive();
    expect((await town.ends(one, 'DECLINED')).problem.type).toBe('/problems/state-conflict');
    expect((await town.ends(one, 'NOT_REACHED')).problem.type).toBe('/problems/state-conflict');
    await town.tries(one, false);
    expect((await town.ends(one, 'NOT_REACHED')).body).toEqual({ destroyed: false });
    expect((await town.ends(one, 'NOT_REACHED')).body).toEqual({ destroyed: false });
    expect(await town.list()).toMatchObject([{ state: 'NOT_REACHED', next: 'REVIEW' }]);
  });
});

describe('What the calendar does', () => {
  it('asks after three months and destroys twelve months after the last contact, on the day', async () => {
    const town = await outreachTown();
    const one = await town.receive();
    await town.tries(one, false);
    const scope = town.house.scope(town.tenantId, 'outreach');
    const due = (today: string) => outreachDue(scope, today);
    expect(await due('2027-04-28')).toEqual([]);
    expect(await due('2027-04-29')).toEqual([{ id: one.notificationId, why: 'REVIEW', dueOn: '2027-04-29' }]);
    expect(await due('2028-02-01')).toEqual([
      { id: one.notificationId, why: 'EXPIRES', dueOn: '2028-02-01' },
    ]);

    const purge = (today: string, dryRun: boolean) => purgeOutreach(scope, { today, ids: randomIds, dryRun });
    expect(await purge('2028-01-31', false)).toBe(0);
    expect(await purge('2028-02-01', true)).toBe(1);
    expect((await town.register()).kept).toHaveLength(1);
    expect(await purge('2028-02-01', false)).toBe(1);
    expect(await purge('2028-02-01', false)).toBe(0);
    town.clock.set('2028-02-01T09:00+02:00');
    const { kept, counted } = await town.register();
    expect(kept).toEqual([]);
    expect(counted).toMatchObject([{ outcome: 'EXPIRED', ended: '2028-02' }]);
  });

  it('tells the manager how many ended how, and nobody of whom', async () => {
    const town = await outreachTown();
    const [one, other] = [await town.receive(), await town.receive({ birthDate: undefined })];
    await town.ends(one, 'NO_LONGER_NEEDED');
    await town.ends(other, 'NO_LONGER_NEEDED');
    const { body } = await town.as('manager', outreachRoutes.countOutreach);
    expect(body.year).toBe(2027);
    expect(body.ended).toEqual([
      { sender: 'DEFENCE_FORCES', outcome: 'NO_LONGER_NEEDED', ageBand: '25_29', count: 1 },
      { sender: 'DEFENCE_FORCES', outcome: 'NO_LONGER_NEEDED', ageBand: 'UNKNOWN', count: 1 },
    ]);
  });
});
