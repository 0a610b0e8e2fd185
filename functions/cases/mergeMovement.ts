import { countKeys, goesBack, type Moved, movedBy, movesWithMerge } from '@ohjaamo/shared/cases/merge.ts';
import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import * as z from 'zod';
import { openTexts, sealTexts } from '../kernel/sealing.ts';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';

/** Any row of a case, with nothing of it lost. */
const anyRow = z
  .object({
    pk: z.string(),
    sk: z.string(),
    sealed: z.record(z.string(), z.string()).optional(),
    clientId: z.string().optional(),
    absorbedBy: z.string().optional(),
  })
  .loose();
export type AnyRow = z.infer<typeof anyRow>;

/** That a row came with a merge; it stands in the record that stays, and outlives whatever rewrites the row itself. */
const movedRow = z.object({ pk: z.string(), sk: z.string(), key: z.string() });

/** Rows moved in one transaction: each put, noted and deleted (DynamoDB: 100 writes, 4 MB). */
const ROWS_AT_ONCE = 12;
const DELETED_AT_ONCE = 50;
/** How often a row that is changed in the same moment is read again. */
const TRIES = 8;

/** What is added to a row after it was written; its absence is part of how a row was read. */
const addedLater = ['withdrawnAt', 'removedAt', 'absorbedBy'];

interface Way {
  readonly from: ClientId;
  readonly into: ClientId;
  readonly merge: string;
}

function movedKey(merge: string, sk = ''): string {
  return `MOVED#${merge}#${sk}`;
}

/**
 * Moves the rows of a case that move with a merge from one partition to the other, each with its texts sealed anew for its new
 * place, so many at once, and notes each beside; whoever is cut off calls again. A row whose place is taken stays where it is: gives
 * how many there are. 3 writes for each row.
 */
export async function moveIn(scope: TenantScope, way: Way): Promise<number> {
  const rows = (await rowsOf(scope, way.from)).filter(({ sk }) => movesWithMerge(sk));
  const kept = await move(scope, rows, way, ({ sk }) => [
    scope.cases.putWrite({
      ...scope.keys.client(way.into, movedKey(way.merge, sk)),
      kind: 'MOVED',
      key: sk,
    }),
  ]);
  await forgetCounts(scope, way);
  return kept;
}

/** What found no place in the record that stays, and is still in the other one: its kind and when it was written, if it says. 1 Query. */
export async function keptRows(
  scope: TenantScope,
  from: ClientId,
): Promise<{ readonly kind: string; readonly at?: string }[]> {
  const kept = (await rowsOf(scope, from)).filter(({ sk }) => movesWithMerge(sk));
  return kept.map(({ sk, kind, at, recordedAt }) => {
    const when = recordedAt ?? at;
    return {
      kind: typeof kind === 'string' ? kind : (sk.split('#')[0] ?? ''),
      ...(typeof when === 'string' && { at: when }),
    };
  });
}

/** What stands in a record that is taken apart: the rows that go back, with whatever was written since about them, and those that stay. */
export async function rowsApart(
  scope: TenantScope,
  into: ClientId,
  merge: string,
): Promise<{
  readonly moved: Moved;
  readonly going: readonly AnyRow[];
  readonly staying: readonly AnyRow[];
}> {
  const { pk } = scope.keys.client(into, '');
  const begins = movedKey(merge);
  const marks = (await scope.cases.query(pk, movedRow, { begins, consistent: true })).items;
  const moved = movedBy(marks.map(({ key }) => key));
  const rows = await rowsOf(scope, into);
  return {
    moved,
    going: rows.filter((row) => goesBack(row, moved)),
    staying: rows.filter((row) => !goesBack(row, moved)),
  };
}

/**
 * Moves back what came with a merge, as it is now; the opposite of {@link moveIn}. What tells which rows these are goes last, so that
 * whoever is cut off finds it again. 3 writes for each row.
 */
export async function moveBack(scope: TenantScope, way: Way): Promise<void> {
  const { going } = await rowsApart(scope, way.from, way.merge);
  await move(scope, going, way, () => []);
  await forgetCounts(scope, way);
  const { pk } = scope.keys.client(way.from, '');
  const begins = movedKey(way.merge);
  const { items } = await scope.cases.query(pk, movedRow, { begins, consistent: true });
  for (let start = 0; start < items.length; start += DELETED_AT_ONCE) {
    const gone = await scope.cases.transact(
      items
        .slice(start, start + DELETED_AT_ONCE)
        .map((each) => ({ Delete: { TableName: scope.cases.name, Key: { pk: each.pk, sk: each.sk } } })),
    );
    if (!gone.ok) throw new Error('What came with a merge could not be forgotten');
  }
}

