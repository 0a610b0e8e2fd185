import * as z from 'zod';

/** Why a worker opens a case; asked once per session and case (906/2019 §23, 703/2023 §10). */
export const accessPurposes = [
  'GUIDANCE',
  'COVERING_FOR_COLLEAGUE',
  'YOUNG_PERSON_IS_HERE',
  'REFERRAL',
  'REQUEST_OF_THE_PERSON',
  'QUALITY_OF_DATA',
] as const;
/** Stated purposes and the one that opens in danger to life, which has its own form and review. */
export const purposesOnRecord = [...accessPurposes, 'DANGER_TO_LIFE'] as const;
export const accessPurpose = z.enum(purposesOnRecord);
export type AccessPurpose = z.infer<typeof accessPurpose>;
