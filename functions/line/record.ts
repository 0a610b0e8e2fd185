import { topic } from '@ohjaamo/shared/kernel/codes.ts';
import { language } from '@ohjaamo/shared/kernel/i18n.ts';
import { bookingId, siteId, staffId, ticketId } from '@ohjaamo/shared/kernel/ids.ts';
import { nextState, type Moment, type TicketEvent } from '@ohjaamo/shared/line/states.ts';
import { lineSwitch, pauseReason, priorityFlag, ticketState, ways } from '@ohjaamo/shared/line/views.ts';
import { type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import * as z from 'zod';

/** The head of one day's line: what every change of the day raises, and what workers have decided for the day. */
export const headRecord = z.object({
  kind: z.literal('LINE'),
  version: z.int(),
  /** The last number that was given. */
  lastNumber: z.int().default(0),
  switch: lineSwitch.default('OPEN'),
  reason: pauseReason.optional(),
  /** Set by the nightly job when nothing of the day is open and no nickname is left. */
  settled: z.boolean().default(false),
});
export type HeadRecord = z.infer<typeof headRecord>;

/** How long the talks of a site's recent days took: minutes from call to end by date, of nobody. */
export const servedRecord = z.object({
  kind: z.literal('SERVED'),
  days: z.array(z.object({ date: z.string(), minutes: z.array(z.number()) })),
});
export type ServedRecord = z.infer<typeof servedRecord>;

/** A ticket as the table holds it, in the partition of its day. Times in milliseconds since 1970. */
export const ticketRecord = z.object({
  kind: z.literal('TICKET'),
  id: ticketId,
  number: z.int(),
  /** Grows by one with every change: the condition of the next write. */
  version: z.int(),
  state: ticketState,
  siteId,
  date: z.string(),
  way: z.enum(ways),
  language,
  nickname: z.string().optional(),
  showNickname: z.boolean(),
  topics: z.array(topic),
  interpreter: z.string().optional(),
  flags: z.array(priorityFlag),
  /** Names the address the place was taken from, for this date only. */
  visitor: z.string().optional(),
  arrivedAt: z.number(),
  /** The colleague it was handed over to. */
  forStaff: staffId.optional(),
  /** Whoever called, where to, when; and when the talk began and ended. */
  staffId: staffId.optional(),
  place: z.string().optional(),
  calledAt: z.number().optional(),
  startedAt: z.number().optional(),
  endedAt: z.number().optional(),
  /** Minutes from a call to the end of the talk, one for each worker the person was with. */
  served: z.array(z.number()),
  bookingId: bookingId.optional(),
});
export type TicketRecord = z.infer<typeof ticketRecord>;

/** Finds a ticket by its id alone, and opens it to whoever has the secret. Never changes. */
export const ticketPointer = z.object({
  kind: z.literal('TICKET_POINTER'),
  id: ticketId,
  siteId,
  date: z.string(),
  secretHash: z.string(),
  contentHash: z.string(),
});
export type TicketPointer = z.infer<typeof ticketPointer>;

/** Who was called by one press of the button, so that the same press never calls a second person. */
export const callRecord = z.object({ kind: z.literal('CALL'), ticketId });

export const displayRecord = z.object({
  kind: z.literal('DISPLAY'),
  id: z.string(),
  siteId,
  name: z.string(),
  secretHash: z.string(),
  madeAt: z.number(),
  revokedAt: z.number().optional(),
});
export type DisplayRecord = z.infer<typeof displayRecord>;

/** What an event brings along. */
export type EventParts = Partial<Pick<TicketRecord, 'staffId' | 'place' | 'forStaff' | 'bookingId'>>;

/** The ticket after an event, with a version one higher; `state-conflict` when the event is not allowed now. */
export function afterEvent(
  ticket: TicketRecord,
  event: TicketEvent,
  moment: Moment,
  parts: EventParts = {},
): Result<TicketRecord, 'state-conflict'> {
  const next = nextState(ticket, event, moment);
  if (!next.ok) return next;
  const { staffId: _s, place: _p, calledAt, startedAt, forStaff, ...rest } = ticket;
  const base = { ...rest, version: ticket.version + 1, state: next.value };
  const kept = { ...ticket, ...base, ...parts };
  const { now } = moment;
  switch (event) {
    case 'CALL':
      return succeed({ ...base, ...(forStaff && { forStaff }), ...parts, calledAt: now });
    case 'RECALL':
      return succeed({ ...kept, calledAt: now });
    case 'START':
      return succeed({ ...kept, calledAt: calledAt ?? now, startedAt: now });
    case 'FINISH':
    case 'HAND_TO_BOOKING':
      return succeed({ ...kept, served: servedAfter(ticket, now), endedAt: now });
    case 'LEAVE':
    case 'EXPIRE':
      return succeed({ ...kept, ...(startedAt === undefined && { endedAt: now }) });
    case 'HAND_OVER':
      return succeed({ ...base, ...parts, served: servedAfter(ticket, now) });
    case 'RETURN':
      return succeed({ ...base, ...(forStaff && { forStaff }) });
    case 'HOLD':
    case 'MISS':
      return succeed(kept);
  }
}

/** The minutes that the worker spent, beside those of earlier workers; a talk that never began took none. */
function servedAfter(ticket: TicketRecord, now: number): number[] {
  if (ticket.state !== 'SERVING' || ticket.calledAt === undefined) return ticket.served;
  return [...ticket.served, Math.max(1, Math.round((now - ticket.calledAt) / 60_000))];
}
