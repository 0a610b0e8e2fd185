import { type Counter, type Counts, entriesOf, sumCounts } from './counters.ts';
import { FEWEST_ANSWERS } from './feedbackFigures.ts';

/** A day's numbers of one site, with its date (`2027-02-01`). */
interface Day {
  readonly date: string;
  readonly counts: Counts;
}

/** What means and shares of feedback may be made of: each site's, and all sites' together. */
export interface SettledFeedback {
  readonly sites: readonly Counts[];
  readonly tenant: Counts;
}

/** Grades and each statement are means of their own: who gave one need not have given the other. */
const familyOf = (counter: Counter): string | undefined =>
  /(?:^|:)(grade|statement_[A-Z_]+)_\d+$/u.exec(counter)?.[1];

/**
 * The answers whose grades and statements (M19, M20) may enter a mean, so that no difference of two means is that of fewer than
 * {@link FEWEST_ANSWERS} answers (domain section 4.5):
 *
 * - between two looks: while a quarter is open, a site's answers enter by whole days that are over, five or more at a time, the newest five when it is closed;
 * - between the municipality and its sites: answers of sites that have fewer enter the municipality's mean together, or not at all when they are
 *   fewer than five together.
 *
 * Counters of other things are not in it.
 *
 * @param sites the days of each site of the quarter
 * @param today while the quarter is open; absent once no late entries come in (`closedQuarter`). An entry of a day that has entered already is seen at once.
 */
export function settledFeedback(sites: readonly (readonly Day[])[], today?: string): SettledFeedback {
  const families = new Set(
    sites.flat().flatMap(({ counts }) => entriesOf(counts).flatMap(([name]) => familyOf(name) ?? [])),
  );
  const settled = [...families].map((family) =>
    ofFamily(
      sites.map((days) => only(days, family)),
      today,
    ),
  );
  return {
    sites: sites.map((_, at) => sumCounts(settled.map(({ sites: each }) => each[at] ?? {}))),
    tenant: sumCounts(settled.map(({ tenant }) => tenant)),
  };
}

function ofFamily(sites: readonly (readonly Day[])[], today?: string): SettledFeedback {
  const each = sites.map((days) => (today === undefined ? allOf(days) : wholeSteps(days, today)));
  const enough = each.filter((counts) => answersOf(counts) >= FEWEST_ANSWERS);
  const few = sumCounts(each.filter((counts) => answersOf(counts) < FEWEST_ANSWERS));
  return { sites: each, tenant: sumCounts([...enough, ...(answersOf(few) < FEWEST_ANSWERS ? [] : [few])]) };
}

const allOf = (days: readonly Day[]): Counts => sumCounts(days.map(({ counts }) => counts));

/**
 * The days before today in steps of five answers or more, all but the newest: with the few that come after it, it enters when the quarter is closed.
 */
function wholeSteps(days: readonly Day[], today: string): Counts {
  let [settled, newest, waiting]: [Counts, Counts, Counts] = [{}, {}, {}];
  const over = days.filter(({ date }) => date < today);
  for (const { counts } of over.toSorted((one, other) => (one.date < other.date ? -1 : 1))) {
    waiting = sumCounts([waiting, counts]);
    if (answersOf(waiting) < FEWEST_ANSWERS) continue;
    [settled, newest, waiting] = [sumCounts([settled, newest]), waiting, {}];
  }
  return settled;
}

function only(days: readonly Day[], family: string): Day[] {
  return days.map(({ date, counts }) => ({
    date,
    counts: Object.fromEntries(entriesOf(counts).filter(([name]) => familyOf(name) === family)),
  }));
}

/** Answers of a family; those by language are among them once more. */
function answersOf(counts: Counts): number {
  return entriesOf(counts).reduce((all, [name, count]) => all + (name.includes(':') ? 0 : count), 0);
}
