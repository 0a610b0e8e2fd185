import * as z from 'zod';
import { siteKind, topic } from '../kernel/codes.ts';
import { language, localizedText } from '../kernel/i18n.ts';
import { bookingId, siteId, slug, staffId, ticketId } from '../kernel/ids.ts';
import { singleLine } from '../kernel/names.ts';
import { nickname } from '../kernel/reach.ts';
import { offsetDateTime, plainDate } from '../kernel/time.ts';
import { priorityFlags } from './priority.ts';
import { ticketStates } from './states.ts';

export const ticketState = z.enum(ticketStates);
export const priorityFlag = z.enum(priorityFlags);

/** Why workers pause or close the line: codes, so that every language can say it and nobody is named. */
export const pauseReasons = ['FULL', 'FEW_WORKERS', 'EVENT', 'SAFETY', 'OTHER'] as const;
export const pauseReason = z.enum(pauseReasons);

/** What workers have decided for today, on top of the opening hours. */
export const lineSwitch = z.enum(['OPEN', 'PAUSED', 'CLOSED']);

/** How somebody came to a place in line. `SITE` is the site's own page. */
export const ways = ['SITE', 'QR', 'KIOSK', 'DESK'] as const;

/** Where somebody is to come: a room or a desk, in the worker's words. */
export const place = singleLine(40);

/** Language of an interpreter that is needed (ISO 639-1 or -3). */
const interpreter = z.string().regex(/^[a-z]{2,3}$/u);

/** What whoever takes a place tells; all of it is optional but the language of their pages. */
export const personFields = {
  language,
  nickname: nickname.optional(),
  /** True when the lobby's display may show the nickname. */
  showNickname: z.boolean().default(false),
  topics: z.array(topic).max(14).default([]),
  interpreter: interpreter.optional(),
} as const;

/** Minutes from now until the call, in fives. */
export const waitMinutes = z.strictObject({ low: z.int(), high: z.int() });

/** The line as anybody may see it. */
export const lineStatus = z.strictObject({
  state: z.enum(['OPEN', 'PAUSED', 'CLOSED_TODAY', 'OUT_OF_HOURS']),
  /** Set when workers have paused or closed it. */
  reason: pauseReason.optional(),
  /** Set while the hours are open. */
  closesAt: offsetDateTime.optional(),
  /** Set outside of the hours when an opening follows within four weeks. */
  opensAt: offsetDateTime.optional(),
  waiting: z.int(),
  /** How long somebody who takes a place now would wait; absent when it cannot be said yet. */
  wait: waitMinutes.optional(),
});

const siteName = z.strictObject({ slug, name: localizedText });

/** What the holder of a ticket's link sees. */
export const ticketView = z.strictObject({
  /** What the answer's ETag says; another one after every change of the line, and every minute. */
  version: z.string(),
  number: z.int(),
  nickname: z.string().optional(),
  state: ticketState,
  arrivedAt: offsetDateTime,
  /** How many are called before; while waiting only. */
  ahead: z.int().optional(),
  wait: waitMinutes.optional(),
  /** Where to come, once called. */
  place: z.string().optional(),
  calledAt: offsetDateTime.optional(),
  /** True when one certain worker will call. */
  named: z.boolean(),
  mayLeave: z.boolean(),
  mayStepOut: z.boolean(),
  mayComeBack: z.boolean(),
  line: lineStatus.pick({ state: true, reason: true }),
  site: siteName,
  tenant: siteName,
});

/** The lobby's display: numbers, and nicknames of those who chose to be shown. */
export const displayView = z.strictObject({
  version: z.string(),
  now: offsetDateTime,
  site: siteName.extend({ kind: siteKind }),
  tenant: siteName,
  line: lineStatus,
  called: z.array(
    z.strictObject({ number: z.int(), nickname: z.string().optional(), place: z.string().optional() }),
  ),
  next: z.array(z.strictObject({ number: z.int(), nickname: z.string().optional() })),
  /** Numbers of those whom one certain worker will call. */
  named: z.array(z.int()),
});

/** A ticket as workers see it. */
export const deskTicket = z.strictObject({
  id: ticketId,
  /** Grows by one with every change; the next change names it. */
  version: z.int(),
  number: z.int(),
  state: ticketState,
  nickname: z.string().optional(),
  /** True while the lobby's display shows the nickname. */
  onDisplay: z.boolean(),
  topics: z.array(topic),
  interpreter: z.string().optional(),
  language,
  flags: z.array(priorityFlag),
  way: z.enum(ways),
  arrivedAt: offsetDateTime,
  /** Minutes from taking the place until the call, or until now while nobody has called. */
  waited: z.int(),
  calledAt: offsetDateTime.optional(),
  startedAt: offsetDateTime.optional(),
  endedAt: offsetDateTime.optional(),
  place: z.string().optional(),
  /** Whoever called. */
  staffId: staffId.optional(),
  staffName: z.string().optional(),
  /** The colleague it was handed over to. */
  forStaff: z.strictObject({ id: staffId, name: z.string() }).optional(),
  bookingId: bookingId.optional(),
  mine: z.boolean(),
  site: siteId,
});

/** The day's line as workers see it, those to be called first on top. */
export const deskLine = z.strictObject({
  version: z.string(),
  now: offsetDateTime,
  date: plainDate,
  site: siteName.extend({ id: siteId }),
  line: lineStatus,
  switch: lineSwitch,
  /** Rooms of the site, as places to call somebody to, and where this worker called last. */
  places: z.array(z.string()),
  lastPlace: z.string().optional(),
  /** Whom somebody may be handed over to; those on walk-in duty now stand first. */
  colleagues: z.array(z.strictObject({ id: staffId, name: z.string(), onDuty: z.boolean() })),
  /** Workers who take people now. */
  workers: z.int(),
  tickets: z.array(deskTicket),
});

/** A link by which a screen shows the display without a sign-in. */
export const displayLinkView = z.strictObject({
  id: z.string(),
  name: z.string(),
  madeAt: offsetDateTime,
  revoked: z.boolean(),
});

export type LineStatus = z.infer<typeof lineStatus>;
export type TicketView = z.infer<typeof ticketView>;
export type DisplayView = z.infer<typeof displayView>;
export type DeskTicket = z.infer<typeof deskTicket>;
export type DeskLine = z.infer<typeof deskLine>;
