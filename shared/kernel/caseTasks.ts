import * as z from 'zod';
import { plainDate } from './time.ts';

/**
 * What is to be done about a client by a day. Tasks stand on the client's own row, so they belong to whoever guides the person
 * at the time they are looked at, and go when the client does.
 */
export const caseTaskKinds = [
  'REVIEW_PLAN',
  'REFERRAL_UNOPENED',
  'REFERRAL_ANSWERED',
  'REFERRAL_OUTCOME',
  'FOLLOW_UP_3_MONTHS',
  'FOLLOW_UP_6_MONTHS',
  'AGEING_OUT_6_MONTHS',
  'AGEING_OUT_3_MONTHS',
  'CLOSE_INACTIVE',
  'CORRECTION_ASKED',
  'SIGN_OFF_ASKED',
  'RESTRICTION_ASKED',
  'RESTRICTION_ENDS',
  'IDENTITY_DIFFERS',
  'OUTREACH_REVIEW',
  'WORK_TRIAL_ENDS',
  'LOOK_AFTER_UNMERGE',
] as const;

/** One task: what, by when, and the id of the record it is about. */
export const caseTask = z.object({
  kind: z.enum(caseTaskKinds),
  dueOn: plainDate,
  record: z.string().optional(),
});
export type CaseTask = z.infer<typeof caseTask>;

/** The tasks of one client by their ids. An id says what the task is for (`REVIEW_PLAN`, `REFERRAL#…`): set again, it is moved. */
export const caseTasks = z.record(z.string(), caseTask);
