import { type Counts, sumCounts } from '../counters.ts';
import { isSmall } from '../threshold.ts';
import type { CubeId } from './cubeIds.ts';
import type { Measure } from './cube.ts';
import { cubeOf } from './cubes.ts';
import { type Pattern, siteKey } from './pattern.ts';
import { FEWEST_SITES, hasNation, municipalitiesOf, numberIds, type SiteCounts } from './table.ts';

/** A number, or why there is none: it would tell of few, or there was nothing to count of. */
export type Cell = number | 'HIDDEN' | 'NOTHING';

/** The cells of one site, or of several together, in the order of the cube's measures. */
export interface CellRow {
  readonly cells: readonly Cell[];
}

/** A sum's cells, and how many sites of all are in it; of the measure that fewest are in. */
export interface SumRow extends CellRow {
  readonly counted: number;
}

/** What a cube shows of a quarter. */
export interface CubeCells {
  readonly sites: readonly (CellRow & Pick<SiteCounts, 'tenant' | 'site'>)[];
  readonly municipalities: readonly (SumRow & Pick<SiteCounts, 'tenant'>)[];
  readonly nation?: SumRow;
}

/** Makes the cells of a cube by a settled pattern, from the last version of every site. */
export function cellsOf(cube: CubeId, sites: readonly SiteCounts[], pattern: Pattern): CubeCells {
  const { family, measures } = cubeOf(cube);
  const ofFamily = sites.filter((site) => pattern.families[family]?.includes(siteKey(site)));
  const sumRow = (all: readonly SiteCounts[], fewest: (of: readonly SiteCounts[]) => boolean, id: IdOf) => {
    const each = measures.map((measure) => {
      const counted = all.filter((site) => isIncluded(measure, site, pattern));
      return {
        counted: counted.length,
        cell: fewest(counted) ? sumCell(measure, counted, pattern, id) : ('HIDDEN' as const),
      };
    });
    return { counted: Math.min(...each.map(({ counted }) => counted)), cells: each.map(({ cell }) => cell) };
  };
  return {
    sites: sites.map((site) => ({
      tenant: site.tenant,
      site: site.site,
      cells: measures.map((measure) =>
        ofFamily.includes(site) && isIncluded(measure, site, pattern)
          ? siteCell(measure, site, pattern)
          : 'HIDDEN',
      ),
    })),
    municipalities: [...municipalitiesOf(ofFamily)].map(([tenant, own]) => ({
      tenant,
      ...sumRow(
        own,
        (of) => of.length >= FEWEST_SITES,
        (code) => numberIds.tenant(tenant, code),
      ),
    })),
    ...(hasNation(ofFamily) && { nation: sumRow(ofFamily, hasNation, numberIds.nation) }),
  };
}

type IdOf = (code: string) => string;

/** Whether the measure's breakdown is shown of a site and summed over it. */
function isIncluded({ needs }: Measure, site: SiteCounts, { breakdowns }: Pattern): boolean {
  return !needs || breakdowns[needs.breakdown]?.sites.includes(siteKey(site)) === true;
}

function siteCell(measure: Measure, site: SiteCounts, pattern: Pattern): Cell {
  const id = (code: string) => numberIds.site(site, code);
  return cellOf(measure, site.versions.at(-1) ?? {}, isShown(measure, pattern, id));
}

function sumCell(measure: Measure, of: readonly SiteCounts[], pattern: Pattern, id: IdOf): Cell {
  const each = of.map(({ versions }) => versions.at(-1) ?? {});
  return cellOf(measure, sumCounts(each), isShown(measure, pattern, id) && !tellsOfOne(measure, each));
}

function cellOf({ valueOf, spread }: Measure, counts: Counts, shown: boolean): Cell {
  if (!shown) return 'HIDDEN';
  const value = valueOf(counts);
  if (value === undefined) return 'NOTHING';
  return spread && spread.sizeOf(counts) < spread.fewest ? 'HIDDEN' : value;
}

function isShown({ needs }: Measure, { breakdowns }: Pattern, id: IdOf): boolean {
  const hidden = needs && breakdowns[needs.breakdown]?.hidden;
  return !hidden || !needs.columns.some((code) => hidden.includes(id(code)));
}

/**
 * Whether a middle value of several sites would tell of few people at one of them: besides any one site, and besides all that show their
 * own, none or at least five are in it.
 */
function tellsOfOne({ spread }: Measure, sites: readonly Counts[]): boolean {
  if (!spread) return false;
  const sizes = sites.map(spread.sizeOf);
  const all = sizes.reduce((sum, each) => sum + each, 0);
  const showing = sizes.filter((each) => each >= spread.fewest).reduce((sum, each) => sum + each, 0);
  return [showing, ...sizes].some((size) => isSmall(all - size));
}
