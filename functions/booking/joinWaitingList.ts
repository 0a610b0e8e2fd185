import type { bookingRoutes } from '@ohjaamo/shared/booking/contract.ts';
import { dateOfDay, dayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { hashOf } from '../kernel/hash.ts';
import type { ContextOf, UseCase } from '../kernel/http/context.ts';
import { offeredService, readSiteOffer, type SiteOffer, todayOf } from './siteOffer.ts';
import { callFault } from './callFault.ts';
import { personTag } from './tags.ts';
import { putWaiting, readPlaces, readWaitingRecord, type WaitingRecord } from './waitingRepository.ts';
import { viewWaiting } from './waitingView.ts';

type Route = (typeof bookingRoutes)['joinWaitingList'];

/** Places that one reachable person may have on the lists of a site at once. */
const PLACES_OF_PERSON = 3;
/** How far ahead the last date may lie, in days. */
const LONGEST_WAIT = 365;

/**
 * Joins the waiting list of a service. The entry's id is the idempotency key: asking again with the same content gives the
 * entry that stands. Reads names, plan, the entry and the site's list; writes one transaction of two items.
 */
export const joinWaitingList: UseCase<Route> = async (context) => {
  const { request, scope, clock } = context;
  const { body, parameters } = request;
  const offer = await readSiteOffer(scope, { slug: parameters.siteSlug }, clock);
  if (!offer) return fail(problem('not-found'));
  const entry = entryOf(context, offer);
  const answer = async (standing: WaitingRecord) => {
    if (standing.contentHash !== entry.contentHash) return fail(problem('id-already-used'));
    const opened = { entry: standing, secret: body.secret };
    return succeed({
      body: {
        link: `${scope.tenantId}.${entry.id}.${body.secret}`,
        waiting: await viewWaiting(scope, opened, offer.tenant, clock),
      },
    });
  };
  const earlier = await readWaitingRecord(scope, entry.id);
  if (earlier) return answer(earlier);
  const offered = offeredService(offer, body.service, body.staff);
  if (!offered) return fail(problem('not-found'));
  const fault = callFault(offered.service, body);
  if (fault) return fail(fault);
  const today = todayOf(offer, clock);
  if (body.to < today || body.to > dateOfDay(dayNumber(today) + LONGEST_WAIT)) {
    return fail(problem('time-not-offered'));
  }
  if (await isCapped(context, offer, entry)) return fail(problem('cap-reached'));
  if (await putWaiting(scope, entry)) return answer(entry);
  const standing = await readWaitingRecord(scope, entry.id);
  return standing ? answer(standing) : fail(problem('id-already-used'));
};

function entryOf({ request, scope, clock, visitor }: ContextOf<Route>, offer: SiteOffer): WaitingRecord {
  const { waitingId, secret, service, staff, ...told } = request.body;
  return {
    kind: 'WAITING',
    id: waitingId,
    version: 1,
    state: 'WAITING',
    siteId: offer.site.id,
    service,
    ...(staff && { staffId: staff }),
    ...told,
    visitor: visitor(todayOf(offer, clock)),
    person: personTag(scope.tenantId, told),
    secretHash: hashOf(secret),
    contentHash: hashOf(offer.site.id, request.body),
    joinedAt: new Date(clock.now()).toISOString(),
    passed: [],
    fellThrough: [],
  };
}

/** As many places as an address may book times in a day, and a few for each person, so that nobody fills the list. */
async function isCapped(
  { scope }: ContextOf<Route>,
  { tenant, site }: SiteOffer,
  { visitor, person }: WaitingRecord,
): Promise<boolean> {
  const places = await readPlaces(scope, site.id);
  const { perAddress, perSite } = tenant.profile.bookingCaps;
  return (
    places.length >= perSite ||
    places.filter((place) => place.visitor === visitor).length >= perAddress ||
    places.filter((place) => place.person === person).length >= PLACES_OF_PERSON
  );
}
