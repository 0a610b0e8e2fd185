import { type House } from '@ohjaamo/functions/kernel/http/pipeline.ts';
import { activeContext, personContext } from '@ohjaamo/functions/kernel/http/authorizerContext.ts';
import { networkTable, platformTable, streetDoors } from '@ohjaamo/functions/kernel/house.ts';
import { type Table, type Write } from '@ohjaamo/functions/kernel/table.ts';
import { type TenantClients, tenantClients } from '@ohjaamo/functions/kernel/tenancy/clients.ts';
import { type DataRoleName, dataRoles } from '@ohjaamo/functions/kernel/tenancy/dataRoles.ts';
import { networkKeys } from '@ohjaamo/functions/kernel/tenancy/keys.ts';
import { scopes, type TenantScope } from '@ohjaamo/functions/kernel/tenancy/scope.ts';
import { kmsTenantKeys, tenantKeyServices } from '@ohjaamo/functions/kernel/tenancy/tenantKey.ts';
import { planWrites } from '@ohjaamo/functions/schedule/index.ts';
import { registryWrites, tenantWrites } from '@ohjaamo/functions/tenants/index.ts';
import { LOCAL_CREDENTIALS, LOCAL_REGION } from '@ohjaamo/infra/local/dynamodb.ts';
import { randomIds, tenantId, type TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { type ProblemDocument } from '@ohjaamo/shared/kernel/problem.ts';
import { type Actor, type PersonActor } from '@ohjaamo/shared/kernel/roles.ts';
import { type CallOf, type ResponseOf, type Route } from '@ohjaamo/shared/kernel/route.ts';
import { type Clock } from '@ohjaamo/shared/kernel/time.ts';
import { type SitePlan } from '@ohjaamo/shared/schedule/plan.ts';
import { type Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { running } from './calls/running.ts';

/** The tables of the synthesised Data stack as DynamoDB Local holds them. */
export const localTables = {
  WORK_TABLE: 'WorkTable',
  CASES_TABLE: 'CasesTable',
  AUDIT_TABLE: 'AuditTable',
  NETWORK_TABLE: 'NetworkTable',
  PLATFORM_TABLE: 'PlatformTable',
} as const;

/** A clock that stands until a test moves it. */
export interface TestClock extends Clock {
  set(instant: string): void;
}

/** `instant` in RFC 3339, e.g. `2027-02-01T09:00+02:00`. */
export function testClock(instant: string): TestClock {
  let now = Date.parse(instant);
  return {
    now: () => now,
    set(to) {
      now = Date.parse(to);
    },
  };
}

/** The house on DynamoDB Local: the guarded clients of production with credentials that need no STS. */
export interface TestHouse extends House {
  readonly network: Table;
  readonly platform: Table;
  /** The tenants' clients themselves, to look at what goes over the wire. */
  readonly clients: TenantClients;
  scope(tenant: TenantId, role: DataRoleName): TenantScope;
}

/** Where the stand-ins listen. */
export interface LocalEndpoints {
  readonly dynamodb: string;
  /** The key service; without one nothing can be sealed. */
  readonly keys?: string;
}

/** Builds a house on the DynamoDB Local and the key service that listen there; outside of a test run too. */
export function localHouse(
  { dynamodb, keys }: LocalEndpoints,
  clock: Clock,
  roles: Pick<House, 'memberRole' | 'streetRole'> = { memberRole: 'desk', streetRole: 'street' },
): TestHouse {
  // The SDK reads these when a client is made, so they are set before the first one.
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: dynamodb,
    ...(keys !== undefined && { AWS_ENDPOINT_URL_KMS: keys }),
    AWS_REGION: LOCAL_REGION,
    AWS_ACCESS_KEY_ID: LOCAL_CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: LOCAL_CREDENTIALS.secretAccessKey,
  });
  const tables = {
    work: localTables.WORK_TABLE,
    cases: localTables.CASES_TABLE,
    audit: localTables.AUDIT_TABLE,
  };
  const arns = Object.fromEntries(Object.keys(dataRoles).map((name) => [name, `arn:local:${name}`]));
  // What the local token service gives: the tenant and the role can be read from every request.
  const assume = (roleArn: string, tenant: TenantId) =>
    Promise.resolve({
      accessKeyId: `TENANT${tenant.toUpperCase()}`,
      secretAccessKey: LOCAL_CREDENTIALS.secretAccessKey,
      sessionToken: `${roleArn}/tenant-${tenant}`,
      expiration: new Date('2100-01-01'),
    });
  const clients = tenantClients(tables, arns, assume);
  const openScope = scopes(clients, tables, tenantKeyServices(arns, assume), clock);
  const network = networkTable(localTables);
  return {
    clock,
    ids: randomIds,
    openScope,
    ...roles,
    ...streetDoors(network),
    network,
    platform: platformTable(localTables),
    clients,
    scope: openScope,
  };
}

/**
 * Writes a tenant with the plans of its sites and its slug row, under an id of its own, so that no test sees another's.
 * The tenant's slug should be random too: {@link randomSlug}.
 */
export async function seedTenant(
  house: TestHouse,
  tenant: Tenant,
  plans: readonly { readonly siteId: Tenant['sites'][number]['id']; readonly plan: SitePlan }[] = [],
): Promise<TenantId> {
  const id = tenantId.parse(randomIds.id(10));
  const scope = house.scope(id, 'provisioning');
  const writes: Write[] = [
    ...tenantWrites(scope, tenant),
    ...plans.flatMap(({ siteId, plan }) => planWrites(scope, siteId, plan)),
  ];
  for (let from = 0; from < writes.length; from += 100) {
    await scope.work.transact(writes.slice(from, from + 100));
  }
  // A house without a key service seals nothing.
  if (process.env['AWS_ENDPOINT_URL_KMS'] !== undefined) await kmsTenantKeys()(id);
  await house.network.put({ ...networkKeys.slug(tenant.profile.slug), tenantId: id });
  return id;
}

