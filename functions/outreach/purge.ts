import type { IdSource, NotificationId } from '@ohjaamo/shared/kernel/ids.ts';
import { outreachDeadlines } from '@ohjaamo/shared/outreach/deadlines.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { destroyWrites, listHeads } from './repository.ts';

/** A notification whose day has come: to be gone through, or to be destroyed. */
export interface OutreachDue {
  readonly id: NotificationId;
  readonly why: 'REVIEW' | 'EXPIRES';
  /** ISO 8601 date. */
  readonly dueOn: string;
}

/** What is due on a day, without opening anything: one Query. */
export async function outreachDue(scope: TenantScope, today: string): Promise<OutreachDue[]> {
  return (await listHeads(scope)).flatMap((head): OutreachDue[] => {
    const { reviewOn, expiresOn } = outreachDeadlines(head);
    if (expiresOn <= today) return [{ id: head.id, why: 'EXPIRES', dueOn: expiresOn }];
    return reviewOn <= today ? [{ id: head.id, why: 'REVIEW', dueOn: reviewOn }] : [];
  });
}

/**
 * Destroys what nobody has been in contact about for twelve months, one transaction each, so that a run that dies half-way is
 * finished by the next one; what a worker changes meanwhile stays. With `dryRun` nothing is written. Gives how many.
 */
export async function purgeOutreach(
  scope: TenantScope,
  { today, ids, dryRun }: { readonly today: string; readonly ids: IdSource; readonly dryRun: boolean },
): Promise<number> {
  const expired = (await listHeads(scope)).filter((head) => outreachDeadlines(head).expiresOn <= today);
  if (dryRun) return expired.length;
  let destroyed = 0;
  for (const head of expired) {
    const done = await scope.cases.transact(destroyWrites(scope, head, { outcome: 'EXPIRED', today, ids }));
    destroyed += done.ok ? 1 : 0;
  }
  return destroyed;
}
