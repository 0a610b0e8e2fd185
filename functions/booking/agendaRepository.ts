import { bookingState } from '@ohjaamo/shared/booking/bookingState.ts';
import { meetingChannel } from '@ohjaamo/shared/kernel/codes.ts';
import { language, localizedText } from '@ohjaamo/shared/kernel/i18n.ts';
import {
  bookingId,
  code,
  roomId,
  seriesId,
  siteId,
  type SiteId,
  staffId,
} from '@ohjaamo/shared/kernel/ids.ts';
import * as z from 'zod';
import type { Write } from '../kernel/table.ts';
import type { Key } from '../kernel/tenancy/keys.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { type BookingRecord, bookingRecord } from './record.ts';

/** A booking as the agenda shows it: no address, no secret. */
const agendaRow = z.object({
  kind: z.literal('AGENDA'),
  id: bookingId,
  /** The booking's version that the row shows. */
  version: z.int(),
  state: bookingState,
  siteId,
  staffId,
  alongside: z.array(staffId).default([]),
  room: roomId.optional(),
  service: code,
  start: z.int(),
  end: z.int(),
  /** The site's calendar date of the start. */
  date: z.string(),
  channel: meetingChannel.optional(),
  nickname: z.string().optional(),
  /** Absent in rows that were written before agendas told it; the next change of the booking brings it. */
  language: language.optional(),
  interpreter: z.string().optional(),
  /** Whether an e-mail address or a number was left. */
  reachable: z.boolean(),
  arrivedAt: z.string().optional(),
  /** Since when the site's hours no longer cover the booking. */
  orphanedAt: z.string().optional(),
  /** A worker who lends the time cannot come; see `isDeclinedByPartner`. */
  declinedByPartner: bookingRecord.shape.declinedByPartner,
  seriesId: seriesId.optional(),
  /** The municipality by way of which it was booked. */
  fromMunicipality: localizedText.optional(),
});
export type AgendaRow = z.infer<typeof agendaRow>;

/** What stands where a booking was before it moved: its version, so that an older state cannot come back. */
const movedRow = z.object({ kind: z.literal('AGENDA_MOVED') });

/** How long the mark of a move stays: longer than a stream can deliver late (24 h, and as long again to be sure). */
const MARK_SECONDS = 4 * 86_400;

/** Where the agenda shows a booking. */
export function placeOf(scope: TenantScope, { siteId: site, date, start, id }: BookingRecord): Key {
  return scope.keys.agenda(site, `${date}#${new Date(start * 60_000).toISOString()}#${id}`);
}

function rowOf(record: BookingRecord): AgendaRow {
  const { id, version, state, staffId: worker, service, start, end, date, alongside } = record;
  const { room, channel, nickname, interpreter, arrivedAt, orphanedAt, email, phone } = record;
  return {
    kind: 'AGENDA',
    id,
    version,
    state,
    siteId: record.siteId,
    staffId: worker,
    alongside,
    service,
    start,
    end,
    date,
    reachable: email !== undefined || phone !== undefined,
    ...(room && { room }),
    ...(channel && { channel }),
    ...(nickname !== undefined && { nickname }),
    language: record.language,
    ...(interpreter !== undefined && { interpreter }),
    ...(arrivedAt && { arrivedAt }),
    ...(orphanedAt && { orphanedAt }),
    ...(record.declinedByPartner && { declinedByPartner: record.declinedByPartner }),
    ...(record.seriesId && { seriesId: record.seriesId }),
    ...(record.through && { fromMunicipality: record.through.name }),
  };
}

/** Holds unless a later version is shown already. */
const NOT_LATER = 'attribute_not_exists(pk) OR version <= :version';

/**
 * The write that shows a booking's version in the agenda, for a transaction with the booking itself: a worker sees the
 * own change at once.
 */
export function agendaWrite(scope: TenantScope, record: BookingRecord): Write {
  return {
    Put: {
      TableName: scope.work.name,
      Item: { ...placeOf(scope, record), ...rowOf(record) },
      ConditionExpression: NOT_LATER,
      ExpressionAttributeValues: { ':version': record.version },
    },
  };
}

/**
 * Shows a booking as it is after a change: one write, two when it moved. Each is conditional on the version that stands
 * there, and the place that a booking left keeps the version of the move, so that records of the stream may come twice and
 * in any order. False when the agenda knew better already.
 */
export async function showInAgenda(
  scope: TenantScope,
  before: BookingRecord | undefined,
  after: BookingRecord,
  nowMilliseconds: number,
): Promise<boolean> {
  const version = { ':version': after.version };
  const place = placeOf(scope, after);
  const shown = await scope.work.putIf({ ...place, ...rowOf(after) }, NOT_LATER, version);
  const left = before && placeOf(scope, before);
  if (!left || (left.sk === place.sk && left.pk === place.pk)) return shown.ok;
  const marked = await scope.work.putIf(
    {
      ...left,
      kind: 'AGENDA_MOVED',
      version: after.version,
      expiresAtSeconds: Math.floor(nowMilliseconds / 1000) + MARK_SECONDS,
    },
    NOT_LATER,
    version,
  );
  return shown.ok || marked.ok;
}

/**
 * The bookings of a site between two dates, both inclusive, by start and in every state: one Query, eventually consistent
 * and a moment behind the bookings themselves. For showing, never for deciding.
 */
export async function agendaOf(
  scope: TenantScope,
  site: SiteId,
  from: string,
  to: string,
): Promise<AgendaRow[]> {
  const { pk } = scope.keys.agenda(site, '');
  const { items } = await scope.work.query(pk, z.discriminatedUnion('kind', [agendaRow, movedRow]), {
    // `~` sorts after `#`.
    between: [from, `${to}~`],
  });
  return items.flatMap((item) => (item.kind === 'AGENDA' ? [item] : []));
}

/** Seconds that a mark of an open booking outlives its date: the caps look at one day only. */
const CAP_SECONDS = 2 * 86_400;

/**
 * Notes an open booking for the caps of the date on which it was made: one write. Noting it again changes nothing; the row
 * is gone two days later, and is never counted on another date.
 */
export async function noteForCaps(
  scope: TenantScope,
  { id, siteId: site, visitor, start }: BookingRecord & { readonly visitor: string },
  createdOn: string,
  nowMilliseconds: number,
): Promise<void> {
  await scope.work.put(
    {
      ...scope.keys.cap(site, createdOn, `${visitor}#${id}`),
      kind: 'CAP',
      start,
      expiresAtSeconds: Math.floor(nowMilliseconds / 1000) + CAP_SECONDS,
    },
    true,
  );
}
