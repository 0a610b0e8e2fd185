import type { Counts } from '../counters.ts';
import { isSmall, THRESHOLD } from '../threshold.ts';
import type { Breakdown } from './breakdown.ts';
import { families } from './families.ts';
import type { Arc } from './cycles.ts';

/** One site, or a whole municipality as far as persons go, with what it counted: in every version that was published, and last in the one that is made now. */
export interface SiteCounts {
  /** Of its municipality and of itself; whatever else is told about them stands elsewhere. */
  readonly tenant: string;
  readonly site: string;
  readonly versions: readonly Counts[];
}

/** National sums of fewer municipalities are not shown: two of them could work out the third. */
export const FEWEST_TENANTS = 3;
/** A municipality's sum of one site would be that site. */
export const FEWEST_SITES = 2;

/** What a number is called in a pattern: of a site, of a municipality, or of the nation, by the code of its column. */
export const numberIds = {
  site: ({ tenant, site }: Pick<SiteCounts, 'tenant' | 'site'>, code: string) => `${tenant}/${site} ${code}`,
  tenant: (tenant: string, code: string) => `${tenant} ${code}`,
  nation: (code: string) => `* ${code}`,
} as const;

/** Whether sums over these sites are shown for the whole nation. */
export function hasNation(sites: readonly SiteCounts[]): boolean {
  return new Set(sites.map(({ tenant }) => tenant)).size >= FEWEST_TENANTS;
}

/** The sites of each municipality that has a sum of its own. */
export function municipalitiesOf(sites: readonly SiteCounts[]): Map<string, SiteCounts[]> {
  const all = Map.groupBy(sites, ({ tenant }) => tenant);
  return new Map([...all].filter(([, own]) => own.length >= FEWEST_SITES));
}

/** What sums show of a reader's own: sums are dearer to hide than what they are made of. */
const DEARER = { site: 1, tenant: 2, nation: 4 } as const;

/** How many times dearer chance can make one number than another like it. */
const SPREAD_OF_CHANCE = 3;

/** What is hidden: what an earlier version settled, all others being shown; or what must be, and more by chance. */
export interface Hiding {
  readonly settled?: ReadonlySet<string>;
  readonly chance?: Chance;
}

/**
 * A number from 0 to 1 for a name, that nobody outside can know: which further numbers are hidden is partly chance, so that whoever knows
 * the rule cannot conclude from the choice what was hidden first.
 */
export type Chance = (name: string) => number;

/** Where all that is divided comes from and all sums end. */
const GROUND = 'ground';

/** One number in every version, the last one to be published. */
type Series = readonly number[];

/**
 * The numbers of a breakdown as a network: each site's numbers leave its row, whose sum everybody knows, and enter the sum of their column
 * in its municipality, if that has one, and in the nation. A zero is shown and known, so nothing of it can move.
 */
export function arcsOf(breakdown: Breakdown, sites: readonly SiteCounts[], hiding: Hiding): Arc[] {
  const municipalities = municipalitiesOf(sites);
  const nation = hasNation(sites);
  const table = new TableOf(breakdown, sites, hiding);
  for (const { code } of breakdown.columns) {
    const national = `* ${code}`;
    for (const each of sites) {
      const to = municipalities.has(each.tenant) ? numberIds.tenant(each.tenant, code) : national;
      table.add(numberIds.site(each, code), [rowOf(each), to], [each], {
        code,
        level: 'site',
        owner: each.tenant,
      });
    }
    for (const [tenant, own] of municipalities) {
      const id = numberIds.tenant(tenant, code);
      table.add(id, [id, national], own, { code, level: 'tenant', owner: tenant });
    }
    table.add(numberIds.nation(code), [national, GROUND], sites, { code, level: 'nation', unseen: !nation });
  }
  if (breakdown.overlapping) for (const each of sites) table.addOverlap(each);
  return table.arcs;
}

/** What an overlapping breakdown divides in a row. */
function rowOf(site: SiteCounts): string {
  return `row ${numberIds.site(site, '')}`;
}

