import type { bookingRoutes } from '@ohjaamo/shared/booking/contract.ts';
import { isBookable } from '@ohjaamo/shared/booking/offer.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { type EpochMinute, resolveOffsetDateTime } from '@ohjaamo/shared/kernel/time.ts';
import { hashOf } from '../kernel/hash.ts';
import type { ContextOf, UseCase } from '../kernel/http/context.ts';
import { bookTimes, type Refusal } from './bookTimes.ts';
import { callFault } from './callFault.ts';
import { workerFor } from './deskBooking.ts';
import { timeTaken } from './nearest.ts';
import type { BookingRecord } from './record.ts';
import { readRecord } from './repository.ts';
import { search } from './searchTimes.ts';
import { offeredService, readSiteOffer, type SiteOffer } from './siteOffer.ts';
import { freeTimesOf, viewOf } from './view.ts';

type Route = (typeof bookingRoutes)['bookForSomebody'];

/** The services that a worker may book at a site, those too that the street may not, with who gives them there; to who lends time the own. */
export const listServicesForWorker: UseCase<(typeof bookingRoutes)['listServicesForWorker']> = async ({
  scope,
  request,
  actor,
  clock,
}) => {
  const offer = await readSiteOffer(scope, { id: request.query.site }, clock);
  const own = workerFor(actor, undefined);
  if (!offer) return fail(problem('not-found'));
  const { services, staff } = offer.tenant;
  return succeed({
    body: {
      services: services
        .filter((service) => isBookable(service, 'DESK'))
        .flatMap(({ code, name, lengthMinutes, channels }) => {
          const offered = offeredService(offer, code, own?.staff, 'DESK');
          if (!offered) return [];
          const giving = staff.filter(({ id }) => offered.staffIds.includes(id));
          return [
            {
              code,
              name,
              lengthMinutes,
              channels,
              staff: giving.map(({ id, name: own }) => ({ id, name: own })),
            },
          ];
        }),
    },
  });
};

/** The free times of a service as a worker may book them: without notice, two years ahead; who lends time the own. Reads as `searchTimes` does. */
export const searchTimesForWorker: UseCase<(typeof bookingRoutes)['searchTimesForWorker']> = async ({
  scope,
  request,
  actor,
  clock,
}) => {
  const { site, ...asked } = request.query;
  const wanted = workerFor(actor, asked.staff);
  if (!wanted) return fail(problem('not-found'));
  const found = await search(scope, { id: site }, { ...asked, ...wanted }, 'DESK', clock);
  if (!found.ok) return found;
  const { service, staff, from, to, times, axis } = found.value;
  return succeed({
    body: {
      service: { code: service.code, name: service.name, lengthMinutes: service.lengthMinutes },
      staff: staff.map(({ id, name }) => ({ id, name })),
      from,
      to,
      times: freeTimesOf(times, service.lengthMinutes, axis),
    },
  });
};

/**
 * Books a time for somebody at the desk, with its row of the trail in one transaction. Nothing waits for a decision: whoever books
 * has decided. Who lends time books the own times only. Asked again with the same id and content, it answers with what stands.
 */
export const bookForSomebody: UseCase<Route> = async (context) => {
  const { scope, request, clock, audit, actor } = context;
  const { body } = request;
  const worker = workerFor(actor, body.staff);
  if (!worker) return fail(problem('not-found', { subjects: [body.bookingId] }));
  const offer = await readSiteOffer(scope, { id: body.site }, clock);
  if (!offer) return fail(problem('not-found'));
  const start = resolveOffsetDateTime(body.start, offer.tenant.profile.zone);
  if (!start.ok) return fail(problem(start.error));
  const contentHash = hashOf('desk', body);
  const subjects = [body.bookingId];
  const answer = (record: BookingRecord) =>
    record.contentHash === contentHash
      ? succeed({
          body: {
            link: `${scope.tenantId}.${record.id}.${body.secret}`,
            booking: viewOf(record, offer.tenant, clock),
          },
          subjects,
        })
      : fail(problem('id-already-used', { subjects }));
  const earlier = await readRecord(scope, body.bookingId);
  if (earlier) return answer(earlier);
  const offered = offeredService(offer, body.service, worker.staff, 'DESK');
  if (!offered) return fail(problem('not-found', { subjects }));
  const fault = callFault(offered.service, body);
  if (fault) return fail({ ...fault, subjects });
  const wanted = {
    id: body.bookingId,
    secretHash: hashOf(body.secret),
    contentHash,
    service: body.service,
    staff: worker.staff,
    start: start.value,
    booker: body,
    by: 'DESK' as const,
  };
  const booked = await bookTimes(scope, offer, [wanted], clock, audit.writes(subjects));
  const record = booked.ok ? booked.value[0] : undefined;
  if (record) return answer(record);
  return fail(await refusalOf(context, offer, start.value, booked.ok ? undefined : booked.error));
};

async function refusalOf(
  { scope, request, clock }: ContextOf<Route>,
  offer: SiteOffer,
  start: EpochMinute,
  error: Refusal | undefined,
): Promise<Problem> {
  const { service, staff, channel } = request.body;
  if (error?.type === 'write-refused') throw new Error('The trail could not be written');
  if (error?.type !== 'refused') return problem('id-already-used');
  const offered = offeredService(offer, service, staff, 'DESK', channel);
  const isTaken = error.conflicts.every(({ reason }) => reason === 'TAKEN');
  if (!offered || !isTaken) return problem('time-not-offered');
  return timeTaken(scope, offer, offered, start, clock);
}
