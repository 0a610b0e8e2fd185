import { siteKind } from '@ohjaamo/shared/kernel/codes.ts';
import {
  type Organisation,
  organisation,
  type Service,
  service,
  type Site,
  site,
  type StaffMember,
  staffMember,
  type Tenant,
  tenantProfile,
} from '@ohjaamo/shared/tenants/profile.ts';
import { currentMinute, localDate } from '@ohjaamo/shared/kernel/time.ts';
import { inForce, standingSetting, type StandingSetting } from '@ohjaamo/shared/settings/tenantSettings.ts';
import type { WorkerParticulars } from '@ohjaamo/shared/tenants/workers.ts';
import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import * as z from 'zod';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';

const row = <K extends string, S extends z.ZodType>(kind: K, value: S) =>
  z.object({ kind: z.literal(kind), value });
const tenantRow = z.discriminatedUnion('kind', [
  row('PROFILE', tenantProfile),
  row('ORGANISATION', organisation),
  row('STAFF', staffMember),
  row('SERVICE', service),
  row('SITE', site),
  row('SETTING', standingSetting),
]);

/**
 * Reads the tenant's profile with its organisations, staff, services and sites in one Query (eventually consistent unless told
 * otherwise: names, not decisions), the main site first, as they are by the settings that hold now. `undefined` while the tenant is not provisioned.
 */
export async function readTenant(scope: TenantScope, consistent = false): Promise<Tenant | undefined> {
  const read = await readBeginning(scope, consistent);
  if (!read) return undefined;
  const today = localDate(currentMinute(scope.clock), read.tenant.profile.zone);
  return inForce(read.tenant, read.settings, today);
}

/** The tenant as its rows say, and the settings that hold or will beside it. One Query, as {@link readTenant}. */
export async function readBeginning(
  scope: TenantScope,
  consistent = false,
): Promise<{ readonly tenant: Tenant; readonly settings: readonly StandingSetting[] } | undefined> {
  const { items } = await scope.work.query(scope.keys.tenant('').pk, tenantRow, { consistent });
  const profile = items.find((item) => item.kind === 'PROFILE')?.value;
  if (!profile) return undefined;
  const tenant: Tenant = {
    profile,
    organisations: items.flatMap((item) => (item.kind === 'ORGANISATION' ? [item.value] : [])),
    staff: items.flatMap((item) => (item.kind === 'STAFF' ? [item.value] : [])),
    services: items.flatMap((item) => (item.kind === 'SERVICE' ? [item.value] : [])),
    sites: items.flatMap((item) => (item.kind === 'SITE' ? [item.value] : [])).sort(mainSiteFirst),
  };
  return { tenant, settings: items.flatMap((item) => (item.kind === 'SETTING' ? [item.value] : [])) };
}

/** The write that makes readers take what holds of a matter, in place of what stood there. */
export function standingSettingWrite(scope: TenantScope, value: StandingSetting): Write {
  return scope.work.putWrite({ ...scope.keys.tenant(`SETTING#${value.matter}`), kind: 'SETTING', value });
}

/** The tenant of somebody signed in, which always has a profile. */
export async function readWorkersTenant(scope: TenantScope): Promise<Tenant> {
  const tenant = await readTenant(scope);
  if (!tenant) throw new Error('The tenant has no profile');
  return tenant;
}

/** Sets or forgets a worker's address of meetings by video: one conditional update; false when the tenant has no such worker. */
export async function setVideoLink(
  scope: TenantScope,
  worker: StaffId,
  link: string | undefined,
): Promise<boolean> {
  const written = await scope.work.update({
    Key: scope.keys.tenant(`STAFF#${worker}`),
    UpdateExpression: link === undefined ? 'REMOVE #value.videoLink' : 'SET #value.videoLink = :link',
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeNames: { '#value': 'value' },
    ...(link !== undefined && { ExpressionAttributeValues: { ':link': link } }),
  });
  return written.ok;
}

/**
 * Puts workers on the list of workers, in place of what stood there: all or, when a home site is no more or an organisation is closed,
 * none. One transaction of a row each and a row for each site and organisation: for 30 workers at most.
 */
