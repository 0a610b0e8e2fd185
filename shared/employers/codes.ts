/** Fields of work, in the words of those who look for a place. */
export const workFields = [
  'SALES_SERVICE',
  'RESTAURANT',
  'CARE',
  'CHILDREN_YOUTH',
  'CONSTRUCTION',
  'INDUSTRY',
  'VEHICLES_LOGISTICS',
  'IT',
  'OFFICE',
  'CLEANING_PROPERTY',
  'NATURE_ANIMALS',
  'CULTURE_MEDIA',
  'OTHER',
] as const;
export type WorkField = (typeof workFields)[number];

/** What an employer offers. */
export const placeKinds = ['WORK_TRIAL', 'TRAINEESHIP', 'SUMMER_JOB', 'APPRENTICESHIP', 'JOB'] as const;
export type PlaceKind = (typeof placeKinds)[number];

/** Who pays the unemployment benefit during a work trial; the contract names it. */
export const benefitPayers = ['KELA', 'UNEMPLOYMENT_FUND', 'NONE', 'NOT_KNOWN'] as const;

/** How a day of a work trial went. */
export const dayMarks = ['PRESENT', 'AUTHORISED', 'UNAUTHORISED'] as const;
