/** The cubes of the network, as their addresses have them. */
export const cubeIds = [
  'channels',
  'topics',
  'anonymity',
  'waits',
  'solved',
  'minutes',
  'lead-times',
  'appointments',
  'groups',
  'hours',
  'quality',
  'ages',
  'feedback',
  'statements',
  'clients',
  'client-languages',
  'client-activities',
  'plans',
  'referrals',
  'destinations',
] as const;
export type CubeId = (typeof cubeIds)[number];
