import type { Counter, Counts } from '../counters.ts';
import { isSmall, THRESHOLD } from '../threshold.ts';
import { distributionOf, sizeOf } from '../distribution.ts';
import { feedbackChannels } from '../../kernel/feedback.ts';
import { type PersonCounter, type PersonCounts, personEntries } from '../persons/counts.ts';

/** The place of a row that is of a whole municipality: persons, who are in several sites of it and count once. */
export const MUNICIPALITY = 'MUNICIPALITY';

/** A counter of a row; between two changes that came in the wrong order one can stand below zero for a moment. */
export function countOf(counts: Counts, counter: Counter): number {
  return Math.max(0, counts[counter] ?? 0);
}

/** What was counted of persons, as a row of the network has it. */
export function personCount(counts: Counts, counter: PersonCounter): number {
  return countOf(counts, `person_${counter}`);
}

/** What the network is handed of a municipality's persons: what its cubes are made of, and nothing else. */
const HANDED_IN =
  /^(?:identified|light|acrossOrganisations|openEpisodes|withPlan|(?:language|activity)_.+|(?:sent|accepted|met|unopened|acceptDays|meetingDays|closed):.+)$/u;

/**
 * A municipality's persons as a row of the network.
 *
 * @param daily what its sites counted in the same quarter
 */
export function networkPersons(counts: PersonCounts, daily: Counts): Counts {
  return {
    ...Object.fromEntries(
      personEntries(counts)
        .filter(([name]) => HANDED_IN.test(name))
        .map(([name, count]) => [`person_${name}`, count] as const),
    ),
    person_namedContacts: Math.max(0, countOf(daily, 'contacts') - countOf(daily, 'anonymous')),
  };
}

/**
 * Whether a row may be in the tables of a family: it counts none or enough; and there are five named contacts more than clients, because
 * nobody is a client without one, so a number of clients close to that of named contacts would tell how many were anonymous.
 */
export function isTellable(family: FamilyId, counts: Counts): boolean {
  const size = families[family](counts);
  if (isSmall(size)) return false;
  return family !== 'clients' || size === 0 || countOf(counts, 'person_namedContacts') - size >= THRESHOLD;
}

/** The sum of what was counted of persons under names with the same beginning. */
export function personSum(counts: Counts, begin: string): number {
  return Object.entries(counts).reduce(
    (sum, [name, count = 0]) => (name.startsWith(`person_${begin}`) ? sum + Math.max(0, count) : sum),
    0,
  );
}

/** What the numbers of a family add up to; a row with one to four of it is in no table of the family and in none of its sums. */
export const families = {
  contacts: (counts: Counts): number => countOf(counts, 'contacts'),
  appointments: (counts: Counts): number => sizeOf(distributionOf(counts, 'lead')),
  attendances: (counts: Counts): number => countOf(counts, 'attendances'),
  /** Minutes in a week in which a house is open: of nobody, so a division of it is never hidden. */
  hours: (counts: Counts): number => countOf(counts, 'open_walkIn') + countOf(counts, 'open_remote'),
  answers: (counts: Counts): number =>
    feedbackChannels.reduce((sum, channel) => sum + countOf(counts, `feedbackAnswers_${channel}`), 0),
  clients: (counts: Counts): number => personCount(counts, 'identified') + personCount(counts, 'light'),
  episodes: (counts: Counts): number => personCount(counts, 'openEpisodes'),
  referrals: (counts: Counts): number => personSum(counts, 'sent:'),
  closings: (counts: Counts): number => personSum(counts, 'closed:'),
} as const;
export type FamilyId = keyof typeof families;
export const familyIds = Object.keys(families) as FamilyId[];

const ofMunicipalities: readonly FamilyId[] = ['clients', 'episodes', 'referrals', 'closings'];

/** Whether a family's rows are of municipalities, and not of sites. */
export function isOfMunicipalities(family: FamilyId): boolean {
  return ofMunicipalities.includes(family);
}

/** Whether a row is one of a family's: persons are counted for municipalities, everything else for sites. */
export function belongsTo(family: FamilyId, { site }: { readonly site: string }): boolean {
  return isOfMunicipalities(family) === (site === MUNICIPALITY);
}
