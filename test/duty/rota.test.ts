import { dutyRoutes } from '@ohjaamo/shared/duty/contract.ts';
import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import { weekdays } from '@ohjaamo/shared/kernel/codes.ts';
import { describe, expect, it } from 'vitest';
import { closed, rule, worker } from '../support/schedule.ts';
import { dutyTown, PARTNER, placesOf, staffIn, WEEK } from './dutyTown.ts';

const { assignDuty, publishRota, removeShift } = dutyRoutes;

describe('The rota of coming weeks', () => {
  it('is open until it is filled, is a draft until it is published, and then stands in the site’s plan', async () => {
    const town = await dutyTown();
    await town.addShift();
    const empty = await town.rota();
    expect(empty.weeks.map(({ week, state, open }) => [week, state, open])).toEqual([
      ['2027-W05', 'EMPTY', 1],
      ['2027-W06', 'EMPTY', 1],
      ['2027-W07', 'EMPTY', 1],
      ['2027-W08', 'EMPTY', 1],
    ]);
    const draft = await town.fill();
    expect(draft.weeks.map(({ state, open }) => [state, open])).toEqual(Array(4).fill(['DRAFT', 0]));
    expect(new Set(staffIn(draft))).toEqual(new Set([worker(1), worker(2), worker(3), worker(4)]));
    expect((await town.plan()).rules).toEqual([]);

    await town.publish(draft);
    const published = await town.rota();
    expect(published.weeks.map(({ state }) => state)).toEqual(Array(4).fill('PUBLISHED'));
    const page = await town.sitePage('2027-W06');
    const monday = page.body.week.days[0]!.entries;
    expect(monday).toMatchObject([
      {
        start: '2027-02-08T12:00+02:00',
        end: '2027-02-08T18:00+02:00',
        mode: 'WALK_IN',
        staffId: staffIn(published)[1],
      },
    ]);
  });

  it('explains each choice to the manager', async () => {
    const town = await dutyTown({
      plan: { rules: [rule(worker(1), { weekday: 'MON', start: '11:00', end: '13:00' })] },
    });
    await town.addShift({ weekday: 'MON' });
    await town.beAbsent(worker(2), '2027-02-01');
    await town.addShift({ weekday: 'TUE' });
    const rota = await town.fill();
    const [monday, tuesday] = placesOf(rota);
    expect([worker(3), worker(4)]).toContain(monday!.staff!.id);
    expect(monday!.why).toMatchObject({ reason: 'LOT', served: 0, expected: 0 });
    for (const { staffId: who, reason } of monday!.why!.passed) {
      expect([who, reason]).toEqual(who === worker(1) ? [worker(1), 'OWN_HOURS'] : [worker(2), 'ABSENT']);
    }
    // Six hours were divided among the three who were there.
    expect(tuesday!.why).toMatchObject({ reason: 'LOT', served: 0, expected: 120 });
  });

  it('counts bookings as busy', async () => {
    const town = await dutyTown();
    await town.addShift();
    const scope = town.house.scope(town.tenantId, 'follower');
    await scope.work.put({
      ...scope.keys.agenda(town.second.id, '2027-02-01#x'),
      kind: 'AGENDA',
      id: randomIds.id(20),
      version: 1,
      state: 'BOOKED',
      siteId: town.second.id,
      staffId: worker(1),
      service: 'INDIV',
      start: Date.parse('2027-02-01T17:30+02:00') / 60_000,
      end: Date.parse('2027-02-01T18:30+02:00') / 60_000,
      date: '2027-02-01',
      reachable: false,
    });
    const body = { week: WEEK, version: 0, staffId: worker(1) };
    const place = placesOf(await town.rota())[0]!.id;
    const refused = await town.as('manager', assignDuty, { body: { ...body, place } });
    expect(refused.problem).toMatchObject({
      type: '/problems/plan-conflict',
      conflicts: [{ date: '2027-02-01', reason: 'BOOKED' }],
    });
  });

  it('keeps published places and those given by hand when it is filled again', async () => {
    const town = await dutyTown();
    for (const weekday of weekdays.slice(0, 3)) await town.addShift({ weekday });
    await town.publish(await town.fill());
    await town.addShift({ weekday: 'THU' });
    const before = await town.rota();
    const thursday = placesOf(before).find(({ state }) => state === 'OPEN')!;
    await town.as('manager', assignDuty, {
      body: { week: WEEK, version: thursday.version, place: thursday.id, staffId: worker(2) },
    });
    const after = placesOf(await town.fill());
    const kept = new Map(after.map(({ id, staff }) => [id, staff?.id]));
    for (const { id, staff } of placesOf(before)) if (staff) expect(kept.get(id)).toBe(staff.id);
    expect(kept.get(thursday.id)).toBe(worker(2));
    expect(after.every(({ staff }) => staff)).toBe(true);
  });

  it('shows who became absent since, and filling again finds a substitute for that place alone', async () => {
    const town = await dutyTown();
    await town.addShift();
    await town.publish(await town.fill());
    const before = await town.rota();
    const [first] = placesOf(before);
    await town.beAbsent(first!.staff!.id, '2027-02-01');
    expect(placesOf(await town.rota())[0]).toMatchObject({ state: 'PUBLISHED', trouble: 'ABSENT' });
    const after = await town.fill();
    expect(placesOf(after)[0]).toMatchObject({ state: 'DRAFT', published: first!.staff });
    expect(staffIn(after)[0]).not.toBe(first!.staff!.id);
    expect(staffIn(after).slice(1)).toEqual(staffIn(before).slice(1));
    await town.publish(after);
    const rules = (await town.plan()).rules.filter(({ validFrom }) => validFrom === '2027-02-01');
    expect(rules.map((each) => each.staffId)).toEqual([staffIn(after)[0]]);
  });

  it('is not published over an absence that came after the draft', async () => {
    const town = await dutyTown();
    await town.addShift();
    const draft = await town.fill();
    await town.beAbsent(staffIn(draft)[0]!, '2027-02-01');
    const answer = await town.as('manager', publishRota, { body: { week: WEEK, version: 1 } });
    expect(answer.problem).toMatchObject({
      type: '/problems/plan-conflict',
      conflicts: [{ date: '2027-02-01', reason: 'ABSENT' }],
    });
    expect((await town.plan()).rules).toEqual([]);
  });

  it('has no shift on a closed day, and a shorter one when the doors close earlier', async () => {
    const town = await dutyTown({
      plan: {
        exceptions: [
          closed('2027-02-01'),
          {
            kind: 'REPLACE',
            from: '2027-02-08',
            to: '2027-02-08',
            weekdays: ['MON'],
            opens: '14:00',
            closes: '16:00',
            name: { fi: 'lyhyt' },
          },
        ],
      },
    });
    await town.addShift();
    const rota = await town.rota();
    expect(rota.weeks.map(({ shifts }) => shifts.map(({ start, end }) => [start, end]))).toEqual([
      [],
      [['2027-02-08T14:00+02:00', '2027-02-08T16:00+02:00']],
      [['2027-02-15T12:00+02:00', '2027-02-15T18:00+02:00']],
      [['2027-02-22T12:00+02:00', '2027-02-22T18:00+02:00']],
    ]);
  });

  it('counts who serves by weekly hours as serving, and leaves the other places to the turn', async () => {
    const weekly = rule(
      worker(PARTNER),
      { weekday: 'MON', start: '12:00', end: '18:00' },
      { service: 'DUTY', mode: 'WALK_IN' },
    );
    const town = await dutyTown({ plan: { rules: [weekly] } });
    await town.addShift({ workers: 2 });
    const [week] = (await town.fill()).weeks;
    expect(week!.shifts[0]!.standing.map(({ id }) => id)).toEqual([worker(PARTNER)]);
    expect(week!.shifts[0]!.places).toHaveLength(1);
    expect(week!.shifts[0]!.places[0]!.staff!.id).not.toBe(worker(PARTNER));
  });

  it('takes a shift’s published hours out of the plan when the shift is taken away', async () => {
    const town = await dutyTown();
    const shift = await town.addShift();
    await town.publish(await town.fill());
    const parameters = { siteId: town.main.id, shiftId: shift.id };
    const removed = await town.as('manager', removeShift, { parameters, body: { version: 1 } });
    expect(removed.body.shifts).toEqual([]);
    const rota = await town.rota();
    expect(placesOf(rota)[0]).toMatchObject({
      state: 'DRAFT',
      published: { id: expect.any(String) as string },
    });
    expect(staffIn(rota)).toEqual([undefined, undefined, undefined, undefined]);
    await town.publish(rota);
    expect((await town.plan()).rules).toEqual([]);
    expect(placesOf(await town.rota())).toEqual([]);
  });

  it('leaves what has begun as it is', async () => {
    const town = await dutyTown();
    await town.addShift();
    const draft = await town.fill();
    town.clock.set('2027-02-01T12:30+02:00');
    const [place] = placesOf(await town.rota());
    expect(place!.shift.begun).toBe(true);
    const body = { week: WEEK, version: place!.version, place: place!.id, staffId: worker(4) };
    if (staffIn(draft)[0] !== worker(4)) {
      expect((await town.as('manager', assignDuty, { body })).problem.type).toBe('/problems/state-conflict');
    }
    await town.as('manager', publishRota, { body: { week: WEEK, version: place!.version } });
    expect((await town.plan()).rules).toEqual([]);
  });
});
