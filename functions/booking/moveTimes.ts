import { type BookedBy, busyAt } from '@ohjaamo/shared/booking/offer.ts';
import { type BookingEvent, nextState } from '@ohjaamo/shared/booking/states.ts';
import { dateOfDay } from '@ohjaamo/shared/kernel/dates.ts';
import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { fail, type Result } from '@ohjaamo/shared/kernel/result.ts';
import type { Clock, EpochMinute } from '@ohjaamo/shared/kernel/time.ts';
import { dayAt } from '@ohjaamo/shared/kernel/zoneAxis.ts';
import type { ConditionFailure, Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { choiceFields, type Conflict } from './bookTimes.ts';
import { optionsAt, readOutlook } from './options.ts';
import { type BookingRecord, later } from './record.ts';
import { axisOf, type OfferedService, offeredService, type SiteOffer } from './siteOffer.ts';
import { bookingTag, personTag } from './tags.ts';
import { type Choice, clashesOf, type Options, type Taking, takeTimes } from './takeTime.ts';

/** A booking that is to be at another time, or with somebody else. */
export interface Move {
  /** As it stands, holding its time. */
  readonly record: BookingRecord;
  readonly start: EpochMinute;
  /** Absent: the same worker if free, else whoever's turn it is. */
  readonly staff?: StaffId | undefined;
  readonly by: BookedBy;
}

/** Why nothing was moved. */
export type MoveRefusal =
  | { readonly type: 'refused'; readonly conflicts: readonly Conflict[] }
  | { readonly type: 'state-conflict' }
  | { readonly type: 'record-changed' }
  | { readonly type: 'too-many' }
  | { readonly type: 'write-refused'; readonly failures: ConditionFailure['failures'] };

/**
 * Moves bookings to other times of the same service and site, all or none, with other writes in the same transaction: all
 * old times are given back and all new ones taken, with their rooms and company, or nothing changes.
 */
export async function moveTimes(
  scope: TenantScope,
  offer: SiteOffer,
  moves: readonly Move[],
  clock: Clock,
  extraWrites: readonly Write[] = [],
): Promise<Result<BookingRecord[], MoveRefusal>> {
  const takings: Taking[] = [];
  const places: number[] = [];
  const conflicts: Conflict[] = [];
  for (const [index, move] of moves.entries()) {
    const next = nextState(move.record, eventOf(offer, move), clock.now() / 60_000);
    if (!next.ok) return fail({ type: 'state-conflict' });
    const taking = await prepareMove(scope, offer, move, next.value, clock);
    if (!taking) {
      conflicts.push({ index, reason: 'NOT_OFFERED' });
      continue;
    }
    takings.push(taking);
    places.push(index);
  }
  const asConflicts = (indexes: readonly number[]): Conflict[] =>
    indexes.map((index) => ({ index: places[index] ?? 0, reason: 'TAKEN' as const }));
  if (conflicts.length > 0) {
    const clashes = takings.length > 0 ? await clashesOf(scope, takings, clock) : [];
    return fail({ type: 'refused', conflicts: sorted([...conflicts, ...asConflicts(clashes)]) });
  }
  const taken = await takeTimes(scope, takings, clock, extraWrites);
  if (taken.ok) return taken;
  const { error } = taken;
  if (error.type === 'time-taken') return fail({ type: 'refused', conflicts: asConflicts(error.indexes) });
  return fail(error.type === 'record-changed' ? { type: 'record-changed' } : error);
}

function sorted(conflicts: readonly Conflict[]): Conflict[] {
  return [...conflicts].sort((one, other) => one.index - other.index);
}

/** What a move is to the booking's states: of a service that is approved, the holder can only propose another time. */
function eventOf({ tenant }: SiteOffer, { record, by }: Move): BookingEvent {
  const service = tenant.services.find(({ code }) => code === record.service);
  return by === 'STREET' && service?.needsApproval ? 'PROPOSE' : 'CHANGE';
}

async function prepareMove(
  scope: TenantScope,
  offer: SiteOffer,
  { record, start, staff, by }: Move,
  state: BookingRecord['state'],
  clock: Clock,
): Promise<Taking | undefined> {
  const offered = offeredService(offer, record.service, staff, by, record.channel);
  if (!offered) return undefined;
  const own = bookingTag(record.id);
  const outlook = await readOutlook(scope, offer, offered, clock, own);
  const options = optionsAt(offer, offered, start, clock, outlook, own);
  if (!options) return undefined;
  const axis = axisOf(offer, start, start);
  return {
    wanted: busyAt(offered.service, start),
    service: offered.service,
    options: sameFirst(options, record),
    dayOf: (minute) => dayAt(axis, minute),
    own,
    person: personTag(scope.tenantId, record),
    isTurn: staff === undefined,
    turnAt: outlook.nextTurn,
    expectedVersion: record.version,
    held: record,
    recordFor: (choice) => ({
      ...movedRecord(offer, offered, record, start, choice, clock),
      state,
      ...(by === 'DESK' && { movedBySite: true as const }),
    }),
  };
}

/** Worker, room and company stay the same when they are free at the new time. */
function sameFirst({ workers, alongside, rooms }: Options, record: BookingRecord): Options {
  const first = <T>(list: readonly T[], isSame: (each: T) => boolean): T[] => [
    ...list.filter(isSame),
    ...list.filter((each) => !isSame(each)),
  ];
  return {
    workers: first(workers, ({ id }) => id === record.staffId),
    ...(alongside && {
      alongside: first(alongside, ({ id }) => record.alongside.some((each) => each === id)),
    }),
    ...(rooms && { rooms: first(rooms, ({ room }) => room === record.room) }),
  };
}

function movedRecord(
  offer: SiteOffer,
  { service }: OfferedService,
  record: BookingRecord,
  start: EpochMinute,
  choice: Choice,
  clock: Clock,
): BookingRecord {
  const { end, bufferBefore, bufferAfter } = busyAt(service, start);
  const { room: _former, orphanedAt: _settled, movedBySite: _before, ...rest } = record;
  return {
    ...later(rest, offer.tenant.profile.zone, clock),
    ...choiceFields(offer, choice),
    start,
    end,
    bufferBefore,
    bufferAfter,
    date: dateOfDay(dayAt(axisOf(offer, start, end), start)),
  };
}
