import { languages } from '@ohjaamo/shared/kernel/i18n.ts';
import type { SessionView } from '@ohjaamo/shared/tenants/contract.ts';
import { sessionEnd, type SessionTimes } from '@ohjaamo/shared/tenants/session.ts';
import type { Membership } from './accessRepository.ts';
import type { TenantsPorts } from './ports.ts';
import { readTenant } from './profileRepository.ts';

/** Who is signed in, in words: names come from the tenant's own profile, never from the account. */
export async function sessionView(
  { openScope }: Pick<TenantsPorts, 'openScope'>,
  who: Membership,
  times: SessionTimes,
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
    expiresAt,
  };
}
