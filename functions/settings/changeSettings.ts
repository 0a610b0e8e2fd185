import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import type { settingsRoutes } from '@ohjaamo/shared/settings/contract.ts';
import { decided, withdrawn } from '@ohjaamo/shared/kernel/dated.ts';
import { matterOf, settingsOf } from '@ohjaamo/shared/settings/tenantSettings.ts';
import type { AuditTrail } from '../kernel/audit.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readWorkersTenant } from '../tenants/index.ts';
import { refused, todayIn } from './changeAgreement.ts';
import { historyWrites, readHistory, type SettingHistory } from './settingsRepository.ts';

type Routes = typeof settingsRoutes;

/**
 * What holds of one matter from a date on. Reads: 1 Query of the tenant, 1 GetItem; one transaction with its row of the trail. The
 * same request again changes nothing.
 */
export const decideSetting: UseCase<Routes['decideSetting']> = async (context) => {
  const { scope, request, actor, clock, audit } = context;
  const { id, version, from, value } = request.body;
  const found = await readMatter(scope, matterOf(value), clock);
  if (!found) return fail(problem('not-found'));
  const { history, today } = found;
  const standing = history.decisions.find((each) => each.id === id);
  if (standing) {
    const isSame = standing.from === from && JSON.stringify(standing.value) === JSON.stringify(value);
    return isSame ? succeed({ body: { version: history.version } }) : fail(problem('id-already-used'));
  }
  if (history.version !== version) return fail(problem('stale-version'));
  // Settings have held since the municipality came: none begins before today.
  if (from < today) return refused('IN_THE_PAST');
  const at = new Date(clock.now()).toISOString();
  const decisions = decided(history.decisions, { id, from, value, at, by: actor.staffId }, today);
  if (typeof decisions === 'string') return refused(decisions);
  return keep(scope, audit, { ...history, decisions }, today);
};

/** Takes back a change that has not begun; it stays in the history. Reads and writes as {@link decideSetting}. */
export const withdrawSetting: UseCase<Routes['withdrawSetting']> = async (context) => {
  const { scope, request, actor, clock, audit } = context;
  const { matter, decision } = request.parameters;
  const found = await readMatter(scope, matter, clock);
  if (!found) return fail(problem('not-found'));
  const { history, today } = found;
  const mark = { at: new Date(clock.now()).toISOString(), by: actor.staffId };
  const decisions = withdrawn(history.decisions, decision, mark, today);
  if (decisions === undefined) return fail(problem('not-found'));
  if (decisions === history.decisions) return succeed({ body: { version: history.version } });
  if (history.version !== request.body.version) return fail(problem('stale-version'));
  if (typeof decisions === 'string') return refused(decisions);
  return keep(scope, audit, { ...history, decisions }, today);
};

/** A matter that the municipality has, and today's date there. */
async function readMatter(
  scope: TenantScope,
  matter: string,
  clock: Clock,
): Promise<{ readonly history: SettingHistory; readonly today: string } | undefined> {
  const [tenant, history] = await Promise.all([readWorkersTenant(scope), readHistory(scope, matter)]);
  if (!settingsOf(tenant).some((value) => matterOf(value) === matter)) return undefined;
  return { history, today: todayIn(tenant, clock) };
}

async function keep(
  scope: TenantScope,
  audit: AuditTrail,
  history: SettingHistory,
  today: string,
): Promise<Result<{ body: { version: number } }, Problem>> {
  const done = await scope.work.transact([...historyWrites(scope, history, today), ...audit.writes([])]);
  return done.ok ? succeed({ body: { version: history.version + 1 } }) : fail(problem('stale-version'));
}
