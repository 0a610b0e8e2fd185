import { type Counts, entriesOf } from '../counters.ts';
import { isSmall } from '../threshold.ts';
import { type BreakdownId, breakdownIds, breakdownOf, divides } from './breakdowns.ts';
import { cubeIds } from './cubeIds.ts';
import { cubeOf } from './cubes.ts';
import { belongsTo, families, type FamilyId, familyIds, isTellable } from './families.ts';
import { holds, type Pattern, siteKey } from './pattern.ts';
import { dividedIn, numberIds, type SiteCounts } from './table.ts';

/** A quarter as it was published last, with every version before: what a correction is held against. */
export interface Settled {
  readonly pattern: Pattern;
  readonly sites: readonly SiteCounts[];
}

/** What a site is handed in with anew. */
export interface Corrected {
  readonly tenant: string;
  readonly site: string;
  readonly counts: Counts;
}

/** The quarter with what may be corrected corrected, and who has to wait. */
export interface Correction extends Settled {
  readonly changed: readonly string[];
  readonly waiting: readonly string[];
}

/**
 * The next version of a settled quarter (domain section 4.5: "differencing"). The difference of two versions is itself a table, about the
 * contacts that came or went in between, and a reader may know of a row that nothing of it changed. So:
 *
 * - What was hidden stays hidden and what was shown stays shown: nothing is told by being uncovered in a later version.
 * - A site's row is corrected when each of its numbers, shown or not, stayed or moved by the threshold or more since every version; until then it stands as it
 *   did, in every sum as well. A middle value, a mean or a sum of minutes moves when the facts that it is made of came to other values in
 *   none or in enough of them: five more, and none fewer than five less.
 * - Every hidden number has its proof over all versions together, for a reader who knows exactly what changed between them: the numbers of
 *   all versions move along the same way by the same steps ({@link holds}).
 *
 * A site that was in no table comes in when none of its numbers is small. Corrections that are not safe together are taken one by one.
 */
export function correct(settled: Settled, corrected: readonly Corrected[]): Correction {
  const known = new Map(settled.sites.map((site) => [siteKey(site), site]));
  // A row of which nothing was ever settled has nothing to correct.
  const isSettled = (each: Corrected): boolean =>
    Object.keys(settled.pattern.families).some((family) => belongsTo(family as FamilyId, each));
  const wanted = corrected.filter(
    (each) => isSettled(each) && differs(known.get(siteKey(each))?.versions.at(-1), each.counts),
  );
  const able = wanted.filter((each) => mayMove(known.get(siteKey(each)), each, settled.pattern));
  const apply = (chosen: readonly Corrected[]): Settled => advance(settled, chosen);
  const isSafe = (chosen: readonly Corrected[]): boolean => {
    const next = apply(chosen);
    return holds(next.pattern, next.sites);
  };
  let chosen: Corrected[] = [];
  if (isSafe(able)) chosen = [...able];
  else for (const each of able) if (isSafe([...chosen, each])) chosen.push(each);
  const changed = chosen.map(siteKey);
  const waiting = wanted.map(siteKey).filter((each) => !changed.includes(each));
  return { ...apply(chosen), changed, waiting };
}

/** Every number of a row: the families' and the breakdowns'. */
function numbersOf(counts: Counts): Map<string, number> {
  const all = new Map<string, number>();
  for (const family of familyIds) all.set(family, families[family](counts));
  for (const id of breakdownIds) {
    const breakdown = breakdownOf(id);
    for (const { code, countIn } of breakdown.columns) {
      all.set(`${id} ${code}`, countIn(counts));
      // What an overlapping column leaves can be worked out like a number of its own.
      if (breakdown.overlapping) all.set(`${id} not ${code}`, dividedIn(breakdown, counts) - countIn(counts));
    }
  }
  return all;
}

/** Whether a table would say anything else of the row, or would one day: what is counted of it, and every measure. */
function differs(before: Counts = {}, after: Counts): boolean {
  const [was, is] = [numbersOf(before), numbersOf(after)];
  if ([...is].some(([name, value]) => value !== was.get(name))) return true;
  // A site's rounded mean can stay where the nation's moves.
  if (movesOf(before, after).some((moved) => moved > 0)) return true;
  return cubeIds.some((id) => cubeOf(id).measures.some(({ valueOf }) => valueOf(before) !== valueOf(after)));
}

