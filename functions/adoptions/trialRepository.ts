import type { KeptTrial } from '@ohjaamo/shared/adoptions/trials.ts';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { trialRow } from './trialRows.ts';

/** A trial as it was read; revision 0 for one that is not there yet. */
interface StandingTrial {
  readonly trial: KeptTrial;
  readonly revision: number;
}

/** Every trial of the municipality: one Query. */
export async function readTrials(scope: TenantScope): Promise<KeptTrial[]> {
  const { items } = await scope.work.query(scope.keys.trials('').pk, trialRow);
  return items.map(({ value }) => value);
}

/** A trial, consistently. */
export async function readTrialRow(scope: TenantScope, trial: string): Promise<StandingTrial | undefined> {
  const row = await scope.work.get(scope.keys.trials(trial), trialRow);
  return row && { trial: row.value, revision: row.revision };
}

/**
 * Puts a trial, and `more`, while the one that was read still stands; false when somebody was quicker. The row is what the network is
 * told by: a lesson goes out with it.
 */
export async function putTrial(
  scope: TenantScope,
  { trial, revision }: StandingTrial,
  more: readonly Write[],
): Promise<boolean> {
  const item = { ...scope.keys.trials(trial.id), kind: 'TRIAL', revision: revision + 1, value: trial };
  const done = await scope.work.transact([scope.work.putOverWrite(item, revision, 'revision'), ...more]);
  return done.ok;
}
