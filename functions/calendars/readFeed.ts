import type { FeedFault } from '@ohjaamo/shared/calendars/contract.ts';
import { type Clock, currentMinute } from '@ohjaamo/shared/kernel/time.ts';
import type { StaffMember, Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { ownUidEnding } from './busyEntry.ts';
import { spanOf, weeksToKeep, writeBusyTimes } from './busySheets.ts';
import type { Fetched, Reach } from './fetchFeed.ts';
import { type BusyFeed, putReading } from './repository.ts';

/** What reading a feed needs beyond the tenant's data. */
export interface FeedPorts {
  readonly clock: Clock;
  /** The Internet unless a test gives another. */
  readonly reach?: Reach;
}

/** Whose feed it is. */
export interface Owner {
  readonly tenant: Tenant;
  readonly worker: StaffMember;
}

/**
 * Reads a worker's busy feed once: asks for what is new, writes the busy times of the weeks that can be booked into the
 * worker's sheets, and notes how it went. A feed that says it has not changed is believed while the weeks are those of the
 * last full reading. Whatever goes wrong leaves the last good times where they are. Nothing of titles is kept.
 */
export async function readFeed(
  scope: TenantScope,
  ports: FeedPorts,
  { tenant, worker }: Owner,
  feed: BusyFeed,
): Promise<BusyFeed> {
  const weeks = weeksToKeep(tenant, currentMinute(ports.clock));
  const isSameSpan = feed.readAt !== undefined && weeksToKeep(tenant, minuteOf(feed.readAt))[0] === weeks[0];
  const validators = isSameSpan ? { etag: feed.etag, lastModified: feed.lastModified } : {};
  // HTTP of its own and the calendar parser cost a cold start more than all the rest: they come when a feed is read.
  const { fetchFeed, internet } = await import('./fetchFeed.ts');
  const fetched = await fetchFeed(feed.address, validators, ports.reach ?? internet);
  const triedAt = new Date(ports.clock.now()).toISOString();
  const outcome = fetched.ok
    ? await take(scope, { tenant, worker }, { feed, fetched: fetched.value, weeks, at: triedAt })
    : failed(feed, fetched.error);
  const read: BusyFeed = { ...outcome, triedAt };
  await putReading(scope, read);
  return read;
}

function minuteOf(instant: string): number {
  return Math.floor(Date.parse(instant) / 60_000);
}

function failed(feed: BusyFeed, fault: FeedFault): BusyFeed {
  return { ...feed, fault, failures: feed.failures + 1 };
}

interface Taken {
  readonly feed: BusyFeed;
  readonly fetched: Fetched;
  readonly weeks: readonly number[];
  readonly at: string;
}

async function take(
  scope: TenantScope,
  { tenant, worker }: Owner,
  { feed, fetched, weeks, at }: Taken,
): Promise<BusyFeed> {
  const { fault: _mended, etag: _etag, lastModified: _lastModified, ...standing } = feed;
  if (fetched.kind === 'UNCHANGED') {
    const { etag, lastModified } = feed;
    return { ...standing, ...defined({ etag, lastModified }), failures: 0, readAt: at };
  }
  const { busyOfFeed } = await import('./busyOfFeed.ts');
  const read = busyOfFeed(fetched.text, {
    ...spanOf(weeks),
    zone: tenant.profile.zone,
    ownUidEnding: ownUidEnding(feed.staffId),
  });
  if (!read.ok) return failed(feed, read.error);
  const { busy, events, unclear } = read.value;
  const resource = { home: worker.homeSite, id: worker.id };
  const written = await writeBusyTimes(scope, resource, weeks, busy, feed.weeks);
  return {
    ...standing,
    ...defined(fetched.validators),
    failures: 0,
    readAt: at,
    events,
    unclear,
    weeks: written,
  };
}

/** The validators that there are. */
function defined({ etag, lastModified }: { etag?: string | undefined; lastModified?: string | undefined }) {
  return { ...(etag !== undefined && { etag }), ...(lastModified !== undefined && { lastModified }) };
}
