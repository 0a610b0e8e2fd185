import * as z from 'zod';
import { siteKind } from '../../kernel/codes.ts';
import { quarter } from '../../kernel/time.ts';
import { metricIds, units } from '../definitions/definition.ts';
import { type PublishedCell, publishedCell, type PublishedCube } from './contract.ts';
import { type CubeId, cubeIds } from './cubeIds.ts';
import { FEWEST_TENANTS } from './table.ts';

/**
 * What a site is compared by: shares, middle values and means, which say something whatever the size of a house. Numbers of contacts are
 * not among them: beside each other they would be a list of large and small.
 */
export const peerMeasures = {
  anonymity: ['ANONYMOUS'],
  waits: ['MEDIAN_WAIT', 'IN_TIME'],
  'lead-times': ['MEDIAN_LEAD'],
  appointments: ['NO_SHOW', 'CANCELLED_LATE'],
  solved: ['SOLVED'],
  minutes: ['MEDIAN_MINUTES'],
  groups: ['MEAN_SIZE'],
  quality: ['AGE_KNOWN', 'RECORDED_LATE'],
} as const satisfies Readonly<Partial<Record<CubeId, readonly string[]>>>;

/** The cubes that a comparison is made of. */
export const peerCubes = cubeIds.filter((id): id is keyof typeof peerMeasures => id in peerMeasures);

/** One measure of a site beside the others of its kind. */
export const peerComparison = z.strictObject({
  id: z.string(),
  metric: z.enum(metricIds),
  unit: z.enum(units),
  /** As it was published; absent when the site is not in what was published. */
  own: publishedCell.optional(),
  /** Of the others that show theirs; absent when those who do are of too few municipalities. */
  others: z
    .strictObject({
      ...{ sites: z.int(), municipalities: z.int() },
      ...{ lowest: z.number(), median: z.number(), highest: z.number() },
    })
    .optional(),
});
export type PeerComparison = z.infer<typeof peerComparison>;

/** A site beside others of its kind in a published quarter. */
export const peerView = z.strictObject({
  quarter,
  kind: siteKind,
  /** The fewest municipalities that a comparison is made of. */
  fewest: z.int(),
  /** Absent when the quarter is not published. */
  comparisons: z.array(peerComparison).optional(),
});

/** Which site is compared, by its addresses, and what kind of site it is. */
export interface Compared {
  readonly tenantSlug: string;
  readonly siteSlug: string;
  readonly kind: z.infer<typeof siteKind>;
}

/**
 * A site beside the other sites of its kind, from what is published and open to everybody, so nothing is told that was not. The others
 * come as middle, lowest and highest, never as a list: it is no ranking. Those who show a number, the site itself among them, must be of three
 * municipalities or more.
 */
export function compareWithPeers(
  cubes: readonly Pick<PublishedCube, 'cube' | 'measures' | 'sites'>[],
  site: Compared,
): PeerComparison[] {
  return cubes.flatMap(({ cube, measures, sites }) => {
    const asked: readonly string[] =
      cube in peerMeasures ? peerMeasures[cube as keyof typeof peerMeasures] : [];
    return measures.flatMap(({ id, metric, unit }, at) => {
      if (!asked.includes(id)) return [];
      const isOwn = (row: (typeof sites)[number]) =>
        row.tenantSlug === site.tenantSlug && row.siteSlug === site.siteSlug;
      const own: PublishedCell | undefined = sites.find(isOwn)?.cells[at];
      const others = sites
        .filter((row) => row.kind === site.kind && !isOwn(row))
        .flatMap(({ tenantSlug, cells }) => {
          const cell = cells[at];
          return typeof cell === 'number' ? [{ tenantSlug, value: cell }] : [];
        });
      const spread = spreadOf(others, site.tenantSlug, typeof own === 'number');
      return [{ id, metric, unit, ...(own !== undefined && { own }), ...(spread && { others: spread }) }];
    });
  });
}

function spreadOf(
  others: readonly { readonly tenantSlug: string; readonly value: number }[],
  ownTenant: string,
  showsOwn: boolean,
): PeerComparison['others'] {
  const tenants = new Set(others.map(({ tenantSlug }) => tenantSlug));
  const municipalities = tenants.size;
  if (new Set([...tenants, ...(showsOwn ? [ownTenant] : [])]).size < FEWEST_TENANTS) return undefined;
  const values = others.map(({ value }) => value).sort((one, other) => one - other);
  const [lowest, highest] = [values[0], values.at(-1)];
  if (lowest === undefined || highest === undefined) return undefined;
  return { sites: values.length, municipalities, lowest, median: middleOf(values), highest };
}

/** The middle of sorted values, in whole units, or tenths where they have them. */
function middleOf(sorted: readonly number[]): number {
  const half = (sorted.length - 1) / 2;
  const middle = ((sorted[Math.floor(half)] ?? 0) + (sorted[Math.ceil(half)] ?? 0)) / 2;
  const scale = sorted.every(Number.isInteger) ? 1 : 10;
  return Math.round(middle * scale) / scale;
}
