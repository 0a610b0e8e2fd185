import { fits, nextWaiting, offerExpiry } from '@ohjaamo/shared/booking/waiting.ts';
import type { OfferedTime } from '@ohjaamo/shared/booking/freeTimes.ts';
import { startWindow } from '@ohjaamo/shared/booking/offer.ts';
import type { IdSource, TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import type { Clock, EpochMinute } from '@ohjaamo/shared/kernel/time.ts';
import type { ZoneAxis } from '@ohjaamo/shared/kernel/zoneAxis.ts';
import { forEachTenant } from '../kernel/eachTenant.ts';
import { log } from '../kernel/log.ts';
import type { Table } from '../kernel/table.ts';
import type { OpenScope, TenantScope } from '../kernel/tenancy/scope.ts';
import { readTenant } from '../tenants/index.ts';
import { offerTime, settleOffer } from './offerTime.ts';
import {
  axisOf,
  offeredService,
  readFreeTimes,
  readSiteOffer,
  type SiteOffer,
  todayOf,
  type Where,
} from './siteOffer.ts';
import { readPlaces, readWaitingRecord, type WaitingRecord } from './waitingRepository.ts';

/** What offers freed times. */
export interface PromoterPorts {
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** What the job needs beside. */
export interface PromotionJobPorts extends PromoterPorts {
  readonly openScope: OpenScope;
  readonly platform: Table;
}

/** So often a list is gone through in one run, while times are given away: the next run goes on. */
const ROUNDS = 10;

/**
 * Goes through the waiting lists of every site: what freed up without a booking's doing (an absence taken back, a hold or an
 * offer that lapsed, hours added) is found here. A site where nobody waits costs one Query.
 */
export function promoteWaiting(ports: PromotionJobPorts): Promise<void> {
  return forEachTenant(ports, 'promoteWaiting', async (tenantId: TenantId) => {
    const scope = ports.openScope(tenantId, 'follower');
    const tenant = await readTenant(scope);
    let offered = 0;
    for (const { id } of tenant?.sites ?? []) offered += await promoteSite(scope, { id }, ports);
    return offered;
  });
}

/**
 * Offers the free times of a site to those who wait, in the order of joining, whichever service they wait for. Offers that lapsed
 * are taken back first. Gives the number of offers made.
 */
export async function promoteSite(
  scope: TenantScope,
  where: Where & { readonly id: SiteOffer['site']['id'] },
  ports: PromoterPorts,
): Promise<number> {
  if ((await readPlaces(scope, where.id)).length === 0) return 0;
  const offer = await readSiteOffer(scope, where, ports.clock);
  if (!offer) return 0;
  await endWhatIsOver(scope, offer, await waitingAt(scope, offer), ports.clock);
  let offered = 0;
  for (let round = 1; round <= ROUNDS; round++) {
    const made = await promoteOnce(scope, offer, ports);
    offered += made.offered;
    if (made.offered + made.refused === 0) break;
  }
  log('RECORD_APPLIED', { count: offered });
  return offered;
}

/** The entries of a site's lists in the order of joining, read consistently. */
async function waitingAt(scope: TenantScope, { site }: SiteOffer): Promise<WaitingRecord[]> {
  const places = await readPlaces(scope, site.id);
  const entries = await Promise.all(places.map(({ id }) => readWaitingRecord(scope, id)));
  return entries
    .filter((entry) => entry !== undefined)
    .sort((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1));
}

/** By which entries are asked; the id where two joined at the same moment. */
function orderOf({ joinedAt, id }: WaitingRecord): string {
  return `${joinedAt}#${id}`;
}

/** Takes lapsed offers back and ends what waits for dates that are over. A hold needs no deleting: its expiry ends it. */
async function endWhatIsOver(
  scope: TenantScope,
  offer: SiteOffer,
  entries: readonly WaitingRecord[],
  clock: Clock,
): Promise<void> {
  for (const entry of entries) {
    const lapsed = entry.offer && entry.state === 'OFFERED' && entry.offer.expiresAt * 60_000 <= clock.now();
    const isOver = entry.state === 'WAITING' && entry.to < todayOf(offer, clock);
    if (!lapsed && !isOver) continue;
    const next = nextWaiting(entry, lapsed ? 'LAPSE' : 'END');
    if (!next.ok) continue;
    const { offer: gone, ...rest } = entry;
    await settleOffer(
      scope,
      rest,
      {
        ...rest,
        state: next.value,
        version: entry.version + 1,
        passed: [...entry.passed, ...(gone ? [gone.start] : [])],
      },
      clock,
    );
  }
}

/** What is free of a service in one round, but for the starts that turned out to be taken. */
interface FreeOfService {
  readonly times: readonly OfferedTime[];
  readonly lengthMinutes: number;
  readonly axis: ZoneAxis;
  readonly gone: Set<EpochMinute>;
}

/** The free times of a service that somebody has the time to accept; `undefined` when it is not given here any more. */
async function freeOf(
  scope: TenantScope,
  offer: SiteOffer,
  code: string,
  clock: Clock,
): Promise<FreeOfService | undefined> {
  const offered = offeredService(offer, code);
  if (!offered) return undefined;
  const { service } = offered;
  const now = clock.now() / 60_000;
  const window = startWindow(service, clock.now());
  const { times } = await readFreeTimes(scope, offer, offered, window, { now });
  const axis = axisOf(offer, Math.floor(now), window.latest);
  return {
    times: times.filter(({ start }) => offerExpiry(start, now, axis) !== undefined),
    lengthMinutes: service.lengthMinutes,
    axis,
    gone: new Set(),
  };
}

/**
 * One round: the free times are looked at once, then everybody is asked in order, and nobody is given a time that was not
 * offered first to all before who want it. What turned out to be taken is nobody's in this round.
 */
async function promoteOnce(
  scope: TenantScope,
  offer: SiteOffer,
  ports: PromoterPorts,
): Promise<{ readonly offered: number; readonly refused: number }> {
  const entries = (await waitingAt(scope, offer)).filter(({ state }) => state === 'WAITING');
  const free = new Map<string, FreeOfService | undefined>();
  for (const { service } of entries) {
    if (!free.has(service)) free.set(service, await freeOf(scope, offer, service, ports.clock));
  }
  let offered = 0;
  let refused = 0;
  for (const entry of entries) {
    const list = free.get(entry.service);
    for (const time of list?.times ?? []) {
      if (!list || list.gone.has(time.start) || !fits(entry, time, list.lengthMinutes, list.axis)) continue;
      const outcome = await offerTime(scope, offer, entry, time.start, ports);
      if (outcome === 'CHANGED') break;
      list.gone.add(time.start);
      if (outcome === 'OFFERED') {
        offered++;
        break;
      }
      refused++;
    }
  }
  return { offered, refused };
}
