import * as z from 'zod';
import { siteId, staffId } from '../kernel/ids.ts';
import { siteRole, tenantRole } from '../kernel/roles.ts';

/** Why a worker is suspended: a word of a closed list, so that nothing is written about anybody. */
export const suspensionReason = z.enum(['LEFT', 'ABSENCE', 'SECURITY', 'OTHER']);
export type SuspensionReason = z.infer<typeof suspensionReason>;

/** The roles that somebody may be given, each once; several are common. */
export const givenRoles = z
  .array(tenantRole)
  .min(1)
  .max(tenantRole.options.length)
  .refine((roles) => new Set(roles).size === roles.length, 'each role once');

/** The roles at one site. */
export const rolesAtSite = z.strictObject({ site: siteId, roles: z.array(siteRole).min(1) });

/** What a worker may do: roles in the whole municipality and roles at single sites, one of either at least. */
export const workerRoles = z
  .strictObject({
    roles: z
      .array(tenantRole)
      .max(tenantRole.options.length)
      .refine((roles) => new Set(roles).size === roles.length, 'each role once'),
    siteRoles: z
      .array(rolesAtSite)
      .max(100)
      .refine((held) => new Set(held.map(({ site }) => site)).size === held.length, 'each site once'),
  })
  .refine(({ roles, siteRoles }) => roles.length > 0 || siteRoles.length > 0, {
    message: 'no role',
    path: ['roles'],
  });

/** Whether a worker can sign in: has an account, has one that is closed, has an invitation, or has none. */
export const workerState = z.enum(['ACTIVE', 'SUSPENDED', 'INVITED', 'NO_ACCOUNT']);

/**
 * How far an invitation is: the mail is on its way, it waits for the worker, the mail service refused the address, or its time is over.
 */
export const invitationProgress = z.enum(['SENDING', 'OPEN', 'REFUSED', 'EXPIRED']);

/** A worker as the municipality's administrator sees them. */
export const workerView = z.strictObject({
  staffId,
  name: z.string(),
  title: z.string(),
  organisation: z.string(),
  /** Where the worker's calendar is. */
  homeSite: z.string(),
  state: workerState,
  roles: z.array(tenantRole),
  siteRoles: z.array(rolesAtSite),
  invitation: z
    .strictObject({ email: z.string(), progress: invitationProgress, until: z.string().optional() })
    .optional(),
  /** The second factor was said to be lost; `invitation` tells of the link to set up another. */
  factorLost: z.boolean(),
  suspended: z.strictObject({ at: z.string(), reason: suspensionReason, by: z.string() }).optional(),
  /** The municipality would have no administrator without this one. */
  lastAdministrator: z.boolean(),
  /** Whoever asks. */
  self: z.boolean(),
});
export type WorkerView = z.infer<typeof workerView>;
