import * as z from 'zod';
import { singleLine } from './names.ts';
import { plainDate } from './time.ts';

/** More people than any municipality of the country has. */
const MOST_RESIDENTS = 1_000_000;
/** Before this nobody counts reach. */
const FIRST_YEAR = 2000;

/** How many residents aged 15–29 a municipality has (M22), of which year that is, and where it is from: the statistic by its name. */
export const residents = z.strictObject({
  residents: z.int().min(1).max(MOST_RESIDENTS),
  year: z.int().min(FIRST_YEAR).max(2100),
  source: singleLine(200),
});
export type Residents = z.infer<typeof residents>;

/** Residents as they were entered, each with the day from which they are counted of, in the order in which they were entered. */
export const enteredResidents = z.array(residents.extend({ from: plainDate }));

/** The residents that figures of a date are counted of: the latest to begin by then; of several for one day the one entered last. */
export function residentsOn(
  entered: z.infer<typeof enteredResidents> | undefined,
  date: string,
): Residents | undefined {
  const found = entered?.reduce<(typeof entered)[number] | undefined>(
    (held, each) => (each.from > date || (held && each.from < held.from) ? held : each),
    undefined,
  );
  return found && { residents: found.residents, year: found.year, source: found.source };
}
