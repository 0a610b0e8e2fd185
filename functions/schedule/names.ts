import type { NameOf } from '@ohjaamo/shared/schedule/week.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';

/** Names of a tenant's workers with their home organisation; nobody for who has left. */
export function namesOf(tenant: Tenant): NameOf {
  const staff = new Map(tenant.staff.map((each) => [each.id, each]));
  const organisations = new Map(tenant.organisations.map((each) => [each.code, each]));
  return ({ rule }) => {
    const worker = staff.get(rule.staffId);
    const home = worker && organisations.get(worker.organisation);
    return (
      worker && {
        staffName: worker.name,
        organisation: home?.name ?? {},
        visitor: !(home?.runsSites ?? false),
      }
    );
  };
}