/** Facts that are counted by their value: what middle values, means and sums of minutes are made of. */
const BY_VALUE = /^(wait|lead|offered|minutes|grade|person_acceptDays|person_meetingDays)[_:](?:.*:)?(\d+)$/u;

/** How many facts came to a value and how many left one, for each thing that is counted by value. */
function movesOf(before: Counts, after: Counts): number[] {
  const moved = new Map<string, number>();
  const add = (counts: Counts, sign: 1 | -1): void => {
    for (const [counter, count] of entriesOf(counts)) {
      const [, name, value] = BY_VALUE.exec(counter) ?? [];
      if (name === undefined || value === undefined) continue;
      const key = `${name} ${value}`;
      moved.set(key, (moved.get(key) ?? 0) + sign * Math.max(0, count));
    }
  };
  add(before, -1);
  add(after, 1);
  const byName = Map.groupBy(moved, ([key]) => key.slice(0, key.indexOf(' ')));
  return [...byName.values()].flatMap((values) =>
    ([1, -1] as const).map((sign) => values.reduce((sum, [, by]) => sum + Math.max(0, sign * by), 0)),
  );
}

/** Whether nothing that is shown of a site would become small, and nothing of it moves by a small number. */
function mayMove(before: SiteCounts | undefined, { counts, ...place }: Corrected, pattern: Pattern): boolean {
  const is = numbersOf(counts);
  // Every version is public for good: two that are not neighbours are subtracted as well.
  for (const version of before?.versions ?? [{}]) {
    const was = numbersOf(version);
    if ([...is].some(([name, value]) => isSmall(Math.abs(value - (was.get(name) ?? 0))))) return false;
    if (movesOf(version, counts).some(isSmall)) return false;
  }
  if (!before) return ![...is.values()].some(isSmall);
  const small = (name: string): boolean => isSmall(is.get(name) ?? 0);
  const key = siteKey(place);
  const families = Object.entries(pattern.families).filter(([, sites]) => sites.includes(key));
  if (families.some(([family]) => !isTellable(family as FamilyId, counts))) return false;
  return breakdownIds.every((id) => {
    const settled = pattern.breakdowns[id];
    if (!settled?.sites.includes(key)) return true;
    return breakdownOf(id).columns.every(
      ({ code }) =>
        settled.hidden.includes(numberIds.site(place, code)) ||
        !(small(`${id} ${code}`) || small(`${id} not ${code}`)),
    );
  });
}

/** One version more: the chosen sites as they are now, all others as they were. */
function advance({ pattern, sites }: Settled, chosen: readonly Corrected[]): Settled {
  const counts = new Map(chosen.map((each) => [siteKey(each), each.counts]));
  const versions = sites[0]?.versions.length ?? 0;
  const known = new Set(sites.map(siteKey));
  const added = chosen.filter((each) => !known.has(siteKey(each)));
  const addKeys = (keys: readonly string[], isOf: (site: Corrected) => boolean) => [
    ...keys,
    ...added.filter(isOf).map(siteKey),
  ];
  return {
    pattern: {
      families: Object.fromEntries(
        Object.entries(pattern.families).map(([id, keys]) => [
          id,
          addKeys(keys, (site) => belongsTo(id as FamilyId, site)),
        ]),
      ),
      breakdowns: Object.fromEntries(
        Object.entries(pattern.breakdowns).map(([id, settled]) => [
          id,
          { ...settled, sites: addKeys(settled.sites, (site) => divides(id as BreakdownId, site)) },
        ]),
      ),
    },
    sites: [
      ...sites.map((site) => ({
        ...site,
        versions: [...site.versions, counts.get(siteKey(site)) ?? site.versions.at(-1) ?? {}],
      })),
      ...added.map(({ tenant, site, counts: own }) => ({
        ...{ tenant, site },
        versions: [...Array.from({ length: versions }, () => ({})), own],
      })),
    ],
  };
}
