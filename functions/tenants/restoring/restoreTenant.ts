import { clientId, type TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import {
  differenceOf,
  isWritten,
  restoreStep,
  type RestoreAnswer,
  type RestoreCount,
  type RestoredTable,
  restoredTables,
  type RowDifference,
} from '@ohjaamo/shared/tenants/restoring.ts';
import * as z from 'zod';
import type { Table, Write } from '../../kernel/table.ts';
import type { ListKeys } from '../../kernel/tenancy/keyLister.ts';
import { type Key, platformKeys } from '../../kernel/tenancy/keys.ts';
import type { OpenScope, TenantScope } from '../../kernel/tenancy/scope.ts';
import { batchesOf } from '../leaving/batches.ts';
import { isCarried, kindOf } from '../leaving/files.ts';
import { readRegistry, tenantOfSlug } from '../registryRepository.ts';

/** What a restore reaches: the tables as they stand, and their copies as they stood. */
export interface RestorePorts {
  readonly platform: Table;
  readonly openScope: OpenScope;
  readonly listKeys: ListKeys;
  readonly copy: { readonly openScope: OpenScope; readonly listKeys: ListKeys };
  /** What the tables and their copies are called. */
  readonly names: Readonly<Record<RestoredTable, { readonly name: string; readonly copy: string }>>;
}

type Rows = Extract<z.infer<typeof restoreStep>, { step: 'ROWS' }>;

/** Writes of one transaction. */
const WRITES = 100;

const anyRow = z.looseObject({ pk: z.string(), sk: z.string() });
type AnyRow = z.infer<typeof anyRow>;

/** A row that was gone through, and how it stood; absent when it is new since then. */
interface Found {
  readonly key: Key;
  readonly difference: RowDifference;
  readonly row?: AnyRow | undefined;
}

const ledgerRow = z.object({ clients: z.array(clientId) });

/**
 * One step of bringing one municipality's rows back to an hour, asked for by the command: what the tables are called, whether it can
 * begin, a page of a table's rows, and the end. The municipality must be SUSPENDED at every step but the first, so nobody writes meanwhile; rows of no other are read or
 * written, because both roles carry this tenant's tag. Nothing is kept between steps, and each can be repeated: a row that was
 * brought back is the same at the second look.
 *
 * A page reads 1 MB of the keys of a table, and each row of the municipality among them twice; it writes what the mode and the kinds
 * ask for. What was erased since the copy, by the ledger, is never written.
 */
export async function restoreTenant(ports: RestorePorts, payload: unknown): Promise<RestoreAnswer> {
  const parsed = restoreStep.safeParse(payload);
  if (!parsed.success) return { outcome: 'INVALID' };
  const step = parsed.data;
  if (step.step === 'TABLES') {
    return { outcome: 'TABLES', tables: restoredTables.map((table) => ({ table, ...ports.names[table] })) };
  }
  const tenant = await tenantOfSlug(ports.platform, step.slug);
  const row = tenant && (await readRegistry(ports.platform, tenant));
  if (!row) return { outcome: 'UNKNOWN' };
  if (row.state !== 'SUSPENDED') return { outcome: 'NOT_SUSPENDED' };
  if (step.step === 'BEGIN')
    return (await hasCopy(ports, tenant)) ? { outcome: 'BEGUN' } : { outcome: 'NO_COPY' };
  if (step.step === 'END') return end(ports, tenant);
  return rowsOf(ports, tenant, step);
}

/** Whether the copies can be read at all; a copy that holds nothing of the municipality is told of by the counts. */
async function hasCopy({ copy }: RestorePorts, tenant: TenantId): Promise<boolean> {
  try {
    for (const table of restoredTables) await copy.listKeys({ table }, { tenant });
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'ResourceNotFoundException') return false;
    throw error;
  }
}

