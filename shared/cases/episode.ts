import { Temporal } from '../kernel/time.ts';

/** How the young person found the service (glossary G). */
export const routesIn = [
  'SELF',
  'FRIEND_FAMILY',
  'SCHOOL',
  'EMPLOYMENT_SERVICE',
  'SOCIAL_HEALTH_SERVICE',
  'OUTREACH',
  'DEFENCE_FORCES',
  'KELA',
  'NGO',
  'SOCIAL_MEDIA',
  'EVENT',
  'OTHER',
] as const;

/** Main activity at the start of an episode (glossary G). */
export const mainActivities = [
  'EMPLOYED',
  'STUDENT',
  'UNEMPLOYED_JOBSEEKER',
  'NOT_WORKING_NOT_STUDYING_NOT_REGISTERED',
  'WORKSHOP',
  'MILITARY_CIVILIAN_SERVICE',
  'PARENTAL_LEAVE',
  'SICK_LEAVE_REHABILITATION',
  'COMPULSORY_EDUCATION_WITHOUT_PLACE',
  'OTHER',
  'UNKNOWN',
] as const;

/** Where a young person went when an episode ended (M17 of the metric catalogue). `UNKNOWN` is the calendar's own word. */
export const destinations = [
  'OPEN_MARKET_WORK',
  'WAGE_SUBSIDISED_WORK',
  'DEGREE_EDUCATION',
  'OTHER_EDUCATION',
  'WORKSHOP',
  'WORK_TRIAL',
  'MILITARY_CIVILIAN_SERVICE',
  'REHABILITATION_HEALTH_CARE',
  'PARENTAL_LEAVE',
  'OTHER_SERVICE',
  'MOVED',
  'AGED_OUT',
  'UNREACHABLE',
  'NO_NEED',
  'OTHER',
  'UNKNOWN',
] as const;

/** Why an episode ended. `INACTIVE` is what the calendar says when nothing has happened for long. */
export const closingReasons = [
  'GOAL_REACHED',
  'HANDED_OVER',
  'OWN_WISH',
  'NOT_REACHED',
  'MOVED',
  'AGED_OUT',
  'INACTIVE',
  'OTHER',
] as const;

/** From whom the destination is known; every figure of it says so. */
export const destinationSources = ['YOUNG_PERSON', 'WORKER'] as const;

export type EpisodeState = 'OPEN' | 'CLOSED';

/** An episode is closed once. Who comes back gets a new one, so that each guidance keeps its own beginning and end. */
export const episodeSteps = {
  OPEN: { CLOSE: 'CLOSED' },
  CLOSED: {},
} as const satisfies Record<EpisodeState, Partial<Record<'CLOSE', EpisodeState>>>;

/** Months after closing at which the person is asked how things are, and the task that says so (M18). */
export const followUpMonths = [3, 6] as const;
export type FollowUpMonths = (typeof followUpMonths)[number];
export const followUpTask = {
  3: 'FOLLOW_UP_3_MONTHS',
  6: 'FOLLOW_UP_6_MONTHS',
} as const satisfies Record<FollowUpMonths, string>;

/** The day of a follow-up. A month that is too short ends on its last day. */
export function followUpOn(closedOn: string, months: FollowUpMonths): string {
  return Temporal.PlainDate.from(closedOn).add({ months }).toString();
}

/** What stands of a follow-up: still to come, due, done, or none because the person did not agree to be contacted. */
export type FollowUpState = 'COMING' | 'DUE' | 'DONE';

export function followUpState(
  of: { readonly on: string; readonly done: boolean },
  today: string,
): FollowUpState {
  if (of.done) return 'DONE';
  return of.on <= today ? 'DUE' : 'COMING';
}
