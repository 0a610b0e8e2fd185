import { dutyRoutes } from '@ohjaamo/shared/duty/contract.ts';
import type { PlaceId } from '@ohjaamo/shared/duty/rota.ts';
import type { DutyShift } from '@ohjaamo/shared/duty/shifts.ts';
import type { SwapId } from '@ohjaamo/shared/duty/swap.ts';
import { describe, expect, it } from 'vitest';
import { worker } from '../support/schedule.ts';
import { dutyTown, PARTNER, type Person, placesOf, staffIn, WEEK } from './dutyTown.ts';

const { assignDuty, proposeSwap, publishRota, answerSwap } = dutyRoutes;

/** Monday's place is the first worker's, next Monday's the second's; both published. */
async function swapTown(
  parts: {
    readonly shift?: Partial<DutyShift>;
    readonly staff?: NonNullable<Parameters<typeof dutyTown>[0]>['staff'];
  } = {},
) {
  const town = await dutyTown(parts.staff ? { staff: parts.staff } : {});
  await town.addShift(parts.shift);
  const places = placesOf(await town.rota());
  const [monday, next] = places;
  for (const [place, who] of [
    [monday!, worker(1)],
    [next!, worker(2)],
  ] as const) {
    await town.as('manager', assignDuty, {
      body: { week: place.week, version: 0, place: place.id, staffId: who },
    });
    await town.as('manager', publishRota, { body: { week: place.week, version: 1 } });
  }
  const swapId = town.newSwapId();
  const propose = (
    parts: { take?: PlaceId; by?: Person; id?: SwapId; to?: ReturnType<typeof worker> } = {},
  ) =>
    town.as(parts.by ?? 'first', proposeSwap, {
      body: {
        swapId: parts.id ?? swapId,
        to: parts.to ?? worker(2),
        give: monday!.id,
        ...(parts.take && { take: parts.take }),
      },
    });
  const answer = (person: Person, what: 'ACCEPT' | 'DECLINE' | 'WITHDRAW') =>
    town.as(person, answerSwap, {
      parameters: { siteId: town.main.id, swapId },
      body: { answer: what },
    });
  const inPlan = async (): Promise<Record<string, string>> =>
    Object.fromEntries((await town.plan()).rules.map(({ validFrom = '', staffId }) => [validFrom, staffId]));
  return { town, monday: monday!, next: next!, propose, answer, inPlan };
}

