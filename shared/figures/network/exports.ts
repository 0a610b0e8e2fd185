import { inLanguage } from '../../kernel/i18n.ts';
import type { JsonStatDataset, PublishedCell, PublishedCube } from './contract.ts';
import { unitWords } from '../definitions/definition.ts';
import { csvOf } from './csv.ts';
import { cubeWords, measureWordsOf } from './words.ts';

/** What a file says of itself: exports are in English, names of places as the municipality has them. */
const LANGUAGE = 'en';
const SOURCE = 'Ohjaamo network';
const NOTES = [
  'Counts from one to four are hidden, and larger numbers from which they could be worked out; 0 is shown.',
  'A site with one to four contacts, appointments, attendances or answers is in no sum, nor a municipality with one to four persons, episodes, plans or referrals.',
  'Persons are counted once in each municipality, as known ten days after the quarter: sums over municipalities are no number of different persons.',
  'What each measure counts, and what it does not tell: /api/open/figures/definitions',
] as const;

interface AreaRow {
  readonly id: string;
  readonly label: string;
  readonly cells: readonly PublishedCell[];
}

/** The rows of a cube as areas: the nation `FI`, a municipality by its address, a site as `<municipality>.<site>`. */
function areasOf({ nation, municipalities, sites }: PublishedCube): AreaRow[] {
  return [
    ...(nation ? [{ id: 'FI', label: 'All sites', cells: nation.cells }] : []),
    ...municipalities.map(({ tenantSlug, tenantName, cells }) => ({
      id: tenantSlug,
      label: inLanguage(tenantName, LANGUAGE),
      cells,
    })),
    ...sites.map(({ tenantSlug, siteSlug, tenantName, siteName, cells }) => ({
      id: `${tenantSlug}.${siteSlug}`,
      label: `${inLanguage(tenantName, LANGUAGE)}, ${inLanguage(siteName, LANGUAGE)}`,
      cells,
    })),
  ];
}

function nameOf(measure: PublishedCube['measures'][number]): string {
  return measureWordsOf(measure)?.[LANGUAGE] ?? measure.id;
}

/** The newest version of what a cube holds. */
function versionOf({ versions }: PublishedCube): PublishedCube['versions'][number] {
  const [newest] = versions;
  if (!newest) throw new Error('What is published has a version');
  return newest;
}

/** A published cube as JSON-stat 2.0: area × measure × quarter; what is hidden is `null` with the status `c`, confidential. */
export function toJsonStat(cube: PublishedCube): JsonStatDataset {
  const areas = areasOf(cube);
  const { version, publishedAt, reason } = versionOf(cube);
  const all = areas.flatMap(({ cells }) => cells);
  return {
    version: '2.0',
    class: 'dataset',
    label: `${cubeWords[cube.cube][LANGUAGE]}, ${cube.quarter}`,
    source: SOURCE,
    updated: publishedAt,
    id: ['area', 'measure', 'quarter'],
    size: [areas.length, cube.measures.length, 1],
    role: { geo: ['area'], metric: ['measure'], time: ['quarter'] },
    dimension: {
      area: { label: 'Area', category: categoryOf(areas) },
      measure: {
        label: 'Measure',
        category: {
          ...categoryOf(cube.measures.map((each) => ({ id: each.id, label: nameOf(each) }))),
          unit: Object.fromEntries(
            cube.measures.map(({ id, unit }) => [
              id,
              { label: labelOf(unit), decimals: ['PER_SESSION', 'GRADE', 'HOURS'].includes(unit) ? 1 : 0 },
            ]),
          ),
        },
      },
      quarter: { label: 'Quarter', category: categoryOf([{ id: cube.quarter, label: cube.quarter }]) },
    },
    value: all.map((cell) => (typeof cell === 'number' ? cell : null)),
    status: Object.fromEntries(
      all.flatMap((cell, at) => (typeof cell === 'number' ? [] : [[String(at), STATUS[cell]]])),
    ),
    note: [`Version ${String(version)}${reason ? `, ${reason}` : ''}.`, ...NOTES],
  };
}

const STATUS = { HIDDEN: 'c', NOTHING: 'n' } as const;

function labelOf(unit: string): string {
  return unit in unitWords ? unitWords[unit as keyof typeof unitWords][LANGUAGE] : unit;
}

function categoryOf(all: readonly { readonly id: string; readonly label: string }[]) {
  return {
    index: all.map(({ id }) => id),
    label: Object.fromEntries(all.map(({ id, label }) => [id, label])),
  };
}

/**
 * A published cube as CSV (RFC 4180): a line for each area and measure. An empty value has the status `c` when it is hidden and `n` when
 * there is nothing to count of.
 */
export function toCsv(cube: PublishedCube): string {
  const { version } = versionOf(cube);
  const lines = areasOf(cube).flatMap(({ id, label, cells }) =>
    cube.measures.map((measure, at) => {
      const cell = cells[at] ?? 'NOTHING';
      const [value, status] = typeof cell === 'number' ? [String(cell), ''] : ['', STATUS[cell]];
      const told = [cube.quarter, String(version), id, label, measure.id, nameOf(measure)];
      return [...told, labelOf(measure.unit), value, status];
    }),
  );
  const head = [
    'quarter',
    'version',
    'area',
    'area_name',
    'measure',
    'measure_name',
    'unit',
    'value',
    'status',
  ];
  return csvOf(head, lines);
}
