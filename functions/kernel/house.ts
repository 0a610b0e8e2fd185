import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import { type IdSource, randomIds, tenantId } from '@ohjaamo/shared/kernel/ids.ts';
import * as z from 'zod';
import { systemClock } from './clock.ts';
import type { StreetAccess } from './http/publicScope.ts';
import { toStandardOutput, type WriteLine } from './log.ts';
import { recently } from './recent.ts';
import { table, type Table } from './table.ts';
import { globalClient, tenantClients, throughSts } from './tenancy/clients.ts';
import type { DataRoleName } from './tenancy/dataRoles.ts';
import { dataRoles } from './tenancy/dataRoles.ts';
import { networkKeys, type TableName } from './tenancy/keys.ts';
import { type OpenScope, scopes, type TenantScope } from './tenancy/scope.ts';
import { tenantKeyServices } from './tenancy/tenantKey.ts';

/** The environment of a function as Lambda gives it. Names are listed in docs/operations.md. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The parts every function is wired from. */
export interface Wiring {
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly openScope: OpenScope;
  readonly originProof: string | undefined;
  /** Past Lambda's console, where there is one. */
  readonly writeLine?: WriteLine;
}

/** Wires clock, ids and tenant scopes from the environment; called once, in a handler. */
export function wire(environment: Environment): Wiring {
  const tables = {
    ...(environment['WORK_TABLE'] && { work: environment['WORK_TABLE'] }),
    ...(environment['CASES_TABLE'] && { cases: environment['CASES_TABLE'] }),
    ...(environment['AUDIT_TABLE'] && { audit: environment['AUDIT_TABLE'] }),
  };
  const arns = Object.fromEntries(
    (Object.keys(dataRoles) as DataRoleName[]).flatMap((name) => {
      const arn = environment[`DATA_ROLE_${name.toUpperCase()}_ARN`];
      return arn ? [[name, arn]] : [];
    }),
  );
  const assume = throughSts();
  const clock = systemClock(environment['CLOCK_OFFSET_SECONDS']);
  return {
    clock,
    ids: randomIds,
    originProof: environment['ORIGIN_PROOF'],
    ...(environment['AWS_LAMBDA_FUNCTION_NAME'] && { writeLine: toStandardOutput }),
    openScope: scopes(tenantClients(tables, arns, assume), tables, tenantKeyServices(arns, assume), clock),
  };
}

/** The Network table through the function's own role. */
export function networkTable(environment: Environment): Table {
  const name = environment['NETWORK_TABLE'] ?? '';
  return table(globalClient('N#', name), name);
}

/** The Platform table through the function's own role; control plane only. */
export function platformTable(environment: Environment): Table {
  const name = environment['PLATFORM_TABLE'] ?? '';
  return table(globalClient('P#', name), name);
}

/** The names of all tables, for the lister of keys. */
export function listedTables(environment: Environment): Readonly<Record<TableName, string>> {
  const of = (name: string) => environment[`${name}_TABLE`] ?? '';
  return {
    work: of('WORK'),
    cases: of('CASES'),
    audit: of('AUDIT'),
    network: of('NETWORK'),
    platform: of('PLATFORM'),
  };
}

/** The environment in which the names of Work and Cases are those of the copies that a restore has made, and no other table is known. */
export function copiesOf({
  WORK_TABLE: _work,
  CASES_TABLE: _cases,
  AUDIT_TABLE: _audit,
  ...rest
}: Environment): Environment {
  return { ...rest, WORK_TABLE: rest['WORK_COPY_TABLE'], CASES_TABLE: rest['CASES_COPY_TABLE'] };
}

const slugRow = z.object({ tenantId });

/** Resolves a municipality's slug to its tenant: one read of half a unit. */
export function findTenantBySlug(network: Table) {
  const remember = recently();
  return (slug: string): Promise<TenantScope['tenantId'] | undefined> =>
    remember(slug, async () => (await network.get(networkKeys.slug(slug), slugRow, false))?.tenantId);
}

const pausedRow = z.object({ kind: z.literal('PAUSED') });

/** Whether the street is told that a tenant's service is paused: one read of half a unit. */
function isPausedTenant(network: Table) {
  const remember = recently();
  return (tenant: TenantScope['tenantId']): Promise<boolean> =>
    remember(tenant, async () => {
      const row = await network.get(networkKeys.paused(tenant), pausedRow, false);
      return row !== undefined;
    });
}

/** What the pipeline asks before it lets the street in: which tenant a slug means, and whether the tenant's service is paused. */
export function streetDoors(network: Table): Required<Pick<StreetAccess, 'findTenant' | 'isPaused'>> {
  return { findTenant: findTenantBySlug(network), isPaused: isPausedTenant(network) };
}
