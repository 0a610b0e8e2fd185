import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import type { SetupKit } from '@ohjaamo/shared/onboarding/kit.ts';
import { serviceContent } from '@ohjaamo/shared/onboarding/kit.ts';
import { addressOf, type TemplateVersion } from '@ohjaamo/shared/templates/version.ts';
import type { TakenPart } from '../adoptions/index.ts';
import type { Table } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { rememberedIn, type Setup } from './repository.ts';
import { sitesOfKit } from './siteStep.ts';
import { kitRules, kitShifts } from './weekSteps.ts';

/**
 * Leaves the municipality its own copies of the kit and of every part of it, as they were taken: services that were left out are left in
 * the copy as well, and a week knows which hours were made of it. Run again it changes nothing.
 */
export async function leaveCopies(
  scope: TenantScope,
  network: Table,
  { setup, kit }: { readonly setup: Setup; readonly kit: SetupKit },
  by: { readonly by: StaffId; readonly at: string },
): Promise<void> {
  const parts = new Map<string, TakenPart>();
  for (const { template, site } of kit.versions) {
    const address = await addressOf(template);
    const { left, inUse } = takenOf(setup, kit, template, site);
    const before = parts.get(address);
    parts.set(address, { address, template, left, inUse: [...(before?.inUse ?? []), ...inUse] });
  }
  // Opened once in a municipality's life: what it takes is loaded then.
  const { adoptKit } = await import('../adoptions/index.ts');
  await adoptKit(scope, network, [...parts.values()], by);
}

function takenOf(
  setup: Setup,
  kit: SetupKit,
  { kind, content }: TemplateVersion,
  key: string,
): Pick<TakenPart, 'left' | 'inUse'> {
  const { services } = setup.tenant;
  if (kind === 'SERVICE_SET') {
    const left = serviceContent
      .parse(content)
      .services.filter(({ code }) => services.every((each) => each.code !== code));
    return { left: left.map(({ code }) => `/services/${code}`), inUse: [{}] };
  }
  if (kind !== 'WEEKLY_CALENDAR') return { left: [], inUse: kind === 'SITUATION_MAP' ? [{}] : [] };
  const site = sitesOfKit(setup, kit).get(key);
  if (!site) return { left: [], inUse: [] };
  const roles = rememberedIn(setup).roles ?? [];
  const rules = kitRules(setup, { kit, roles, services }).get(site) ?? [];
  const taken = roles.filter((each) => each.site === key).map(({ role, staff }) => ({ role, staff }));
  const shifts = kitShifts(site, kit.weeks.get(key));
  const made = [...rules.map(({ rule }) => rule.id), ...shifts.map(({ id }) => id)];
  return {
    left: [],
    inUse: [{ site: site.id, roles: taken, made }],
  };
}
