import * as z from 'zod';
import { clientId, siteId, staffId, tenantId } from './ids.ts';

/** Roles inside one tenant (glossary B). A person may hold several. */
export const tenantRoles = [
  'TENANT_ADMIN',
  'SITE_MANAGER',
  'COUNSELLOR',
  'OUTREACH_WORKER',
  'PARTNER_WORKER',
  /** Manages workers in their home organisation: sees their hours, and never a client. */
  'STAFF_MANAGER',
] as const;
export const tenantRole = z.enum(tenantRoles);
export type TenantRole = z.infer<typeof tenantRole>;

/** Roles that somebody may hold at single sites; whoever administers, or manages an organisation's workers, does so in all of them. */
export const siteRole = tenantRole.exclude(['TENANT_ADMIN', 'STAFF_MANAGER']);
/** The roles that somebody holds at single sites, beside those in the whole municipality. */
export const siteRoles = z.record(siteId, z.array(siteRole).min(1));
export type SiteRoles = z.infer<typeof siteRoles>;

/** Whether somebody holds a role at all, in the municipality or at a site. */
export function holdsRole(who: {
  readonly roles: readonly unknown[];
  readonly siteRoles?: SiteRoles | undefined;
}): boolean {
  return who.roles.length > 0 || Object.keys(who.siteRoles ?? {}).length > 0;
}

/** Roles above the tenants; neither can reach a tenant's data. */
export const globalRole = z.enum(['NETWORK_STEWARD', 'PLATFORM_OPERATOR']);
export type Role = TenantRole | z.infer<typeof globalRole>;

/** Whoever works in a house reads the network's library of practice, and so do those who keep it. */
export const libraryReaders = [
  'TENANT_ADMIN',
  'SITE_MANAGER',
  'COUNSELLOR',
  'OUTREACH_WORKER',
  'PARTNER_WORKER',
  'NETWORK_STEWARD',
] as const satisfies readonly Role[];

/** Whoever is signed in, as verified membership says. One active tenant per session. */
export const actor = z.discriminatedUnion('realm', [
  z
    .strictObject({
      realm: z.literal('tenant'),
      subject: z.string().min(1).max(64),
      tenantId,
      staffId,
      /** In the whole municipality. */
      roles: z.array(tenantRole),
      siteRoles: siteRoles.optional(),
      /** Set by the pipeline: what is asked is open to them at this site alone. */
      onlyAt: siteId.optional(),
    })
    .refine(holdsRole, 'no role'),
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

/**
 * The roles that count where a site is named, and those in the whole municipality where none is: a role at one site opens nothing
 * at another, and nothing that is no site's.
 */
export function rolesAt(
  { roles, siteRoles: held = {} }: TenantActor,
  site: string | undefined,
): TenantRole[] {
  const there = Object.entries(held).find(([id]) => id === site)?.[1] ?? [];
  return [...new Set([...roles, ...there])];
}
