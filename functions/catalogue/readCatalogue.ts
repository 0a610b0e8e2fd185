import { isDueTonight } from '@ohjaamo/shared/catalogue/nights.ts';
import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';
import type { TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import { forEachTenant } from '../kernel/eachTenant.ts';
import { log } from '../kernel/log.ts';
import type { Table, Write } from '../kernel/table.ts';
import type { OpenScope, TenantScope } from '../kernel/tenancy/scope.ts';
import { readTenant } from '../tenants/index.ts';
import type { CatalogueFault } from './ask.ts';
import { CatalogueError } from './catalogueError.ts';
import type { Catalogue } from './client.ts';
import { type Page, readPage } from './readPage.ts';
import {
  itemGoesWrite,
  itemWrite,
  listItems,
  noteReading,
  putClassNames,
  readClassNames,
  readReadingRow,
  type Reading,
} from './readingRepository.ts';

/** What the job of the catalogue's reading needs. */
export interface ReadingPorts {
  readonly openScope: OpenScope;
  readonly platform: Table;
  readonly clock: Clock;
  readonly catalogue: Catalogue;
}

/** Everything is read again after so long, so that what left the catalogue leaves here too. */
const ALL_AFTER = 7 * 24 * 60 * 60_000;
/** What changed is asked for from a little earlier on: the catalogue has a clock of its own. */
const OVERLAP = 60 * 60_000;
/** After an attempt that came to nothing. */
const RETRY_AFTER = 60 * 60_000;
/** No page of a municipality is begun after so long in one run: the next goes on there. */
const BEGINS_FOR = 60_000;
/** Remarks that are kept; the rest is counted. */
const MOST_REMARKS = 100;
/** Writes of one transaction. */
const BATCH = 50;

/**
 * Reads services and channels of the catalogue for every open municipality, once a night: what has changed, and everything once a
 * week. A run goes on where the last one was cut off; how far it is, is noted after each page. Running it twice, or at the same time, is
 * harmless. A municipality that is not due costs one GetItem.
 */
export function readCatalogue(ports: ReadingPorts): Promise<void> {
  return forEachTenant(ports, 'readCatalogue', (tenant) => readFor(ports, tenant));
}

/** Reads for one municipality, and gives the number of items written or taken away. Rejects when the catalogue does not answer. */
export async function readFor(ports: ReadingPorts, tenantId: TenantId): Promise<number> {
  const { clock } = ports;
  const scope = ports.openScope(tenantId, 'catalogueReader');
  const standing = await readReadingRow(scope);
  if (!isDue(standing, clock.now())) return 0;
  const tenant = await readTenant(scope);
  if (!tenant) return 0;
  const of = { municipality: tenant.profile.municipalityCode, bound: tenant.profile.languages };
  const startedAt = clock.now();
  let reading: Reading | undefined = begun(standing, clock);
  let changed = 0;
  while (reading && isRunning(reading) && clock.now() - startedAt < BEGINS_FOR) {
    const step = await readOn(ports, scope, reading, of);
    changed += step.changed;
    reading = step.reading;
  }
  return changed;
}

type Running = Reading & { readonly run: NonNullable<Reading['run']> };

const isRunning = (reading: Reading): reading is Running => reading.run !== undefined;

function isDue({ run, readAt, failed }: Reading, now: number): boolean {
  if (failed && now - Date.parse(failed.at) < RETRY_AFTER) return false;
  return run !== undefined || isDueTonight(readAt, now);
}

/** The reading that goes on, or a new one: of everything when that was long ago. */
function begun(reading: Reading, clock: Clock): Reading {
  if (reading.run) return reading;
  const { allSince } = reading;
  const all = allSince === undefined || clock.now() - instantIn(allSince) >= ALL_AFTER;
  const run = { begunAt: instantOf(clock.now()), all, list: 'SERVICE' as const, page: 1, isCut: false };
  return { ...reading, run, ...(all && { remarks: [], moreRemarks: 0 }) };
}

/** UTC as the catalogue writes it, `yyyy-MM-ddTHH:mm:ss`. */
const instantOf = (now: number): string => new Date(now).toISOString().slice(0, 19);
const instantIn = (text: string): number => Date.parse(`${text}Z`);

/** Reads one page, keeps it, and notes how far the reading is; without a reading when another run has gone on instead. */
async function readOn(
  { catalogue, clock }: ReadingPorts,
  scope: TenantScope,
  reading: Running,
  of: { readonly municipality: string; readonly bound: readonly Language[] },
): Promise<{ readonly changed: number; readonly reading: Reading | undefined }> {
  const { run, since } = reading;
  const asked = {
    ...of,
    list: run.list,
    page: run.page,
    since: run.all || since === undefined ? undefined : instantOf(instantIn(since) - OVERLAP),
  };
  const page = await readPage(catalogue, asked);
  if (!page.ok) return giveUp(scope, reading, page.error, clock);
  const changed = await keep(scope, run.begunAt, page.value);
  const next = after(reading, page.value, clock);
  const gone =
    next.run || !run.all || next.isIncomplete ? 0 : await takeAway(scope, run.begunAt, next.remarks);
  return { changed: changed + gone, reading: await noteReading(scope, next) };
}

/** Notes that the catalogue did not answer, and fails: the reading goes on at the same page after an hour. */
async function giveUp(
  scope: TenantScope,
  reading: Running,
  fault: CatalogueFault,
  clock: Clock,
): Promise<never> {
  log('CATALOGUE_REFUSED', { job: 'readCatalogue', problem: fault });
  const at = new Date(clock.now()).toISOString();
  const isReached = fault !== 'NOT_REACHED' && fault !== 'TOO_SLOW';
  await noteReading(scope, {
    ...reading,
    failed: { at, fault: isReached ? 'NOT_ANSWERED' : 'NOT_REACHED' },
  });
  throw new CatalogueError(fault);
}

async function keep(scope: TenantScope, seenIn: string, page: Page): Promise<number> {
  const writes = [
    ...page.items.map((item) => itemWrite(scope, item, seenIn)),
    ...page.gone.map((id) => itemGoesWrite(scope, page.list, id)),
  ];
  await inBatches(scope, writes);
  const known = await readClassNames(scope);
  if (Object.keys(page.classNames).some((code) => known[code] === undefined)) {
    await putClassNames(scope, { ...known, ...page.classNames });
  }
  return writes.length;
}

async function inBatches(scope: TenantScope, writes: readonly Write[]): Promise<void> {
  for (let from = 0; from < writes.length; from += BATCH) {
    await scope.work.transact(writes.slice(from, from + BATCH));
  }
}

/** How far the reading is behind a page: the next page, the next list, or at its end. */
function after(reading: Running, page: Page, clock: Clock): Reading {
  const { run: before, failed: _past, ...rest } = reading;
  const run = { ...before, isCut: before.isCut || page.isCut };
  const noted = { ...rest, ...remarksAfter(reading, page) };
  if (!page.isLast) return { ...noted, run: { ...run, page: run.page + 1 } };
  if (run.list === 'SERVICE') return { ...noted, run: { ...run, list: 'CHANNEL', page: 1 } };
  return {
    ...noted,
    since: run.begunAt,
    ...(run.all && { allSince: run.begunAt, isIncomplete: run.isCut }),
    readAt: new Date(clock.now()).toISOString(),
  };
}

/** What is said of an item takes the place of what was said of it before; what nobody knows comes before what lacks a language. */
function remarksAfter(
  { remarks, moreRemarks }: Reading,
  page: Page,
): Pick<Reading, 'remarks' | 'moreRemarks'> {
  const ids = new Set([...page.items.map(({ id }) => id), ...page.gone]);
  const all = [...remarks.filter(({ id }) => !ids.has(id)), ...page.remarks];
  const inOrder = [
    ...all.filter(({ what }) => what !== 'LACKS_LANGUAGE'),
    ...all.filter(({ what }) => what === 'LACKS_LANGUAGE'),
  ];
  return {
    remarks: inOrder.slice(0, MOST_REMARKS),
    moreRemarks: moreRemarks + Math.max(0, inOrder.length - MOST_REMARKS),
  };
}

/** After a reading of everything: what it did not see is not there any more; what it saw and could not read stays as it was. */
async function takeAway(scope: TenantScope, since: string, remarks: Reading['remarks']): Promise<number> {
  const unread = new Set(remarks.filter(({ what }) => what === 'UNREADABLE').map(({ id }) => id));
  const left = (await listItems(scope)).filter(({ seenIn, id }) => seenIn < since && !unread.has(id));
  await inBatches(
    scope,
    left.map(({ of, id }) => itemGoesWrite(scope, of, id)),
  );
  return left.length;
}