async function rowsOf(scope: TenantScope, client: ClientId): Promise<AnyRow[]> {
  const { pk } = scope.keys.client(client, '');
  return (await scope.cases.query(pk, anyRow, { consistent: true })).items;
}

/** A count of rows is wrong in both records once they moved; whoever counts next takes what there is. */
async function forgetCounts(scope: TenantScope, { from, into }: Way): Promise<void> {
  const keys = countKeys.flatMap((sk) => [scope.keys.client(from, sk), scope.keys.client(into, sk)]);
  const gone = await scope.cases.transact(
    keys.map((Key) => ({ Delete: { TableName: scope.cases.name, Key } })),
  );
  if (!gone.ok) throw new Error('A count could not be forgotten');
}

/** Gives how many rows found their place taken. */
async function move(
  scope: TenantScope,
  rows: readonly AnyRow[],
  way: Way,
  beside: (row: AnyRow) => Write[],
): Promise<number> {
  let kept = 0;
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    const part = rows.slice(start, start + ROWS_AT_ONCE);
    const writes = await Promise.all(
      part.map(async (row) => [...(await movement(scope, row, way)), ...beside(row)]),
    );
    if ((await scope.cases.transact(writes.flat())).ok) continue;
    // One of them has no place, was changed since it was read, or was moved by somebody else: each is tried alone, as it is now.
    for (const row of part) if (!(await moveAlone(scope, row, way, beside))) kept++;
  }
  return kept;
}

/** Moves one row as it stands at the moment; `false` when its place is taken. */
async function moveAlone(
  scope: TenantScope,
  { pk, sk }: AnyRow,
  way: Way,
  beside: (row: AnyRow) => Write[],
): Promise<boolean> {
  for (let tried = 0; tried < TRIES; tried++) {
    const row = await scope.cases.get({ pk, sk }, anyRow);
    if (!row) return true;
    const done = await scope.cases.transact([...(await movement(scope, row, way)), ...beside(row)]);
    if (done.ok) return true;
    const taken = done.error.failures.some(({ index }) => index === PUT);
    if (taken) return (await scope.cases.get({ pk, sk }, anyRow)) === undefined;
  }
  throw new Error('A row changes faster than it can be moved');
}

/** Place of the row's new standing in its transaction. */
const PUT = 0;

async function movement(scope: TenantScope, row: AnyRow, { from, into }: Way): Promise<[Write, Write]> {
  const { pk, sk, sealed, absorbedBy, ...rest } = row;
  const texts = sealed && (await openTexts(scope, { client: from, sk }, sealed));
  const item = {
    ...rest,
    ...scope.keys.client(into, sk),
    ...(texts && { sealed: await sealTexts(scope, { client: into, sk }, texts) }),
    ...(rest.clientId === from && { clientId: into }),
    // What the record took in that it now leaves stands for itself again.
    ...(absorbedBy !== undefined && absorbedBy !== from && { absorbedBy }),
  };
  return [
    scope.cases.putWrite(item, !sk.startsWith('TRACE#')),
    { Delete: { TableName: scope.cases.name, Key: { pk, sk }, ...asRead(row) } },
  ];
}

/** Holds a write to a row that is as it was read: a consent withdrawn in this moment is not put back in force. */
function asRead({ pk: _pk, sk: _sk, ...row }: AnyRow) {
  const read = Object.entries(row);
  const conditions = [
    'attribute_exists(pk)',
    ...read.map((_, index) => `#a${String(index)} = :a${String(index)}`),
    ...addedLater.filter((name) => !(name in row)).map((name) => `attribute_not_exists(${name})`),
  ];
  return {
    ConditionExpression: conditions.join(' AND '),
    ...(read.length > 0 && {
      ExpressionAttributeNames: Object.fromEntries(read.map(([name], index) => [`#a${String(index)}`, name])),
      ExpressionAttributeValues: Object.fromEntries(
        read.map(([, value], index) => [`:a${String(index)}`, value]),
      ),
    }),
  };
}
