import type { SiteId } from '../kernel/ids.ts';
import { checkPlan, type PlanFault } from './checkPlan.ts';
import type { SitePlan, WeeklyRule } from './plan.ts';

/** The plan of one of the tenant's sites. */
export interface PlanOfSite {
  readonly site: SiteId;
  readonly plan: Pick<SitePlan, 'hours' | 'exceptions' | 'rules'>;
}

/** What a change makes impossible, named by rules instead of their places in a list. */
export interface NewFault {
  readonly code: PlanFault['code'];
  readonly site: SiteId;
  readonly rule: WeeklyRule;
  /** With `OVERLAP`: what claims the same worker's time, and where. */
  readonly other?: { readonly site: SiteId; readonly rule: WeeklyRule };
  /** True when the plan cannot stand so. A rule outside opening hours can: it is cut to them. */
  readonly blocks: boolean;
}

/**
 * The faults that the plans have after a change and did not have before: whoever changes Tuesday need not mend what
 * somebody else left wrong on Friday.
 */
export function newFaults(before: readonly PlanOfSite[], after: readonly PlanOfSite[]): NewFault[] {
  const known = new Set(faultsOf(before).map(keyOf));
  return faultsOf(after).filter((fault) => !known.has(keyOf(fault)));
}

function faultsOf(sites: readonly PlanOfSite[]): NewFault[] {
  const at = (site: string | undefined, index: number | undefined) => {
    const found = sites.find((each) => each.site === site);
    const rule = found?.plan.rules[index ?? -1];
    return found && rule && { site: found.site, rule };
  };
  return checkPlan(sites).flatMap((fault) => {
    const place = at(fault.site, fault.ruleIndex);
    const other = at(fault.otherSite, fault.otherRuleIndex);
    if (!place) return [];
    const blocks = fault.code !== 'OUTSIDE_OPENING_HOURS';
    return [{ code: fault.code, ...place, ...(other && { other }), blocks }];
  });
}

/** A fault is the same while its rules say the same; of two that overlap either may be named first. */
function keyOf({ code, site, rule, other }: NewFault): string {
  const sides = [
    `${site} ${JSON.stringify(rule)}`,
    ...(other ? [`${other.site} ${JSON.stringify(other.rule)}`] : []),
  ];
  return [code, ...sides.sort()].join(' ');
}
