import * as z from 'zod';
import { ageBands } from '../kernel/codes.ts';
import { languages } from '../kernel/i18n.ts';
import { type Counter, type Counts, entriesOf, sumCounts } from './counters.ts';
import { distributionOf, IN_TIME, percentile, sizeOf, upTo } from './distribution.ts';
import { feedbackFigures } from './feedbackFigures.ts';
import { type Group, groupOf, withoutGroups } from './groups.ts';
import { groupsToHide } from './hiddenGroups.ts';

/** What whose access is looked at by: M25 never crosses the two. */
export const equityGroups = {
  LANGUAGE: [...languages, 'UNKNOWN'],
  AGE: ageBands.filter((band) => band !== '30_PLUS'),
} as const;
export type EquityBy = keyof typeof equityGroups;

/**
 * Which metrics are looked at by which groups. Nobody is asked for their age when they book or say how it was, and who did not come cannot
 * be asked: M06, M07 and M19 have no age.
 */
export const equityMetrics = {
  LANGUAGE: ['M05', 'M06', 'M07', 'M08', 'M19'],
  AGE: ['M05', 'M08'],
} as const satisfies Record<EquityBy, readonly EquityMetric[]>;
export type EquityMetric = 'M05' | 'M06' | 'M07' | 'M08' | 'M19';

/** The numbers of each metric in their order, beside what they are counted of. */
export const equityMeasures = {
  M05: ['MEDIAN_WAIT', 'IN_TIME'],
  M06: ['MEDIAN_LEAD', 'MEDIAN_OFFERED'],
  M07: ['NO_SHOW', 'CANCELLED_LATE'],
  M08: ['SOLVED'],
  M19: ['MEAN_GRADE'],
} as const satisfies Record<EquityMetric, readonly string[]>;

const row = z.union([
  z.strictObject({
    group: z.string(),
    of: z.int(),
    /** Minutes, days, a grade, or whole percent; `null` where there is nothing, or too little for a middle value. */
    values: z.array(z.number().nullable()),
  }),
  /** The group counts fewer than five somewhere, or protects one that does. */
  z.strictObject({ group: z.string(), hidden: z.literal(true) }),
]);

/** M25: a metric by groups, those hidden that tell of few, and as many more as keep them from being worked out. */
export const equity = z.lazy(() =>
  z.array(
    z.strictObject({
      by: z.enum(Object.keys(equityGroups) as EquityBy[]),
      metric: z.enum(Object.keys(equityMeasures) as EquityMetric[]),
      rows: z.array(row),
    }),
  ),
);
export type EquityTable = z.infer<typeof equity>[number];

/** A middle value needs five on either side of it. */
const FEWEST_FOR_MEDIAN = 10;

/** How a metric is made of what a group counts: what its numbers divide, the numbers' base first, and the numbers. */
interface Looked {
  /** Counts that add up over the groups to what the page shows of all. */
  readonly parts: readonly number[];
  readonly values: readonly (number | undefined)[];
}

const counted = (counts: Counts, name: Counter): number => Math.max(0, counts[name] ?? 0);

const looks: Readonly<Record<EquityMetric, (counts: Counts) => Looked>> = {
  M05: (counts) => {
    const waits = distributionOf(counts, 'wait');
    const [timed, inTime] = [sizeOf(waits), upTo(waits, IN_TIME)];
    return { parts: [inTime, timed - inTime], values: [median(counts, 'wait'), percent(inTime, timed)] };
  },
  M06: (counts) => ({
    parts: [sizeOf(distributionOf(counts, 'lead'))],
    values: [median(counts, 'lead'), median(counts, 'offered')],
  }),
  M07: (counts) => {
    const parts = (['kept', 'noShows', 'cancelledLate'] as const).map((name) => counted(counts, name));
    const due = sum(parts);
    return { parts, values: [percent(parts[1] ?? 0, due), percent(parts[2] ?? 0, due)] };
  },
  M08: (counts) => {
    const [answered, solved] = [counted(counts, 'answered'), counted(counts, 'solved')];
    return { parts: [solved, Math.max(0, answered - solved)], values: [percent(solved, answered)] };
  },
  M19: (counts) => {
    const { of, mean } = feedbackFigures(counts).grade;
    return { parts: [of], values: [mean] };
  },
};

function median(counts: Counts, name: 'wait' | 'lead' | 'offered'): number | undefined {
  const distribution = distributionOf(counts, name);
  return sizeOf(distribution) < FEWEST_FOR_MEDIAN ? undefined : percentile(distribution, 0.5);
}

function percent(part: number, whole: number): number | undefined {
  return whole > 0 ? Math.round((100 * part) / whole) : undefined;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, each) => all + each, 0);
}

/** What each group has counted; what is in none of them is of nobody known. */
function countsOf(counts: Counts, by: EquityBy): ReadonlyMap<string, Counts> {
  const known = equityGroups[by].map((group) => {
    const name = `${by === 'LANGUAGE' ? 'language' : 'age'}_${group}` as Group;
    return [group, groupOf(counts, name)] as const;
  });
  const taken = known.map(([, of]) =>
    Object.fromEntries(entriesOf(of).map(([name, count]) => [name, -count])),
  );
  const rest = sumCounts([withoutGroups(counts), ...taken]);
  return new Map(known.map(([group, of]) => [group, group === 'UNKNOWN' ? sumCounts([of, rest]) : of]));
}

/**
 * M25 of merged daily rows of a municipality. Of one of its sites it is not shown: what the others hide could be worked out.
 *
 * @param settled the feedback of the same rows that may enter a mean; `undefined` while the quarter runs, when one answer more of a language would be seen
 */
export function equityOf(counts: Counts, settled: Counts | undefined): EquityTable[] {
  return (Object.keys(equityGroups) as EquityBy[]).flatMap((by) => {
    const [groups, answers] = [[...countsOf(counts, by)], [...countsOf(settled ?? {}, by)]];
    return equityMetrics[by].map((metric): EquityTable => {
      if (metric === 'M19' && !settled)
        return { by, metric, rows: answers.map(([group]) => ({ group, hidden: true })) };
      const looked = (metric === 'M19' ? answers : groups).map(([group, of]) => ({
        group,
        ...looks[metric](of),
      }));
      const hidden = groupsToHide(new Map(looked.map(({ group, parts }) => [group, parts])));
      return {
        by,
        metric,
        rows: looked.map(({ group, parts, values }) =>
          hidden.has(group)
            ? { group, hidden: true as const }
            : { group, of: sum(parts), values: values.map((value) => value ?? null) },
        ),
      };
    });
  });
}
