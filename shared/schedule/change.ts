import * as z from 'zod';
import { weekday } from '../kernel/codes.ts';
import { dateOfDay, dayNumber, mondayOf } from '../kernel/dates.ts';
import { absenceId, code, staffId } from '../kernel/ids.ts';
import { fail, type Result, succeed } from '../kernel/result.ts';
import type { TenantRole } from '../kernel/roles.ts';
import { plainDate, plainTime } from '../kernel/time.ts';
import {
  absence,
  datedHours,
  openingException,
  ruleId,
  type SitePlan,
  type WeeklyRule,
  weeklyRule,
} from './plan.ts';
import { slotMode } from './slotMode.ts';
import { onDate, splitRule } from './splitRule.ts';

/** What an edited part of a series becomes; whatever is absent stays. */
const editedDates = z.strictObject({
  /** With ONLY: the date to which the one occurrence moves. */
  date: plainDate.optional(),
  /** With FOLLOWING: the weekday to which the rest of the series moves, from the same week on. */
  weekday: weekday.optional(),
  start: plainTime,
  end: plainTime,
  staffId,
  service: code,
  mode: slotMode,
  note: z.string().max(200),
});

const inOrder = ({ from, to }: { readonly from: string; readonly to: string }): boolean => from <= to;

/**
 * One change of a site's plan. Ids are chosen by the caller, so that a change sent again is the same change. Saving a rule
 * puts it in the place of the one with its id, or adds it; hours and exceptions are replaced as whole lists.
 */
export const planChange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('SAVE_RULE'), rule: weeklyRule }),
  z.strictObject({ kind: z.literal('DELETE_RULE'), ruleId }),
  z.strictObject({
    kind: z.literal('EDIT_DATES'),
    ruleId,
    date: plainDate,
    extent: z.enum(['ONLY', 'FOLLOWING']),
    editedId: ruleId,
    afterId: ruleId,
    /** Absent: the dates fall away. */
    to: editedDates.optional(),
  }),
  z.strictObject({
    kind: z.literal('SAVE_HOURS'),
    hours: z
      .array(
        datedHours
          .refine(({ opens, closes }) => opens < closes, { path: ['closes'] })
          .refine(({ validFrom, validTo }) => (validFrom ?? '') <= (validTo ?? '~'), { path: ['validTo'] }),
      )
      .max(400),
  }),
  z.strictObject({
    kind: z.literal('SAVE_EXCEPTIONS'),
    exceptions: z
      .array(
        openingException
          .refine(inOrder, { path: ['to'] })
          .refine((each) => each.kind === 'CLOSED' || each.opens < each.closes, { path: ['closes'] }),
      )
      .max(300),
  }),
  z.strictObject({
    kind: z.literal('SAVE_ABSENCE'),
    absence: absence
      .refine(inOrder, { path: ['to'] })
      .refine(({ start = '00:00', end = '24:00' }) => start < end, { path: ['end'] }),
  }),
  z.strictObject({ kind: z.literal('DELETE_ABSENCE'), absenceId }),
]);
export type PlanChange = z.infer<typeof planChange>;

type EditDates = Extract<PlanChange, { kind: 'EDIT_DATES' }>;

/** The plan after a change. `not-found`: a rule, date or absence that the plan does not have. */
export function changedPlan(plan: SitePlan, change: PlanChange): Result<SitePlan, 'not-found'> {
  switch (change.kind) {
    case 'SAVE_RULE': {
      const others = plan.rules.filter(({ id }) => id !== change.rule.id);
      return succeed({ ...plan, rules: [...others, change.rule] });
    }
    case 'DELETE_RULE':
      return without(plan, 'rules', change.ruleId);
    case 'EDIT_DATES':
      return withEditedDates(plan, change);
    case 'SAVE_HOURS':
      return succeed({ ...plan, hours: change.hours });
    case 'SAVE_EXCEPTIONS':
      return succeed({ ...plan, exceptions: change.exceptions });
    case 'SAVE_ABSENCE': {
      const others = plan.absences.filter(({ id }) => id !== change.absence.id);
      return succeed({ ...plan, absences: [...others, change.absence] });
    }
    case 'DELETE_ABSENCE':
      return without(plan, 'absences', change.absenceId);
  }
}

function without(plan: SitePlan, list: 'rules' | 'absences', gone: string): Result<SitePlan, 'not-found'> {
  const left = (plan[list] as readonly { readonly id: string }[]).filter(({ id }) => id !== gone);
  return left.length < plan[list].length ? succeed({ ...plan, [list]: left }) : fail('not-found');
}

function withEditedDates(plan: SitePlan, change: EditDates): Result<SitePlan, 'not-found'> {
  const rule = plan.rules.find(({ id }) => id === change.ruleId);
  const parts = rule && splitRule(rule, change.date, change.extent, change);
  if (!parts) return fail('not-found');
  const { before, edited, after } = parts;
  const kept = plan.rules.filter(({ id }) => id !== change.ruleId);
  const moved = change.to && moveTo(edited, change, change.to);
  return succeed({ ...plan, rules: [...kept, before, moved, after].filter((each) => each !== undefined) });
}

function moveTo(
  rule: WeeklyRule,
  { date, extent }: EditDates,
  { date: onto, weekday: day, ...to }: NonNullable<EditDates['to']>,
): WeeklyRule {
  const told = { ...rule, ...to };
  if (extent === 'ONLY') return onDate(told, dayNumber(onto ?? date));
  if (day === undefined || day === rule.weekday) return told;
  // The week of the cut belongs to the rest whole, also when the new weekday lies earlier in it.
  const monday = dateOfDay(mondayOf(dayNumber(date)));
  const { recurrence } = told;
  const countedFrom =
    recurrence.kind === 'EVERY_N_WEEKS' && recurrence.from > monday && recurrence.from <= date
      ? { ...recurrence, from: monday }
      : recurrence;
  return { ...told, weekday: day, validFrom: monday, recurrence: countedFrom };
}

/**
 * Whether somebody may make a change: site managers and administrators any; a counsellor those of the own BOOKED hours, which
 * nobody else's day depends on, for services that they give (or that the hours were for before). Absences are entered by whoever answers for the site, also a counsellor's own.
 */
export function mayChange(
  actor: { readonly staffId: string; readonly roles: readonly TenantRole[] },
  before: SitePlan,
  after: SitePlan,
  change: PlanChange,
  services: readonly { readonly code: string; readonly staff: readonly string[] }[],
): boolean {
  if (managesCalendar(actor.roles)) return true;
  if (!actor.roles.includes('COUNSELLOR')) return false;
  if (!['SAVE_RULE', 'DELETE_RULE', 'EDIT_DATES'].includes(change.kind)) return false;
  const gone = before.rules.filter((rule) => !after.rules.includes(rule));
  const made = after.rules.filter((rule) => !before.rules.includes(rule));
  const given = new Set([
    ...services.filter(({ staff }) => staff.includes(actor.staffId)).map(({ code }) => code),
    ...gone.map(({ service }) => service),
  ]);
  return (
    [...gone, ...made].every(({ staffId, mode }) => staffId === actor.staffId && mode === 'BOOKED') &&
    made.every(({ service }) => given.has(service))
  );
}

/** Whether the roles answer for a site's whole calendar. */
export function managesCalendar(roles: readonly TenantRole[]): boolean {
  return roles.includes('SITE_MANAGER') || roles.includes('TENANT_ADMIN');
}
