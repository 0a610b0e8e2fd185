import { staffId, tenantId } from '@ohjaamo/shared/kernel/ids.ts';
import type { Actor, Role, TenantRole } from '@ohjaamo/shared/kernel/roles.ts';
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
