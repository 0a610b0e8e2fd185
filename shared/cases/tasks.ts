import type { CaseTask } from '../kernel/caseTasks.ts';
import { Temporal } from '../kernel/time.ts';

/** Days ahead that the list of a worker's tasks looks. */
export const TASK_DAYS = 30;

/** Tasks whose day is the last one to wait for somebody: nothing is to be done before it. */
const onlyWhenDue: readonly CaseTask['kind'][] = ['REFERRAL_UNOPENED'];

/** What the calendar asks of whoever keeps the case, whatever else of it they see. */
const ofKeeping: readonly CaseTask['kind'][] = [
  'FOLLOW_UP_3_MONTHS',
  'FOLLOW_UP_6_MONTHS',
  'AGEING_OUT_6_MONTHS',
  'AGEING_OUT_3_MONTHS',
  'CLOSE_INACTIVE',
];

/** Whether somebody sees that there is this task: tasks tell what is under way with whom, so they belong to the guidance. */
export function maySeeTask(
  { kind }: CaseTask,
  { guidance, keeps }: { readonly guidance: boolean; readonly keeps: boolean },
): boolean {
  return guidance || (keeps && ofKeeping.includes(kind));
}

/** Whether a task stands in its worker's list on a day: within 30 days of its own, from then on until it is done. */
export function isShownOn({ kind, dueOn }: CaseTask, today: string): boolean {
  if (onlyWhenDue.includes(kind)) return dueOn <= today;
  return dueOn <= Temporal.PlainDate.from(today).add({ days: TASK_DAYS }).toString();
}
