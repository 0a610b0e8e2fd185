import { type Clock, currentMinute, localDate } from '@ohjaamo/shared/kernel/time.ts';
import type { SisterService } from '@ohjaamo/shared/regional/views.ts';
import { isBookable } from '@ohjaamo/shared/booking/offer.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { type Opened, openSiteOf, reachAt, type RegionalPorts, timesOf } from './elsewhere.ts';
import { readOpenSisters } from './repository.ts';
import type { TimesOpening } from './rows.ts';

/** An opening as those see it who may book through it; `undefined` when the giver no longer has the site, the service or the worker. */
export function serviceOf(opened: Opened<TimesOpening>, clock: Clock): SisterService | undefined {
  const { opening, tenant } = opened;
  const site = openSiteOf(opened, clock);
  const service = tenant.services.find(({ code }) => code === opening.service);
  const worker = tenant.staff.find(({ id }) => id === opening.staff);
  if (!site || !service || !isBookable(service, 'STREET') || (opening.staff && !worker)) return undefined;
  const { slug, name } = tenant.profile;
  return {
    id: opening.id,
    giver: { slug, name },
    site: { name: site.name, address: site.address },
    service: { code: service.code, name: service.name, lengthMinutes: service.lengthMinutes },
    ...(worker && { staff: worker.name }),
    channels: [...service.channels],
    needsApproval: service.needsApproval,
    from: opening.from,
    until: opening.until,
  };
}

/** All that can be booked of others now, by the name of the municipality. One Query, and the reads of {@link reachAt} for each. */
export async function sisterServices(
  ports: RegionalPorts,
  own: TenantScope,
  clock: Clock,
): Promise<SisterService[]> {
  const sisters = await readOpenSisters(own, clock);
  const opened = await Promise.all(sisters.map((each) => reachAt(ports, own.tenantId, each)));
  return opened
    .flatMap((each) => {
      const times = timesOf(each);
      return times && isCurrent(times, clock) ? (serviceOf(times, clock) ?? []) : [];
    })
    .sort(byGiver);
}

/** Whether anything can still be had by way of an opening. */
export function isCurrent({ opening, tenant }: Opened, clock: Clock): boolean {
  const today = localDate(currentMinute(clock), tenant.profile.zone);
  return opening.state === 'OPEN' && opening.until >= today;
}

/** By the name that the municipality has in addresses. */
export function byGiver(
  one: { readonly giver: { readonly slug: string } },
  other: { readonly giver: { readonly slug: string } },
): number {
  return one.giver.slug < other.giver.slug ? -1 : one.giver.slug > other.giver.slug ? 1 : 0;
}
