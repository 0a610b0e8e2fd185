import type { SiteId } from '@ohjaamo/shared/kernel/ids.ts';
import { absence, openingException, openingHours, type SitePlan, weeklyRule } from '@ohjaamo/shared/schedule/plan.ts';
import * as z from 'zod';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';

const planRow = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('HOURS'), value: z.array(openingHours) }),
  z.object({ kind: z.literal('EXCEPTIONS'), value: z.array(openingException) }),
  z.object({ kind: z.literal('RULE'), value: weeklyRule }),
]);

const absenceRow = z.object({ kind: z.literal('ABSENCE'), value: absence });

/**
 * Reads a site's hours, exceptions and weekly rules, and the tenant's absences that end on `since` or later: two Queries at
 * one time. A site without a plan has none of each.
 */
export async function readPlan(scope: TenantScope, site: SiteId, since = ''): Promise<SitePlan> {
  const [{ items }, absences] = await Promise.all([
    scope.work.query(scope.keys.site(site, '').pk, planRow),
    // `~` sorts after every date.
    scope.work.query(scope.keys.absence('').pk, absenceRow, { between: [since, '~'] }),
  ]);
  return {
    absences: absences.items.map(({ value }) => value),
    hours: items.flatMap((item) => (item.kind === 'HOURS' ? item.value : [])),
    exceptions: items.flatMap((item) => (item.kind === 'EXCEPTIONS' ? item.value : [])),
    rules: items.flatMap((item) => (item.kind === 'RULE' ? [item.value] : [])),
  };
}

/** The writes that make a site's plan stand. */
export function planWrites(scope: TenantScope, site: SiteId, plan: SitePlan): Write[] {
  const put = (sk: string, kind: z.infer<typeof planRow>['kind'], value: unknown): Write =>
    scope.work.putWrite({ ...scope.keys.site(site, sk), kind, value });
  return [
    put('HOURS', 'HOURS', plan.hours),
    put('EXCEPTIONS', 'EXCEPTIONS', plan.exceptions),
    ...plan.rules.map((rule) => put(`RULE#${rule.id}`, 'RULE', rule)),
  ];
}
