import { Temporal } from '../kernel/time.ts';

/** Young people decide of their own consents and accounts, and child welfare is told of them, by these ages. */
export const ages = {
  /** May have an account of an information-society service by own consent (1050/2018 §5). */
  account: 13,
  /** Acts beside the guardian in a matter of the own person (434/2003 §14). */
  ownMatters: 15,
  adult: 18,
} as const;

/**
 * Whether a person of this birth date has reached `years` on the date `today` of the tenant's zone: from the birthday on. Whoever is
 * born on 29 February has it on 28 February in other years (150/1930 §3: a term of years ends on the last day of the month).
 */
export function hasAge(birthDate: string, years: number, today: string): boolean {
  const birthday = Temporal.PlainDate.from(birthDate).add({ years });
  return Temporal.PlainDate.compare(birthday, today) <= 0;
}

/** Whole years of age on a date; negative before birth never, 0 at least. */
export function ageOn(birthDate: string, today: string): number {
  const passed = Math.max(0, Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4)));
  return hasAge(birthDate, passed, today) ? passed : Math.max(0, passed - 1);
}

/** Whether the person is a minor today; `undefined` while the birth date is not known. */
export function isMinor(birthDate: string | undefined, today: string): boolean | undefined {
  return birthDate === undefined ? undefined : !hasAge(birthDate, ages.adult, today);
}
