import { channels, topics } from '../../kernel/codes.ts';
import type { Counts } from '../counters.ts';
import {
  type Distribution,
  distributionOf,
  IN_TIME,
  percentile,
  sizeOf,
  totalOf,
  upTo,
} from '../distribution.ts';
import type { MetricId, Unit } from '../definitions/definition.ts';
import { type BreakdownId, countOf, families, type FamilyId } from './breakdowns.ts';
import type { CubeId } from './cubeIds.ts';

/** One column of a cube. */
export interface Measure {
  readonly id: string;
  /** The metric of the catalogue it belongs to (domain section 6). */
  readonly metric: MetricId;
  readonly unit: Unit;
  /** Of which breakdown these numbers must be shown, because they can be worked out from this one. */
  readonly needs?: { readonly breakdown: BreakdownId; readonly columns: readonly string[] };
  /** `undefined` when there is nothing to count of. */
  readonly valueOf: (counts: Counts) => number | undefined;
  /** For a middle value: of how many it is made, and of how few it is never shown. */
  readonly spread?: { readonly sizeOf: (counts: Counts) => number; readonly fewest: number };
  /** It tells what share of the facts the other measures rest on (M24). */
  readonly coverage?: true;
}

/** A fixed table of the network: site × quarter × one breakdown, never crossed with another (domain section 4.5). */
export interface Cube {
  readonly family: FamilyId;
  readonly measures: readonly Measure[];
}

/** A median needs five values on either side of it, and what nine of ten stay under needs five above it. */
const FEWEST = { median: 10, percentile90: 50 } as const;

function percent(part: number, whole: number): number | undefined {
  return whole > 0 ? Math.round((100 * part) / whole) : undefined;
}

function whole(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Math.round(value);
}

const contacts: Measure = {
  ...{ id: 'CONTACTS', metric: 'M01', unit: 'COUNT' },
  valueOf: families.contacts,
};

/** M24 of everything that is recorded by hand. */
const recordedLate: Measure = {
  ...{ id: 'RECORDED_LATE', metric: 'M24', unit: 'PERCENT', coverage: true },
  needs: { breakdown: 'late', columns: ['LATE'] },
  valueOf: (counts) => percent(countOf(counts, 'late'), families.contacts(counts)),
};

/** A middle value of a distribution, in whole units. */
function middle(
  parts: Pick<Measure, 'id' | 'metric' | 'unit' | 'needs'>,
  distribution: (counts: Counts) => Distribution,
  share: 'median' | 'percentile90',
): Measure {
  return {
    ...parts,
    valueOf: (counts) => whole(percentile(distribution(counts), share === 'median' ? 0.5 : 0.9)),
    spread: { sizeOf: (counts) => sizeOf(distribution(counts)), fewest: FEWEST[share] },
  };
}

const waitsOf = (counts: Counts): Distribution => distributionOf(counts, 'wait');
const leadsOf = (counts: Counts): Distribution => distributionOf(counts, 'lead');
const minutesOf = (counts: Counts): Distribution => distributionOf(counts, 'minutes');
const decided = (counts: Counts): number =>
  countOf(counts, 'kept') + countOf(counts, 'noShows') + countOf(counts, 'cancelledLate');
const everyWait = {
  breakdown: 'waits',
  columns: ['IN_TIME', 'LONGER', 'UNTIMED', 'WITH_APPOINTMENT'],
} as const;

const waiting: readonly Measure[] = [
  {
    ...{ id: 'WALK_INS', metric: 'M05', unit: 'COUNT' },
    needs: { breakdown: 'waits', columns: ['WITH_APPOINTMENT'] },
    valueOf: (counts) => countOf(counts, 'walkIns'),
  },
  middle({ id: 'MEDIAN_WAIT', metric: 'M05', unit: 'MINUTES', needs: everyWait }, waitsOf, 'median'),
  middle({ id: 'WAIT_90', metric: 'M05', unit: 'MINUTES', needs: everyWait }, waitsOf, 'percentile90'),
  {
    ...{ id: 'IN_TIME', metric: 'M05', unit: 'PERCENT', needs: everyWait },
    valueOf: (counts) => percent(upTo(waitsOf(counts), IN_TIME), sizeOf(waitsOf(counts))),
  },
  {
    ...{ id: 'ARRIVAL_KNOWN', metric: 'M24', unit: 'PERCENT', coverage: true },
    needs: { breakdown: 'waits', columns: ['UNTIMED', 'WITH_APPOINTMENT'] },
    valueOf: (counts) => percent(sizeOf(waitsOf(counts)), countOf(counts, 'walkIns')),
  },
];

