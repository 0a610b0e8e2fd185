import type { SiteId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Absence, absence, type SitePlan } from '@ohjaamo/shared/schedule/plan.ts';
import * as z from 'zod';
import type { Write } from '../kernel/table.ts';
import type { Key } from '../kernel/tenancy/keys.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { type OwnPlan, packPlan, unpackPlan } from './packedPlan.ts';

/** Changes whose ids a plan remembers, so that one of them sent again is known as done. */
const REMEMBERED_CHANGES = 20;

/** A site's whole plan is one row. */
const planRow = z.object({
  kind: z.literal('PLAN'),
  version: z.int().min(1),
  /** Ids of the latest changes, the newest last. */
  changes: z.array(z.string()),
  packed: z.instanceof(Uint8Array),
});

const absenceRow = z.object({ kind: z.literal('ABSENCE'), value: absence });

/** A row of the partition in which the plans of a tenant's sites and its absences stand. */
const calendarRow = z.discriminatedUnion('kind', [planRow.extend({ sk: z.string() }), absenceRow]);

/** A site's plan with what its next write is conditional on; version 0 = not written yet. */
export interface VersionedPlan {
  readonly version: number;
  readonly changes: readonly string[];
  readonly plan: OwnPlan;
}

const emptyPlan: VersionedPlan = { version: 0, changes: [], plan: { hours: [], exceptions: [], rules: [] } };

/**
 * Reads a site's plan, and the tenant's absences that end on `since` (a date) or later: one Query, eventually consistent, which
 * reads the packed plans of the tenant's other sites too. A site without a plan has no hours, exceptions and rules.
 */
export async function readPlan(scope: TenantScope, site: SiteId, since = '0'): Promise<SitePlan> {
  const key = scope.keys.plan(site);
  // `~` sorts after every date and every plan.
  const { items } = await scope.work.query(key.pk, calendarRow, { between: [since, '~'] });
  const row = items.find((item) => item.kind === 'PLAN' && item.sk === key.sk);
  const { plan } = row?.kind === 'PLAN' ? versioned(key, row) : emptyPlan;
  return { ...plan, absences: items.flatMap((item) => (item.kind === 'ABSENCE' ? [item.value] : [])) };
}

/** Reads a site's plan alone, consistently unless told otherwise: one GetItem. */
export async function readVersionedPlan(
  scope: TenantScope,
  site: SiteId,
  consistent = true,
): Promise<VersionedPlan> {
  const key = scope.keys.plan(site);
  const row = await scope.work.get(key, planRow, consistent);
  return row ? versioned(key, row) : emptyPlan;
}

function versioned(key: Key, { version, changes, packed }: z.infer<typeof planRow>): VersionedPlan {
  return { version, changes, plan: unpackPlan(key, packed) };
}

/** Reads the absences of all workers of the tenant that end on `since` (a date) or later: one Query. */
export async function readAbsences(scope: TenantScope, since: string): Promise<Absence[]> {
  // `:` sorts after every date and before the plans.
  const { items } = await scope.work.query(scope.keys.absence('').pk, absenceRow, { between: [since, ':'] });
  return items.map(({ value }) => value);
}

/** The writes that make a site's plan stand, whatever stood there: for provisioning. */
export function planWrites(scope: TenantScope, site: SiteId, plan: OwnPlan): Write[] {
  return [scope.work.putWrite(planItem(scope, site, { version: 1, changes: [], plan }))];
}

/**
 * The write that puts a changed plan in the place of the one that was read; its condition fails when another change came
 * first.
 *
 * @param changeId chosen by the caller: a change sent again is found in `changes` of what stands
 */
export function planChangeWrite(
  scope: TenantScope,
  site: SiteId,
  read: VersionedPlan,
  plan: OwnPlan,
  changeId: string,
): Write {
  const changes = [...read.changes, changeId].slice(-REMEMBERED_CHANGES);
  const item = planItem(scope, site, { version: read.version + 1, changes, plan });
  return scope.work.putOverWrite(item, read.version);
}

/** The write that makes an absence stand, whatever stood there. */
export function absenceWrite(scope: TenantScope, value: Absence): Write {
  return scope.work.putWrite(absenceItem(scope, value));
}

/**
 * The writes that put an absence in the place of the one that was read: nothing for `undefined`, before or after. Absences are
 * the tenant's, and the version is of one site's plan: a condition fails when a change from another site came first. The key
 * tells the last day, so one that ends another day than before moves.
 */
export function absenceChangeWrites(
  scope: TenantScope,
  before: Absence | undefined,
  after: Absence | undefined,
): Write[] {
  const item = after && absenceItem(scope, after);
  const { name: TableName } = scope.work;
  const ConditionExpression = 'attribute_exists(pk)';
  if (item && before?.to === after.to) return [{ Put: { TableName, Item: item, ConditionExpression } }];
  return [
    ...(before ? [{ Delete: { TableName, Key: absenceKey(scope, before), ConditionExpression } }] : []),
    ...(item ? [scope.work.putWrite(item, true)] : []),
  ];
}

function absenceItem(scope: TenantScope, value: Absence) {
  return { ...absenceKey(scope, value), kind: 'ABSENCE', value };
}

function planItem(scope: TenantScope, site: SiteId, { version, changes, plan }: VersionedPlan) {
  return { ...scope.keys.plan(site), kind: 'PLAN', version, changes, packed: packPlan(plan) };
}

function absenceKey(scope: TenantScope, { to, id }: Absence): Key {
  return scope.keys.absence(`${to}#${id}`);
}
