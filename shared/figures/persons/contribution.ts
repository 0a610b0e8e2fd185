import { type CountedPlace, type PersonCounts, type PersonCountsByPlace, sumByPlace } from './counts.ts';
import { closingCounts, isIn, planCounts, sortedEpisodes } from './episodes.ts';
import type { CountedPeriod, PersonFacts, Staffing } from './facts.ts';
import { mapCounts } from './mapChange.ts';
import { countedContacts, metCounts } from './met.ts';
import { referralCounts } from './sent.ts';

/**
 * What one person counts for in a period, at each place: M02, M09, M11, M13 and M15 to M18. The figures of a period are the sum over
 * all persons, so one that goes can be put among those that have gone, as numbers. In whatever order the facts come, and however often, it
 * is the same. Contacts belong to the site where they took place, everything else to the home site of the worker whose it is.
 */
export function contributionOf(
  facts: PersonFacts,
  period: CountedPeriod,
  staffing: Staffing,
): PersonCountsByPlace {
  const all = countedContacts(facts.contacts);
  const met = all.filter(({ date }) => isIn(date, period));
  const at = (worker: PersonFacts['namedWorker'], counts: PersonCounts) =>
    atPlaces([worker && staffing.homeSiteOf(worker)], counts);
  const sites = [...new Set(met.map(({ site }) => site))];
  return sumByPlace([
    place('TENANT', metCounts(facts, { all, met }, { period, staffing })),
    ...sites.map((site) => {
      const here = met.filter((contact) => contact.site === site);
      return place(site, metCounts(facts, { all, met: here }, { period, staffing }));
    }),
    ...sortedEpisodes(facts.episodes).map((episode) =>
      at(episode.namedWorker, closingCounts(episode, period)),
    ),
    ...[...new Map(facts.referrals.map((each) => [each.id, each])).values()].map((referral) =>
      at(referral.sentBy, referralCounts(referral, period, staffing)),
    ),
    at(facts.namedWorker, mapCounts(facts.maps, period)),
  ]);
}

/** What one person counts for in M14 on a date, at each place. It is no part of a period: who is gone is no open episode. */
export function standingOf(facts: PersonFacts, on: string, staffing: Staffing): PersonCountsByPlace {
  const site = facts.namedWorker && staffing.homeSiteOf(facts.namedWorker);
  return atPlaces([site], planCounts(facts, on));
}

function atPlaces(sites: readonly (CountedPlace | undefined)[], counts: PersonCounts): PersonCountsByPlace {
  if (Object.keys(counts).length === 0) return new Map();
  const places: CountedPlace[] = ['TENANT', ...sites.filter((site) => site !== undefined)];
  return new Map(places.map((each) => [each, counts]));
}

function place(at: CountedPlace, counts: PersonCounts): PersonCountsByPlace {
  return Object.keys(counts).length === 0 ? new Map() : new Map([[at, counts]]);
}
