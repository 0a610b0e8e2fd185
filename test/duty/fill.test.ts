import { fillTurns } from '@ohjaamo/shared/duty/fill.ts';
import { describe, expect, it } from 'vitest';
import { worker } from '../support/schedule.ts';
import { away, input, shiftOn, staffOf, team, turnTaker, weeksOf } from './turns.ts';

describe('Filling by fair turn', () => {
  it('gives everybody a first turn before anybody has a second', () => {
    const workers = team(5);
    const filled = fillTurns(input({ workers, coming: weeksOf(2, workers, 1) }));
    const turns = filled.flatMap(staffOf);
    expect(new Set(turns.slice(0, 5)).size).toBe(5);
    expect(turns.slice(5)).toEqual(turns.slice(0, 5));
  });

  it('weighs turns by the share of work', () => {
    const workers = [turnTaker(1), turnTaker(2, { share: 0.5 }), turnTaker(3, { share: 0.5 })];
    const turns = fillTurns(input({ workers, coming: weeksOf(4, workers, 1) })).flatMap(staffOf);
    const count = (who: number) => turns.filter((each) => each === worker(who)).length;
    expect([count(1), count(2), count(3)]).toEqual([10, 5, 5]);
  });

  it('goes on from the turns that were served before', () => {
    const workers = team(2);
    const [before, ...coming] = weeksOf(1, workers, 1);
    const served = [{ ...before!, turns: [worker(1)] }];
    const filled = fillTurns(input({ workers, served, coming }));
    expect(staffOf(filled[0]!)).toEqual([worker(2)]);
    expect(filled[0]!.places[0]!.choice).toEqual({
      staffId: worker(2),
      reason: 'MOST_OWED',
      served: 0,
      expected: 120,
    });
  });

  it('neither punishes nor favours who was absent', () => {
    const workers = team(3);
    const coming = weeksOf(3, workers, 1);
    const busy = coming.slice(0, 5).map((shift) => away(worker(1), shift));
    const turns = fillTurns(input({ workers, coming, busy })).flatMap(staffOf);
    const after = turns.slice(5).filter((who) => who === worker(1)).length;
    expect(turns.slice(0, 5)).not.toContain(worker(1));
    // Two weeks of five shifts among three: as many as the others get, not the missed ones on top.
    expect([3, 4]).toContain(after);
  });

  it('does not count a newcomer’s time before the first shift they could have served', () => {
    const old = team(2);
    const newcomer = turnTaker(3);
    const [first, second, ...rest] = weeksOf(2, old, 1);
    const served = [
      { ...first!, turns: [worker(1)] },
      { ...second!, turns: [worker(2)] },
    ];
    const pool = [...old, newcomer].map(({ staffId }) => staffId);
    const coming = rest.map((shift) => ({ ...shift, pool }));
    const turns = fillTurns(input({ workers: [...old, newcomer], served, coming })).flatMap(staffOf);
    expect(turns.filter((who) => who === worker(3)).length).toBeLessThanOrEqual(Math.ceil(turns.length / 3));
  });

  it('says why each one who owed more does not have the place', () => {
    const workers = team(5);
    const [shift, next] = weeksOf(1, workers, 1);
    const busy = [
      away(worker(1), shift!),
      { ...away(worker(2), shift!), why: 'OWN_HOURS' as const },
      { ...away(worker(3), shift!), why: 'BOOKED' as const },
    ];
    const elsewhere = { ...shift!, id: 'elsewhere', start: shift!.start + 60, places: [worker(4)] };
    const filled = fillTurns(input({ workers, coming: [shift!, elsewhere, next!], busy }));
    expect(filled[0]!.places[0]).toMatchObject({ choice: { staffId: worker(5), reason: 'ONLY_ONE' } });
    const open = fillTurns(
      input({ workers, coming: [{ ...shift!, standing: [worker(5)] }, elsewhere], busy }),
    )[0]!;
    expect(open.places[0]!.choice).toBeUndefined();
    expect(
      Object.fromEntries(open.places[0]!.passed.map(({ staffId, reason }) => [staffId, reason])),
    ).toEqual({
      [worker(1)]: 'ABSENT',
      [worker(2)]: 'OWN_HOURS',
      [worker(3)]: 'BOOKED',
      [worker(4)]: 'OTHER_SHIFT',
      [worker(5)]: 'ALREADY_HERE',
    });
  });

  it('keeps to the weekly limit and says so', () => {
    const workers = team(1);
    const filled = fillTurns(input({ workers, coming: weeksOf(2, workers, 1), perWeek: 2 }));
    expect(filled.map((shift) => staffOf(shift)[0] !== undefined)).toEqual([
      ...[true, true, false, false, false],
      ...[true, true, false, false, false],
    ]);
    expect(filled[2]!.places[0]!.passed[0]!.reason).toBe('WEEKLY_LIMIT');
  });

  it('gives no two late days in a row while somebody else can, and gives them when nobody can', () => {
    const workers = [turnTaker(1), turnTaker(2, { share: 0.1 })];
    const coming = weeksOf(1, workers, 1, { late: true });
    const turns = fillTurns(input({ workers, coming })).flatMap(staffOf);
    turns.slice(1).forEach((who, index) => {
      expect(who).not.toBe(turns[index]);
    });
    const alone = fillTurns(
      input({ workers: [turnTaker(1)], coming: weeksOf(1, team(1), 1, { late: true }) }),
    );
    expect(alone.flatMap(staffOf)).toEqual(Array.from({ length: 5 }, () => worker(1)));
  });

  it('looks at the late day that stands after the open one too', () => {
    const workers = team(2);
    const [monday, tuesday] = weeksOf(1, workers, 1, { late: true });
    const coming = [monday!, { ...tuesday!, places: [worker(1)] }];
    const [first] = fillTurns(input({ workers, coming, served: [{ ...monday!, turns: [worker(2)] }] }));
    expect(first!.places[0]!.choice).toMatchObject({ staffId: worker(2), reason: 'RESTED' });
    expect(first!.places[0]!.passed).toMatchObject([{ staffId: worker(1), reason: 'LATE_NEXT_DAY' }]);
  });

  it('leaves a place for whoever knows what the shift needs', () => {
    const workers = [turnTaker(1), turnTaker(2), turnTaker(3, { skills: ['housing'] })];
    const shift = shiftOn(0, workers, 2, { skills: ['housing'] });
    const served = [{ ...shiftOn(-7, workers, 1), turns: [worker(3)] }];
    const [filled] = fillTurns(input({ workers, coming: [shift], served }));
    expect(staffOf(filled!)).toContain(worker(3));
    expect(filled!.places[1]!.choice).toMatchObject({ staffId: worker(3), reason: 'SKILL' });
    expect(filled!.places[1]!.passed.map(({ reason }) => reason)).toContain('SKILL_NEEDED');
    expect(filled!.missing).toEqual([]);
  });

  it('counts what those know who stand there already, and names what nobody knows', () => {
    const workers = [turnTaker(1), turnTaker(2, { skills: ['housing'] }), turnTaker(3)];
    const shift = shiftOn(0, workers, 1, { skills: ['housing', 'money'], standing: [worker(2)] });
    const [filled] = fillTurns(input({ workers, coming: [shift] }));
    expect([worker(1), worker(3)]).toContain(staffOf(filled!)[0]);
    expect(filled!.missing).toEqual(['money']);
  });

  it('covers as much as it can when not every skill fits into the places', () => {
    const workers = [
      turnTaker(1, { skills: ['housing'] }),
      turnTaker(2, { skills: ['money'] }),
      turnTaker(3),
    ];
    const [filled] = fillTurns(
      input({ workers, coming: [shiftOn(0, workers, 1, { skills: ['housing', 'money'] })] }),
    );
    expect(staffOf(filled!)[0]).not.toBe(worker(3));
    expect(filled!.missing).toHaveLength(1);
  });

  it('keeps who stands there and can, and replaces who cannot', () => {
    const workers = team(4);
    const coming = weeksOf(1, workers, 2).map((shift) => ({ ...shift, places: [worker(1), worker(2)] }));
    const busy = [away(worker(1), coming[2]!)];
    const filled = fillTurns(input({ workers, coming, busy }));
    filled.forEach((shift, index) => {
      if (index !== 2) expect(staffOf(shift)).toEqual([worker(1), worker(2)]);
    });
    expect([worker(3), worker(4)]).toContain(staffOf(filled[2]!)[0]);
    expect(filled[2]!.places[1]!.choice).toMatchObject({ staffId: worker(2), reason: 'KEPT' });
  });

  it('counts weekly hours of one’s own as served, but not while absent', () => {
    const workers = team(2);
    const [monday, tuesday] = weeksOf(1, workers, 1);
    const coming = [{ ...monday!, standing: [worker(1)], places: [] }, tuesday!];
    expect(fillTurns(input({ workers, coming })).flatMap(staffOf)).toEqual([worker(2)]);
    const filled = fillTurns(input({ workers, coming, busy: [away(worker(1), monday!)] }));
    expect(filled[1]!.places[0]!.choice).toMatchObject({ served: 0, expected: 0 });
  });
});
