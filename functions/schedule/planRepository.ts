import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { AbsenceId, SiteId } from '@ohjaamo/shared/kernel/ids.ts';
import {
  type Absence,
  absence,
  openingException,
  openingHours,
  type SitePlan,
  weeklyRule,
} from '@ohjaamo/shared/schedule/plan.ts';
import * as z from 'zod';
import type { Write } from '../kernel/table.ts';
import type { Key } from '../kernel/tenancy/keys.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';

/** Changes whose ids a plan remembers, so that one of them sent again is known as done. */
const REMEMBERED_CHANGES = 20;

/**
 * A site's whole plan is one row, so that a search for free times reads it in one go: 300 weekly rules are 45 KB as
 * written out and about 4 KB packed (JSON, DEFLATE, RFC 1951).
 */
const planRow = z.object({
  kind: z.literal('PLAN'),
  version: z.int().min(1),
  /** Ids of the latest changes, the newest last. */
  changes: z.array(z.string()),
  packed: z.instanceof(Uint8Array),
});

const packedPlan = z.object({
  hours: z.array(openingHours),
  exceptions: z.array(openingException),
  rules: z.array(weeklyRule),
});

const absenceRow = z.object({ kind: z.literal('ABSENCE'), value: absence });

/** What a site itself decides of its plan; absences belong to the workers. */
export type OwnPlan = Omit<SitePlan, 'absences'>;

/** A site's plan with what its next write is conditional on; version 0 = not written yet. */
export interface VersionedPlan {
  readonly version: number;
  readonly changes: readonly string[];
  readonly plan: OwnPlan;
}

const emptyPlan: VersionedPlan = { version: 0, changes: [], plan: { hours: [], exceptions: [], rules: [] } };

/**
 * Reads a site's plan, and the tenant's absences that end on `since` (a date) or later: one GetItem and one Query at one
 * time, eventually consistent. A site without a plan has none of each.
 */
export async function readPlan(scope: TenantScope, site: SiteId, since?: string): Promise<SitePlan> {
  const [{ plan }, absences] = await Promise.all([
    readVersionedPlan(scope, site, false),
    readAbsences(scope, since),
  ]);
  return { ...plan, absences };
}

/** Reads a site's plan alone, consistently unless told otherwise: one GetItem. */
export async function readVersionedPlan(
  scope: TenantScope,
  site: SiteId,
  consistent = true,
): Promise<VersionedPlan> {
  const row = await scope.work.get(planKey(scope, site), planRow, consistent);
  if (!row) return emptyPlan;
  const text = inflateRawSync(row.packed).toString('utf8');
  return { version: row.version, changes: row.changes, plan: packedPlan.parse(JSON.parse(text)) };
}

/** Reads the absences of all workers of the tenant that end on `since` (a date) or later: one Query. */
export async function readAbsences(scope: TenantScope, since = '0'): Promise<Absence[]> {
  const { pk } = scope.keys.absence('');
  // `~` sorts after every date.
  const { items } = await scope.work.query(pk, absenceRow, { between: [since, '~'] });
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
  if (read.version === 0) return scope.work.putWrite(item, true);
  return {
    Put: {
      TableName: scope.work.name,
      Item: item,
      ConditionExpression: 'version = :read',
      ExpressionAttributeValues: { ':read': read.version },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  };
}

/** The write that makes an absence stand. */
export function absenceWrite(scope: TenantScope, value: Absence): Write {
  return scope.work.putWrite({ ...absenceKey(scope, value), kind: 'ABSENCE', value });
}

/** The write that ends an absence. */
export function absenceDeletion(
  scope: TenantScope,
  gone: { readonly to: string; readonly id: AbsenceId },
): Write {
  return { Delete: { TableName: scope.work.name, Key: absenceKey(scope, gone) } };
}

function planItem(scope: TenantScope, site: SiteId, { version, changes, plan }: VersionedPlan) {
  const { hours, exceptions, rules } = plan;
  const packed = new Uint8Array(deflateRawSync(JSON.stringify({ hours, exceptions, rules })));
  return { ...planKey(scope, site), kind: 'PLAN', version, changes, packed };
}

function planKey(scope: TenantScope, site: SiteId): Key {
  return scope.keys.site(site, 'PLAN');
}

function absenceKey(scope: TenantScope, { to, id }: { readonly to: string; readonly id: AbsenceId }): Key {
  return scope.keys.absence(`${to}#${id}`);
}
