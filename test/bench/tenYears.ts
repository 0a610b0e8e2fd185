import { contactCounts } from '@ohjaamo/shared/figures/facts.ts';
import { type Counts, sumCounts } from '@ohjaamo/shared/figures/counters.ts';
import type { SubmittedRow } from '@ohjaamo/functions/figures/repository.ts';
import { type AgeBand, type Channel, type Topic } from '@ohjaamo/shared/kernel/codes.ts';
import { type SiteId, siteId, slug, tenantId, type TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { quarterOf } from '@ohjaamo/shared/kernel/time.ts';

export const SITES = 80;
export const CONTACTS = 2_000_000;
export const LAST_YEAR = 2036;
export const YEARS = 10;

/** Contacts of a month beside the average one: summer jobs and the joint application in spring, July nearly empty. */
const SEASONS = [110, 128, 128, 100, 95, 80, 43, 108, 112, 100, 98, 98];
const SEASONS_SUM = SEASONS.reduce((sum, each) => sum + each, 0);

/** In hundredths, by the split of a town like Rovaniemi. */
const channelShares: readonly (readonly [Channel, number])[] = [
  ['ON_SITE', 58],
  ['OUTREACH', 12],
  ['PHONE', 14],
  ['CHAT', 8],
  ['VIDEO', 4],
  ['MESSAGE', 4],
];
const ageShares: readonly (readonly [AgeBand, number])[] = [
  ['15_17', 16],
  ['18_19', 17],
  ['20_24', 38],
  ['25_29', 20],
  ['30_PLUS', 3],
  ['UNKNOWN', 6],
];
const identificationShares = [
  ['ANONYMOUS', 45],
  ['LIGHT', 15],
  ['STAFF_VERIFIED', 40],
] as const;
const topicShares: readonly (readonly [Topic, number])[] = [
  ['EMPLOYMENT', 30],
  ['EDUCATION', 26],
  ['MENTAL_WELLBEING', 18],
  ['MONEY', 14],
  ['HOUSING', 12],
];
const minutesByChannel: Readonly<Partial<Record<Channel, number>>> = { PHONE: 10, CHAT: 18 };

/** A site of the generated network; four share a municipality. */
export interface GeneratedSite {
  readonly tenant: TenantId;
  readonly site: SiteId;
  readonly row: Omit<SubmittedRow, 'counts' | 'persons'>;
}

export const generatedSites: readonly GeneratedSite[] = Array.from({ length: SITES }, (_, index) => {
  const [town, place] = [String(Math.floor(index / 4)).padStart(2, '0'), String(index).padStart(2, '0')];
  return {
    tenant: tenantId.parse(`bench000${town}`),
    site: siteId.parse(`place000${place}`),
    row: {
      ...{ tenantSlug: slug.parse(`kunta-${town}`), tenantName: { fi: `Kunta ${town}` } },
      ...{ siteSlug: slug.parse(`piste-${place}`), siteName: { fi: `Piste ${place}` } },
      siteKind: index % 4 === 0 ? 'MAIN_SITE' : 'SATELLITE',
    },
  };
});

/** Numbers from 0 up to 1 that are the same in every run (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function drawn<T>(shares: readonly (readonly [T, number])[], number: number): T {
  let left = number * shares.reduce((sum, [, share]) => sum + share, 0);
  for (const [value, share] of shares) {
    left -= share;
    if (left < 0) return value;
  }
  throw new Error('Shares without a value');
}

/**
 * The contacts of a year of all sites, each through the pure aggregator, added up by site and quarter; `each` is told the counts of a site's
 * quarter. Some sites see ten times as many as others. Nothing is kept but the counts, a site's month at a time.
 */
export function generateYear(
  year: number,
  each: (quarter: string, site: GeneratedSite, counts: Counts) => void,
): number {
  const random = numbersFrom(year);
  let made = 0;
  for (const [index, site] of generatedSites.entries()) {
    const ofSite = ((CONTACTS / YEARS / SITES) * 2 * (index + 0.5)) / SITES;
    const quarters = new Map<string, Counts>();
    for (const [month, season] of SEASONS.entries()) {
      const inMonth = Math.round((ofSite * season) / SEASONS_SUM);
      const first = `${String(year)}-${String(month + 1).padStart(2, '0')}-`;
      const counted = Array.from({ length: inMonth }, () => {
        const date = first + String(1 + Math.floor(random() * 28)).padStart(2, '0');
        return contactCounts(contactOf(site.site, date, random)).counts;
      });
      const quarter = quarterOf(`${first}01`);
      quarters.set(quarter, sumCounts([quarters.get(quarter) ?? {}, ...counted]));
      made += inMonth;
    }
    for (const [quarter, counts] of quarters) each(quarter, site, counts);
  }
  return made;
}

function contactOf(site: SiteId, date: string, random: () => number): Parameters<typeof contactCounts>[0] {
  const channel = drawn(channelShares, random());
  const start = Date.parse(`${date}T10:00Z`) / 60_000 + Math.floor(random() * 300);
  return {
    ...{ site, date, start, channel, state: 'RECORDED', party: 'YOUTH' },
    topics: [drawn(topicShares, random())],
    ageBand: drawn(ageShares, random()),
    identification: drawn(identificationShares, random()),
    minutes: Math.round((minutesByChannel[channel] ?? 30) * (0.5 + random())),
    recordedAt: `${date}T16:00:00Z`,
    resolvedSameDay: random() < 0.55,
  };
}
