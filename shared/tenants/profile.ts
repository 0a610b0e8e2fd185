import * as z from 'zod';
import { identification, siteKind } from '../kernel/codes.ts';
import { language, localizedText } from '../kernel/i18n.ts';
import { code, siteId, slug, staffId } from '../kernel/ids.ts';

/** A municipality's own description of itself. `languages` bind it (423/2003), `publicLanguages` are a service. */
export const tenantProfile = z.strictObject({
  slug,
  name: localizedText,
  municipalityCode: z.string().regex(/^\d{3}$/u),
  languages: z.array(language).min(1),
  publicLanguages: z.array(z.string()).min(1),
  /** IANA zone of all rules. */
  zone: z.string(),
});

/** A home organisation of workers. `runsSites` marks the controller's own. */
export const organisation = z.strictObject({
  code,
  name: localizedText,
  type: z.string(),
  runsSites: z.boolean(),
});

export const staffMember = z.strictObject({
  id: staffId,
  name: z.string().max(120),
  organisation: code,
  languages: z.array(z.string()),
  skills: z.array(z.string()),
});

/** How a service's time is got (demo data `booking_mode`). */
export const bookingMode = z.enum([
  'WALK_IN',
  'WALK_IN_OR_BOOKED',
  'BOOKED',
  'BOOKED_OR_SLOT',
  'OUTREACH',
  'PHONE',
  'CHAT',
  'SIGN_UP_OR_DROP_IN',
]);

/**
 * What the weekly hours of a service are for: that service alone, or every service that the worker gives and that is got in
 * the same way, by booking or on duty.
 */
export const hoursFor = z.enum(['OWN', 'EVERY']);

/** A service of the tenant. Lengths and buffers in minutes, notice in hours, horizon in days. */
export const service = z.strictObject({
  code,
  name: localizedText,
  ptvClasses: z.array(z.string()),
  /** The lowest level at which the service may be used; booking a time never needs more than LIGHT. */
  minimumIdentification: identification,
  bookingMode,
  hoursFor,
  lengthMinutes: z.int().min(5).max(480),
  bufferBeforeMinutes: z.int().min(0).max(120),
  bufferAfterMinutes: z.int().min(0).max(120),
  noticeHours: z.int().min(0).max(720),
  horizonDays: z.int().min(1).max(365),
  /** Workers who give it. */
  staff: z.array(staffId),
});

export const site = z.strictObject({
  id: siteId,
  slug,
  name: localizedText,
  kind: siteKind,
  address: z.string().max(200),
  rooms: z.array(z.string()),
});

export type TenantProfile = z.infer<typeof tenantProfile>;
export type Organisation = z.infer<typeof organisation>;
export type StaffMember = z.infer<typeof staffMember>;
export type Service = z.infer<typeof service>;
export type Site = z.infer<typeof site>;

/** Everything of a tenant that its modules look names up in. */
export interface Tenant {
  readonly profile: TenantProfile;
  readonly organisations: readonly Organisation[];
  readonly staff: readonly StaffMember[];
  readonly services: readonly Service[];
  readonly sites: readonly Site[];
}
