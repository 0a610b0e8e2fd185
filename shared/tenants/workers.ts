import * as z from 'zod';
import { localizedText } from '../kernel/i18n.ts';
import { code, siteId, staffId } from '../kernel/ids.ts';
import { singleLine } from '../kernel/names.ts';
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

/** What the list of workers says of one, beside what they may do: changed by the municipality's administrator. */
export const workerParticulars = z.lazy(() =>
  z.strictObject({
    name: singleLine(120),
    /** What the worker is by profession; may be empty. */
    title: z
      .string()
      .trim()
      .max(120)
      .regex(/^(?:[\u{200C}\u{200D}]|[^\p{C}\p{Zl}\p{Zp}])*$/u),
    organisation: code,
    homeSite: siteId,
    /** Share of full-time work given to the Ohjaamo, over 0 to 1. */
    share: z.number().gt(0).max(1),
    /** Codes of ISO 639, in which one can serve. */
    languages: z
      .array(z.string().regex(/^[a-z]{2,3}$/u))
      .min(1)
      .max(20)
      .refine((spoken) => new Set(spoken).size === spoken.length, 'each language once'),
  }),
);
export type WorkerParticulars = z.infer<typeof workerParticulars>;

/** Languages that the page offers first; a worker may have others. */
export const servedLanguages = [
  'fi',
  'sv',
  'en',
  'se',
  'ru',
  'uk',
  'ar',
  'so',
  'fa',
  'ku',
  'et',
  'es',
  'fr',
] as const;

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
  /** The same by code and id, with what else can be changed. */
  particulars: workerParticulars,
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

/** An organisation to choose as a worker's home. */
export const homeOrganisation = z.strictObject({ code, name: localizedText });
export type WorkerView = z.infer<typeof workerView>;
