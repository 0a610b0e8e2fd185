import type { PersonCounts } from './counts.ts';
import { sortedEpisodes } from './episodes.ts';
import type { CountedPeriod, MetContact, PersonFacts, Staffing } from './facts.ts';

/** The contacts that count (domain section 6), each once, in the order in which they took place. */
export function countedContacts(contacts: readonly MetContact[]): MetContact[] {
  const counted = contacts.filter(
    ({ state, party, ageBand }) => state === 'RECORDED' && party === 'YOUTH' && ageBand !== '30_PLUS',
  );
  return [...new Map(counted.map((contact) => [contact.id, contact])).values()].sort(
    (one, other) => one.start - other.start || (one.id < other.id ? -1 : 1),
  );
}

/**
 * What a person counts for by the contacts of a period: M02, M09, M11 and M13. Who was both light and identified in it is identified; the age
 * band is that of its first contact.
 *
 * @param all the person's contacts that count, of all times and sites, in order
 * @param met those of them in the period, at the place that is counted
 */
export function metCounts(
  facts: PersonFacts,
  { all, met }: { readonly all: readonly MetContact[]; readonly met: readonly MetContact[] },
  { period, staffing }: { readonly period: CountedPeriod; readonly staffing: Staffing },
): PersonCounts {
  const [first] = met;
  if (!first) return {};
  const isIdentified = met.some(({ identification }) => identification !== 'LIGHT');
  const organisations = new Set(
    met.flatMap(({ staffIds }) => staffIds.flatMap((worker) => staffing.organisationOf(worker) ?? [])),
  );
  return {
    [isIdentified ? 'identified' : 'light']: 1,
    ...(isIdentified && organisations.size >= 2 && { acrossOrganisations: 1 }),
    ...(isIdentified && metBy(organisations)),
    [`age_${first.ageBand}`]: 1,
    [`language_${facts.language}`]: 1,
    [`activity_${activityOf(facts, period)}`]: 1,
    ...continuity(facts, all[0], met),
  };
}

/** Whom each home organisation met, and whom others met too. */
function metBy(organisations: ReadonlySet<string>): PersonCounts {
  const counters = [...organisations].flatMap((code) => [
    `metBy:${code}`,
    ...(organisations.size >= 2 ? [`metByOthersToo:${code}`] : []),
  ]);
  return Object.fromEntries(counters.map((counter) => [counter, 1] as const));
}

/** Main activity at the start of the latest episode that had begun by the end of the period. */
function activityOf({ episodes }: PersonFacts, { to }: CountedPeriod) {
  return sortedEpisodes(episodes).findLast(({ openedOn }) => openedOn <= to)?.mainActivity ?? 'UNKNOWN';
}

/** M13, of whoever has a named worker. */
function continuity(
  { namedWorker }: PersonFacts,
  first: MetContact | undefined,
  met: readonly MetContact[],
): PersonCounts {
  if (!namedWorker) return {};
  const later = met.filter(({ id }) => id !== first?.id);
  const withNamed = later.filter(({ staffIds }) => staffIds.includes(namedWorker));
  return {
    named: 1,
    ...(first?.staffIds.includes(namedWorker) && { metFirst: 1 }),
    ...(later.length > 0 && { later: later.length }),
    ...(withNamed.length > 0 && { laterNamed: withNamed.length }),
  };
}