async function rowsOf(ports: RestorePorts, tenant: TenantId, step: Rows): Promise<RestoreAnswer> {
  const { table, through } = step;
  const listKeys = through === 'COPY' ? ports.copy.listKeys : ports.listKeys;
  const page = await listKeys({ table }, { tenant }, step.cursor);
  const stood = ports.copy.openScope(tenant, 'copyReader')[table];
  const stands = ports.openScope(tenant, 'restorer');
  // The wrapped data key is never put back over itself, and what goes by itself at its time is not called for again.
  const keys = page.keys.filter((key) => !key.passing && isCarried(table, key));
  const then = byKey(await stood.batchGet(keys, anyRow, true));
  const now = byKey(await stands[table].batchGet(keys, anyRow, true));
  const erased = await erasedSince(ports.platform, tenant, step.at);
  const found: Found[] = [];
  for (const { pk, sk } of keys) {
    const name = nameOf({ pk, sk });
    const compared = { then: then.get(name), now: now.get(name), erased };
    // What stands now is gone through for what was added; the copy has told of everything else.
    if (through === 'NOW' && compared.then) continue;
    found.push({ key: { pk, sk }, difference: differenceOf(compared), row: compared.then });
  }
  const isChosen = ({ key, difference }: Found) =>
    step.kinds.includes(kindOf(key)) && isWritten(difference, step.mode, table);
  await writeAll(stands[table], found.filter(isChosen));
  return {
    outcome: 'ROWS',
    counts: countsOf(found.map((each) => ({ ...each, kind: kindOf(each.key), written: isChosen(each) }))),
    ...(page.cursor && { cursor: { ...page.cursor } }),
  };
}

/**
 * Writes rows partition by partition, the rows of a partition in one transaction as far as they fit: what follows the stream then
 * finds beside a record the mark of what was done about it.
 */
async function writeAll(table: Table, rows: readonly Found[]): Promise<void> {
  const partitions = Map.groupBy(rows, ({ key }) => key.pk).values();
  for (const batch of batchesOf(partitions, WRITES, lengthOf)) {
    await table.transact(
      batch.map(({ key, row }): Write =>
        row ? table.putWrite(row) : { Delete: { TableName: table.name, Key: key } },
      ),
    );
  }
}

function lengthOf({ row }: Found): number {
  return row ? JSON.stringify(row).length : 0;
}

/** Who was erased since the hour of the copy, by the ledger, which no restore touches. */
async function erasedSince(platform: Table, tenant: TenantId, at: string): Promise<string[]> {
  const { pk } = platformKeys.erased(tenant, '');
  const { items } = await platform.query(pk, ledgerRow, { between: [at, '9999'] });
  return items.flatMap(({ clients }) => clients);
}

/** Before every booking: the night that finds this as the date up to which bookers are forgotten begins from the beginning. */
const BEGINNING = '1970-01-01';

/** Who had booked is forgotten up to a date, and rows that came back may lie before it: the next night goes through all again. */
async function end({ openScope }: RestorePorts, tenant: TenantId): Promise<RestoreAnswer> {
  const { cases, keys }: TenantScope = openScope(tenant, 'restorer');
  await cases.put({ ...keys.caseRules('FORGOTTEN'), kind: 'FORGOTTEN', until: BEGINNING });
  return { outcome: 'ENDED' };
}

function byKey(rows: readonly AnyRow[]): ReadonlyMap<string, AnyRow> {
  return new Map(rows.map((row) => [nameOf(row), row]));
}

function nameOf({ pk, sk }: Key): string {
  return `${pk}|${sk}`;
}

function countsOf(
  rows: readonly { readonly kind: string; readonly difference: RowDifference; readonly written: boolean }[],
): RestoreCount[] {
  const counts = new Map<string, RestoreCount>();
  for (const { kind, difference, written } of rows) {
    const name = `${kind} ${difference}`;
    const before = counts.get(name) ?? { kind, difference, rows: 0, written: 0 };
    counts.set(name, { ...before, rows: before.rows + 1, written: before.written + Number(written) });
  }
  return [...counts.values()];
}
