import { isDueTonight } from '@ohjaamo/shared/catalogue/nights.ts';
import type { TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { fail, type Result } from '@ohjaamo/shared/kernel/result.ts';
import { type Clock, currentMinute, localDate } from '@ohjaamo/shared/kernel/time.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import { forEachTenant } from '../kernel/eachTenant.ts';
import { log } from '../kernel/log.ts';
import type { Table } from '../kernel/table.ts';
import type { OpenScope, TenantScope } from '../kernel/tenancy/scope.ts';
import { readTenant } from '../tenants/index.ts';
import { type Refusal, refuse } from './ask.ts';
import { CatalogueError } from './catalogueError.ts';
import type { Catalogue } from './client.ts';
import { sitesToTell } from './sitesToTell.ts';
import { tellSite } from './telling.ts';
import {
  noteTeller,
  openKey,
  readTeller,
  readTellingRow,
  type Teller,
  type Telling,
} from './tellingRepository.ts';

/** What the job of the telling needs. */
export interface TellerPorts {
  readonly openScope: OpenScope;
  readonly platform: Table;
  readonly clock: Clock;
  readonly catalogue: Catalogue;
  /** The address of the service, `https://…` without a closing slash. */
  readonly origin: string;
}

/** After a run in which the catalogue could not be reached. */
const RETRY_AFTER = 60 * 60_000;

/**
 * Compares the sites of every open municipality with the catalogue, once a night and whenever somebody has asked, and tells those that
 * differ where the municipality has turned telling on. A municipality that is not due costs two GetItems.
 */
export function tellCatalogue(ports: TellerPorts): Promise<void> {
  return forEachTenant(ports, 'tellCatalogue', (tenant) => tellFor(ports, tenant));
}

/** Tells or compares the sites of one municipality, and gives how many. Rejects when the catalogue could not be reached. */
export async function tellFor(ports: TellerPorts, tenantId: TenantId): Promise<number> {
  const { clock } = ports;
  const scope = ports.openScope(tenantId, 'catalogueTeller');
  const [telling, teller] = await Promise.all([readTellingRow(scope), readTeller(scope)]);
  if (!telling || !isDue(telling, teller, clock.now())) return 0;
  const ranAt = new Date(clock.now()).toISOString();
  const tenant = await readTenant(scope);
  const outcomes = tenant ? await tellSites(ports, scope, tenant, { telling, teller }) : [];
  const isUnreached = outcomes.includes('NOT_REACHED');
  await noteTeller(scope, { ranAt, isUnreached });
  for (const outcome of outcomes) {
    if (['NOT_REACHED', 'NOT_ALLOWED', 'REFUSED'].includes(outcome ?? '')) {
      log('CATALOGUE_REFUSED', { job: 'tellCatalogue', problem: outcome ?? '' });
    }
  }
  if (isUnreached) throw new CatalogueError('NOT_REACHED');
  return outcomes.length;
}

function isAsked({ askedAt }: Telling, teller: Teller | undefined): boolean {
  return teller === undefined || askedAt > teller.ranAt;
}

function isDue(telling: Telling, teller: Teller | undefined, now: number): boolean {
  if (isAsked(telling, teller) || isDueTonight(teller?.ranAt, now)) return true;
  return teller?.isUnreached === true && now - Date.parse(teller.ranAt) >= RETRY_AFTER;
}

async function tellSites(
  { clock, catalogue, origin }: TellerPorts,
  scope: TenantScope,
  tenant: Tenant,
  { telling, teller }: { readonly telling: Telling; readonly teller: Teller | undefined },
) {
  const today = localDate(currentMinute(clock), tenant.profile.zone);
  const sites = await sitesToTell(scope, tenant, telling.organizationId, today);
  let token: Promise<Result<string, Refusal>> | undefined;
  const signIn = () => (token ??= signInWith(scope, catalogue, telling));
  const ports = {
    ...{ scope, catalogue, clock, origin, isAsked: isAsked(telling, teller) },
    ...(telling.mode === 'SEND' && { signIn }),
  };
  const outcomes = [];
  for (const site of sites) outcomes.push(await tellSite(ports, site));
  return outcomes;
}

async function signInWith(
  scope: TenantScope,
  catalogue: Catalogue,
  telling: Telling,
): Promise<Result<string, Refusal>> {
  const key = await openKey(scope, telling);
  return key ? catalogue.signIn(key) : fail(refuse('NOT_ALLOWED'));
}