describe('A swap between two workers', () => {
  it('is proposed, accepted, and stands in rota and plan at once', async () => {
    const { town, next, propose, answer, inPlan } = await swapTown();
    expect((await propose({ take: next.id })).body).toMatchObject({
      state: 'PROPOSED',
      fromName: expect.any(String) as string,
      giveShift: { start: '2027-02-01T12:00+02:00' },
      takeShift: { start: '2027-02-08T12:00+02:00' },
    });
    expect((await town.rota('second')).swaps).toHaveLength(1);
    expect((await town.rota('outreachWorker')).swaps).toEqual([]);
    expect((await answer('second', 'ACCEPT')).body.state).toBe('ACCEPTED');
    expect(staffIn(await town.rota('first')).slice(0, 2)).toEqual([worker(2), worker(1)]);
    expect(await inPlan()).toEqual({ '2027-02-01': worker(2), '2027-02-08': worker(1) });
    expect((await town.rota('second')).swaps).toEqual([]);
  });

  it('may be for nothing', async () => {
    const { propose, answer, inPlan } = await swapTown();
    await propose();
    await answer('second', 'ACCEPT');
    expect(await inPlan()).toEqual({ '2027-02-01': worker(2), '2027-02-08': worker(2) });
  });

  it('has the same effect once, however often it is sent', async () => {
    const { next, propose, answer, inPlan } = await swapTown();
    expect((await propose({ take: next.id })).status).toBe(201);
    expect((await propose({ take: next.id })).status).toBe(201);
    expect((await propose()).problem.type).toBe('/problems/id-already-used');
    const both = await Promise.all([answer('second', 'ACCEPT'), answer('second', 'ACCEPT')]);
    expect(both.map(({ body }) => body.state)).toEqual(['ACCEPTED', 'ACCEPTED']);
    expect((await answer('second', 'ACCEPT')).status).toBe(200);
    expect(await inPlan()).toEqual({ '2027-02-01': worker(2), '2027-02-08': worker(1) });
  });

  it('is declined by the colleague, withdrawn by whoever proposed it, and then over', async () => {
    const { propose, answer, inPlan } = await swapTown();
    await propose();
    expect((await answer('first', 'ACCEPT')).problem.type).toBe('/problems/state-conflict');
    expect((await answer('second', 'WITHDRAW')).problem.type).toBe('/problems/state-conflict');
    expect((await answer('outreachWorker', 'ACCEPT')).status).toBe(404);
    expect((await answer('second', 'DECLINE')).body.state).toBe('DECLINED');
    expect((await answer('first', 'WITHDRAW')).problem.type).toBe('/problems/state-conflict');
    expect(await inPlan()).toEqual({ '2027-02-01': worker(1), '2027-02-08': worker(2) });
  });

  it('of somebody else’s place, with oneself, or of a place that is not published is refused', async () => {
    const { town, propose } = await swapTown();
    expect((await propose({ by: 'outreachWorker' })).problem.type).toBe('/problems/state-conflict');
    expect((await propose({ to: worker(1) })).status).toBe(404);
    const open = placesOf(await town.rota())[2]!;
    expect((await propose({ take: open.id, id: town.newSwapId() })).problem.type).toBe(
      '/problems/state-conflict',
    );
  });

  it('is refused when the colleague cannot serve then, at proposing and at accepting', async () => {
    const { town, propose, answer, inPlan } = await swapTown();
    await propose();
    await town.beAbsent(worker(2), '2027-02-01');
    const conflict = { conflicts: [{ date: '2027-02-01', reason: 'ABSENT' }] };
    expect((await answer('second', 'ACCEPT')).problem).toMatchObject(conflict);
    expect((await propose({ id: town.newSwapId() })).problem).toMatchObject(conflict);
    expect((await inPlan())['2027-02-01']).toBe(worker(1));
  });

  it('is refused when it is not the colleague’s turn at all: partners lend hours of their own', async () => {
    const { propose } = await swapTown();
    const { problem } = await propose({ to: worker(PARTNER) });
    expect(problem).toMatchObject({ conflicts: [{ date: '2027-02-01', reason: 'NOT_IN_TURN' }] });
    expect((await propose({ to: worker(6) })).problem).toMatchObject({
      conflicts: [{ reason: 'NOT_IN_TURN' }],
    });
  });

  it('is refused when the shift would lose a skill that it needs', async () => {
    const { propose } = await swapTown({
      shift: { skills: ['housing'] },
      staff: { 1: { skills: ['housing'] }, 3: { skills: ['housing'] } },
    });
    const { problem } = await propose();
    expect(problem).toMatchObject({ conflicts: [{ date: '2027-02-01', reason: 'SKILL_NEEDED' }] });
    expect((await propose({ to: worker(3) })).status).toBe(201);
  });

  it('is refused when the colleague would have more duty in the week than the rules allow', async () => {
    const { town, next, propose } = await swapTown();
    const body = { version: 1, rules: { perWeek: 1, lateFrom: '17:00' } };
    expect((await town.as('manager', dutyRoutes.saveDutyRules, { body })).status).toBe(200);
    const tuesday = await town.addShift({ weekday: 'TUE' }, 2);
    const place = placesOf(await town.rota()).find(({ id }) => id.startsWith(tuesday.id));
    await town.as('manager', assignDuty, {
      body: { week: WEEK, version: 2, place: place!.id, staffId: worker(2) },
    });
    await town.as('manager', publishRota, { body: { week: WEEK, version: 3 } });
    expect((await propose()).problem).toMatchObject({ conflicts: [{ reason: 'WEEKLY_LIMIT' }] });
    // One duty for another leaves both with what they had.
    expect((await propose({ take: place!.id, id: town.newSwapId() })).status).toBe(201);
    expect(next.week).not.toBe(WEEK);
  });

  it('of a place that changed hands meanwhile is refused', async () => {
    const { town, monday, propose, answer } = await swapTown();
    await propose();
    const body = { week: monday.week, version: 2, place: monday.id, staffId: worker(3) };
    await town.as('manager', assignDuty, { body });
    expect((await answer('second', 'ACCEPT')).problem.type).toBe('/problems/state-conflict');
  });
});
