import type { catalogueRoutes } from '@ohjaamo/shared/catalogue/contract.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import type { AuditTrail } from '../kernel/audit.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readWorkersTenant } from '../tenants/index.ts';
import { readTellingRow, sealKey, siteEntryWrite, type Telling, tellingWrite } from './tellingRepository.ts';

type Routes = typeof catalogueRoutes;

/**
 * Says how the catalogue is told. What is not there cannot be turned on: without user and password nothing is sent. One GetItem, one
 * transaction with its row of the trail; the job goes through the sites at its next run.
 */
export const changeTelling: UseCase<Routes['changeTelling']> = async ({ scope, request, clock, audit }) => {
  const { version, organizationId, mode, key } = request.body;
  const standing = await readTellingRow(scope);
  const sealed = key ? await sealKey(scope, key) : standing?.sealed;
  if (mode === 'SEND' && !sealed) {
    return fail(problem('state-conflict', { conflicts: [{ reason: 'NO_KEY' }] }));
  }
  const telling = { version, organizationId, mode, askedAt: instantOf(clock), ...(sealed && { sealed }) };
  return keep(scope, audit, version, [tellingWrite(scope, telling)]);
};

/** Has the job go through the sites at its next run, and tell again what was told before. */
export const askForTelling: UseCase<Routes['askForTelling']> = async ({ scope, request, clock, audit }) => {
  const { version } = request.body;
  const standing = await readTellingRow(scope);
  if (!standing) return fail(problem('stale-version'));
  return keep(scope, audit, version, [askedWrite(scope, { ...standing, version }, clock)]);
};

/** What is told of one site beside its hours. The job compares it at its next run. */
export const changeSiteEntry: UseCase<Routes['changeSiteEntry']> = async (context) => {
  const { scope, request, audit } = context;
  const { siteId } = request.parameters;
  const { version, entry } = request.body;
  const { sites } = await readWorkersTenant(scope);
  if (!sites.some(({ id }) => id === siteId)) return fail(problem('not-found'));
  return keep(scope, audit, version, [siteEntryWrite(scope, siteId, version, entry)]);
};

function askedWrite(scope: TenantScope, telling: Telling, clock: Clock): Write {
  return tellingWrite(scope, { ...telling, askedAt: instantOf(clock) });
}

const instantOf = (clock: Clock): string => new Date(clock.now()).toISOString();

async function keep(
  scope: TenantScope,
  audit: AuditTrail,
  version: number,
  writes: readonly Write[],
): Promise<Result<{ body: { version: number } }, Problem>> {
  const done = await scope.work.transact([...writes, ...audit.writes([])]);
  return done.ok ? succeed({ body: { version: version + 1 } }) : fail(problem('stale-version'));
}
