import type { TimelineKind } from './timeline.ts';

/** What the story can be narrowed to. */
export const storyGroups = ['NOTES', 'AGREED', 'PLAN', 'REFERRALS', 'COURSE'] as const;
export type StoryGroup = (typeof storyGroups)[number];

/** Entries of one page of the story. */
export const STORY_PAGE = 20;

const groups: Readonly<Partial<Record<TimelineKind, StoryGroup>>> = {
  NOTE: 'NOTES',
  CONSENT_GIVEN: 'AGREED',
  CONSENT_WITHDRAWN: 'AGREED',
  MAP: 'PLAN',
  PLAN_CHANGED: 'PLAN',
  PLAN_SIGNED: 'PLAN',
  WORK_TRIAL: 'PLAN',
  REFERRAL_SENT: 'REFERRALS',
  REFERRAL_ANSWERED: 'REFERRALS',
  REFERRAL_MEETING: 'REFERRALS',
  REFERRAL_CLOSED: 'REFERRALS',
};

/** The group of a kind: what is no note, agreement, plan or referral is the course of the guidance. */
export function groupOf(kind: TimelineKind): StoryGroup {
  return groups[kind] ?? 'COURSE';
}