function openRow(id: TenantId, { slug, name, municipalityCode }: Tenant['profile']) {
  const createdAt = '2026-11-01T09:00:00.000Z';
  const hash = 'hash-of-a-request';
  return {
    tenantId: id,
    slug,
    name,
    municipalityCode,
    state: 'ACTIVE' as const,
    createdAt,
    requestHash: hash,
  };
}

/** Writes an open municipality into the registry, which decides whether sessions are let in; jobs of other tests find it there. */
export async function register(
  platform: Table,
  id: TenantId,
  { profile }: Pick<Tenant, 'profile'>,
): Promise<void> {
  await platform.transact(registryWrites(platform, openRow(id, profile)));
}

/** A slug that no other test uses. */
export function randomSlug(): string {
  return `town-${randomIds.id(10)}`;
}

type Handler = (event: never, context: never) => Promise<APIGatewayProxyStructuredResultV2>;

/** What a test sends; `rawBody` replaces the JSON of `body`, `anyParameters` those of the route's schema. */
export interface TestCall<R extends Route> extends CallOf<R> {
  readonly headers?: Readonly<Record<string, string>>;
  readonly actor?: Actor;
  /** Of the worker's session, where what is asked is about it. */
  readonly sessionHash?: string;
  /** A young person's own session, which may stand beside a worker's. */
  readonly person?: PersonActor;
  /** The network address that it comes from. */
  readonly address?: string;
  /** The session was known and is over, as the authorizer says it. */
  readonly expired?: true;
  /** The municipality of the session is suspended, as the authorizer says it. */
  readonly paused?: true;
  /** Instead of the route's own. */
  readonly method?: 'HEAD';
  /** Instead of the route's own, as the gateway would hand it on. */
  readonly path?: string;
  readonly rawBody?: string;
  readonly anyBody?: unknown;
  readonly anyParameters?: Readonly<Record<string, string>>;
}

/** What came back: `body` when it succeeded, `problem` when it did not. */
export interface TestAnswer<R extends Route> {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly cookies: readonly string[];
  readonly text: string;
  readonly body: ResponseOf<R>;
  readonly problem: ProblemDocument;
}

/** Invokes a module's handler as the HTTP API does, and reads the answer. */
export async function call<R extends Route>(
  handler: unknown,
  route: R,
  request: TestCall<R> = {},
): Promise<TestAnswer<R>> {
  const answer = await invoke(handler, route, request);
  const text = answer.body ?? '';
  const json = String(answer.headers?.['content-type']).includes('json')
    ? (JSON.parse(text || 'null') as unknown)
    : text;
  return {
    status: answer.statusCode ?? 0,
    headers: answer.headers ?? {},
    cookies: answer.cookies ?? [],
    text,
    body: json as ResponseOf<R>,
    problem: json as ProblemDocument,
  };
}

/** Where the requests of a test file come from: what is counted by address counts for that file alone. */
const HERE = `10.${String(process.pid % 256)}.${String(Date.now() % 256)}.${String(Math.floor(Math.random() * 256))}`;

/** Invokes a module's handler as the HTTP API does (payload format 2.0), and gives what the API would hand on. */
export function invoke<R extends Route>(
  handler: unknown,
  route: R,
  request: TestCall<R> = {},
): Promise<APIGatewayProxyStructuredResultV2> {
  const body = request.rawBody ?? jsonOf(request.anyBody ?? request.body);
  const parameters =
    request.anyParameters ?? (request.parameters as Record<string, string> | undefined) ?? {};
  const event = {
    version: '2.0',
    routeKey: `${route.method} ${route.path}`,
    rawPath:
      request.path ?? route.path.replaceAll(/\{(\w+)\}/gu, (_, name: string) => parameters[name] ?? ''),
    rawQueryString: queryString(request.query),
    headers: {
      host: 'ohjaamo.example',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...request.headers,
    },
    // The gateway takes cookies out of the headers and lists them.
    ...(request.headers?.['cookie'] && { cookies: request.headers['cookie'].split('; ') }),
    requestContext: {
      requestId: randomIds.id(10),
      http: {
        method: request.method ?? route.method,
        path: route.path,
        protocol: 'HTTP/1.1',
        sourceIp: request.address ?? HERE,
        userAgent: 'test',
      },
      ...authorizerOf(request),
    },
    ...(body !== undefined && { body }),
    isBase64Encoded: false,
  };
  return running.run(route.module, () => (handler as Handler)(event as never, {} as never));
}

function authorizerOf({
  actor,
  sessionHash = 'hash-of-a-session',
  person,
  expired,
  paused,
}: Pick<TestCall<Route>, 'actor' | 'sessionHash' | 'person' | 'expired' | 'paused'>) {
  const state = expired ? 'EXPIRED' : paused ? 'PAUSED' : undefined;
  if (state) return { authorizer: { lambda: { state, ...personContext({ state }) } } };
  if (!actor && !person) return undefined;
  const own =
    person && personContext({ state: 'ACTIVE', sessionHash: 'hash-of-an-own-session', actor: person });
  const worker = actor ? activeContext(sessionHash, actor) : { state: 'NONE' };
  return { authorizer: { lambda: { ...worker, ...own } } };
}

function jsonOf(value: unknown): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value);
}

function queryString(query: unknown): string {
  const entries = Object.entries((query ?? {}) as Record<string, unknown>).filter(
    ([, value]) => value !== undefined,
  );
  return new URLSearchParams(entries.map(([name, value]) => [name, String(value)])).toString();
}
