import { succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { settingsRoutes, SettingView } from '@ohjaamo/shared/settings/contract.ts';
import { comingAfter, inForceOn } from '@ohjaamo/shared/kernel/dated.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import { mattersOf, type SettingMatter } from '@ohjaamo/shared/settings/tenantSettings.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { readBeginning } from '../tenants/index.ts';
import { todayIn } from './changeAgreement.ts';
import { readHistories, type SettingHistory } from './settingsRepository.ts';

/** Every setting of the municipality: what holds, what will, and who decided what when. 2 Queries. */
export const readSettings: UseCase<(typeof settingsRoutes)['readSettings']> = async ({ scope, clock }) => {
  const [read, histories] = await Promise.all([readBeginning(scope), readHistories(scope)]);
  if (!read) throw new Error('The tenant has no profile');
  const { tenant } = read;
  const today = todayIn(tenant, clock);
  const settings = mattersOf(tenant).map((about) => {
    const { matter } = about;
    const history = histories.find((each) => each.matter === matter) ?? { matter, version: 0, decisions: [] };
    return viewOf(tenant, about, history, today);
  });
  return succeed({ body: { today, settings } });
};

function viewOf(
  { staff, services }: Tenant,
  { of, beginning }: SettingMatter,
  { matter, version, decisions }: SettingHistory,
  today: string,
): SettingView {
  const nameOf = (by: string) => staff.find(({ id }) => id === by)?.name ?? '';
  const now = inForceOn(decisions, today);
  const coming = comingAfter(decisions, today);
  const service =
    beginning?.of === 'SERVICE_BOOKING' && services.find(({ code }) => code === beginning.service);
  return {
    ...{ matter, of },
    ...(service && { name: service.name }),
    version,
    ...(beginning && { beginning }),
    ...((now?.value ?? beginning) && { now: now?.value ?? beginning }),
    decisions: decisions
      .map(({ by, withdrawn, ...each }, index) => ({
        ...each,
        by: nameOf(by),
        ...(withdrawn && { withdrawn: { at: withdrawn.at, by: nameOf(withdrawn.by) } }),
        stands: standsAs(decisions[index], now, coming),
      }))
      .reverse(),
  };
}

function standsAs<D>(one: D, now: D | undefined, coming: readonly D[]): 'NOW' | 'COMING' | 'PAST' {
  if (one === now) return 'NOW';
  return coming.includes(one) ? 'COMING' : 'PAST';
}
