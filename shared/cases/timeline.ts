import type { StaffId } from '../kernel/ids.ts';
import type { NoteSource, NoteState } from '../kernel/noteSources.ts';

/** What happened to a case, as its story tells it. Each entry has its category, by which the policies show or hide it. */
export const timelineKinds = [
  'EPISODE_OPENED',
  'EPISODE_CLOSED',
  'EPISODE_REOPENED',
  'IDENTIFIED',
  'IDENTITY_CODE_TAKEN_OUT',
  'SHIELD_SET',
  'SHIELD_ENDED',
  'GUARDIAN_TOLD_NOTHING',
  'GUARDIAN_MAY_BE_TOLD',
  'CONSENT_GIVEN',
  'CONSENT_WITHDRAWN',
  'WORKER_NAMED',
  'NOTE',
  'MAP',
  'PLAN_CHANGED',
  'PLAN_SIGNED',
  'REFERRAL_SENT',
  'REFERRAL_ANSWERED',
  'REFERRAL_MEETING',
  'REFERRAL_CLOSED',
  'OUTREACH',
  'WORK_TRIAL',
  'FOLLOW_UP',
  'HANDOVER',
  'REQUEST_ASKED',
  'REQUEST_ANSWERED',
  'RESTRICTION_SET',
  'RESTRICTION_END_TOLD',
  'RESTRICTION_LIFTED',
  'MERGED',
  'UNMERGED',
] as const;
export type TimelineKind = (typeof timelineKinds)[number];

/** What the story tells of a note beside its text. */
export interface NoteInStory {
  readonly source: NoteSource;
  readonly state: NoteState;
  readonly shortened: boolean;
  /** How many there are. */
  readonly corrections: number;
  /** When and by whom the newest correction was set beside it. */
  readonly corrected?: { readonly at: string; readonly by: StaffId };
}
