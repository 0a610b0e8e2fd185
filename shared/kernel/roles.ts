import * as z from 'zod';
import { clientId, staffId, tenantId } from './ids.ts';

/** Roles inside one tenant (glossary B). A person may hold several. */
export const tenantRoles = [
  'TENANT_ADMIN',
  'SITE_MANAGER',
  'COUNSELLOR',
  'OUTREACH_WORKER',
  'PARTNER_WORKER',
] as const;
export const tenantRole = z.enum(tenantRoles);
export type TenantRole = z.infer<typeof tenantRole>;

/** Roles above the tenants; neither can reach a tenant's data. */
export const globalRole = z.enum(['NETWORK_STEWARD', 'PLATFORM_OPERATOR']);
export type Role = TenantRole | z.infer<typeof globalRole>;

/** Whoever is signed in, as verified membership says. One active tenant per session. */
export const actor = z.discriminatedUnion('realm', [
  z.strictObject({
    realm: z.literal('tenant'),
    subject: z.string().min(1).max(64),
    tenantId,
    staffId,
    roles: z.array(tenantRole).min(1),
  }),
  z.strictObject({
    realm: z.literal('global'),
    subject: z.string().min(1).max(64),
    roles: z.array(globalRole).min(1),
  }),
]);
export type Actor = z.infer<typeof actor>;
/** A young person on the own page: of one tenant, and about oneself only. No role, and never an {@link Actor} of the house. */
export const personActor = z.strictObject({
  realm: z.literal('person'),
  tenantId,
  clientId,
  /** When one identified, in milliseconds since 1970. */
  since: z.int(),
});
export type PersonActor = z.infer<typeof personActor>;
export type TenantActor = Extract<Actor, { realm: 'tenant' }>;
