import { channels, topics } from '../../kernel/codes.ts';
import { feedbackStatements, grades } from '../../kernel/feedback.ts';
import type { Counts } from '../counters.ts';
import { type Distribution, distributionOf, IN_TIME, sizeOf, totalOf, upTo } from '../distribution.ts';
import { gradedIn, knownAges, saidIn } from './breakdowns.ts';
import { type Cube, type Measure, middle, percent } from './cube.ts';
import type { CubeId } from './cubeIds.ts';
import { countOf, families } from './families.ts';
import { personCubes } from './personCubes.ts';

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

const waitsOf = (counts: Counts): Distribution => distributionOf(counts, 'wait');
const leadsOf = (counts: Counts): Distribution => distributionOf(counts, 'lead');
const offersOf = (counts: Counts): Distribution => distributionOf(counts, 'offered');
const everyOffer = { breakdown: 'offeredKnown', columns: ['OFFERED', 'NOT_KNOWN'] } as const;
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

/** M23 in tenths of hours; of several sites the sum of theirs. */
const hours = (
  [
    ['WALK_IN_HOURS', 'open_walkIn'],
    ['EVENING_HOURS', 'open_evening'],
    ['REMOTE_HOURS', 'open_remote'],
  ] as const
).map(([id, counter]): Measure => ({
  ...{ id, metric: 'M23', unit: 'HOURS' },
  valueOf: (counts) => Math.round(countOf(counts, counter) / 6) / 10,
}));

const ageKnown: Measure['needs'] = { breakdown: 'ageKnown', columns: ['KNOWN'] };

/** M11 by contacts whose age band is known. */
const ages: readonly Measure[] = [
  {
    ...{ id: 'KNOWN', metric: 'M11', unit: 'COUNT', needs: ageKnown },
    valueOf: (counts) => knownAges.reduce((sum, band) => sum + countOf(counts, `age_${band}`), 0),
  },
  ...knownAges.map((band): Measure => ({
    ...{ id: `AGE_${band}`, metric: 'M11', unit: 'COUNT' },
    needs: { breakdown: 'ages', columns: [`AGE_${band}`] },
    valueOf: (counts) => countOf(counts, `age_${band}`),
  })),
  {
    ...{ id: 'AGE_KNOWN', metric: 'M24', unit: 'PERCENT', needs: ageKnown, coverage: true },
    valueOf: (counts) => percent(countOf(counts, 'withAgeBand'), families.contacts(counts)),
  },
];

const answers: Measure = { ...{ id: 'ANSWERS', metric: 'M19', unit: 'COUNT' }, valueOf: families.answers };
/** A mean of fewer answers than this is hidden (domain 4.5). */
const FEWEST_GRADES = 5;

/** M19: the mean with one decimal. */
const feedback: readonly Measure[] = [
  answers,
  {
    ...{ id: 'MEAN_GRADE', metric: 'M19', unit: 'GRADE' },
    needs: { breakdown: 'graded', columns: ['GRADED'] },
    valueOf: (counts) => {
      const sum = grades.reduce((all, grade) => all + grade * countOf(counts, `grade_${grade}`), 0);
      return gradedIn(counts) > 0 ? Math.round((10 * sum) / gradedIn(counts)) / 10 : undefined;
    },
    spread: { sizeOf: gradedIn, fewest: FEWEST_GRADES },
  },
  {
    ...{ id: 'GRADED', metric: 'M24', unit: 'PERCENT', coverage: true },
    needs: { breakdown: 'graded', columns: ['GRADED'] },
    valueOf: (counts) => percent(gradedIn(counts), families.answers(counts)),
  },
];

/** M20: how many said 4 or 5, of those who answered. */
const statements: readonly Measure[] = [
  answers,
  ...feedbackStatements.flatMap((each): Measure[] => {
    const breakdown = `statement_${each}` as const;
    return [
      {
        ...{ id: each, metric: 'M20', unit: 'PERCENT' },
        needs: { breakdown, columns: ['AGREE', 'SILENT'] },
        valueOf: (counts) => percent(saidIn(counts, each).agree, saidIn(counts, each).answered),
      },
      {
        ...{ id: `ANSWERED_${each}`, metric: 'M24', unit: 'PERCENT', coverage: true },
        needs: { breakdown, columns: ['SILENT'] },
        valueOf: (counts) => percent(saidIn(counts, each).answered, families.answers(counts)),
      },
    ];
  }),
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
      middle({ id: 'MEDIAN_OFFERED', metric: 'M06', unit: 'DAYS', needs: everyOffer }, offersOf, 'median'),
      {
        ...{ id: 'OFFERED_KNOWN', metric: 'M24', unit: 'PERCENT', coverage: true },
        needs: everyOffer,
        valueOf: (counts) => percent(sizeOf(offersOf(counts)), families.appointments(counts)),
      },
    ],
  },
  appointments: { family: 'appointments', measures: appointments },
  ages: { family: 'contacts', measures: ages },
  feedback: { family: 'answers', measures: feedback },
  statements: { family: 'answers', measures: statements },
  ...personCubes,
  groups: { family: 'attendances', measures: meetings },
  hours: { family: 'hours', measures: hours },
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
