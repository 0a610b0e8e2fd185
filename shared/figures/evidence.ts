import { quarterOf } from '../kernel/time.ts';
import { type EvidenceMetric, evidenceMetrics, type EvidenceSide, type EvidenceView } from './contract.ts';
import type { CubeId } from './network/cubeIds.ts';
import { cubeOf } from './network/cubes.ts';
import type { CubeCells } from './network/publish.ts';
import { nextQuarter, previousQuarter } from './quarters.ts';

/** Fewer municipalities than this on either side are not shown: a side is to be a practice, and no municipality's own. */
export const FEWEST_MUNICIPALITIES = 3;
/** What percentages are counted of is told in whole tens: it is made of rounded percentages itself. */
const ROUNDED_TO = 10;

/** A share as published: so many of so many. `part` and, where coverage makes it, `whole` come of whole percentages and are no integers. */
interface Share {
  readonly part: number;
  readonly whole: number;
}

/** Which published numbers a share is made of: a percentage of a count, of which `known` percent count. */
interface SharePlan {
  readonly cube: CubeId;
  readonly percent: string;
  readonly count: string;
  readonly known?: string;
}

/** The metrics of evidence: shares, which can be compared whatever the size of a municipality (domain section 6). */
const shares = {
  M03: { cube: 'anonymity', percent: 'ANONYMOUS', count: 'CONTACTS' },
  M05: { cube: 'waits', percent: 'IN_TIME', count: 'WALK_INS', known: 'ARRIVAL_KNOWN' },
  M07: { cube: 'appointments', percent: 'NO_SHOW', count: 'DECIDED' },
  M08: { cube: 'solved', percent: 'SOLVED', count: 'CONTACTS', known: 'ANSWERED' },
} as const satisfies Record<EvidenceMetric, SharePlan>;

/** What is published of a site in a quarter, as far as evidence is made of it; a share that is hidden anywhere is absent. */
export interface ShownSite {
  readonly tenant: string;
  readonly site: string;
  readonly shares: Readonly<Partial<Record<EvidenceMetric, Share>>>;
}

/**
 * The shares that a published quarter shows of its sites. Nothing else goes into evidence: whoever reads it could make it of the open data,
 * so it tells of nobody more than these do, beside them and over versions.
 *
 * @param cellsIn the cells of a cube as they are published
 */
export function shownSites(cellsIn: (cube: CubeId) => CubeCells): readonly ShownSite[] {
  const found = new Map<string, { tenant: string; site: string; shares: ShownSite['shares'] }>();
  for (const metric of evidenceMetrics) {
    const plan: SharePlan = shares[metric];
    const ids = cubeOf(plan.cube).measures.map(({ id }) => id);
    for (const { tenant, site, cells } of cellsIn(plan.cube).sites) {
      const numberOf = (id: string) => {
        const cell = cells[ids.indexOf(id)];
        return typeof cell === 'number' ? cell : undefined;
      };
      const share = shareOf(plan, numberOf);
      const key = `${tenant}#${site}`;
      const before = found.get(key)?.shares ?? {};
      found.set(key, { tenant, site, shares: { ...before, ...(share && { [metric]: share }) } });
    }
  }
  return [...found.values()];
}

function shareOf(
  { percent, count, known }: SharePlan,
  numberOf: (id: string) => number | undefined,
): Share | undefined {
  const [told, all, covered] = [numberOf(percent), numberOf(count), known ? numberOf(known) : 100];
  if (told === undefined || all === undefined || covered === undefined) return undefined;
  const whole = (all * covered) / 100;
  return { part: (whole * told) / 100, whole };
}

/** Who uses a template, or has used it: since which date, and until which one for the first time. */
export interface Adopter {
  readonly tenant: string;
  readonly since: string;
  readonly until?: string;
}

/** What every published quarter shows. */
export type ShownQuarters = ReadonlyMap<string, readonly ShownSite[]>;

