import { checkPlan } from '@ohjaamo/shared/schedule/checkPlan.ts';
import { type Recurrence } from '@ohjaamo/shared/schedule/plan.ts';
import { describe, expect, it } from 'vitest';
import { hours, plan, rule, worker } from '../support/schedule.ts';

const monday = (start: string, end: string) => ({ weekday: 'MON', start, end }) as const;
const everySecond = (from: string): Recurrence => ({ kind: 'EVERY_N_WEEKS', weeks: 2, from });

function faults(...rules: Parameters<typeof plan>[0]['rules'] & object) {
  return checkPlan([{ site: 'A', plan: plan({ rules }) }]);
}

describe('Checking a plan', () => {
  it('finds a rule that ends at or before its start', () => {
    expect(
      faults(rule(worker(1), monday('12:00', '12:00')), rule(worker(2), monday('12:00', '11:00'))),
    ).toEqual([
      { site: 'A', ruleIndex: 0, code: 'ENDS_BEFORE_START' },
      { site: 'A', ruleIndex: 1, code: 'ENDS_BEFORE_START' },
    ]);
  });

  it('finds a rule outside the opening hours of its channel', () => {
    const open = [hours('WALK_IN', 'MON', '12:00', '14:00'), hours('WALK_IN', 'MON', '14:00', '16:00')];
    const walkIn = { mode: 'WALK_IN' } as const;
    const check = (...rules: ReturnType<typeof rule>[]) =>
      checkPlan([{ site: 'A', plan: plan({ hours: open, rules }) }]).map(({ ruleIndex }) => ruleIndex);
    expect(
      check(
        rule(worker(1), monday('12:00', '16:00'), walkIn),
        rule(worker(2), monday('11:59', '16:00'), walkIn),
        rule(worker(3), monday('12:00', '16:01'), walkIn),
        rule(worker(4), { weekday: 'TUE', start: '12:00', end: '13:00' }, walkIn),
        rule(worker(5), monday('12:00', '13:00'), { mode: 'PHONE' }),
        rule(worker(6), monday('03:00', '04:00'), { mode: 'GROUP' }),
        rule(worker(7), monday('03:00', '04:00'), { mode: 'BOOKED' }),
      ),
    ).toEqual([1, 2, 3, 4]);
  });

  it('holds booked and lent time to the appointment hours where the site keeps them', () => {
    const open = [hours('APPOINTMENT', 'MON', '09:00', '16:00')];
    const check = (mode: 'BOOKED' | 'SLOT', start: string) =>
      checkPlan([
        {
          site: 'A',
          plan: plan({ hours: open, rules: [rule(worker(1), monday(start, '12:00'), { mode })] }),
        },
      ]).length;
    expect([
      check('BOOKED', '09:00'),
      check('BOOKED', '08:45'),
      check('SLOT', '09:00'),
      check('SLOT', '08:45'),
    ]).toEqual([0, 1, 0, 1]);
  });

  it('finds a worker at two places at one time, whatever the sites', () => {
    const found = checkPlan([
      { site: 'A', plan: plan({ rules: [rule(worker(1), monday('09:00', '12:00'))] }) },
      {
        site: 'B',
        plan: plan({
          rules: [
            rule(worker(1), monday('12:00', '13:00')),
            rule(worker(2), monday('11:00', '12:00')),
            rule(worker(1), monday('11:00', '12:30'), { mode: 'GROUP' }),
          ],
        }),
      },
    ]);
    expect(found).toEqual([{ site: 'B', ruleIndex: 2, code: 'OVERLAP', otherSite: 'A', otherRuleIndex: 0 }]);
  });

  it('lets two rules share a time when they never meet', () => {
    const at = monday('09:00', '12:00');
    const share = (one: Partial<ReturnType<typeof rule>>, other: Partial<ReturnType<typeof rule>>): boolean =>
      faults(rule(worker(1), at, one), rule(worker(1), at, other)).length === 0;
    const odd = { recurrence: { kind: 'ISO_ODD_WEEKS' } } as const;
    const even = { recurrence: { kind: 'ISO_EVEN_WEEKS' } } as const;
    expect(share(odd, even)).toBe(true);
    expect(share(odd, odd)).toBe(false);
    expect(share({}, even)).toBe(false);
    expect(share({ recurrence: everySecond('2027-01-11') }, { recurrence: everySecond('2027-01-18') })).toBe(
      true,
    );
    expect(share({ recurrence: everySecond('2027-01-11') }, { recurrence: everySecond('2027-01-25') })).toBe(
      false,
    );
    expect(share({ validTo: '2027-01-31' }, { validFrom: '2027-02-01' })).toBe(true);
    expect(share({ validTo: '2027-02-01' }, { validFrom: '2027-02-01' })).toBe(false);
  });

  it('knows that every second week meets even weeks after a year of 53 weeks', () => {
    const at = monday('09:00', '12:00');
    const recurrence = everySecond('2026-12-21');
    const even = { recurrence: { kind: 'ISO_EVEN_WEEKS' } } as const;
    // From week 52 on: weeks 52, 1, 3, … after the week 53 of 2026.
    const within = (validTo: string) =>
      faults(rule(worker(1), at, { recurrence, validFrom: '2026-12-28', validTo }), rule(worker(1), at, even))
        .length;
    expect(within('2027-12-31')).toBe(0);
    expect(within('2033-12-31')).toBe(1);
  });
});
