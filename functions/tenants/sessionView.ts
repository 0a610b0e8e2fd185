import { languages } from '@ohjaamo/shared/kernel/i18n.ts';
import type { SessionView } from '@ohjaamo/shared/tenants/sessionRoutes.ts';
import { sessionEnd, type SessionTimes } from '@ohjaamo/shared/tenants/session.ts';
import type { Membership } from './accessRepository.ts';
import { elsewhereOf, type OpenTown } from './openTowns.ts';
import type { TenantsPorts } from './ports.ts';
import { readTenant } from './profileRepository.ts';

/**
 * Who is signed in, in words: names come from the tenant's own profile, never from the account.
 *
 * @param towns other municipalities that the same login opens
 */
export async function sessionView(
  { openScope }: Pick<TenantsPorts, 'openScope'>,
  who: Membership,
  times: SessionTimes,
  towns: readonly OpenTown[] = [],
): Promise<SessionView> {
  const expiresAt = new Date(sessionEnd(times)).toISOString();
  if (who.realm === 'global') {
    const { realm, roles, displayName } = who;
    return { realm, roles, displayName, languages: [...languages], sites: [], expiresAt };
  }
  const tenant = await readTenant(openScope(who.tenantId, 'auditor'));
  return {
    realm: who.realm,
    roles: who.roles,
    ...(who.siteRoles && { siteRoles: who.siteRoles }),
    displayName: tenant?.staff.find(({ id }) => id === who.staffId)?.name ?? '',
    staffId: who.staffId,
    ...(tenant && { tenantSlug: tenant.profile.slug, tenantName: tenant.profile.name }),
    languages: tenant?.profile.languages ?? [],
    sites: (tenant?.sites ?? []).map(({ id, slug, name }) => ({ id, slug, name })),
    ...(towns.length > 0 && { elsewhere: elsewhereOf(towns) }),
    expiresAt,
  };
}
