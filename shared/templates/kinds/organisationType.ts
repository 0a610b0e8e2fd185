import * as z from 'zod';

/** What kind of organisation somebody comes from. */
export const organisationType = z.enum([
  'MUNICIPALITY',
  'EMPLOYMENT_AUTHORITY',
  'WELLBEING_COUNTY',
  'WELLBEING_SERVICES',
  'EDUCATION_PROVIDER',
  'STATE_INSTITUTION',
  'NGO',
  'PARISH',
  'EMPLOYER_PARTNER',
]);
