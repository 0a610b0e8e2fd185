import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { residentsOn } from '@ohjaamo/shared/kernel/residents.ts';
import { fail } from '@ohjaamo/shared/kernel/result.ts';
import type { settingsRoutes } from '@ohjaamo/shared/settings/contract.ts';
import {
  matterOf,
  mattersOf,
  RESIDENTS,
  type SettingValue,
} from '@ohjaamo/shared/settings/tenantSettings.ts';
import type { AuditTrail } from '../kernel/audit.ts';
import { decideDated, type Matter, withdrawDated } from '../kernel/decideDated.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readWorkersTenant } from '../tenants/index.ts';
import { todayIn } from './changeAgreement.ts';
import { historyWrites, readHistory } from './settingsRepository.ts';

type Routes = typeof settingsRoutes;

/**
 * What holds of one matter from a date on. Reads: 1 Query of the tenant, 1 GetItem; one transaction with its row of the trail. The
 * same request again changes nothing.
 */
export const decideSetting: UseCase<Routes['decideSetting']> = async (context) => {
  const { request, actor, clock } = context;
  const { version, ...asked } = request.body;
  const matter = await readMatter(context, matterOf(asked.value));
  if (!matter) return fail(problem('not-found'));
  const at = new Date(clock.now()).toISOString();
  return decideDated(matter, version, { ...asked, at, by: actor.staffId });
};

/** Takes back a change that has not begun; it stays in the history. Reads and writes as {@link decideSetting}. */
export const withdrawSetting: UseCase<Routes['withdrawSetting']> = async (context) => {
  const { request, actor, clock } = context;
  const { matter: name, decision } = request.parameters;
  const matter = await readMatter(context, name);
  if (!matter) return fail(problem('not-found'));
  const at = new Date(clock.now()).toISOString();
  return withdrawDated(matter, request.body.version, { id: decision, at, by: actor.staffId });
};

interface Context {
  readonly scope: TenantScope;
  readonly clock: Clock;
  readonly audit: AuditTrail;
}

/** A matter that the municipality has. Settings have held since the municipality came, but for residents, of whom nobody knew. */
async function readMatter(
  { scope, clock, audit }: Context,
  name: string,
): Promise<Matter<SettingValue> | undefined> {
  const [tenant, history] = await Promise.all([readWorkersTenant(scope), readHistory(scope, name)]);
  if (!mattersOf(tenant).some(({ matter }) => matter === name)) return undefined;
  const today = todayIn(tenant, clock);
  const hasHeld = name !== RESIDENTS || residentsOn(tenant.profile.residents, today) !== undefined;
  return {
    ...{ version: history.version, decisions: history.decisions, today, hasHeld },
    async keep(decisions) {
      const writes = historyWrites(scope, { ...history, decisions }, today);
      return (await scope.work.transact([...writes, ...audit.writes([])])).ok;
    },
  };
}
