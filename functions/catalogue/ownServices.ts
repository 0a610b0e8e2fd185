import { isGivenIn } from '@ohjaamo/shared/booking/offer.ts';
import type { Findable, Match } from '@ohjaamo/shared/catalogue/finder/find.ts';
import { type OwnService, TIMES_SHOWN } from '@ohjaamo/shared/catalogue/finder/routes.ts';
import { type Clock, currentMinute, formatOffsetDateTime } from '@ohjaamo/shared/kernel/time.ts';
import { dayAt, zoneAxis } from '@ohjaamo/shared/kernel/zoneAxis.ts';
import { presences } from '@ohjaamo/shared/schedule/presence.ts';
import type { ServiceView } from '@ohjaamo/shared/schedule/sitePage.ts';
import { isClosed, type Service, type Site, type Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { nextTimes, offeredService, type SiteOffer, todayOf } from '../booking/index.ts';
import { readPlan, servicesAt } from '../schedule/index.ts';

/** Sites of a municipality that are looked at: the one that was asked, and so many others. */
const MOST_OTHERS = 3;
/** Days within which a free time counts as a next one. */
const DAYS = 28;
const DAY = 1440;

/** A service at the site of a municipality where it is given, the asked one first. */
export interface SiteService extends Findable {
  readonly offer: SiteOffer;
  readonly view: ServiceView;
}

/** The plans of the site that was asked and of the municipality's other open sites, at most four: one GetItem and one Query each. */
export async function readPlans(
  scope: TenantScope,
  tenant: Tenant,
  asked: Site,
  clock: Clock,
): Promise<SiteOffer[]> {
  const today = todayOf({ tenant, site: asked }, clock);
  const open = tenant.sites.filter((site) => !isClosed(site, today));
  const others = open.filter(({ id }) => id !== asked.id).slice(0, MOST_OTHERS);
  const sites = [...open.filter(({ id }) => id === asked.id), ...others];
  return Promise.all(
    sites.map(async (site) => ({ tenant, site, plan: await readPlan(scope, site.id, today) })),
  );
}

/** The services one can get from the street, each at the first of the sites that gives it, with the languages of those who give it there. */
export function ownServicesOf(offers: readonly SiteOffer[]): SiteService[] {
  const found = new Map<string, SiteService>();
  for (const offer of offers) {
    const { tenant, plan } = offer;
    for (const view of servicesAt(tenant, plan)) {
      const service = tenant.services.find(({ code }) => code === view.code);
      if (service && isForTheStreet(view) && !found.has(view.code)) {
        const languages = languagesOf(offer, service);
        const { code: id, name } = view;
        found.set(id, { id, name, classes: service.ptvClasses, languages, isOwn: true, offer, view });
      }
    }
  }
  return [...found.values()];
}

/** What one comes to without a worker in between: by a time, by the door. What needs a verified identity begins with somebody of the house. */
const isForTheStreet = ({ bookable, walkIn }: ServiceView): boolean => bookable || walkIn;

function languagesOf({ tenant, plan }: SiteOffer, service: Service): string[] {
  const rules = plan.rules.filter((rule) => isGivenIn(rule, service, tenant.services));
  const giving = tenant.staff.filter(({ id }) => rules.some(({ staffId }) => staffId === id));
  return [...new Set(giving.flatMap(({ languages }) => languages))].sort();
}

/** What was found as it is shown, with the next free times and the door. Reads the sheets of the sites that give what can be booked. */
export async function withTimes(
  scope: TenantScope,
  matches: readonly Match<SiteService>[],
  clock: Clock,
): Promise<OwnService[]> {
  const offers = [...new Set(matches.map(({ found }) => found.offer))];
  const ofSites = new Map(
    await Promise.all(
      offers.map(async (offer) => {
        const bookable = matches.filter(({ found }) => found.offer === offer && found.view.bookable);
        const services = bookable.flatMap(({ found }) => offeredService(offer, found.id) ?? []);
        const times = await nextTimes(scope, offer, services, { days: DAYS, most: TIMES_SHOWN }, clock);
        return [offer, times] as const;
      }),
    ),
  );
  return matches.map(({ found: { offer, view, languages }, reason }) => {
    const times = ofSites.get(offer);
    const door = view.walkIn ? doorOf(offer, view.code, clock) : undefined;
    const { zone } = offer.tenant.profile;
    return {
      ...{ code: view.code, name: view.name, reason, languages: [...languages], bookable: view.bookable },
      site: { slug: offer.site.slug, name: offer.site.name },
      times: (times?.get(view.code) ?? []).map(({ start }) => ({
        start: formatOffsetDateTime(start, zone),
        end: formatOffsetDateTime(start + view.lengthMinutes, zone),
      })),
      ...(door && { door }),
    };
  });
}

/** When somebody who gives the service is next at the door, so that one may come without a time. */
function doorOf({ plan, tenant }: SiteOffer, code: string, clock: Clock): OwnService['door'] {
  const service = tenant.services.find((each) => each.code === code);
  if (!service) return undefined;
  const { zone } = tenant.profile;
  const now = currentMinute(clock);
  const axis = zoneAxis(zone, now, now + (DAYS + 2) * DAY);
  const today = dayAt(axis, now);
  const rules = plan.rules.filter(
    (rule) => rule.mode === 'WALK_IN' && isGivenIn(rule, service, tenant.services),
  );
  const coming = presences({ ...plan, rules }, axis, today, today + DAYS, service.hours).filter(
    ({ end }) => end > now,
  );
  const present = coming.filter(({ start }) => start <= now);
  if (present.length > 0) {
    const until = Math.max(...present.map(({ end }) => end));
    return { openNow: true, closesAt: formatOffsetDateTime(until, zone) };
  }
  if (coming.length === 0) return { openNow: false };
  const from = Math.min(...coming.map(({ start }) => start));
  return { openNow: false, opensAt: formatOffsetDateTime(from, zone) };
}
