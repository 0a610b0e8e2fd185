import type { GroupId, SiteId } from '@ohjaamo/shared/kernel/ids.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { pause } from '../kernel/pause.ts';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { expiryOf, type GroupRecord, type RollRecord } from './record.ts';
import { groupUnchanged, readGroupRecord, readRoll, type RollOf, rollWrite } from './repository.ts';

/** How often a roll is decided anew; each lost try means that somebody else's change of the same roll was written. */
const TRIES = 60;

/** A group and one of its rolls, as they stand together. */
export interface GroupAndRoll {
  readonly group: GroupRecord;
  readonly roll: RollRecord;
}

/** Where a roll stands. */
export interface RollPlace {
  readonly site: SiteId;
  readonly group: GroupId;
  readonly of: RollOf;
}

/** Reads a roll with its group: two reads. */
export async function readGroupAndRoll(
  scope: TenantScope,
  { site, group: id, of }: RollPlace,
): Promise<GroupAndRoll | undefined> {
  const group = await readGroupRecord(scope, site, id);
  return group && { group, roll: await readRoll(scope, group, of) };
}

/**
 * Changes a roll by what `decide` makes of it, with `more` in the same transaction, and only while the group (and so its seats
 * and meetings) stands as it was read. A collision alone never refuses: everything is read and decided again. Fails with
 * `not-found` without a group, and with `refused` when a write of `more` fails its condition. Two reads and a transaction.
 */
export async function changeRoll<E extends string>(
  scope: TenantScope,
  place: RollPlace,
  decide: (now: GroupAndRoll) => Result<RollRecord, E>,
  more?: (group: GroupRecord) => readonly Write[],
): Promise<Result<GroupAndRoll, E | 'not-found' | 'refused'>> {
  for (let tried = 1; tried <= TRIES; tried++) {
    const standing = await readGroupAndRoll(scope, place);
    if (!standing) return fail('not-found');
    const { group, roll } = standing;
    const next = decide(standing);
    if (!next.ok) return next;
    if (next.value.version === roll.version && !more) return succeed(standing);
    const written = await scope.work.transact([
      groupUnchanged(scope, group),
      rollWrite(scope, { ...next.value, ...expiryOf(group) }, roll.version),
      ...(more?.(group) ?? []),
    ]);
    if (written.ok) return succeed({ group, roll: next.value });
    if (written.error.failures.some(({ index }) => index >= PLACE_OF_MORE)) return fail('refused');
    await pause(tried);
  }
  throw new Error('The roll kept changing');
}

/** Where the caller's own writes begin in the transaction. */
const PLACE_OF_MORE = 2;
