import type { bookingRoutes } from '@ohjaamo/shared/booking/contract.ts';
import type { ResponseOf } from '@ohjaamo/shared/kernel/route.ts';
import type { SiteId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { type Clock, resolveOffsetDateTime } from '@ohjaamo/shared/kernel/time.ts';
import { capOfDay } from '../kernel/capOfDay.ts';
import { hashOf } from '../kernel/hash.ts';
import type { ContextOf, UseCase } from '../kernel/http/context.ts';
import type { Visitor } from '../kernel/http/visitor.ts';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { bookTimes, type Refusal } from './bookTimes.ts';
import { callFault } from './callFault.ts';
import { isCapReached } from './caps.ts';
import { timeTaken } from './nearest.ts';
import type { BookingRecord } from './record.ts';
import { readRecord } from './repository.ts';
import { offeredService, readSiteOffer, type SiteOffer, todayOf, type Where } from './siteOffer.ts';
import { viewOf } from './view.ts';

type Route = (typeof bookingRoutes)['createBooking'];
type Body = ContextOf<Route>['request']['body'];

/**
 * Books a time for whoever asks. The booking's id is the idempotency key: the same id with the same content is the same
 * booking, however often it is sent, also after the time has passed notice; with other content it is refused. A hold under the
 * same id becomes the booking. Reads: names, plan and absences, the record, the caps, the sheets of the horizon when somebody
 * has to be chosen, and a sheet for everybody and every room that is asked. Writes two units for every kilobyte of the record,
 * of the worker's sheet, and of each further one.
 */
export const createBooking: UseCase<Route> = ({ request, scope, clock, visitor }) =>
  bookOpenly(scope, { slug: request.parameters.siteSlug }, request.body, { clock, visitor });

/** Who books openly, and what is decided and written together with the booking. */
export interface OpenAsking {
  readonly clock: Clock;
  readonly visitor: Visitor;
  /** By way of which other municipality. */
  readonly through?: BookingRecord['through'];
  readonly writes?: readonly Write[];
}

/** Books a time openly; `state-conflict` when one of the writes beside it failed its condition, and is to be decided anew. */
export async function bookOpenly(
  scope: TenantScope,
  where: Where,
  body: Body,
  { clock, visitor, through, writes = [] }: OpenAsking,
): Promise<Result<{ readonly body: ResponseOf<Route> }, Problem>> {
  const offer = await readSiteOffer(scope, where, clock);
  if (!offer) return fail(problem('not-found'));
  const contentHash = contentHashOf(offer.site.id, body, through?.opening);
  const answer = (record: BookingRecord) =>
    record.contentHash === contentHash
      ? succeed({
          body: {
            link: `${scope.tenantId}.${record.id}.${body.secret}`,
            booking: viewOf(record, offer.tenant, clock),
          },
        })
      : fail(problem('id-already-used'));

  const earlier = await readRecord(scope, body.bookingId);
  if (earlier) return answer(earlier);
  const offered = offeredService(offer, body.service, body.staff);
  if (!offered) return fail(problem('not-found'));
  const fault = callFault(offered.service, body);
  if (fault) return fail(fault);
  const start = resolveOffsetDateTime(body.start, offer.tenant.profile.zone);
  if (!start.ok) return fail(problem(start.error));
  const today = todayOf(offer, clock);
  if (await isCapReached(scope, offer, today, visitor(today))) {
    return fail(capOfDay(offer.tenant.profile.zone, clock));
  }

  const booked = await bookTimes(
    scope,
    offer,
    [
      {
        id: body.bookingId,
        secretHash: hashOf(body.secret),
        contentHash,
        service: body.service,
        staff: body.staff,
        start: start.value,
        booker: body,
        by: 'STREET',
        visitor: visitor(today),
        ...(through && { through }),
      },
    ],
    clock,
    writes,
  );
  const record = booked.ok ? booked.value[0] : undefined;
  if (record) return answer(record);
  if (!booked.ok && booked.error.type === 'write-refused') return fail(problem('state-conflict'));
  return fail(await problemOf(scope, offer, body, start.value, clock, booked));
}

async function problemOf(
  scope: TenantScope,
  offer: SiteOffer,
  body: Body,
  start: number,
  clock: Clock,
  booked: { readonly ok: boolean; readonly error?: Refusal },
): Promise<Problem> {
  const { error } = booked;
  if (error?.type !== 'refused') return problem('id-already-used');
  const [conflict] = error.conflicts;
  if (conflict?.reason === 'LIMIT_REACHED') return problem('cap-reached');
  const offered = offeredService(offer, body.service, body.staff, 'STREET', body.channel);
  if (conflict?.reason === 'NOT_OFFERED' || !offered) return problem('time-not-offered');
  return timeTaken(scope, offer, offered, start, clock);
}

/** The content that makes two requests with one id the same request; the secret is part of it. */
function contentHashOf(site: SiteId, body: Body, opening?: string): string {
  const { secret, service, staff, start, language, nickname, email, phone, channel, interpreter } = body;
  const told = [language, nickname, email, phone, channel, interpreter];
  return hashOf(site, secret, service, staff, start, ...told, ...(opening === undefined ? [] : [opening]));
}
