import { correct } from '@ohjaamo/shared/figures/network/correct.ts';
import type { PublishedCube, PublishedVersion } from '@ohjaamo/shared/figures/network/contract.ts';
import { type CubeId, cubeIds } from '@ohjaamo/shared/figures/network/cubeIds.ts';
import { cubeOf } from '@ohjaamo/shared/figures/network/cubes.ts';
import { settle, siteKey } from '@ohjaamo/shared/figures/network/pattern.ts';
import { isOfMunicipalities } from '@ohjaamo/shared/figures/network/families.ts';
import type { Cell, CubeCells } from '@ohjaamo/shared/figures/network/publish.ts';
import type { Chance, SiteCounts } from '@ohjaamo/shared/figures/network/table.ts';
import { closedQuarter } from '@ohjaamo/shared/figures/quarters.ts';
import type { IdSource } from '@ohjaamo/shared/kernel/ids.ts';
import { type Clock, currentMinute, HELSINKI } from '@ohjaamo/shared/kernel/time.ts';
import { commandIn } from '../kernel/commandIn.ts';
import { chanceFrom } from '../kernel/hash.ts';
import { log } from '../kernel/log.ts';
import type { Table } from '../kernel/table.ts';
import { type Frozen, frozenCells } from './frozenCells.ts';
import {
  correctionCommand,
  freeze,
  readFrozen,
  readPublication,
  writeCube,
  writePublication,
} from './networkRepository.ts';
import { type HandedIn, readSubmitted } from './repository.ts';

interface House {
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly network: Table;
}

/**
 * Publishes the last quarter that has closed, once: freezes what was handed in with what it hides, and publishes the cubes of that. The only
 * reader of what was handed in and frozen. A run that was cut off is taken up where it was: what is frozen is not settled anew, because two
 * ways to hide the same numbers would give them away together.
 *
 * An operator's `{ quarter, reason }` publishes a closed quarter anew from what is handed in now, as far as differences may be told
 * ({@link correct}); with nothing to tell it publishes nothing. Rejects for a quarter that is open, and for an
 * event that is neither empty nor such a command.
 *
 * Reads a quarter's rows, some hundred; writes them once more, and two rows for each cube.
 */
export async function publishFigures(house: House, event?: unknown): Promise<void> {
  const { clock, network } = house;
  const command = commandIn(event, correctionCommand);
  const closed = closedQuarter(currentMinute(clock), HELSINKI);
  const quarter = command?.quarter ?? closed;
  if (quarter > closed) throw new QuarterOpenError();
  const published = await readPublication(network, quarter);
  let count = 0;
  if (published && command) await freezeCorrection(house, quarter, command.reason);
  else if (!published) await freezeFirst(house, quarter);
  const frozen = await readFrozen(network, quarter);
  if (frozen && frozen.versions[0]?.version !== published?.versions[0]?.version) {
    // Before anything is published: with a row missing, the sums would tell of whoever has left.
    seriesOf(frozen);
    for (const cube of cubeIds) await writeCube(network, publishedCubeOf(quarter, cube, frozen));
    await writePublication(network, { quarter, versions: frozen.versions });
    count = cubeIds.length;
  }
  log('JOB_DONE', { job: 'publishFigures', count });
}

async function freezeFirst({ clock, ids, network }: House, quarter: string): Promise<void> {
  if (await readFrozen(network, quarter)) return;
  const submitted = await readSubmitted(network, quarter);
  if (submitted.length === 0) return;
  const sites = submitted.map(({ tenant, site, counts }) => ({ tenant, site, versions: [counts] }));
  // Drawn once and thrown away: nobody can replay what was hidden by it.
  const chance: Chance = chanceFrom(ids.secret(128));
  const versions: PublishedVersion[] = [{ version: 1, publishedAt: new Date(clock.now()).toISOString() }];
  await freeze(network, quarter, { versions, runs: [ids.id(10)], pattern: settle(sites, chance) }, submitted);
}

