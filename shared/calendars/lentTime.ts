import { type DayNumber, dayNumber, weekdayOf } from '../kernel/dates.ts';
import type { SiteId, StaffId } from '../kernel/ids.ts';
import type { Recurrence, WeeklyRule } from '../schedule/plan.ts';
import type { LentRecurrence, LentTime } from './contract.ts';

/** A time as it is asked to be published; `from` says the weekday. */
export interface WantedLentTime {
  readonly ruleId: string;
  readonly service: string;
  readonly start: string;
  readonly end: string;
  readonly recurrence: LentRecurrence;
  readonly from: string;
  readonly to?: string | undefined;
}

/** The rule of a site's plan that publishes a time: of mode SLOT, from its first date on. */
export function ruleOfLentTime(worker: StaffId, wanted: WantedLentTime): WeeklyRule {
  const { ruleId, service, start, end, recurrence, from } = wanted;
  const to = recurrence === 'ONCE' ? from : wanted.to;
  return {
    id: ruleId,
    staffId: worker,
    service,
    mode: 'SLOT',
    weekday: weekdayOf(dayNumber(from)),
    start,
    end,
    recurrence: recurrenceOf(recurrence, from),
    validFrom: from,
    ...(to !== undefined && { validTo: to }),
    note: '',
  };
}

function recurrenceOf(recurrence: LentRecurrence, from: string): Recurrence {
  switch (recurrence) {
    case 'ONCE':
    case 'EVERY_WEEK':
      return { kind: 'EVERY_WEEK' };
    case 'ISO_ODD_WEEKS':
    case 'ISO_EVEN_WEEKS':
      return { kind: recurrence };
    case 'EVERY_SECOND_WEEK':
      return { kind: 'EVERY_N_WEEKS', weeks: 2, from };
  }
}

/** Whether a published time is of one date. */
export function isOnce({ validFrom, validTo }: WeeklyRule): boolean {
  return validFrom !== undefined && validFrom === validTo;
}

/** A published time as its worker sees it. */
export function lentTimeOf(site: SiteId, rule: WeeklyRule): LentTime {
  const { id, service, weekday, start, end, recurrence, validFrom, validTo } = rule;
  return {
    ruleId: id,
    site,
    service,
    weekday,
    start,
    end,
    recurrence: isOnce(rule) ? 'ONCE' : rhythmOf(recurrence),
    ...(validFrom !== undefined && { from: validFrom }),
    ...(validTo !== undefined && { to: validTo }),
  };
}

function rhythmOf(recurrence: Recurrence): LentTime['recurrence'] {
  switch (recurrence.kind) {
    case 'EVERY_WEEK':
    case 'ISO_ODD_WEEKS':
    case 'ISO_EVEN_WEEKS':
      return recurrence.kind;
    case 'EVERY_N_WEEKS':
      return recurrence.weeks === 2 ? 'EVERY_SECOND_WEEK' : 'OTHER';
    case 'NTH_WEEKDAY':
    case 'LAST_WEEKDAY':
      return 'OTHER';
  }
}

/** Whether a published time can still come on or after a date. */
export function isAhead({ validTo }: WeeklyRule, today: DayNumber): boolean {
  return validTo === undefined || dayNumber(validTo) >= today;
}