export async function putWorkers(scope: TenantScope, workers: readonly StaffMember[]): Promise<boolean> {
  const puts = workers.map((worker) =>
    scope.work.putWrite({ ...scope.keys.tenant(`STAFF#${worker.id}`), kind: 'STAFF', value: worker }),
  );
  const joined = [
    ...[...new Set(workers.map(({ homeSite }) => homeSite))].map((homeSite) => ({ homeSite })),
    ...[...new Set(workers.map(({ organisation: home }) => home))].map((home) => ({ organisation: home })),
  ];
  const joins = joined.flatMap((each) => joinWrites(scope, each));
  return (await scope.work.transact([...puts, ...joins])).ok;
}

/**
 * The writes that go with whoever gets a home site or an organisation: they fail when the site is no more or the organisation is
 * closed, and count, so that nobody takes the one away or closes the other who has not seen them.
 */
export function joinWrites(
  scope: TenantScope,
  { homeSite, organisation: home }: Partial<Pick<StaffMember, 'homeSite' | 'organisation'>>,
): Write[] {
  const join = (sk: string, condition = '', names?: Record<string, string>): Write => ({
    Update: {
      TableName: scope.work.name,
      Key: scope.keys.tenant(sk),
      UpdateExpression: 'ADD joins :one',
      ConditionExpression: `attribute_exists(pk)${condition}`,
      ...(names && { ExpressionAttributeNames: names }),
      ExpressionAttributeValues: { ':one': 1 },
    },
  });
  const isOpen = ' AND attribute_not_exists(#value.closedFrom)';
  return [
    ...(homeSite === undefined ? [] : [join(`SITE#${homeSite}`)]),
    ...(home === undefined ? [] : [join(`ORGANISATION#${home}`, isOpen, { '#value': 'value' })]),
  ];
}

const joinsRow = z.object({ sk: z.string(), joins: z.int().optional() });

/**
 * The workers as they are now, and the condition that nobody has joined a site or an organisation since then: who joins after the first
 * Query is not among the workers that the second one finds, and makes the condition fail. 2 Queries, consistent.
 */
async function readJoined(scope: TenantScope, begins: 'SITE#' | 'ORGANISATION#') {
  const { items } = await scope.work.query(scope.keys.tenant('').pk, joinsRow, { begins, consistent: true });
  const tenant = await readTenant(scope, true);
  return {
    staff: tenant?.staff ?? [],
    nobodySince: (sk: string) => {
      const joins = items.find((item) => item.sk === sk)?.joins;
      return joins === undefined
        ? { ConditionExpression: 'attribute_not_exists(joins)' }
        : { ConditionExpression: 'joins = :joins', ExpressionAttributeValues: { ':joins': joins } };
    },
  };
}

/**
 * The writes that take sites away at which nobody works; they fail when somebody gets one of them as the home site meanwhile.
 * `undefined` when somebody has. Reads as {@link readJoined}.
 */
export async function sitesGoneWrites(
  scope: TenantScope,
  sites: readonly StaffMember['homeSite'][],
): Promise<Write[] | undefined> {
  const { staff, nobodySince } = await readJoined(scope, 'SITE#');
  if (staff.some(({ homeSite }) => sites.includes(homeSite))) return undefined;
  return sites.map((site) => {
    const key = scope.keys.tenant(`SITE#${site}`);
    return { Delete: { TableName: scope.work.name, Key: key, ...nobodySince(key.sk) } };
  });
}

/**
 * The writes that close organisations whose people work here no more; they fail when somebody comes to one of them meanwhile.
 * `undefined` when somebody has. Reads as {@link readJoined}.
 */
export async function organisationsClosedWrites(
  scope: TenantScope,
  organisations: readonly Organisation[],
  closedFrom: string,
): Promise<Write[] | undefined> {
  if (organisations.length === 0) return [];
  const { staff, nobodySince } = await readJoined(scope, 'ORGANISATION#');
  if (staff.some((worker) => organisations.some(({ code }) => code === worker.organisation)))
    return undefined;
  return organisations.map((each) => {
    const key = scope.keys.tenant(`ORGANISATION#${each.code}`);
    const item = { ...key, kind: 'ORGANISATION', value: { ...each, closedFrom } };
    return { Put: { TableName: scope.work.name, Item: item, ...nobodySince(key.sk) } };
  });
}

