import { type Clock, currentMinute, localDate } from '@ohjaamo/shared/kernel/time.ts';
import type { SisterService } from '@ohjaamo/shared/regional/views.ts';
import { isBookable } from '@ohjaamo/shared/booking/offer.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { type Opened, reachAt, type RegionalPorts } from './elsewhere.ts';
import { readSisters } from './repository.ts';

/** An opening as those see it who may book through it; `undefined` when the giver no longer has the site, the service or the worker. */
export function serviceOf({ opening, tenant }: Opened): SisterService | undefined {
  const site = tenant.sites.find(({ id }) => id === opening.site);
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
  const sisters = await readSisters(own);
  const opened = await Promise.all(sisters.map((each) => reachAt(ports, own.tenantId, each)));
  return opened
    .flatMap((each) => {
      if (typeof each === 'string' || each.opening.state !== 'OPEN') return [];
      const today = localDate(currentMinute(clock), each.tenant.profile.zone);
      return each.opening.until >= today ? (serviceOf(each) ?? []) : [];
    })
    .sort((one, other) =>
      one.giver.slug < other.giver.slug ? -1 : one.giver.slug > other.giver.slug ? 1 : 0,
    );
}
