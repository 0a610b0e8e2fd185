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

/**
 * What the parts of a case are about, for deciding who sees them. `BASICS` is that the person is a client, name, language and
 * how well known; everybody who may see anything of a case sees those. `GUIDANCE` is what belongs to the guidance as a whole:
 * no consent can name it, so it stays with the organisation that keeps the register and the one that recorded it. Each other
 * part is of one of the categories that a consent can name.
 */
export const caseCategories = ['BASICS', 'GUIDANCE', ...consentCategories] as const;
export type CaseCategory = (typeof caseCategories)[number];