interface Standing {
  readonly code: string;
  readonly level: keyof typeof DEARER;
  readonly owner?: string;
  readonly unseen?: boolean;
}

class TableOf {
  readonly arcs: Arc[] = [];
  private readonly breakdown: Breakdown;
  private readonly hiding: Hiding;
  private readonly numbers: ReadonlyMap<SiteCounts, ReadonlyMap<string, Series>>;
  private readonly divided: ReadonlyMap<SiteCounts, Series>;

  constructor(breakdown: Breakdown, sites: readonly SiteCounts[], hiding: Hiding) {
    this.breakdown = breakdown;
    this.hiding = hiding;
    const { columns } = breakdown;
    this.numbers = new Map(
      sites.map((site) => [
        site,
        new Map(columns.map(({ code, countIn }) => [code, site.versions.map(countIn)] as const)),
      ]),
    );
    this.divided = new Map(
      sites.map((site) => [site, site.versions.map((each) => dividedIn(breakdown, each))]),
    );
  }

  /** Adds one number: a site's, or the sum of several sites'. */
  add(
    id: string,
    [from, to]: readonly [string, string],
    of: readonly SiteCounts[],
    standing: Standing,
  ): void {
    const { code, level, owner, unseen = false } = standing;
    const value = sum(of.map((site) => this.numbers.get(site)?.get(code) ?? []));
    const whole = sum(of.map((site) => this.divided.get(site) ?? []));
    const isHidden =
      this.hiding.settled?.has(id) ?? isSensitive(this.breakdown, value.at(-1) ?? 0, whole.at(-1) ?? 0);
    if (!unseen && !isHidden && value.every((each) => each === 0)) return;
    const rest = value.map((each, at) => (whole[at] ?? 0) - each);
    this.arcs.push({
      ...(owner !== undefined && { owner }),
      ...{ id, from, to, cost: DEARER[level] * this.costOf(whole[0] ?? 0, id) },
      down: unseen ? Math.min(...value) : roomBelow(value),
      up: this.breakdown.overlapping ? roomBelow(rest) : Infinity,
      value: value.at(-1) ?? 0,
      state: unseen ? 'UNSEEN' : isHidden ? 'HIDDEN' : 'SHOWN',
    });
  }

  /** By how much the columns of a row add up to more than what they divide: nobody is told. */
  addOverlap(site: SiteCounts): void {
    const columns = [...(this.numbers.get(site)?.values() ?? [])];
    const over = sum(columns).map((all, at) => all - (this.divided.get(site)?.[at] ?? 0));
    const row = rowOf(site);
    const down = Math.max(0, Math.min(...over));
    this.arcs.push({
      ...{ id: row, from: GROUND, to: row, cost: 0, owner: site.tenant },
      down,
      up: Infinity,
      value: down,
      state: 'UNSEEN',
    });
  }

  /** By the size of what is divided, which is shown, and by chance. */
  private costOf(whole: number, id: string): number {
    return (1 + Math.log2(1 + whole)) * (1 + SPREAD_OF_CHANCE * (this.hiding.chance?.(id) ?? 0));
  }
}

/**
 * How much a number may be lowered in a proof: to one, because none is shown; and a small one not at all, so that it does not depend on a
 * hidden small number what is hidden with it.
 */
function roomBelow(value: Series): number {
  const least = Math.min(...value);
  return least < THRESHOLD ? 0 : least - 1;
}

/** Whether a number must be hidden. Of an overlapping column the rest can be worked out from what is divided: it is as sensitive. */
export function isSensitive({ overlapping }: Breakdown, value: number, divided: number): boolean {
  return isSmall(value) || (overlapping === true && isSmall(divided - value));
}

/** What a breakdown divides: the family's sum, or as much as its columns add up to. */
export function dividedIn(breakdown: Breakdown, counts: Counts): number {
  if (breakdown.overlapping) return families[breakdown.family](counts);
  return breakdown.columns.reduce((all, { countIn }) => all + countIn(counts), 0);
}

function sum(series: readonly Series[]): number[] {
  const [first = []] = series;
  return first.map((_, at) => series.reduce((all, each) => all + (each[at] ?? 0), 0));
}
