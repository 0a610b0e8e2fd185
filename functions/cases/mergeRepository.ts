import { mergeStates, movesWithMerge } from '@ohjaamo/shared/cases/merge.ts';
import { type ClientId, clientId, requestId, staffId } from '@ohjaamo/shared/kernel/ids.ts';
import type { Result } from '@ohjaamo/shared/kernel/result.ts';
import * as z from 'zod';
import { openTexts, sealTexts } from '../kernel/sealing.ts';
import type { ConditionFailure, Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { traceWrite } from '../kernel/traces.ts';

const mergeRow = z.object({
  kind: z.literal('MERGE'),
  id: requestId,
  from: clientId,
  displayName: z.string(),
  at: z.string(),
  by: staffId,
  state: z.enum(mergeStates),
  /** Who joined the team with the merge, and which attributes of the client came from the other record. */
  joined: z.array(staffId),
  filled: z.record(z.string(), z.unknown()),
  sealed: z.object({ reason: z.string() }),
});
export type MergeRow = z.infer<typeof mergeRow>;

/** Any row of a case, with nothing of it lost. */
const anyRow = z
  .object({
    pk: z.string(),
    sk: z.string(),
    sealed: z.record(z.string(), z.string()).optional(),
    clientId: z.string().optional(),
    mergeId: z.string().optional(),
  })
  .loose();
type AnyRow = z.infer<typeof anyRow>;

const traceRow = z.object({ at: z.object({ pk: z.string(), sk: z.string() }) });

/** Rows moved in one transaction: each is put in one place and deleted in the other (DynamoDB: 100 writes, 4 MB). */
const ROWS_AT_ONCE = 12;

export function mergeKey(merge: string): string {
  return `MERGE#${merge}`;
}

/** Reads one merge of a record, consistently; 1 read unit. */
export function readMerge(scope: TenantScope, into: ClientId, merge: string): Promise<MergeRow | undefined> {
  return scope.cases.get(scope.keys.client(into, mergeKey(merge)), mergeRow);
}

/** Everything that was taken into a record, in no order. */
export async function listMergeRows(scope: TenantScope, into: ClientId): Promise<MergeRow[]> {
  const { pk } = scope.keys.client(into, '');
  return (await scope.cases.query(pk, mergeRow, { begins: 'MERGE#' })).items;
}

/** The write of a merge as it is now. */
export function mergeWrite(scope: TenantScope, into: ClientId, row: MergeRow): Write {
  return scope.cases.putWrite({ ...scope.keys.client(into, mergeKey(row.id)), ...row });
}

/** Begins a merge, all or nothing: see who calls for what stands in `writes`. */
export function beginMerge(
  scope: TenantScope,
  writes: readonly Write[],
): Promise<Result<void, ConditionFailure>> {
  return scope.cases.transact(writes);
}

/**
 * Moves the rows of a case that move with a merge from one partition to the other, each with its texts sealed anew for its new
 * place, so many at once; whoever is cut off calls again. A row whose place is taken stays where it is, and is counted. What stays
 * behind is named in the other partition, so that erasing that finds it. 2 writes for each row and 1 for each that stays.
 */
export async function moveIn(
  scope: TenantScope,
  { from, into, merge }: { readonly from: ClientId; readonly into: ClientId; readonly merge: string },
): Promise<number> {
  const rows = await rowsOf(scope, from);
  for (const row of rows.filter(({ sk }) => !movesWithMerge(sk))) {
    if (row.sk.startsWith('PURPOSE#')) continue;
    const traced = traceRow.safeParse(row);
    await scope.cases.transact([
      traceWrite(scope, into, row),
      ...(traced.success ? [traceWrite(scope, into, traced.data.at)] : []),
    ]);
  }
  const moving = rows.filter(({ sk }) => movesWithMerge(sk));
  return move(scope, moving, { from, into, mark: merge });
}

/** Moves back what came with a merge; the opposite of {@link moveIn}. */
export async function moveBack(
  scope: TenantScope,
  { from, into, merge }: { readonly from: ClientId; readonly into: ClientId; readonly merge: string },
): Promise<void> {
  const rows = (await rowsOf(scope, from)).filter(({ mergeId }) => mergeId === merge);
  await move(scope, rows, { from, into, mark: undefined });
}

async function rowsOf(scope: TenantScope, client: ClientId): Promise<AnyRow[]> {
  const { pk } = scope.keys.client(client, '');
  return (await scope.cases.query(pk, anyRow, { consistent: true })).items;
}

interface Way {
  readonly from: ClientId;
  readonly into: ClientId;
  /** Id of the merge that a row is to carry; `undefined` takes the mark away. */
  readonly mark: string | undefined;
}

/** Gives how many rows found their place taken. */
async function move(scope: TenantScope, rows: readonly AnyRow[], way: Way): Promise<number> {
  let kept = 0;
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE) {
    const part = rows.slice(start, start + ROWS_AT_ONCE);
    const pairs = await Promise.all(part.map((row) => movement(scope, row, way)));
    if ((await scope.cases.transact(pairs.flat())).ok) continue;
    // One of them has no place, or was moved by somebody who asked at the same time: each is tried alone.
    for (const pair of pairs) if (!(await scope.cases.transact(pair)).ok) kept++;
  }
  return kept;
}

async function movement(scope: TenantScope, row: AnyRow, { from, into, mark }: Way): Promise<Write[]> {
  const { pk, sk, sealed, mergeId: _mergeId, ...rest } = row;
  const texts = sealed && (await openTexts(scope, { client: from, sk }, sealed));
  const item = {
    ...rest,
    ...scope.keys.client(into, sk),
    ...(texts && { sealed: await sealTexts(scope, { client: into, sk }, texts) }),
    ...(rest.clientId === from && { clientId: into }),
    ...(mark !== undefined && { mergeId: mark }),
  };
  return [
    scope.cases.putWrite(item, true),
    {
      Delete: {
        TableName: scope.cases.name,
        Key: { pk, sk },
        ConditionExpression: 'attribute_exists(pk)',
      },
    },
  ];
}
