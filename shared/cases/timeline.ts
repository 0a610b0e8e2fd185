/** What happened to a case, as its story tells it. Each entry has its category, by which the policies show or hide it. */
export const timelineKinds = [
  'EPISODE_OPENED',
  'EPISODE_CLOSED',
  'EPISODE_REOPENED',
  'IDENTIFIED',
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
  'MERGED',
  'UNMERGED',
] as const;
export type TimelineKind = (typeof timelineKinds)[number];
