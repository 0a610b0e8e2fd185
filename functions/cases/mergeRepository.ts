import { mergeStates } from '@ohjaamo/shared/cases/merge.ts';
import { identification, topic } from '@ohjaamo/shared/kernel/codes.ts';
import { type ClientId, clientId, code, requestId, staffId } from '@ohjaamo/shared/kernel/ids.ts';
import * as z from 'zod';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import type { ClientRow } from './rows.ts';

/**
 * A merge of two records. What came with the other one is told by names only: the values stand in the other record's own row, so
 * that nothing of it is left here when the two are taken apart.
 */
const mergeRow = z.object({
  kind: z.literal('MERGE'),
  id: requestId,
  from: clientId,
  /** How the other one was called, as long as it is this one. */
  displayName: z.string().optional(),
  at: z.string(),
  by: staffId,
  state: z.enum(mergeStates),
  /** Who joined the team, which organisations became receivers, which tasks and topics came. */
  joined: z.array(staffId),
  receivers: z.array(code),
  tasks: z.array(z.string()),
  tags: z.array(topic),
  /** Which attributes and which sealed texts of the client came from the other record. */
  filled: z.array(z.string()),
  texts: z.array(z.string()),
  /** The level before the merge, when the other one was known better. */
  raisedFrom: identification.exclude(['ANONYMOUS']).optional(),
  /** Protections that came with the other one. They stay in both when the two are taken apart, until a worker has looked. */
  protections: z.array(z.enum(['SHIELD', 'PROHIBITION'])).default([]),
  /** What somebody has to go through after the two were taken apart. */
  look: z.array(z.enum(['SHIELD', 'PROHIBITION', 'PLAN'])).default([]),
  /** Rows that are still in the other record, because there is one of their kind here. */
  kept: z.int(),
  sealed: z.object({ reason: z.string() }),
});
export type MergeRow = z.infer<typeof mergeRow>;

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
export function mergeWrite(scope: TenantScope, into: ClientId, row: MergeRow, isNew = false): Write {
  return scope.cases.putWrite({ ...scope.keys.client(into, mergeKey(row.id)), ...row }, isNew);
}

/** What of a client's row a merge decides by. */
const decisive = [
  'version',
  'team',
  'receivers',
  'tasks',
  'shielded',
  'tags',
  'mergedFrom',
  'mergedInto',
  'restriction',
] as const;

/**
 * The write that changes a client's row with a merge while all that the change was decided by is as it was read. Whoever has a form
 * of the record open is told that it changed.
 */
export function clientWrite(
  scope: TenantScope,
  read: ClientRow,
  set: Readonly<Record<string, unknown>>,
  removed: readonly string[] = [],
): Write {
  const changed: Readonly<Record<string, unknown>> = { ...set, version: read.version + 1 };
  const sets = Object.keys(changed).map((name) => `#${name} = :${name}`);
  const conditions = decisive.map((name) =>
    read[name] === undefined ? `attribute_not_exists(#${name})` : `#${name} = :read_${name}`,
  );
  const names = [...decisive, ...Object.keys(changed), ...removed];
  return {
    Update: {
      TableName: scope.cases.name,
      Key: scope.keys.client(read.id, 'CLIENT'),
      UpdateExpression: `SET ${sets.join(', ')}${removed.length > 0 ? ` REMOVE ${removed.map((name) => `#${name}`).join(', ')}` : ''}`,
      ConditionExpression: conditions.join(' AND '),
      ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
      ExpressionAttributeValues: {
        ...Object.fromEntries(Object.entries(changed).map(([name, value]) => [`:${name}`, value])),
        ...Object.fromEntries(
          decisive.filter((name) => read[name] !== undefined).map((name) => [`:read_${name}`, read[name]]),
        ),
      },
    },
  };
}
