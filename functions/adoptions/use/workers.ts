import type { UseEffect } from '@ohjaamo/shared/adoptions/useRoutes.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';

/** The workers among whom is chosen. */
export function workersOf({ staff }: Tenant): Extract<UseEffect, { what: 'WEEK' }>['workers'] {
  return staff.map(({ id, name, title }) => ({ id, name, title }));
}
