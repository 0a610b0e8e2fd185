import { quarterOf } from '../kernel/time.ts';
import { type EvidenceMetric, evidenceMetrics, type EvidenceSide, type EvidenceView } from './contract.ts';
import { type Counter, type Counts, sumCounts } from './counters.ts';
import { distributionOf, IN_TIME, sizeOf, upTo } from './distribution.ts';
import { nextQuarter, previousQuarter } from './quarters.ts';
import { THRESHOLD } from './threshold.ts';

/** Fewer municipalities than this on either side are not shown: two of them could work out the third. */
export const FEWEST_MUNICIPALITIES = 3;
/** What percentages are counted of is told in whole tens, so that a hidden number cannot be had by subtracting shown ones. */
const ROUNDED_TO = 10;

/** A share as a metric counts it: so many of so many. */
interface Share {
  readonly part: number;
  readonly whole: number;
}

const at = (counts: Counts, counter: Counter): number => counts[counter] ?? 0;

/** The metrics of evidence: shares, which can be compared whatever the size of a municipality (domain section 6). */
const shares = {
  M03: (counts) => ({ part: at(counts, 'anonymous'), whole: at(counts, 'contacts') }),
  M05: (counts) => {
    const waits = distributionOf(counts, 'wait');
    return { part: upTo(waits, IN_TIME), whole: sizeOf(waits) };
  },
  M07: (counts) => {
    const missed = at(counts, 'noShows');
    return { part: missed, whole: at(counts, 'kept') + missed + at(counts, 'cancelledLate') };
  },
  M08: (counts) => ({ part: at(counts, 'solved'), whole: at(counts, 'answered') }),
} as const satisfies Record<EvidenceMetric, (counts: Counts) => Share>;

/** Who uses a template, or has used it: since which date, and until which one for the first time. */
export interface Adopter {
  readonly tenant: string;
  readonly since: string;
  readonly until?: string;
}

/** The merged counts of every municipality that handed in a quarter. */
export type QuarterCounts = ReadonlyMap<string, ReadonlyMap<string, Counts>>;

/** A metric's evidence with who was counted in it, `<tenant>@<quarter of adopting>` in order: what a later version is held against. */
export interface CountedEvidence {
  readonly evidence: EvidenceView;
  readonly adopters: readonly string[];
  readonly others: readonly string[];
}

/** One municipality around one quarter. */
interface Window {
  readonly key: string;
  readonly tenant: string;
  readonly before: Counts;
  readonly after: Counts;
}

/**
 * What changed where a template was adopted, next to where it was not (E5). Who adopted in a quarter is looked at in the quarter before it
 * and the quarter after it, and the others in the same two quarters. Who ended it before that quarter was over is counted on neither
 * side. It shows no cause: who adopts differs from who does not.
 *
 * @param closed the last quarter that no late entry changes any more
 */
export function evidenceOf(
  adopters: readonly Adopter[],
  counts: QuarterCounts,
  closed: string,
): CountedEvidence[] {
  const cohorts = [...new Set(adopters.map(({ since }) => quarterOf(since)))]
    .filter((quarter) => nextQuarter(quarter) <= closed)
    .sort();
  const windows = cohorts.map((quarter) => windowsOf(quarter, adopters, counts));
  return evidenceMetrics.map((metric) => {
    const counted = {
      adopters: countable(
        metric,
        windows.flatMap((each) => each.adopters),
      ),
      others: countable(
        metric,
        windows.flatMap((each) => each.others),
      ),
    };
    return {
      evidence: compare(metric, cohorts, counted),
      adopters: counted.adopters.map(({ key }) => key).sort(),
      others: counted.others.map(({ key }) => key).sort(),
    };
  });
}

function windowsOf(
  quarter: string,
  adopters: readonly Adopter[],
  counts: QuarterCounts,
): { readonly adopters: Window[]; readonly others: Window[] } {
  const [before, after] = [counts.get(previousQuarter(quarter)), counts.get(nextQuarter(quarter))];
  const since = new Map(adopters.map((each) => [each.tenant, quarterOf(each.since)]));
  const stopped = new Set(
    adopters.flatMap(({ tenant, until }) =>
      until && quarterOf(until) <= nextQuarter(quarter) ? [tenant] : [],
    ),
  );
  const around = [...(before ?? [])].flatMap(([tenant, was]): Window[] => {
    const is = after?.get(tenant);
    return is ? [{ key: `${tenant}@${quarter}`, tenant, before: was, after: is }] : [];
  });
  return {
    adopters: around.filter(({ tenant }) => since.get(tenant) === quarter && !stopped.has(tenant)),
    // Whoever had it before, or took it up in these quarters, is no comparison.
    others: around.filter(({ tenant }) => (since.get(tenant) ?? '9') > nextQuarter(quarter)),
  };
}

/** Those who have enough of what the metric counts in both quarters. */
function countable(metric: EvidenceMetric, windows: readonly Window[]): Window[] {
  const enough = (counts: Counts): boolean => shares[metric](counts).whole >= THRESHOLD;
  return windows.filter(({ before, after }) => enough(before) && enough(after));
}

function compare(
  metric: EvidenceMetric,
  cohorts: readonly string[],
  counted: { readonly adopters: readonly Window[]; readonly others: readonly Window[] },
): EvidenceView {
  const sides = [counted.adopters, counted.others];
  if (sides.some((side) => municipalitiesOf(side) < FEWEST_MUNICIPALITIES)) {
    return { metric, hidden: 'FEW_MUNICIPALITIES' };
  }
  const [adopters, others] = sides.map((side) => sideOf(metric, side));
  const [first, last] = [cohorts.at(0), cohorts.at(-1)];
  if (!adopters || !others || !first || !last) return { metric, hidden: 'SMALL' };
  return { metric, from: previousQuarter(first), to: nextQuarter(last), adopters, others };
}

function municipalitiesOf(side: readonly Window[]): number {
  return new Set(side.map(({ tenant }) => tenant)).size;
}

/** Nothing when a part or what is left of the whole is a small number: a percentage would tell it. */
function sideOf(metric: EvidenceMetric, side: readonly Window[]): EvidenceSide | undefined {
  const [before, after] = [side.map((each) => each.before), side.map((each) => each.after)].map((rows) =>
    toldShare(shares[metric](sumCounts(rows))),
  );
  return before && after && { municipalities: municipalitiesOf(side), before, after };
}

function toldShare({ part, whole }: Share): EvidenceSide['before'] | undefined {
  const isTold = [part, whole - part].every((count) => count === 0 || count >= THRESHOLD);
  if (!isTold || whole < THRESHOLD) return undefined;
  return {
    percent: Math.round((100 * part) / whole),
    of: Math.max(ROUNDED_TO, Math.round(whole / ROUNDED_TO) * ROUNDED_TO),
  };
}

/**
 * Whether a later version may replace what is published: the difference of two versions is itself a figure, about those who came
 * or went in between. So on each side nobody or at least {@link FEWEST_MUNICIPALITIES} have come, and as many gone. What was shown
 * stays until then, also when a later version would be hidden.
 */
export function mayReplaceEvidence(published: CountedEvidence | undefined, next: CountedEvidence): boolean {
  if (!published || 'hidden' in published.evidence) return true;
  if ('hidden' in next.evidence) return false;
  const isFew = (count: number): boolean => count > 0 && count < FEWEST_MUNICIPALITIES;
  return (['adopters', 'others'] as const).every((side) => {
    const came = next[side].filter((each) => !published[side].includes(each)).length;
    const went = published[side].filter((each) => !next[side].includes(each)).length;
    return !isFew(came) && !isFew(went);
  });
}
