import * as z from 'zod';

/** What a consent may cover (domain 3.7: categories, never "all"). */
export const consentCategories = [
  'CONTACT_DETAILS',
  'EDUCATION',
  'EMPLOYMENT',
  'HOUSING',
  'MONEY',
  'WELLBEING',
  'SITUATION_MAP',
  'SHARED_PLAN',
] as const;
export const consentCategory = z.enum(consentCategories);
