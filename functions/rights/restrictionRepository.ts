import { type ClientId, requestId, staffId } from '@ohjaamo/shared/kernel/ids.ts';
import type { CaseTask } from '@ohjaamo/shared/kernel/caseTasks.ts';
import { restrictionGround, type StandingRestriction } from '@ohjaamo/shared/kernel/restriction.ts';
import type { Result } from '@ohjaamo/shared/kernel/result.ts';
import { plainDate } from '@ohjaamo/shared/kernel/time.ts';
import * as z from 'zod';
import type { SealedPlace } from '../kernel/sealing.ts';
import type { ConditionFailure, Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';

/** One restriction of processing from its beginning to its end, as it stays on record. */
const restrictionRow = z.object({
  kind: z.literal('RESTRICTION'),
  id: requestId,
  ground: restrictionGround,
  setAt: z.string(),
  setBy: staffId,
  toldAt: z.string().optional(),
  toldBy: staffId.optional(),
  liftsOn: plainDate.optional(),
  liftedAt: z.string().optional(),
  liftedBy: staffId.optional(),
  /** `reason`, and from then on what the person was `told` before it ended. */
  sealed: z.record(z.string(), z.string()),
});
export type RestrictionRow = z.infer<typeof restrictionRow>;

const PREFIX = 'RESTRICTION#';
/** The task that tells whoever guides that the day has come on which it may be lifted. */
const TASK = 'RESTRICTION_ENDS';

/** Where a restriction's texts are sealed. */
export function restrictionPlace(client: ClientId, restriction: string): SealedPlace {
  return { client, sk: `${PREFIX}${restriction}` };
}

/** The newest restriction of a client, in force or lifted. One Query, consistent; 1 read unit. */
export async function readNewestRestriction(
  scope: TenantScope,
  client: ClientId,
): Promise<RestrictionRow | undefined> {
  const { pk } = scope.keys.client(client, PREFIX);
  const { items } = await scope.cases.query(pk, restrictionRow, { begins: PREFIX, consistent: true });
  return items.sort((one, other) => other.setAt.localeCompare(one.setAt))[0];
}

/** The write of a restriction as it is now. 1 unit for 1 KB. */
export function restrictionWrite(
  scope: TenantScope,
  client: ClientId,
  row: RestrictionRow,
  isNew = false,
): Write {
  return scope.cases.putWrite({ ...scope.keys.client(client, `${PREFIX}${row.id}`), ...row }, isNew);
}

/** What goes with a change of the client's row. */
interface Beside {
  /** The id of a task that is done with it. */
  readonly done?: string;
  /** The task for the day on which it may be lifted. */
  readonly ends?: CaseTask;
}

/**
 * The write that puts a restriction on the client's row or takes it off, with the tasks, while that row is as it was read: two at one
 * time do not both count. 1 unit for 1 KB.
 */
export function standingWrite(
  scope: TenantScope,
  client: ClientId,
  before: StandingRestriction | undefined,
  after: StandingRestriction | undefined,
  { done, ends }: Beside = {},
): Write {
  const sets = [...(after ? ['restriction = :after'] : []), ...(ends ? ['tasks.#ends = :ends'] : [])];
  const removes = [
    ...(after ? [] : ['restriction', 'tasks.#ends']),
    ...(done === undefined ? [] : ['tasks.#done']),
  ];
  const names = {
    ...((ends ?? !after) && { '#ends': TASK }),
    ...(done !== undefined && { '#done': done }),
  };
  const values = {
    ...(after && { ':after': after }),
    ...(ends && { ':ends': ends }),
    ...(before && { ':before': before }),
  };
  const update = [
    ...(sets.length > 0 ? [`SET ${sets.join(', ')}`] : []),
    ...(removes.length > 0 ? [`REMOVE ${removes.join(', ')}`] : []),
  ];
  return {
    Update: {
      TableName: scope.cases.name,
      Key: scope.keys.client(client, 'CLIENT'),
      UpdateExpression: update.join(' '),
      ConditionExpression: before
        ? 'restriction = :before'
        : 'attribute_exists(pk) AND attribute_not_exists(restriction) AND attribute_not_exists(mergedInto)',
      ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
      ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
    },
  };
}

/** Writes a change of a restriction in one transaction; fails when another one came first. */
export function putRestriction(
  scope: TenantScope,
  writes: readonly Write[],
): Promise<Result<void, ConditionFailure>> {
  return scope.cases.transact(writes);
}