const appointments: readonly Measure[] = [
  {
    ...{ id: 'DECIDED', metric: 'M07', unit: 'COUNT' },
    needs: { breakdown: 'outcome', columns: ['IN_TIME_OR_OPEN'] },
    valueOf: decided,
  },
  {
    ...{ id: 'NO_SHOW', metric: 'M07', unit: 'PERCENT' },
    needs: { breakdown: 'outcome', columns: ['NO_SHOW', 'IN_TIME_OR_OPEN'] },
    valueOf: (counts) => percent(countOf(counts, 'noShows'), decided(counts)),
  },
  {
    ...{ id: 'CANCELLED_LATE', metric: 'M07', unit: 'PERCENT' },
    needs: { breakdown: 'outcome', columns: ['CANCELLED_LATE', 'IN_TIME_OR_OPEN'] },
    valueOf: (counts) => percent(countOf(counts, 'cancelledLate'), decided(counts)),
  },
];

const meetings: readonly Measure[] = [
  {
    ...{ id: 'SESSIONS', metric: 'M04', unit: 'COUNT' },
    valueOf: (counts) => countOf(counts, 'sessions'),
  },
  { ...{ id: 'ATTENDANCES', metric: 'M04', unit: 'COUNT' }, valueOf: families.attendances },
  {
    ...{ id: 'MEAN_SIZE', metric: 'M04', unit: 'PER_SESSION' },
    valueOf: (counts) => {
      const sessions = countOf(counts, 'sessions');
      return sessions > 0 ? Math.round((10 * countOf(counts, 'attendances')) / sessions) / 10 : undefined;
    },
  },
];

/** Every cube that is published. A new one needs its line here, its words, and a breakdown if it divides something new. */
const cubes: Readonly<Record<CubeId, Cube>> = {
  channels: {
    family: 'contacts',
    measures: [
      contacts,
      ...channels.map((each): Measure => ({
        ...{ id: each, metric: 'M01', unit: 'COUNT' },
        needs: { breakdown: 'channel', columns: [each] },
        valueOf: (counts) => countOf(counts, `channel_${each}`),
      })),
      recordedLate,
    ],
  },
  topics: {
    family: 'contacts',
    measures: [
      contacts,
      ...topics.map((each): Measure => ({
        ...{ id: each, metric: 'M10', unit: 'COUNT' },
        needs: { breakdown: 'topic', columns: [each] },
        valueOf: (counts) => countOf(counts, `topic_${each}`),
      })),
      recordedLate,
    ],
  },
  anonymity: {
    family: 'contacts',
    measures: [
      contacts,
      {
        ...{ id: 'ANONYMOUS', metric: 'M03', unit: 'PERCENT' },
        needs: { breakdown: 'identity', columns: ['ANONYMOUS'] },
        valueOf: (counts) => percent(countOf(counts, 'anonymous'), families.contacts(counts)),
      },
      recordedLate,
    ],
  },
  waits: { family: 'contacts', measures: waiting },
  solved: {
    family: 'contacts',
    measures: [
      contacts,
      {
        ...{ id: 'SOLVED', metric: 'M08', unit: 'PERCENT' },
        needs: { breakdown: 'solved', columns: ['SOLVED', 'UNANSWERED'] },
        valueOf: (counts) => percent(countOf(counts, 'solved'), countOf(counts, 'answered')),
      },
      {
        ...{ id: 'ANSWERED', metric: 'M24', unit: 'PERCENT', coverage: true },
        needs: { breakdown: 'solved', columns: ['UNANSWERED'] },
        valueOf: (counts) => percent(countOf(counts, 'answered'), families.contacts(counts)),
      },
    ],
  },
  minutes: {
    family: 'contacts',
    measures: [
      contacts,
      {
        ...{ id: 'TOTAL_MINUTES', metric: 'M12', unit: 'MINUTES' },
        valueOf: (counts) => totalOf(minutesOf(counts)),
      },
      middle({ id: 'MEDIAN_MINUTES', metric: 'M12', unit: 'MINUTES' }, minutesOf, 'median'),
      recordedLate,
    ],
  },
  'lead-times': {
    family: 'appointments',
    measures: [
      { ...{ id: 'BOOKED', metric: 'M06', unit: 'COUNT' }, valueOf: families.appointments },
      middle({ id: 'MEDIAN_LEAD', metric: 'M06', unit: 'DAYS' }, leadsOf, 'median'),
    ],
  },
  appointments: { family: 'appointments', measures: appointments },
  groups: { family: 'attendances', measures: meetings },
  quality: {
    family: 'contacts',
    measures: [
      contacts,
      {
        ...{ id: 'AGE_KNOWN', metric: 'M24', unit: 'PERCENT' },
        needs: { breakdown: 'ageKnown', columns: ['KNOWN'] },
        valueOf: (counts) => percent(countOf(counts, 'withAgeBand'), families.contacts(counts)),
      },
      recordedLate,
    ],
  },
};

/** What a cube shows. */
export function cubeOf(id: CubeId): Cube {
  return cubes[id];
}
