import type { OpenPeriod } from '@ohjaamo/shared/booking/offer.ts';
import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import { dayAt } from '@ohjaamo/shared/kernel/zoneAxis.ts';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { choiceFields } from './bookTimes.ts';
import { timeTaken } from './nearest.ts';
import { type BookingRecord, busyOf, later } from './record.ts';
import {
  axisOf,
  type OfferedService,
  offeredService,
  openings,
  sheetOf,
  type SiteOffer,
} from './siteOffer.ts';
import { bookingTag, personTag } from './tags.ts';
import { type Options, type Taking, takeTimes } from './takeTime.ts';

/**
 * Gives a cancelled booking its time again, in a state and with other writes in the same transaction: when the time is still free
 * and inside the worker's hours. Notice does not count. The worker is the same; the room and whoever joins may be others.
 * `record-changed` asks to be decided anew. Reads and writes a sheet for everybody and every room that takes part.
 */
export async function restoreTime(
  scope: TenantScope,
  offer: SiteOffer,
  record: BookingRecord,
  state: BookingRecord['state'],
  clock: Clock,
  extraWrites: readonly Write[] = [],
): Promise<Result<BookingRecord, Problem | 'record-changed'>> {
  const offered = offeredService(offer, record.service, record.staffId, 'DESK', record.channel);
  const options = offered && optionsNow(offer, offered, record);
  if (!offered || !options) return fail(problem('state-conflict'));
  const axis = axisOf(offer, record.start, record.end);
  // Its hours cover it again, or it would not come back: what took them away is settled.
  const {
    room: _former,
    undecided: _waits,
    orphanedAt: _settled,
    ...next
  } = later(record, offer.tenant.profile.zone, clock);
  const taking: Taking = {
    wanted: busyOf(record),
    service: offered.service,
    options,
    dayOf: (minute) => dayAt(axis, minute),
    own: bookingTag(record.id),
    person: personTag(scope.tenantId, record),
    isTurn: false,
    turnAt: clock.now(),
    expectedVersion: record.version,
    recordFor: (choice) => ({ ...next, ...choiceFields(offer, choice), state }),
  };
  const taken = await takeTimes(scope, [taking], clock, extraWrites);
  const restored = taken.ok ? taken.value[0] : undefined;
  if (restored) return succeed(restored);
  if (!taken.ok && taken.error.type === 'time-taken') {
    const everybody = offeredService(offer, record.service, undefined, 'STREET', record.channel) ?? offered;
    return fail(await timeTaken(scope, offer, everybody, record.start, clock));
  }
  if (!taken.ok && taken.error.type === 'write-refused') throw new Error('The trail could not be written');
  return fail('record-changed');
}

/** Who and what could take the booking's time as it was; `undefined` when the worker's hours no longer cover it. */
function optionsNow(
  offer: SiteOffer,
  offered: OfferedService,
  { start, end, room, alongside }: BookingRecord,
): Options | undefined {
  const axis = axisOf(offer, start, end);
  const day = dayAt(axis, start);
  const open = openings(offer, offered, axis, day, day);
  const covers = (period: OpenPeriod): boolean => period.start <= start && end <= period.end;
  const sheets = (ids: readonly StaffId[]) => ids.flatMap((id) => sheetOf(offer.tenant, id) ?? []);
  const workers = sheets(offered.staffIds);
  const joining = open.alongside?.filter(covers).map(({ staffId }) => staffId);
  if (workers.length === 0 || !open.periods.some(covers)) return undefined;
  if (joining?.length === 0 || offered.rooms?.length === 0) return undefined;
  return {
    workers,
    ...(joining && {
      alongside: sheets([...new Set([...alongside.filter((id) => joining.includes(id)), ...joining])]),
    }),
    ...(offered.rooms && {
      rooms: [
        ...offered.rooms.filter((each) => each.room === room),
        ...offered.rooms.filter((each) => each.room !== room),
      ],
    }),
  };
}