/**
 * The write that changes what the list says of a worker, and leaves what they say of themselves; it fails when the worker has another
 * home site than `before`.
 */
export function particularsWrite(
  scope: TenantScope,
  worker: StaffId,
  before: StaffMember['homeSite'],
  particulars: WorkerParticulars,
): Write {
  const fields = Object.keys(particulars);
  return {
    Update: {
      TableName: scope.work.name,
      Key: scope.keys.tenant(`STAFF#${worker}`),
      UpdateExpression: `SET ${fields.map((field) => `#value.#${field} = :${field}`).join(', ')}`,
      ConditionExpression: '#value.#homeSite = :before',
      ExpressionAttributeNames: {
        '#value': 'value',
        ...Object.fromEntries(fields.map((field) => [`#${field}`, field])),
      },
      ExpressionAttributeValues: {
        ':before': before,
        ...Object.fromEntries(Object.entries(particulars).map(([field, value]) => [`:${field}`, value])),
      },
    },
  };
}

const sheetRow = z.object({ busy: z.instanceof(Uint8Array), holds: z.instanceof(Uint8Array).optional() });

/** Whether a worker's calendar holds a time in one of these weeks, counted since 1970: one batch of reads. */
export async function hasTimes(
  scope: TenantScope,
  { id, homeSite }: StaffMember,
  weeks: readonly number[],
): Promise<boolean> {
  const sheets = await scope.work.batchGet(
    weeks.map((week) => scope.keys.sheet(homeSite, week, id)),
    sheetRow,
    true,
  );
  return sheets.some(({ busy, holds }) => busy.length > 0 || (holds?.length ?? 0) > 0);
}

/** A house of its own before its points and channels: the order in which every list of sites stands. */
function mainSiteFirst(one: Site, other: Site): number {
  const rank = ({ kind }: Site) => siteKind.options.indexOf(kind);
  return rank(one) - rank(other) || (one.slug < other.slug ? -1 : 1);
}

/** The writes that make a tenant's profile stand; each replaces what stood there, so running them again is harmless. */
export function tenantWrites(scope: TenantScope, tenant: Tenant): Write[] {
  const profile = scope.work.putWrite({
    ...scope.keys.tenant('PROFILE'),
    kind: 'PROFILE',
    value: tenant.profile,
  });
  return [profile, ...namedWrites(scope, tenant)];
}

/** The write that puts a service in place of the one that was read; `undefined` for one that is not there yet. */
export function serviceWrite(scope: TenantScope, value: Service, before: Service | undefined): Write {
  const item = { ...scope.keys.tenant(`SERVICE#${value.code}`), kind: 'SERVICE', value };
  if (!before) return scope.work.putWrite(item, true);
  return {
    Put: {
      TableName: scope.work.name,
      Item: item,
      ConditionExpression: '#value = :before',
      ExpressionAttributeNames: { '#value': 'value' },
      ExpressionAttributeValues: { ':before': before },
    },
  };
}

/** The writes of organisations, staff, services and sites alone. */
export function namedWrites(
  scope: TenantScope,
  { organisations = [], staff = [], services = [], sites = [] }: Partial<Omit<Tenant, 'profile'>>,
): Write[] {
  const put = (sk: string, kind: z.infer<typeof tenantRow>['kind'], value: unknown): Write =>
    scope.work.putWrite({ ...scope.keys.tenant(sk), kind, value });
  return [
    ...organisations.map((each) => put(`ORGANISATION#${each.code}`, 'ORGANISATION', each)),
    ...staff.map((each) => put(`STAFF#${each.id}`, 'STAFF', each)),
    ...services.map((each) => put(`SERVICE#${each.code}`, 'SERVICE', each)),
    ...sites.map((each) => put(`SITE#${each.id}`, 'SITE', each)),
  ];
}
