import * as z from 'zod';

const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz';

/** Ten random `[0-9a-z]` (51 bits): a tenant, a site, a member of staff. Short, because they stand in every key. */
const SHORT_ID = /^[0-9a-z]{10}$/u;
const shortId = z.string().regex(SHORT_ID);

/** Twenty random `[0-9a-z]` (103 bits): a record. Chosen by the caller, so that a retry names the same record. */
const recordId = z.string().regex(/^[0-9a-z]{20}$/u);

export const tenantId = shortId.brand<'TenantId'>();
export const siteId = shortId.brand<'SiteId'>();
export const staffId = shortId.brand<'StaffId'>();
export const bookingId = recordId.brand<'BookingId'>();
export const contactId = recordId.brand<'ContactId'>();
export const clientId = recordId.brand<'ClientId'>();
export const episodeId = recordId.brand<'EpisodeId'>();
export const consentId = recordId.brand<'ConsentId'>();
export const roomId = shortId.brand<'RoomId'>();
export const groupId = shortId.brand<'GroupId'>();
export const absenceId = shortId.brand<'AbsenceId'>();
export const ticketId = recordId.brand<'TicketId'>();
export const waitingId = recordId.brand<'WaitingId'>();
export const seriesId = recordId.brand<'SeriesId'>();
export const meetingId = recordId.brand<'MeetingId'>();
export const signUpId = recordId.brand<'SignUpId'>();
export const threadId = recordId.brand<'ThreadId'>();
export const callId = recordId.brand<'CallId'>();
export const messageId = recordId.brand<'MessageId'>();
export const reviewId = recordId.brand<'ReviewId'>();
export const noteId = recordId.brand<'NoteId'>();
export const mapId = recordId.brand<'MapId'>();
export const planPartId = recordId.brand<'PlanPartId'>();
export const referralId = recordId.brand<'ReferralId'>();
export const notificationId = recordId.brand<'NotificationId'>();
export const employerId = recordId.brand<'EmployerId'>();
export const placeId = recordId.brand<'PlaceId'>();
export const openingId = recordId.brand<'OpeningId'>();
export const trialId = recordId.brand<'TrialId'>();
export const guardianId = recordId.brand<'GuardianId'>();
export const requestId = recordId.brand<'RequestId'>();
export const eventId = recordId.brand<'EventId'>();
export const handoverId = recordId.brand<'HandoverId'>();

/** A municipality's or a site's name in an address: lower-case letters, digits and single hyphens, 2–40 characters. */
export const slug = z
  .string()
  .regex(/^(?=.{2,40}$)[a-z0-9]+(?:-[a-z0-9]+)*$/u, '2–40 lower-case letters, digits and single hyphens')
  .brand<'Slug'>();

/** A code of demo or tenant data such as a service (`STUDY`) or an organisation (`ROI-NUO`): 1–20 characters. */
export const code = z.string().regex(/^[A-Z0-9][A-Z0-9-]{0,19}$/u);

/** 128 or 256 random bits in base64url: 22 or 43 characters. Only its SHA-256 is ever stored. */
export const linkSecret = z.string().regex(/^[A-Za-z0-9_-]{22}$/u);
export const sessionSecret = z.string().regex(/^[A-Za-z0-9_-]{43}$/u);

/** Workers as a search names them by the thousand: looked at in one walk, because a schema run for each takes four times as long. */
export const staffIds: z.ZodType<StaffId[], string[]> = z
  .array(z.string())
  .refine((ids): ids is StaffId[] => ids.every((id) => SHORT_ID.test(id)))
  .meta({ items: { type: 'string', pattern: SHORT_ID.source } });

export type TenantId = z.infer<typeof tenantId>;
export type SiteId = z.infer<typeof siteId>;
export type StaffId = z.infer<typeof staffId>;
export type BookingId = z.infer<typeof bookingId>;
export type ContactId = z.infer<typeof contactId>;
export type ClientId = z.infer<typeof clientId>;
export type ConsentId = z.infer<typeof consentId>;
export type RoomId = z.infer<typeof roomId>;
/** Whatever has a calendar sheet: a worker, or a room that is not divided. */
export type ResourceId = StaffId | RoomId;
export type GroupId = z.infer<typeof groupId>;
export type TicketId = z.infer<typeof ticketId>;
export type WaitingId = z.infer<typeof waitingId>;
export type SeriesId = z.infer<typeof seriesId>;
export type MeetingId = z.infer<typeof meetingId>;
export type SignUpId = z.infer<typeof signUpId>;
export type ThreadId = z.infer<typeof threadId>;
export type CallId = z.infer<typeof callId>;
export type MessageId = z.infer<typeof messageId>;
export type EpisodeId = z.infer<typeof episodeId>;
export type NoteId = z.infer<typeof noteId>;
export type MapId = z.infer<typeof mapId>;
export type ReferralId = z.infer<typeof referralId>;
export type NotificationId = z.infer<typeof notificationId>;
export type EmployerId = z.infer<typeof employerId>;
export type OpeningId = z.infer<typeof openingId>;
export type TrialId = z.infer<typeof trialId>;

/** Where ids and secrets come from; tests give a counting source, the product the platform's random numbers. */
export interface IdSource {
  /** `length` characters of `[0-9a-z]`. */
  id(length: 10 | 20): string;
  /** `bits` random bits in base64url. */
  secret(bits: 128 | 256): string;
}

/** The random source of the running platform (Web Crypto, so the same in Lambda and in a browser). */
export const randomIds: IdSource = {
  id(length) {
    let text = '';
    while (text.length < length) {
      for (const byte of crypto.getRandomValues(new Uint8Array(length))) {
        // 252 is the largest multiple of 36 in a byte: taking more would favour the first letters.
        if (byte < 252 && text.length < length) text += ALPHABET[byte % 36] ?? '';
      }
    }
    return text;
  },
  secret(bits) {
    const bytes = crypto.getRandomValues(new Uint8Array(bits / 8));
    return btoa(String.fromCharCode(...bytes))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replaceAll('=', '');
  },
};
