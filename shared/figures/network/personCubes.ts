import { languages } from '../../kernel/i18n.ts';
import type { Counts } from '../counters.ts';
import type { MetricId } from '../definitions/definition.ts';
import type { Distribution } from '../distribution.ts';
import type { BreakdownId } from './breakdowns.ts';
import { type Cube, type Measure, middle, percent } from './cube.ts';
import { activityCodes, destinationCodes } from './courseCodes.ts';
import { families, personCount, personSum } from './families.ts';

const clients: Measure = { ...{ id: 'CLIENTS', metric: 'M02', unit: 'COUNT' }, valueOf: families.clients };

/** The numbers of a breakdown, each shown when it may be. */
function each(
  breakdown: BreakdownId,
  metric: MetricId,
  columns: readonly { readonly id: string; readonly valueOf: (counts: Counts) => number }[],
): Measure[] {
  return columns.map(({ id, valueOf }) => ({
    ...{ id, metric, unit: 'COUNT', valueOf },
    needs: { breakdown, columns: [id] },
  }));
}

/** A share of a family that a breakdown has as a column. */
function share(
  parts: {
    readonly id: string;
    readonly metric: MetricId;
    readonly breakdown: BreakdownId;
    readonly column?: string;
  },
  part: (counts: Counts) => number,
  whole: (counts: Counts) => number,
): Measure {
  const { id, metric, breakdown, column = id } = parts;
  return {
    ...{ id, metric, unit: 'PERCENT' },
    needs: { breakdown, columns: [column] },
    valueOf: (counts) => percent(part(counts), whole(counts)),
  };
}

const accepted = (counts: Counts): number =>
  Math.max(personSum(counts, 'accepted:'), personSum(counts, 'met:'));

/** Days of all receivers together: `<name>:<type>:<days>`. */
function daysOf(name: 'acceptDays' | 'meetingDays'): (counts: Counts) => Distribution {
  const begin = `person_${name}:`;
  return (counts) => {
    const byDays = new Map<number, number>();
    for (const [counter, count = 0] of Object.entries(counts)) {
      if (!counter.startsWith(begin) || count <= 0) continue;
      const days = Number(counter.slice(counter.lastIndexOf(':') + 1));
      byDays.set(days, (byDays.get(days) ?? 0) + count);
    }
    return [...byDays].sort(([one], [other]) => one - other);
  };
}

/** M02 and M09: everybody who was met, and of the identified those whom two home organisations met. */
const met: readonly Measure[] = [
  clients,
  ...each('known', 'M02', [
    { id: 'IDENTIFIED', valueOf: (counts) => personCount(counts, 'identified') },
    { id: 'LIGHT', valueOf: (counts) => personCount(counts, 'light') },
  ]),
  share(
    { id: 'ACROSS', metric: 'M09', breakdown: 'across' },
    (counts) => personCount(counts, 'acrossOrganisations'),
    (counts) => personCount(counts, 'identified'),
  ),
];

const referrals: readonly Measure[] = [
  { ...{ id: 'SENT', metric: 'M15', unit: 'COUNT' }, valueOf: families.referrals },
  share(
    { id: 'ACCEPTED', metric: 'M15', breakdown: 'funnel', column: 'NOT_ACCEPTED' },
    accepted,
    families.referrals,
  ),
  share(
    { id: 'MET', metric: 'M15', breakdown: 'funnel' },
    (counts) => personSum(counts, 'met:'),
    families.referrals,
  ),
  share(
    { id: 'UNOPENED', metric: 'M15', breakdown: 'unopened' },
    (counts) => personSum(counts, 'unopened:'),
    families.referrals,
  ),
  middle(
    {
      ...{ id: 'MEDIAN_ACCEPTING', metric: 'M15', unit: 'DAYS' },
      needs: { breakdown: 'funnel', columns: ['NOT_ACCEPTED'] },
    },
    daysOf('acceptDays'),
    'median',
  ),
  middle(
    {
      ...{ id: 'MEDIAN_MEETING', metric: 'M15', unit: 'DAYS' },
      needs: { breakdown: 'funnel', columns: ['MET'] },
    },
    daysOf('meetingDays'),
    'median',
  ),
];

/** What the network sees of persons: rows of municipalities, in which each person counts once. */
export const personCubes = {
  clients: { family: 'clients', measures: met },
  'client-languages': {
    family: 'clients',
    measures: [
      clients,
      ...each(
        'clientLanguage',
        'M11',
        languages.map((language) => ({
          id: `LANGUAGE_${language.toUpperCase()}`,
          valueOf: (counts: Counts) => personCount(counts, `language_${language}`),
        })),
      ),
    ],
  },
  'client-activities': {
    family: 'clients',
    measures: [
      clients,
      ...each(
        'clientActivity',
        'M11',
        activityCodes.map((activity) => ({
          id: `ACTIVITY_${activity}`,
          valueOf: (counts: Counts) => personCount(counts, `activity_${activity}`),
        })),
      ),
    ],
  },
  plans: {
    family: 'episodes',
    measures: [
      { ...{ id: 'OPEN_EPISODES', metric: 'M14', unit: 'COUNT' }, valueOf: families.episodes },
      share(
        { id: 'WITH_PLAN', metric: 'M14', breakdown: 'planned' },
        (counts) => personCount(counts, 'withPlan'),
        families.episodes,
      ),
    ],
  },
  referrals: { family: 'referrals', measures: referrals },
  destinations: {
    family: 'closings',
    measures: [
      { ...{ id: 'CLOSED', metric: 'M17', unit: 'COUNT' }, valueOf: families.closings },
      ...each(
        'destination',
        'M17',
        destinationCodes.map((to) => ({
          id: `DESTINATION_${to}`,
          valueOf: (counts: Counts) => personSum(counts, `closed:${to}:`),
        })),
      ),
    ],
  },
} as const satisfies Readonly<Record<string, Cube>>;
