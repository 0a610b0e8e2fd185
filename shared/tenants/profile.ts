import * as z from 'zod';
import { identification, meetingChannel, siteKind, weekday } from '../kernel/codes.ts';
import { furtherLanguage, language, localizedText } from '../kernel/i18n.ts';
import { code, roomId, siteId, slug, staffId } from '../kernel/ids.ts';
import { videoLink } from '../kernel/reach.ts';
import { enteredResidents } from '../kernel/residents.ts';
import { plainDate, plainTime } from '../kernel/time.ts';
import { branding } from '../kernel/branding.ts';

/** A municipality's own description of itself. */
export const tenantProfile = z.lazy(() =>
  z.strictObject({
    slug,
    name: localizedText,
    municipalityCode: z.string().regex(/^\d{3}$/u),
    /** The languages that its page is in: those that bind it (423/2003), and those that it added. */
    languages: z.array(language).min(1),
    /** Languages that are to be added once every name has them. */
    comingLanguages: z.array(language).optional(),
    /** Languages in which its sites' pages can be read besides, see `furtherLanguages`. */
    furtherLanguages: z.array(furtherLanguage).optional(),
    /** IANA zone of all rules. */
    zone: z.string(),
    /** Whether young people are told the profession and the organisation of whoever has used their data, without the name. */
    workersUnnamed: z.boolean().optional(),
    /** What reach is counted of (M22): a setting, laid over the profile with the days from which each number holds. */
    residents: enteredResidents.optional(),
    /** The municipality's own accent on its public pages. */
    branding: branding.optional(),
    bookingCaps: z.strictObject({
      /** Open bookings that one address may make at one site on one day. */
      perAddress: z.int().min(1).max(500),
      /** Open bookings that a site takes on one day, from all addresses together. */
      perSite: z.int().min(1).max(10_000),
      /** Times that one address may hold at once while filling in. */
      holds: z.int().min(1).max(100),
    }),
  }),
);

/** A home organisation of workers. */
export const organisation = z.lazy(() =>
  z.strictObject({
    code,
    name: localizedText,
    type: z.string(),
    /** It belongs to the controller: its counsellors see all cases. */
    runsSites: z.boolean(),
    /** The day on which it was closed. Its name stays for what it was part of; for anything new it is not chosen. */
    closedFrom: plainDate.optional(),
  }),
);

export const staffMember = z.lazy(() =>
  z.strictObject({
    id: staffId,
    name: z.string().max(120),
    organisation: code,
    /** Where the worker's calendar sheets stand; work at other sites stands in the same sheets. */
    homeSite: siteId,
    /** What the worker is by profession, in the municipality's own words. */
    title: z.string().max(120),
    /** Share of full-time work given to the Ohjaamo, over 0 to 1. */
    share: z.number().gt(0).max(1),
    languages: z.array(z.string()),
    skills: z.array(z.string()),
    /** The worker's own address of meetings by video, given to whoever booked one. */
    videoLink: videoLink.optional(),
  }),
);

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
export const service = z.lazy(() =>
  z.strictObject({
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
    /** How the meeting may take place; the first is proposed. */
    channels: z.array(meetingChannel).min(1),
    /** Skills that a worker must have to be offered for it; none = everybody who gives it. */
    skills: z.array(z.string()),
    /** True when a worker decides on each booking first; the time is busy meanwhile. */
    needsApproval: z.boolean(),
    /** Persons that the room of a meeting on site must hold; absent = no room is booked. */
    roomFor: z.int().min(1).max(500).optional(),
    /** Workers of whom one joins the meeting, e.g. a partner's; none = nobody. */
    alongside: z.array(staffId),
    limits: z.strictObject({
      /** Bookings of the service that one worker takes in a day, and in an ISO week. */
      perDay: z.int().min(1).optional(),
      perWeek: z.int().min(1).optional(),
      /** Coming bookings of the service that one reachable person may have. */
      perPerson: z.int().min(1).optional(),
    }),
    /** The only hours in which the service is given, intersected with the worker's; none = no restriction. */
    hours: z.array(z.strictObject({ weekday, opens: plainTime, closes: plainTime })),
    /** No longer given: bookings that were made stay, and no more are made. */
    retired: z.boolean().optional(),
  }),
);

/** A room of a site. A room whose parts are rooms of their own is free when all its parts are. */
export const room = z.lazy(() =>
  z.strictObject({
    id: roomId,
    name: z.string().min(1).max(80),
    /** Persons it holds. */
    capacity: z.int().min(1).max(500),
    /** The room that this one is a part of. */
    partOf: roomId.optional(),
  }),
);

export const site = z.lazy(() =>
  z.strictObject({
    id: siteId,
    slug,
    name: localizedText,
    kind: siteKind,
    address: z.string().max(200),
    rooms: z.array(room),
    /** The first day on which the site is closed for good. */
    closedFrom: plainDate.optional(),
  }),
);

/** Whether a site is closed for good on a date. */
export function isClosed({ closedFrom }: Pick<Site, 'closedFrom'>, on: string): boolean {
  return closedFrom !== undefined && closedFrom <= on;
}

/** What a municipality begins with; its administrator may set others. */
export const defaultBookingCaps: TenantProfile['bookingCaps'] = { perAddress: 30, perSite: 200, holds: 10 };

export type TenantProfile = z.infer<typeof tenantProfile>;
export type Organisation = z.infer<typeof organisation>;
export type StaffMember = z.infer<typeof staffMember>;
export type Service = z.infer<typeof service>;
export type Room = z.infer<typeof room>;
export type Site = z.infer<typeof site>;

/** The organisations that can be chosen for something new. */
export function openOrganisations({ organisations }: Pick<Tenant, 'organisations'>): Organisation[] {
  return organisations.filter(({ closedFrom }) => closedFrom === undefined);
}

/** Everything of a tenant that its modules look names up in. */
export interface Tenant {
  readonly profile: TenantProfile;
  readonly organisations: readonly Organisation[];
  readonly staff: readonly StaffMember[];
  readonly services: readonly Service[];
  readonly sites: readonly Site[];
}
