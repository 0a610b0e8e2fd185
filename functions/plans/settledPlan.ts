import { changedFields } from '@ohjaamo/shared/plans/changes.ts';
import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { type LivingPlan, type NewVersion, putVersion, readLivingPlan, type Written } from './repository.ts';

/** So often a write is tried again on what others wrote meanwhile. */
const TRIES = 10;

/**
 * Runs `attempt` on the plan as it stands, again on the new one as long as others are quicker; `undefined` when they always
 * were. After a merge of clients the plans of both are made one first, by `changer`.
 */
export async function onLivingPlan<T>(
  scope: TenantScope,
  client: ClientId,
  changer: Pick<NewVersion, 'at' | 'by' | 'organisation'>,
  attempt: (living: LivingPlan) => Promise<T | 'AGAIN'>,
): Promise<T | undefined> {
  for (let tried = 1; tried <= TRIES; tried++) {
    const living = await readLivingPlan(scope, client);
    const outcome = living.others.length > 0 ? await takeIn(scope, living, changer) : await attempt(living);
    if (outcome !== 'AGAIN' && outcome !== 'DONE') return outcome;
    // Who met once should not meet again: a random wait, which doubles up to a third of a second.
    if (outcome === 'AGAIN') {
      await new Promise((wait) => setTimeout(wait, Math.random() * 10 * 2 ** Math.min(tried, 5)));
    }
  }
  return undefined;
}

/** Writes the plans of two clients that are one person as one plan; each keeps its own versions. */
async function takeIn(
  scope: TenantScope,
  living: LivingPlan,
  changer: Pick<NewVersion, 'at' | 'by' | 'organisation'>,
): Promise<'AGAIN' | 'DONE'> {
  const before = changedFields(living.own, living.fields);
  const told = living.row?.told ?? {};
  const written: Written = await putVersion(
    scope,
    living,
    { ...changer, fields: living.fields, before, told },
    [],
  );
  if (written === 'NOT_FOUND') throw new Error('The client was erased while its plans were made one');
  return written;
}
