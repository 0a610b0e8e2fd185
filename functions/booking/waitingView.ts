import { isOnList } from '@ohjaamo/shared/booking/waiting.ts';
import type { WaitingView } from '@ohjaamo/shared/booking/waitingRoutes.ts';
import { waitingId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { type Clock, formatOffsetDateTime } from '@ohjaamo/shared/kernel/time.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import { matchesHash } from '../kernel/hash.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import {
  isBefore,
  LINK_DAYS,
  readPlaces,
  readWaitingHashes,
  readWaitingRecord,
  type WaitingRecord,
} from './waitingRepository.ts';

/** An entry and the secret by which it was opened. */
export interface OpenedWaiting {
  readonly entry: WaitingRecord;
  readonly secret: string;
}

/**
 * The entry that a secret link opens: `link-not-found` for one that is not there and for a wrong secret alike,
 * `link-expired` thirty days after the last date, and only for whoever has the right secret.
 */
export async function openWaiting(
  scope: TenantScope,
  link: string,
  clock: Clock,
): Promise<Result<OpenedWaiting, Problem>> {
  const [, id = '', secret = ''] = link.split('.');
  const parsed = waitingId.safeParse(id);
  const entry = parsed.success ? await readWaitingRecord(scope, parsed.data) : undefined;
  if (!entry || !(await opens(scope, entry, secret))) return fail(problem('link-not-found'));
  const lastDay = Date.parse(`${entry.to}T23:59:59Z`);
  if (clock.now() > lastDay + LINK_DAYS * 86_400_000) return fail(problem('link-expired'));
  return succeed({ entry, secret });
}

async function opens(scope: TenantScope, entry: WaitingRecord, secret: string): Promise<boolean> {
  if (matchesHash(secret, entry.secretHash)) return true;
  return (await readWaitingHashes(scope, entry.id)).some((hash) => matchesHash(secret, hash));
}

/** What the holder of the link sees. One Query for the place on the list, while there is one. */
export async function viewWaiting(
  scope: TenantScope,
  { entry, secret }: OpenedWaiting,
  tenant: Tenant,
  clock: Clock,
): Promise<WaitingView> {
  const { slug, name, zone } = tenant.profile;
  const site = tenant.sites.find(({ id }) => id === entry.siteId);
  if (!site) throw new Error('The entry names a site that its tenant does not have');
  const places = isOnList(entry.state) ? await readPlaces(scope, entry.siteId, entry.service) : [];
  const at = (minute: number): string => formatOffsetDateTime(minute, zone);
  const nameOf = (id: string): string => tenant.staff.find((each) => each.id === id)?.name ?? '';
  const { offer, staffId, after, before, bookingId } = entry;
  // An offer whose time is over stays in the record until the job finds it; it is not an offer any more.
  const stands = offer && entry.state === 'OFFERED' && clock.now() < offer.expiresAt * 60_000;
  return {
    id: entry.id,
    state: entry.state === 'OFFERED' && !stands ? 'WAITING' : entry.state,
    service: {
      code: entry.service,
      name: tenant.services.find(({ code }) => code === entry.service)?.name ?? {},
    },
    ...(staffId && { staff: { id: staffId, name: nameOf(staffId) } }),
    site: { slug: site.slug, name: site.name },
    tenant: { slug, name },
    from: entry.from,
    to: entry.to,
    ...(after !== undefined && { after }),
    ...(before !== undefined && { before }),
    ahead: places.filter((place) => isBefore(place, entry)).length,
    ...(stands && {
      offer: {
        start: at(offer.start),
        end: at(offer.end),
        staff: { id: offer.staffId, name: nameOf(offer.staffId) },
        expiresAt: at(offer.expiresAt),
      },
    }),
    ...(bookingId && { bookingLink: `${scope.tenantId}.${bookingId}.${secret}` }),
    language: entry.language,
  };
}
