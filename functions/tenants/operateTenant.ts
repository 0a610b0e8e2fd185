import { problem, type Problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { IdSource } from '@ohjaamo/shared/kernel/ids.ts';
import type { tenantsRoutes } from '@ohjaamo/shared/tenants/contract.ts';
import type { LeavingView } from '@ohjaamo/shared/tenants/leaving.ts';
import { type OperatorAct, operatorActsIn, tenantMoves } from '@ohjaamo/shared/tenants/life.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { Table } from '../kernel/table.ts';
import { moveTenant, readLife } from './lifeRepository.ts';
import { tenantView } from './listTenants.ts';
import { namesOfAccounts } from './namesOfAccounts.ts';
import type { TenantsPorts } from './ports.ts';
import { type Beside, readRegistry, type RegistryRow, tenantOfSlug } from './registryRepository.ts';

/** One municipality of the registry with its life so far, and what can be done with it. */
export function readTenantLife({ platform }: TenantsPorts): UseCase<typeof tenantsRoutes.readTenantLife> {
  return async ({ request: { parameters } }) => {
    const found = await registered(platform, parameters.tenantSlug);
    if (!found.ok) return found;
    const rows = await readLife(platform, found.value.tenantId);
    const names = await namesOfAccounts(platform, rows);
    const life = rows.map(({ at, act, reason, by }) => {
      const name = by === undefined ? undefined : names.get(by);
      return { at, act, ...(reason !== undefined && { reason }), ...(name !== undefined && { by: name }) };
    });
    return succeed({
      body: {
        tenant: tenantView(found.value),
        life,
        acts: operatorActsIn(found.value.state).filter((act) => isOfUse(act, found.value)),
        leaving: leavingOf(found.value),
      },
    });
  };
}

/**
 * What the operator does with a municipality: suspend and resume it, and take up provisioning that has got stuck. The state, the reason
 * and who did it are written together. A suspension ends all sessions from the next request on; the street is told by the stream.
 */
export function operateTenant({ platform }: TenantsPorts): UseCase<typeof tenantsRoutes.moveTenant> {
  return async ({ request: { parameters, body }, actor, clock, ids }) => {
    const found = await registered(platform, parameters.tenantSlug);
    if (!found.ok) return found;
    const { act, reason } = body;
    const now = clock.now();
    const beside = besideOf(act, now, ids);
    const told = { clock, ids, reason, by: actor.subject };
    const done = await moveTenant(platform, found.value.tenantId, act, told, beside);
    return done ? succeed({ body: { state: tenantMoves[act].to } }) : fail(problem('state-conflict'));
  };
}

/** How far the leaving is, by counts, hashes and dates; nothing of what the rows hold. */
function leavingOf({ exportProgress, exported, erasure }: RegistryRow): LeavingView {
  return {
    ...(exportProgress && { progress: exportProgress }),
    ...(exported && { exported }),
    ...(erasure && { erasure }),
  };
}

/** What must stand in the registry: nothing is erased but what came from an export, or what went along in one that is whole. */
const needed = { GIVE_UP_IMPORT: 'importing', ERASE: 'exported' } as const;

/** Whether an act that is possible in the state does anything for this municipality. */
function isOfUse(act: OperatorAct, row: RegistryRow): boolean {
  if (act === 'GIVE_UP_IMPORT' || act === 'ERASE') return row[needed[act]] !== undefined;
  // What comes with an export is made ready by sending the export again.
  return act !== 'TAKE_UP' || row.importing === undefined;
}

/** What changes in the registry together with the state. */
function besideOf(act: OperatorAct, now: number, ids: IdSource): Beside {
  switch (act) {
    case 'TAKE_UP':
      return { set: { askedAgainAt: new Date(now).toISOString() } };
    case 'SUSPEND':
    case 'RESUME':
      return { set: { sessionsFrom: now } };
    case 'EXPORT':
      return { set: { exportId: ids.id(20) }, remove: ['exportProgress', 'exported'] };
    case 'GIVE_UP_EXPORT':
      return { remove: ['exportId', 'exportProgress', 'exported'] };
    case 'GIVE_UP_IMPORT':
    case 'ERASE':
      return { has: [needed[act]] };
  }
}

async function registered(platform: Table, slug: string): Promise<Result<RegistryRow, Problem>> {
  const tenant = await tenantOfSlug(platform, slug);
  const row = tenant && (await readRegistry(platform, tenant));
  return row ? succeed(row) : fail(problem('not-found'));
}