async function freezeCorrection(
  { clock, ids, network }: House,
  quarter: string,
  reason: PublishedVersion['reason'],
): Promise<void> {
  const frozen = await readFrozen(network, quarter);
  if (!frozen) throw new Error('A published quarter has nothing that it was made of');
  const submitted = await readSubmitted(network, quarter);
  const { pattern, changed, waiting } = correct(
    { pattern: frozen.pattern, sites: seriesOf(frozen) },
    submitted,
  );
  if (waiting.length > 0) log('CORRECTION_WAITS', { job: 'publishFigures', count: waiting.length });
  if (changed.length === 0) return;
  const version = (frozen.versions[0]?.version ?? 0) + 1;
  const publishedAt = new Date(clock.now()).toISOString();
  const versions = [{ version, publishedAt, reason }, ...frozen.versions];
  const rows = submitted.filter((row) => changed.includes(siteKey(row)));
  await freeze(network, quarter, { versions, runs: [...frozen.runs, ids.id(10)], pattern }, rows);
}

/** Every site with its counts in each version: those that a version did not change are as they were. */
function seriesOf({ versions, sites, pattern }: Frozen): SiteCounts[] {
  const bySite = Map.groupBy(sites, siteKey);
  const settled = new Set([
    ...Object.values(pattern.families).flat(),
    ...Object.values(pattern.breakdowns).flatMap((each) => each.sites),
  ]);
  // Without a row that is in the sums a difference of two versions would tell it.
  if ([...settled].some((key) => !bySite.has(key))) throw new RowsMissingError();
  return [...bySite.values()].flatMap((rows): SiteCounts[] => {
    const [first] = rows;
    if (!first) return [];
    const numbers = versions.map(({ version }) => version).toSorted((a, b) => a - b);
    const countsAt = (version: number) => rows.findLast((row) => row.version <= version)?.counts ?? {};
    return [{ tenant: first.tenant, site: first.site, versions: numbers.map(countsAt) }];
  });
}

/** A quarter that late entries may still change is published for nobody, by no command. */
class QuarterOpenError extends Error {
  override readonly name = 'QuarterOpenError';
}

/** A municipality of the quarter has left and taken its rows along. */
class RowsMissingError extends Error {
  override readonly name = 'RowsMissingError';
}

function publishedCubeOf(quarter: string, cube: CubeId, frozen: Frozen): PublishedCube {
  const { family } = cubeOf(cube);
  const { rows, cells: shown } = frozenCells(cube, frozen);
  const { sites, municipalities, nation } = shown;
  return {
    ...{ quarter, cube, versions: frozen.versions },
    measures: cubeOf(cube).measures.map(({ id, metric, unit, coverage = false }) => ({
      ...{ id, metric, unit, coverage },
    })),
    ...(nation && { nation: { counted: nation.counted, cells: [...nation.cells] } }),
    ...(isOfMunicipalities(family)
      ? { municipalities: ownRows(rows, sites, (row) => ({ ...municipalityOf(row), counted: 1 })), sites: [] }
      : {
          municipalities: municipalities.flatMap(({ tenant, counted, cells }) => {
            const row = rows.find((each) => each.tenant === tenant);
            return row ? [{ ...municipalityOf(row), counted, cells: [...cells] }] : [];
          }),
          sites: ownRows(rows, sites, (row) => ({
            ...municipalityOf(row),
            ...{ siteSlug: row.siteSlug, siteName: row.siteName, kind: row.siteKind },
          })),
        }),
  };
}

function ownRows<Place>(
  rows: readonly HandedIn[],
  cells: CubeCells['sites'],
  placeOf: (row: HandedIn) => Place,
): (Place & { cells: Cell[] })[] {
  return rows.map((row, at) => ({ ...placeOf(row), cells: [...(cells[at]?.cells ?? [])] }));
}

function municipalityOf({ tenantSlug, tenantName }: HandedIn) {
  return { tenantSlug, tenantName };
}
