import type {
  destinations,
  destinationSources,
  FollowUpMonths,
  mainActivities,
} from '../../cases/episode.ts';
import type { AgeBand } from '../../kernel/codes.ts';
import type { Language } from '../../kernel/i18n.ts';
import type { SiteId } from '../../kernel/ids.ts';

/**
 * What a quarter of persons counts, flat as the daily rows are: one person counts for each of them once or not at all, but for later
 * contacts, referrals and episodes, of which a person can have several. A sum over sites is not the tenant's: who was at two sites is
 * one person.
 */
export type PersonCounter =
  /** M02, M09. */
  | 'identified'
  | 'light'
  | 'acrossOrganisations'
  /** M09 by home organisation: identified persons whom its workers met, and those of them whom another's met as well. */
  | `${'metBy' | 'metByOthersToo'}:${string}`
  /** M11 by persons. */
  | `age_${AgeBand}`
  | `language_${Language}`
  | `activity_${(typeof mainActivities)[number]}`
  /** M13: persons with a named worker, whom that one met first; later contacts, and those of them with the named worker. */
  | 'named'
  | 'metFirst'
  | 'later'
  | 'laterNamed'
  | PlanCounter
  /** M15 by type of the receiving organisation; days as a counter for each. */
  | `${'sent' | 'accepted' | 'met' | 'unopened'}:${string}`
  | `${'acceptDays' | 'meetingDays'}:${string}:${number}`
  /** M16 by instrument and area. */
  | `map:${string}:${string}:${MapChange}`
  /** M17 by destination and from whom it is known. */
  | `closed:${(typeof destinations)[number]}:${(typeof destinationSources)[number] | 'CALENDAR'}`
  /** M18. */
  | `${'due' | 'reached'}:${FollowUpMonths}`
  | `after:${FollowUpMonths}:${(typeof destinations)[number]}`;

/** M14 is counted of how things stand on a day: open episodes of more than 30 days and those with a plan; plans, and overdue ones. */
export const planCounters = ['openEpisodes', 'withPlan', 'plans', 'overdue'] as const;
export type PlanCounter = (typeof planCounters)[number];

export const mapChanges = ['up', 'same', 'down'] as const;
export type MapChange = (typeof mapChanges)[number];

/** Whole numbers by counter; an absent counter is 0. */
export type PersonCounts = Readonly<Partial<Record<PersonCounter, number>>>;

/** The whole municipality or one of its sites. */
export type CountedPlace = SiteId | 'TENANT';

/** What is counted at each place; a place of which nothing is counted is not there. */
export type PersonCountsByPlace = ReadonlyMap<CountedPlace, PersonCounts>;

/** The sum of counts of different persons, or of different events of one. */
export function sumPersonCounts(all: Iterable<PersonCounts>): PersonCounts {
  const total = new Map<PersonCounter, number>();
  for (const counts of all) {
    for (const [name, count] of personEntries(counts)) total.set(name, (total.get(name) ?? 0) + count);
  }
  return Object.fromEntries(total);
}

/** The sum by place. */
export function sumByPlace(all: Iterable<PersonCountsByPlace>): PersonCountsByPlace {
  const total = new Map<CountedPlace, Map<PersonCounter, number>>();
  for (const places of all) {
    for (const [place, counts] of places) {
      const here = total.get(place) ?? new Map<PersonCounter, number>();
      for (const [name, count] of personEntries(counts)) here.set(name, (here.get(name) ?? 0) + count);
      total.set(place, here);
    }
  }
  return new Map([...total].map(([place, counts]) => [place, Object.fromEntries(counts)]));
}

/** Counters with their numbers. */
export function personEntries(counts: PersonCounts): [PersonCounter, number][] {
  return Object.entries(counts) as [PersonCounter, number][];
}