/** One site around one quarter. */
interface Window {
  readonly tenant: string;
  readonly before: ShownSite['shares'];
  readonly after: ShownSite['shares'];
}

/**
 * What changed where a template was adopted, next to where it was not (E5). Who adopted in a quarter is looked at in the quarter before it
 * and the quarter after it, and the others in the same two quarters; a site counts when both show its share. Who ended it before that quarter
 * was over is counted on neither side. It shows no cause: who adopts differs from who does not.
 *
 * @param closed the last quarter that no late entry changes any more
 */
export function evidenceOf(
  adopters: readonly Adopter[],
  shown: ShownQuarters,
  closed: string,
): EvidenceView[] {
  const cohorts = [...new Set(adopters.map(({ since }) => quarterOf(since)))]
    .filter((quarter) => nextQuarter(quarter) <= closed)
    .sort();
  const windows = cohorts.map((quarter) => windowsOf(quarter, adopters, shown));
  return evidenceMetrics.map((metric) => {
    const told = (side: readonly Window[]) =>
      side.filter(({ before, after }) => before[metric] && after[metric]);
    const counted = {
      adopters: told(windows.flatMap((each) => each.adopters)),
      others: told(windows.flatMap((each) => each.others)),
    };
    return compare(metric, cohorts, counted);
  });
}

function windowsOf(
  quarter: string,
  adopters: readonly Adopter[],
  shown: ShownQuarters,
): { readonly adopters: Window[]; readonly others: Window[] } {
  const after = new Map(
    (shown.get(nextQuarter(quarter)) ?? []).map((each) => [`${each.tenant}#${each.site}`, each]),
  );
  const since = new Map(adopters.map((each) => [each.tenant, quarterOf(each.since)]));
  const stopped = new Set(
    adopters.flatMap(({ tenant, until }) =>
      until && quarterOf(until) <= nextQuarter(quarter) ? [tenant] : [],
    ),
  );
  const around = (shown.get(previousQuarter(quarter)) ?? []).flatMap(
    ({ tenant, site, shares: before }): Window[] => {
      const is = after.get(`${tenant}#${site}`);
      return is ? [{ tenant, before, after: is.shares }] : [];
    },
  );
  return {
    adopters: around.filter(({ tenant }) => since.get(tenant) === quarter && !stopped.has(tenant)),
    // Whoever had it before, or took it up in these quarters, is no comparison.
    others: around.filter(({ tenant }) => (since.get(tenant) ?? '9') > nextQuarter(quarter)),
  };
}

function compare(
  metric: EvidenceMetric,
  cohorts: readonly string[],
  counted: { readonly adopters: readonly Window[]; readonly others: readonly Window[] },
): EvidenceView {
  const [first, last] = [cohorts.at(0), cohorts.at(-1)];
  const isFew = [counted.adopters, counted.others].some(
    (side) => municipalitiesOf(side) < FEWEST_MUNICIPALITIES,
  );
  if (isFew || !first || !last) return { metric, hidden: 'FEW_MUNICIPALITIES' };
  const [adopters, others] = [sideOf(metric, counted.adopters), sideOf(metric, counted.others)];
  return { metric, from: previousQuarter(first), to: nextQuarter(last), adopters, others };
}

function municipalitiesOf(side: readonly Window[]): number {
  return new Set(side.map(({ tenant }) => tenant)).size;
}

function sideOf(metric: EvidenceMetric, side: readonly Window[]): EvidenceSide {
  const told = (of: 'before' | 'after'): EvidenceSide['before'] => {
    const all = side.flatMap((each) => each[of][metric] ?? []);
    const sum = (what: keyof Share) => all.reduce((so, each) => so + each[what], 0);
    const whole = sum('whole');
    return {
      percent: whole === 0 ? 0 : Math.round((100 * sum('part')) / whole),
      of: Math.max(ROUNDED_TO, Math.round(whole / ROUNDED_TO) * ROUNDED_TO),
    };
  };
  return { municipalities: municipalitiesOf(side), before: told('before'), after: told('after') };
}
