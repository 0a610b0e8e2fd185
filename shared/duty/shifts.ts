import * as z from 'zod';
import { weekday } from '../kernel/codes.ts';
import { code } from '../kernel/ids.ts';
import { plainDate, plainTime } from '../kernel/time.ts';
import { skillCode } from './skills.ts';

/** The three ways of duty; each is a mode of the site's plan. */
export const dutyModes = ['WALK_IN', 'PHONE', 'CHAT'] as const;
export const dutyMode = z.enum(dutyModes);
export type DutyMode = z.infer<typeof dutyMode>;

export const shiftId = z
  .string()
  .regex(/^[0-9a-z]{10}$/u)
  .brand<'ShiftId'>();

/** At most so many workers stand in one shift, and so many places in one week of a site: one transaction publishes them. */
export const MOST_WORKERS = 20;
export const MOST_PLACES_A_WEEK = 120;
/** At most so many shifts has a site. */
export const MOST_SHIFTS = 60;

/** A weekly need: on this weekday, from `start` to `end` (wall time), so many workers serve. `from` and `to` are inclusive. */
export const dutyShift = z.strictObject({
  id: shiftId,
  weekday,
  start: plainTime,
  end: plainTime,
  mode: dutyMode,
  /** The service that is given; whoever gives it serves in turn. */
  service: code,
  workers: z.int().min(1).max(MOST_WORKERS),
  /** Skills that at least one of the shift must have. */
  skills: z.array(skillCode).max(20),
  from: plainDate.optional(),
  to: plainDate.optional(),
});
export type DutyShift = z.infer<typeof dutyShift>;

/** What holds for every shift of a site. */
export const dutyRules = z.strictObject({
  /** Shifts that one worker serves in an ISO week at most. */
  perWeek: z.int().min(1).max(14),
  /** A shift that ends at this wall time or later is a late one. */
  lateFrom: plainTime,
});
export type DutyRules = z.infer<typeof dutyRules>;

/** What a site begins with. */
export const defaultDutyRules: DutyRules = { perWeek: 2, lateFrom: '17:00' };

/** What is wrong with a shift, by field; nothing when it may be kept. Times of one length sort as text. */
export function faultsOfShift(shift: DutyShift, others: readonly DutyShift[]): ('end' | 'to' | 'workers')[] {
  const places = others
    .filter(({ id }) => id !== shift.id)
    .reduce((sum, { workers }) => sum + workers, shift.workers);
  return [
    ...(shift.end <= shift.start ? (['end'] as const) : []),
    ...(shift.from !== undefined && shift.to !== undefined && shift.to < shift.from ? (['to'] as const) : []),
    ...(places > MOST_PLACES_A_WEEK ? (['workers'] as const) : []),
  ];
}

/** Whether the shift is held on the date, as far as its own validity goes. `2027-02-01` sorts as text. */
export function isHeldOn(shift: DutyShift, date: string, on: DutyShift['weekday']): boolean {
  return (
    shift.weekday === on &&
    (shift.from === undefined || date >= shift.from) &&
    (shift.to === undefined || date <= shift.to)
  );
}
