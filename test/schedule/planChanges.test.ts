import { absenceChangeWrites, readAbsences } from '@ohjaamo/functions/schedule/planRepository.ts';
import { absenceId, randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import type { PlanChange } from '@ohjaamo/shared/schedule/change.ts';
import { scheduleRoutes } from '@ohjaamo/shared/schedule/contract.ts';
import { describe, expect, it } from 'vitest';
import { rule, weekdayHours, worker } from '../support/schedule.ts';
import { bookingOnMonday, calendarTown, mondays, oddThursdays, people, wednesdays } from './calendarTown.ts';

const shorterMondays: PlanChange = { kind: 'SAVE_RULE', rule: { ...mondays, start: '10:00' } };

const awayAt = (staffId = people.counsellor.id): PlanChange => ({
  kind: 'SAVE_ABSENCE',
  absence: {
    id: absenceId.parse('absence001'),
    staffId,
    from: '2027-02-08',
    to: '2027-02-09',
    kind: 'TRAINING',
  },
});

describe('A change of the plan', () => {
  it('is shown with the bookings that it takes the time from, and changes nothing', async () => {
    const booking = bookingOnMonday();
    const { preview, planOf, asked, trail } = await calendarTown([booking]);
    const { status, body, text } = await preview('manager', shorterMondays);
    expect(status, text).toBe(200);
    expect(body).toEqual({
      version: 1,
      faults: [],
      orphaned: {
        count: 1,
        bookings: [
          {
            id: booking.id,
            start: '2027-02-08T09:00+02:00',
            end: '2027-02-08T09:45+02:00',
            staffName: 'Test worker 0003',
            service: { fi: 'INDIV', sv: 'INDIV', en: 'INDIV' },
            reachable: true,
          },
        ],
      },
      readopted: 0,
      meetings: [],
    });
    expect((await planOf()).version).toBe(1);
    expect(asked).toEqual([]);
    expect(await trail()).toMatchObject([
      { action: 'PREVIEW_PLAN_CHANGE', subject: booking.id, outcome: 'DONE' },
    ]);
  });

  it('tells an administrator how many bookings there are, and not whose day they are in', async () => {
    const { preview } = await calendarTown([bookingOnMonday()]);
    expect((await preview('admin', shorterMondays)).body.orphaned).toEqual({ count: 1, bookings: [] });
  });

  it('stands with the next version, with its bookings looked at after it and kept in the trail', async () => {
    const booking = bookingOnMonday();
    const { apply, planOf, asked, trail, main } = await calendarTown([booking]);
    const { status, body } = await apply('manager', shorterMondays);
    expect([status, body]).toEqual([200, { version: 2, orphaned: 1, readopted: 0 }]);
    const { version, plan } = await planOf();
    expect(version).toBe(2);
    expect(plan.rules.find(({ id }) => id === mondays.id)?.start).toBe('10:00');
    expect(asked.map(({ siteId, plan: after }) => [siteId, after.rules.length])).toEqual([[main.id, 3]]);
    expect(await trail()).toMatchObject([{ action: 'CHANGE_PLAN', subject: booking.id, outcome: 'DONE' }]);
  });

  it('sent twice is made once, and what it means for bookings is finished both times', async () => {
    const { apply, planOf, asked } = await calendarTown();
    const changeId = randomIds.id(20);
    const first = await apply('manager', shorterMondays, 1, changeId);
    const second = await apply('manager', shorterMondays, 1, changeId);
    expect([first.status, second.status, second.body.version]).toEqual([200, 200, 2]);
    expect((await planOf()).version).toBe(2);
    expect(asked).toHaveLength(2);
  });

  it('made after somebody else’s is refused, and loses nothing of theirs', async () => {
    const { apply, planOf } = await calendarTown();
    await apply('manager', shorterMondays);
    const late = await apply('admin', { kind: 'DELETE_RULE', ruleId: mondays.id });
    expect([late.status, late.problem.type]).toEqual([409, '/problems/stale-version']);
    expect((await planOf()).plan.rules).toHaveLength(3);
  });

  it('of two at one moment is one made and one refused', async () => {
    const { apply, planOf } = await calendarTown();
    const answers = await Promise.all([
      apply('manager', shorterMondays),
      apply('admin', { kind: 'DELETE_RULE', ruleId: wednesdays.id }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await planOf()).version).toBe(2);
  });
});

describe('A change that contradicts itself', () => {
  const overlapping = (staffId = people.counsellor.id) =>
    ({
      kind: 'SAVE_RULE',
      rule: rule(staffId, { weekday: 'MON', start: '11:00', end: '13:00' }, { id: 'overlap001' }),
    }) as const;

  it('is shown with what it contradicts and cannot be made', async () => {
    const { preview, apply, main } = await calendarTown();
    const { body } = await preview('manager', overlapping());
    expect(body.faults).toMatchObject([
      {
        code: 'OVERLAP',
        blocks: true,
        rule: { id: 'overlap001' },
        other: { site: { id: main.id }, rule: { id: mondays.id } },
      },
    ]);
    const refused = await apply('manager', overlapping());
    expect(refused.problem).toMatchObject({
      type: '/problems/plan-conflict',
      conflicts: [{ reason: 'OVERLAP' }],
    });
  });

  it('is found at another site too: nobody is in two places at once', async () => {
    const { as, second } = await calendarTown();
    const { body } = await as('manager', scheduleRoutes.previewPlanChange, {
      body: { site: second.id, change: overlapping() },
    });
    expect(body.faults.map(({ code }) => code)).toEqual(['OVERLAP']);
  });

  it('may put two workers into one place at one time', async () => {
    const { preview } = await calendarTown();
    expect((await preview('manager', overlapping(people.manager.id))).body.faults).toEqual([]);
  });

  it('may lie outside opening hours, and says so', async () => {
    const { preview, apply } = await calendarTown();
    const early: PlanChange = { kind: 'SAVE_RULE', rule: { ...mondays, start: '08:00' } };
    expect((await preview('manager', early)).body.faults).toMatchObject([
      { code: 'OUTSIDE_OPENING_HOURS', blocks: false },
    ]);
    expect((await apply('manager', early)).status).toBe(200);
  });

  it('is not blamed for what was wrong before it', async () => {
    const { preview } = await calendarTown();
    const away = weekdayHours('APPOINTMENT', '09:00', '10:00');
    const first: PlanChange = {
      kind: 'SAVE_HOURS',
      hours: [...away, ...weekdayHours('WALK_IN', '12:00', '16:00')],
    };
    const { body } = await preview('manager', first);
    expect(body.faults.map(({ rule: { id } }) => id)).toEqual([mondays.id, oddThursdays.id]);
  });
});

describe('Opening hours that change later', () => {
  it('are refused when they end before they begin', async () => {
    const { preview } = await calendarTown();
    const hours = weekdayHours('WALK_IN', '12:00', '16:00').map((each) => ({
      ...each,
      ...{ validFrom: '2027-06-02', validTo: '2027-06-01' },
    }));
    expect((await preview('manager', { kind: 'SAVE_HOURS', hours })).problem.type).toBe(
      '/problems/invalid-request',
    );
  });
});

describe('One date of a series', () => {
  const edit = (extent: 'ONLY' | 'FOLLOWING', to?: object): PlanChange => ({
    kind: 'EDIT_DATES',
    ruleId: oddThursdays.id,
    date: '2027-02-18',
    extent,
    editedId: 'edited0001',
    afterId: 'after00001',
    ...(to && {
      to: {
        staffId: people.partner.id,
        service: 'KELA',
        mode: 'SLOT',
        note: '',
        start: '10:00',
        end: '11:00',
        ...to,
      },
    }),
  });

  it('moves, and the other weeks stay odd', async () => {
    const { apply, as, main } = await calendarTown();
    expect((await apply('manager', edit('ONLY', { date: '2027-02-19' }))).status).toBe(200);
    const times = async (week: string) => {
      const { body } = await as('manager', scheduleRoutes.readCalendar, { query: { site: main.id, week } });
      return body.days.flatMap(({ entries }) =>
        entries
          .filter(({ staffId }) => staffId === people.partner.id)
          .map(({ start, every }) => [start, every]),
      );
    };
    expect(await times('2027-W05')).toEqual([['2027-02-04T09:00+02:00', 'ODD']]);
    expect(await times('2027-W06')).toEqual([]);
    expect(await times('2027-W07')).toEqual([['2027-02-19T10:00+02:00', 'ONCE']]);
    expect(await times('2027-W09')).toEqual([['2027-03-04T09:00+02:00', 'ODD']]);
  });

  it('falls away alone, or with all that follow', async () => {
    const one = await calendarTown();
    await one.apply('manager', edit('ONLY'));
    expect((await one.planOf()).plan.rules.map(({ id }) => id)).toContain('after00001');
    const rest = await calendarTown();
    await rest.apply('manager', edit('FOLLOWING'));
    const left = (await rest.planOf()).plan.rules.find(({ id }) => id === oddThursdays.id);
    expect(left?.validTo).toBe('2027-02-17');
  });

  it('moves with all that follow to an earlier weekday of the same weeks', async () => {
    const { apply, planOf } = await calendarTown();
    await apply('manager', edit('FOLLOWING', { weekday: 'TUE' }));
    const moved = (await planOf()).plan.rules.find(({ id }) => id === 'edited0001');
    expect(moved).toMatchObject({
      weekday: 'TUE',
      validFrom: '2027-02-15',
      recurrence: { kind: 'ISO_ODD_WEEKS' },
    });
  });

  it('of a week in which the series is not there is not found', async () => {
    const { apply } = await calendarTown();
    expect((await apply('manager', { ...edit('ONLY'), date: '2027-02-11' } as PlanChange)).status).toBe(404);
  });
});

describe('An absence', () => {
  it('is seen by colleagues without its reason, by whoever answers for the calendar with it', async () => {
    const { apply, as, main } = await calendarTown();
    expect((await apply('manager', awayAt())).body.version).toBe(2);
    const seen = async (person: 'counsellor' | 'manager') => {
      const query = { site: main.id, week: '2027-W06' };
      const [monday] = (await as(person, scheduleRoutes.readCalendar, { query })).body.days;
      return [monday?.entries.length, monday?.absences];
    };
    const absent = { id: 'absence001', staffId: people.counsellor.id, staffName: 'Test worker 0003' };
    expect(await seen('counsellor')).toEqual([0, [absent]]);
    expect(await seen('manager')).toEqual([0, [{ ...absent, kind: 'TRAINING' }]]);
  });

  it('moves when its last day does, and ends when it is deleted', async () => {
    const { apply, as, main } = await calendarTown();
    await apply('manager', awayAt());
    const longer = awayAt();
    if (longer.kind === 'SAVE_ABSENCE') longer.absence = { ...longer.absence, to: '2027-02-12' };
    await apply('manager', longer, 2);
    const absences = async () =>
      (await as('manager', scheduleRoutes.readSitePlan, { query: { site: main.id } })).body.absences;
    expect((await absences()).map(({ to }) => to)).toEqual(['2027-02-12']);
    await apply('manager', { kind: 'DELETE_ABSENCE', absenceId: absenceId.parse('absence001') }, 3);
    expect(await absences()).toEqual([]);
  });

  it('changed from two sites at one moment stays one: the later change is refused', async () => {
    const { house, tenantId, apply } = await calendarTown();
    await apply('manager', awayAt());
    const scope = house.scope(tenantId, 'planner');
    const [standing] = await readAbsences(scope, '2027-02-01');
    const ending = (to: string) =>
      scope.work.transact(absenceChangeWrites(scope, standing, { ...standing!, to }));
    expect((await ending('2027-02-12')).ok).toBe(true);
    expect((await ending('2027-02-19')).ok).toBe(false);
    const gone = await scope.work.transact(absenceChangeWrites(scope, standing, undefined));
    expect(gone.ok).toBe(false);
    expect((await readAbsences(scope, '2027-02-01')).map(({ to }) => to)).toEqual(['2027-02-12']);
  });

  it('of a worker whom nobody knows is not found', async () => {
    const { apply } = await calendarTown();
    expect((await apply('manager', awayAt(worker(99)))).status).toBe(404);
  });
});

describe('A counsellor', () => {
  it('changes the own booked hours, and nobody else’s', async () => {
    const { apply } = await calendarTown();
    expect((await apply('counsellor', shorterMondays)).status).toBe(200);
    const others: PlanChange[] = [
      { kind: 'DELETE_RULE', ruleId: wednesdays.id },
      { kind: 'DELETE_RULE', ruleId: oddThursdays.id },
      { kind: 'SAVE_RULE', rule: { ...mondays, staffId: people.manager.id } },
      { kind: 'SAVE_RULE', rule: { ...mondays, mode: 'WALK_IN' } },
      { kind: 'SAVE_HOURS', hours: [] },
      awayAt(),
    ];
    for (const change of others) {
      expect((await apply('counsellor', change, 2)).problem.type, change.kind).toBe(
        '/problems/role-required',
      );
    }
  });

  it('opens own hours for services that they give, and for no other', async () => {
    const { apply, planOf } = await calendarTown();
    const kela: PlanChange = { kind: 'SAVE_RULE', rule: { ...mondays, service: 'KELA' } };
    expect((await apply('counsellor', kela)).problem.type).toBe('/problems/role-required');
    expect((await planOf()).version).toBe(1);
    expect((await apply('manager', kela)).status).toBe(200);
    // What a manager has opened for them they may still move.
    const later: PlanChange = { ...kela, rule: { ...kela.rule, start: '10:00' } };
    expect((await apply('counsellor', later, 2)).status).toBe(200);
  });
});
