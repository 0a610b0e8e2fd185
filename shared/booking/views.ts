import * as z from 'zod';
import { meetingChannel } from '../kernel/codes.ts';
import { language, localizedText } from '../kernel/i18n.ts';
import { bookingId, code, slug, staffId, staffIds, waitingId } from '../kernel/ids.ts';
import { email, nickname, phone, recordLink } from '../kernel/reach.ts';
import { offsetDateTime, plainDate, plainTime } from '../kernel/time.ts';
import { bookingState } from './bookingState.ts';

/** A free time: who could take it, in the order in which they would be asked. */
export const freeTime = z.strictObject({
  start: offsetDateTime,
  end: offsetDateTime,
  staffIds,
});

/** A time proposed to somebody whose own time fell away. */
export const offeredTime = z.strictObject({
  start: offsetDateTime,
  end: offsetDateTime,
  staff: z.strictObject({ id: staffId, name: z.string() }),
});

/** What the holder of the link sees. */
export const bookingView = z.strictObject({
  id: bookingId,
  state: bookingState,
  /** Grows by one with every change; RFC 5545 SEQUENCE in the calendar file. */
  version: z.int(),
  start: offsetDateTime,
  end: offsetDateTime,
  service: z.strictObject({ code, name: localizedText }),
  staff: z.strictObject({ id: staffId, name: z.string() }),
  /** Who joins beside the worker. */
  alongside: z.array(z.strictObject({ id: staffId, name: z.string() })),
  channel: meetingChannel,
  /** Name of the room, when one is booked. */
  room: z.string().optional(),
  /** Where a meeting by video is joined, when its worker has such an address. */
  videoLink: z.url().optional(),
  /** True when the place is not told; then there is no room, and the address is empty. */
  placeHidden: z.boolean(),
  site: z.strictObject({ slug, name: localizedText, address: z.string() }),
  tenant: z.strictObject({ slug, name: localizedText }),
  language,
  nickname: z.string().optional(),
  /** Language of an interpreter who was asked for (ISO 639). */
  interpreter: z.string().optional(),
  /** True when a reminder will go to an address or number that was given. */
  reminded: z.boolean(),
  /** Set when the house changed its hours and the time cannot be kept: what is proposed instead, possibly nothing. */
  orphaned: z.strictObject({ offers: z.array(offeredTime) }).optional(),
  /** What the holder may do now; each is a link or a button, never a guess. */
  mayChange: z.boolean(),
  /** Whether a worker decides anew on a time that is changed to. */
  decidedAnew: z.boolean(),
  mayCancel: z.boolean(),
  mayRestore: z.boolean(),
});

export { nickname, phone, recordLink };

/** What whoever books tells of themselves and of the meeting; all of it is optional but the language. */
export const bookerFields = {
  language,
  nickname: nickname.optional(),
  /** Gets the confirmation and its link, and the reminder. */
  email: email.optional(),
  /** Gets the reminder when there is no e-mail address; a meeting by telephone needs it. */
  phone: phone.optional(),
  /** The service's first channel when absent. */
  channel: meetingChannel.optional(),
  /** Language of an interpreter that is needed (ISO 639-1 or -3). */
  interpreter: z
    .string()
    .regex(/^[a-z]{2,3}$/u)
    .optional(),
} as const;

/** Whether somebody may be asked by e-mail after the visit, once and without a name, how it was; absent: nobody asks. */
export const askField = { askAfterwards: z.literal(true).optional() } as const;

/** What a worker who books for somebody sets beside. */
export const deskFields = {
  /** Messages and the holder's page do not tell the place (non-disclosure for personal safety, 661/2009). */
  hidePlace: z.boolean().optional(),
} as const;

/** A time as it is asked for. */
export const wantedTime = {
  service: code,
  /** Absent: whoever is free. */
  staff: staffId.optional(),
  start: offsetDateTime,
} as const;

/** A time that is kept while somebody fills in. */
export const holdView = z.strictObject({
  bookingId,
  start: offsetDateTime,
  end: offsetDateTime,
  staff: z.strictObject({ id: staffId, name: z.string() }),
  /** From this instant on others may take the time; whoever holds it may still book it while it is free. */
  expiresAt: offsetDateTime,
});

/** One occurrence that cannot be booked, and why. */
export const seriesConflict = z.strictObject({
  date: plainDate,
  reason: z.enum(['TAKEN', 'NOT_OFFERED', 'CLOSED', 'ABSENT', 'TIME_DOES_NOT_EXIST', 'LIMIT_REACHED']),
});

/** Why a worker has no free time of a service on a date. Codes in the order in which they are looked for. */
export const noTimeReason = z.enum([
  'CLOSED',
  'PUBLIC_HOLIDAY',
  'NO_HOURS',
  'OTHER_RECURRENCE_WEEK',
  'ABSENT',
  'OUTSIDE_OPENING_HOURS',
  'OUTSIDE_SERVICE_HOURS',
  'TOO_SHORT',
  'BOOKED',
  'HELD',
  'BUSY_ELSEWHERE',
  'NO_ROOM',
  'NOBODY_ALONGSIDE',
  'NOTICE',
  'HORIZON',
  'LIMIT_REACHED',
]);

/** An entry of the waiting list as its owner sees it. */
export const waitingView = z.strictObject({
  id: waitingId,
  state: z.enum(['WAITING', 'OFFERED', 'BOOKED', 'LEFT', 'EXPIRED']),
  service: z.strictObject({ code, name: localizedText }),
  staff: z.strictObject({ id: staffId, name: z.string() }).optional(),
  site: z.strictObject({ slug, name: localizedText }),
  tenant: z.strictObject({ slug, name: localizedText }),
  from: plainDate,
  to: plainDate,
  /** Earliest start and latest end of the day that suit. */
  after: plainTime.optional(),
  before: plainTime.optional(),
  /** How many wait for the same before this one. */
  ahead: z.int(),
  /** Set while a time is kept for this entry. */
  offer: offeredTime.extend({ expiresAt: offsetDateTime }).optional(),
  /** The booking's link, once the offer was accepted. */
  bookingLink: recordLink.optional(),
  language,
});
