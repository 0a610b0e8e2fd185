import type { Counts } from '../counters.ts';
import { THRESHOLD } from '../threshold.ts';
import type { Breakdown } from './breakdown.ts';
import { type BreakdownId, breakdownIds, breakdownOf } from './breakdowns.ts';
import { belongsTo, type FamilyId, familyIds, isTellable } from './families.ts';
import { protect, unprovenIn } from './protect.ts';
import { arcsOf, type Chance, dividedIn, isSensitive, numberIds, type SiteCounts } from './table.ts';

/** What is settled of one breakdown: the sites that it is shown of and summed over, and the numbers among theirs that are hidden. */
export interface SettledBreakdown {
  readonly sites: readonly string[];
  readonly hidden: readonly string[];
}

/** What the first version of a quarter hides; every later one hides the same. */
export interface Pattern {
  readonly families: Readonly<Record<string, readonly string[]>>;
  readonly breakdowns: Readonly<Record<string, SettledBreakdown>>;
}

/** What a site is called in a pattern. */
export function siteKey({ tenant, site }: Pick<SiteCounts, 'tenant' | 'site'>): string {
  return `${tenant}/${site}`;
}

/**
 * Decides what a quarter hides (domain section 4.5, 1050/2018 §31). The rule, which may be public:
 *
 * - Persons are in rows of municipalities, everything else in rows of sites: no row is in a sum of the others.
 * - A municipality with almost as many clients as named contacts shows no clients ({@link isTellable}).
 * - A site that counted one to four contacts (appointments, attendances, answers) is in no table of them and in none of their sums.
 * - 0 is shown; 1–4 is hidden, and in an overlapping breakdown whatever leaves 1–4.
 * - Further numbers and sums are hidden until each hidden one can be any of six whole numbers in a row or more for whoever knows
 *   everything else that is published ({@link protect}). Which ones depends on the shown sums, and on hidden numbers only in that they are
 *   large enough to protect another one.
 * - A site whose numbers nothing can protect shows none of the breakdown, zeros neither, and is in none of its sums.
 * - What divides a hidden number is not shown either.
 *
 * @param sites in an order that does not depend on what they counted
 */
export function settle(sites: readonly SiteCounts[], chance: Chance): Pattern {
  const shown = (family: FamilyId) =>
    sites.filter(
      (site) => belongsTo(family, site) && site.versions.every((counts) => isTellable(family, counts)),
    );
  const settled = new Map<BreakdownId, SettledBreakdown>();
  for (const id of breakdownIds) {
    const breakdown = breakdownOf(id);
    const allowed = shown(breakdown.family).filter((site) => dividesShown(breakdown, site, settled));
    settled.set(
      id,
      settleBreakdown(breakdown, allowed, (name) => chance(`${id} ${name}`)),
    );
  }
  return {
    families: Object.fromEntries(familyIds.map((family) => [family, shown(family).map(siteKey)])),
    breakdowns: Object.fromEntries(settled),
  };
}

/** Whether what a breakdown divides is shown itself. */
function dividesShown(
  { within }: Breakdown,
  site: SiteCounts,
  settled: ReadonlyMap<string, SettledBreakdown>,
): boolean {
  if (!within) return true;
  const [id = '', code = ''] = within.split('.');
  const above = settled.get(id);
  if (!above) throw new Error('A breakdown stands before the one that it divides');
  return above.sites.includes(siteKey(site)) && !above.hidden.includes(numberIds.site(site, code));
}

/** Hides what must be hidden, leaving out one site after the other whose numbers cannot be protected. */
function settleBreakdown(
  breakdown: Breakdown,
  allowed: readonly SiteCounts[],
  chance: Chance,
): SettledBreakdown {
  let sites = allowed.filter((site) => !isHopeless(breakdown, site));
  for (;;) {
    const done = protect(arcsOf(breakdown, sites, { chance }));
    if ('hidden' in done) return { sites: sites.map(siteKey), hidden: [...done.hidden] };
    const left = hiddenFor(breakdown, sites, done.unprotected.id);
    sites = sites.filter((site) => site !== left);
  }
}

/** With fewer to divide, who knows the rule could conclude from what is hidden what it was hidden for. */
const FEWEST_DIVIDED = 3 * THRESHOLD;

/** Whether a site has a small number among too few for it to be hidden in, whatever other sites have. */
function isHopeless(breakdown: Breakdown, { versions }: SiteCounts): boolean {
  return versions.some((counts) => {
    const divided = dividedIn(breakdown, counts);
    return divided < FEWEST_DIVIDED && hasSmall(breakdown, counts);
  });
}

/** Whether one of the numbers must be hidden. */
function hasSmall(breakdown: Breakdown, counts: Counts): boolean {
  const divided = dividedIn(breakdown, counts);
  return breakdown.columns.some(({ countIn }) => isSensitive(breakdown, countIn(counts), divided));
}

/** The site because of which a number is hidden: its own, or the first one with a small part of the sum, or with any small number. */
function hiddenFor(breakdown: Breakdown, sites: readonly SiteCounts[], unprotected: string): SiteCounts {
  const isSmallIn = (site: SiteCounts, { countIn }: Breakdown['columns'][number]): boolean =>
    site.versions.some((counts) => isSensitive(breakdown, countIn(counts), dividedIn(breakdown, counts)));
  const column = breakdown.columns.find(({ code }) => unprotected.endsWith(` ${code}`));
  const own = sites.find((site) => column && numberIds.site(site, column.code) === unprotected);
  const isPart = ({ tenant }: SiteCounts): boolean =>
    column !== undefined &&
    [numberIds.nation(column.code), numberIds.tenant(tenant, column.code)].includes(unprotected);
  const found =
    own ??
    sites.find((site) => column && isPart(site) && isSmallIn(site, column)) ??
    sites.find((site) => breakdown.columns.some((each) => isSmallIn(site, each)));
  if (!found) throw new Error('Something is hidden without a small number');
  return found;
}

/** Whether everything that is hidden by a settled pattern is still protected, over all versions together. */
export function holds(pattern: Pattern, sites: readonly SiteCounts[]): boolean {
  return breakdownIds.every((id) => {
    const settled = pattern.breakdowns[id];
    // Of what no version settled, nothing is shown.
    if (!settled) return true;
    const included = sites.filter((site) => settled.sites.includes(siteKey(site)));
    return !unprovenIn(arcsOf(breakdownOf(id), included, { settled: new Set(settled.hidden) }));
  });
}
