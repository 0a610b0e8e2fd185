import { Temporal } from './time.ts';

/**
 * Whether a person of this birth date has reached `years` on the date `today` of the tenant's zone: from the birthday on. Whoever is
 * born on 29 February has it on 28 February in other years (150/1930 §3: a term of years ends on the last day of the month).
 */
export function hasAge(birthDate: string, years: number, today: string): boolean {
  const birthday = Temporal.PlainDate.from(birthDate).add({ years });
  return Temporal.PlainDate.compare(birthday, today) <= 0;
}
