import type { destinations, mainActivities } from '../../cases/episode.ts';

type Activity = (typeof mainActivities)[number];
type Destination = (typeof destinations)[number];

/** Every main activity once, in the order of the cubes: a new one does not compile until it stands here. */
const activities: Readonly<Record<Activity, true>> = {
  EMPLOYED: true,
  STUDENT: true,
  UNEMPLOYED_JOBSEEKER: true,
  NOT_WORKING_NOT_STUDYING_NOT_REGISTERED: true,
  WORKSHOP: true,
  MILITARY_CIVILIAN_SERVICE: true,
  PARENTAL_LEAVE: true,
  SICK_LEAVE_REHABILITATION: true,
  COMPULSORY_EDUCATION_WITHOUT_PLACE: true,
  OTHER: true,
  UNKNOWN: true,
};
/** Every destination once, likewise. */
const goals: Readonly<Record<Destination, true>> = {
  OPEN_MARKET_WORK: true,
  WAGE_SUBSIDISED_WORK: true,
  DEGREE_EDUCATION: true,
  OTHER_EDUCATION: true,
  WORKSHOP: true,
  WORK_TRIAL: true,
  MILITARY_CIVILIAN_SERVICE: true,
  REHABILITATION_HEALTH_CARE: true,
  PARENTAL_LEAVE: true,
  OTHER_SERVICE: true,
  MOVED: true,
  AGED_OUT: true,
  UNREACHABLE: true,
  NO_NEED: true,
  OTHER: true,
  UNKNOWN: true,
};

/** The columns of M11 by activity and of M17. */
export const activityCodes = Object.keys(activities) as Activity[];
export const destinationCodes = Object.keys(goals) as Destination[];
