import { hasAge } from '../kernel/hasAge.ts';

/** Young people decide of their own consents and accounts, and child welfare is told of them, by these ages. */
export const ages = {
  /** May have an account of an information-society service by own consent (1050/2018 §5). */
  account: 13,
  /** Acts beside the guardian in a matter of the own person (434/2003 §14). */
  ownMatters: 15,
  adult: 18,
} as const;

/** Whole years of age on a date; negative before birth never, 0 at least. */
export function ageOn(birthDate: string, today: string): number {
  const passed = Math.max(0, Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4)));
  return hasAge(birthDate, passed, today) ? passed : Math.max(0, passed - 1);
}

/** Whether the person is a minor today; `undefined` while the birth date is not known. */
export function isMinor(birthDate: string | undefined, today: string): boolean | undefined {
  return birthDate === undefined ? undefined : !hasAge(birthDate, ages.adult, today);
}
