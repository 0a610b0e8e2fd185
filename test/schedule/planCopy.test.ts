import { dateOfDay, dayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import { scheduleRoutes } from '@ohjaamo/shared/schedule/contract.ts';
import { copiedPart, type PlanCopy } from '@ohjaamo/shared/schedule/copyPlan.ts';
import { hoursOn } from '@ohjaamo/shared/schedule/datedHours.ts';
import { openingOn } from '@ohjaamo/shared/schedule/opening.ts';
import { appliesOn } from '@ohjaamo/shared/schedule/recurrence.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closed, plan, replaced, rule, worker } from '../support/schedule.ts';
import { recurrence, weekday } from './arbitraries.ts';
import { calendarTown, mondays, people } from './calendarTown.ts';

const SPRING = dayNumber('2027-01-04');
const copyOf = (parts: Partial<PlanCopy> = {}): PlanCopy => ({
  from: '2027-02-01',
  to: '2027-02-07',
  onto: '2027-02-01',
  workers: [{ from: worker(1), to: worker(2) }],
  exceptions: true,
  hours: false,
  ...parts,
});
const numbered = (index: number): string => `copied${String(index).padStart(4, '0')}`;

describe('A period copied to another', () => {
  it('has on its n-th day whoever was there on the n-th day, for every recurrence and any shift of weeks', () => {
    fc.assert(
      fc.property(
        recurrence,
        weekday,
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 0, max: 70 }),
        fc.integer({ min: -10, max: 60 }),
        (every, on, offset, length, weeks) => {
          const first = SPRING + offset;
          const source = rule(
            worker(1),
            { weekday: on, start: '09:00', end: '12:00' },
            { recurrence: every },
          );
          const copy = copyOf({
            from: dateOfDay(first),
            to: dateOfDay(first + length),
            onto: dateOfDay(first + weeks * 7),
          });
          const { rules } = copiedPart(plan({ rules: [source] }), copy, numbered);
          for (let day = first - 30; day <= first + length + 30; day++) {
            const there = day >= first && day <= first + length && appliesOn(source, day);
            expect(rules.filter((each) => appliesOn(each, day + weeks * 7))).toHaveLength(there ? 1 : 0);
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it('leaves out whoever is not told, and gives hours to whom they are told', () => {
    const source = plan({
      rules: [
        rule(worker(1), { weekday: 'MON', start: '09:00', end: '12:00' }),
        rule(worker(3), { weekday: 'MON', start: '09:00', end: '12:00' }),
      ],
    });
    expect(copiedPart(source, copyOf(), numbered).rules.map(({ staffId, id }) => [staffId, id])).toEqual([
      [worker(2), 'copied0000'],
    ]);
  });

  it('takes exceptions of its dates along, and one day of a season opens nothing explicitly', () => {
    const season = replaced('2027-01-01', '2027-02-01', ['MON'], '10:00', '11:00');
    const source = plan({ exceptions: [season, closed('2027-02-05'), closed('2027-03-05')] });
    const { exceptions } = copiedPart(source, copyOf({ onto: '2027-03-29' }), numbered);
    expect(exceptions.map(({ kind, from }) => [kind, from])).toEqual([
      ['REPLACE', '2027-03-29'],
      ['CLOSED', '2027-04-02'],
    ]);
    // Easter Monday stays closed.
    expect(openingOn(plan({ exceptions }), dayNumber('2027-03-29')).closed).toBeDefined();
    expect(copiedPart(source, copyOf({ exceptions: false }), numbered).exceptions).toEqual([]);
  });
});

describe('Copying a week to another site', () => {
  const week = {
    from: '2027-02-01',
    to: '2027-02-07',
    onto: '2027-02-01',
    exceptions: false,
    hours: false,
  } as const;
  const toManager = [{ from: people.counsellor.id, to: people.manager.id }];

  it('is shown and then done, all sites or none, and once', async () => {
    const { as, main, second, planOf } = await calendarTown();
    const copy = { ...week, site: main.id, workers: toManager };
    const shown = await as('manager', scheduleRoutes.previewPlanCopy, {
      body: { ...copy, sites: [second.id] },
    });
    expect(shown.body.targets).toMatchObject([
      { site: { id: second.id }, version: 0, rules: 2, exceptions: 0 },
    ]);
    expect(shown.body.faults.filter(({ blocks }) => blocks)).toEqual([]);
    const body = { ...copy, changeId: randomIds.id(20), targets: [{ site: second.id, version: 0 }] };
    for (const time of [1, 2]) {
      const done = await as('manager', scheduleRoutes.applyPlanCopy, { body });
      expect([time, done.status, done.body.rules]).toEqual([time, 200, 2]);
    }
    const { version, plan: copied } = await planOf(second);
    expect(version).toBe(1);
    expect(copied.rules).toMatchObject([
      { staffId: people.manager.id, validFrom: '2027-02-01', validTo: '2027-02-07' },
      { staffId: people.manager.id, mode: 'WALK_IN' },
    ]);
    expect((await planOf(main)).version).toBe(1);
  });

  it('takes the opening hours along when that is wanted, and says where they would change', async () => {
    const { as, main, second, planOf } = await calendarTown();
    const copy = { ...week, site: main.id, workers: toManager, hours: true };
    const shown = await as('manager', scheduleRoutes.previewPlanCopy, {
      body: { ...copy, sites: [second.id] },
    });
    expect(shown.body.targets).toMatchObject([{ rules: 2, hours: true }]);
    // The hours of the copy lie inside the opening hours that go with them.
    expect(shown.body.faults).toEqual([]);
    const apply = (version: number) =>
      as('manager', scheduleRoutes.applyPlanCopy, {
        body: { ...copy, changeId: randomIds.id(20), targets: [{ site: second.id, version }] },
      });
    expect((await apply(0)).status).toBe(200);
    const there = (await planOf(second)).plan.hours;
    expect(hoursOn(there, copy.onto)).toEqual((await planOf(main)).plan.hours);
    expect(hoursOn(there, dateOfDay(dayNumber(copy.onto) - 1))).toEqual([]);
    const again = await as('manager', scheduleRoutes.previewPlanCopy, {
      body: { ...copy, workers: [], sites: [second.id] },
    });
    expect(again.body.targets).toMatchObject([{ rules: 0, hours: false }]);
  });

  it('leaves the opening hours alone otherwise', async () => {
    const { as, main, second, planOf } = await calendarTown();
    const body = {
      ...week,
      site: main.id,
      workers: toManager,
      changeId: randomIds.id(20),
      targets: [{ site: second.id, version: 0 }],
    };
    await as('manager', scheduleRoutes.applyPlanCopy, { body });
    expect((await planOf(second)).plan.hours).toEqual([]);
  });

  it('takes several workers in one go, to another week, each with the own hours', async () => {
    const { as, main, second, planOf } = await calendarTown();
    const workers = [people.counsellor.id, people.partner.id].map((id) => ({ from: id, to: id }));
    const body = {
      ...week,
      onto: '2027-02-08',
      site: main.id,
      workers,
      changeId: randomIds.id(20),
      targets: [{ site: second.id, version: 0 }],
    };
    const refused = await as('manager', scheduleRoutes.applyPlanCopy, { body });
    // The counsellor is at the main site on those days too.
    expect(refused.problem.type).toBe('/problems/plan-conflict');
    const partnerOnly = {
      ...body,
      workers: [workers[1] ?? { from: people.partner.id, to: people.partner.id }],
    };
    expect((await as('manager', scheduleRoutes.applyPlanCopy, { body: partnerOnly })).body.rules).toBe(1);
    expect((await planOf(second)).plan.rules).toMatchObject([
      { staffId: people.partner.id, validFrom: '2027-02-11', validTo: '2027-02-11' },
    ]);
  });

  it('puts nobody into two places at once', async () => {
    const { as, main, second, planOf } = await calendarTown();
    const workers = [{ from: people.counsellor.id, to: people.counsellor.id }];
    const copy = { ...week, site: main.id, workers };
    const shown = await as('manager', scheduleRoutes.previewPlanCopy, {
      body: { ...copy, sites: [second.id] },
    });
    expect(shown.body.faults.find(({ blocks }) => blocks)).toMatchObject({
      code: 'OVERLAP',
      other: { rule: { id: mondays.id } },
    });
    const body = { ...copy, changeId: randomIds.id(20), targets: [{ site: second.id, version: 0 }] };
    const refused = await as('manager', scheduleRoutes.applyPlanCopy, { body });
    expect(refused.problem.type).toBe('/problems/plan-conflict');
    expect((await planOf(second)).version).toBe(0);
  });

  it('is refused when a plan changed in between, or the period makes no sense', async () => {
    const { as, main, second } = await calendarTown();
    const body = {
      ...week,
      site: main.id,
      workers: toManager,
      changeId: randomIds.id(20),
      targets: [{ site: second.id, version: 3 }],
    };
    expect((await as('manager', scheduleRoutes.applyPlanCopy, { body })).problem.type).toBe(
      '/problems/stale-version',
    );
    for (const wrong of [{ onto: '2027-02-02' }, { to: '2027-01-31' }, { to: '2028-03-01' }]) {
      const answer = await as('manager', scheduleRoutes.previewPlanCopy, {
        body: { ...week, ...wrong, site: main.id, workers: toManager, sites: [second.id] },
      });
      expect([answer.status, answer.problem.type], JSON.stringify(wrong)).toEqual([
        400,
        '/problems/invalid-request',
      ]);
    }
    const itself = { ...body, targets: [{ site: main.id, version: 1 }] };
    expect((await as('manager', scheduleRoutes.applyPlanCopy, { body: itself })).status).toBe(404);
  });
});
