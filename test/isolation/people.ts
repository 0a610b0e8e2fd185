import { clientId, staffId, tenantId } from '@ohjaamo/shared/kernel/ids.ts';
import type { Actor, PersonActor, Role, TenantRole } from '@ohjaamo/shared/kernel/roles.ts';
import type { Settled } from './ids.ts';

/** Somebody signed in to a tenant with one role, or above the tenants. */
export function somebody(role: Role, of: Settled, worker = of.ids.staffId): Actor {
  return role === 'NETWORK_STEWARD' || role === 'PLATFORM_OPERATOR'
    ? { realm: 'global', subject: 'somebody-above', roles: [role] }
    : {
        realm: 'tenant',
        subject: `somebody-of-${of.tenantId}`,
        tenantId: tenantId.parse(of.tenantId),
        staffId: staffId.parse(worker),
        roles: [role satisfies TenantRole],
      };
}

/** The tenant's client on the own page. */
export function thePerson(of: Settled): PersonActor {
  return {
    realm: 'person',
    tenantId: tenantId.parse(of.tenantId),
    clientId: clientId.parse(of.ids.clientId),
    since: 0,
  };
}
