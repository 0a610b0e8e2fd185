import { isDue, isToldNow } from '@ohjaamo/shared/calendars/feedState.ts';
import type { TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { forEachTenant } from '../kernel/eachTenant.ts';
import { handOver } from '../kernel/handOver.ts';
import type { SendMail } from '../kernel/mail.ts';
import type { Table } from '../kernel/table.ts';
import type { OpenScope, TenantScope } from '../kernel/tenancy/scope.ts';
import { readTenant } from '../tenants/index.ts';
import { feedFailureText } from './feedFailureText.ts';
import { type FeedPorts, readFeed } from './readFeed.ts';
import { type BusyFeed, deleteBusyFeed, readBusyFeeds, readSettings } from './repository.ts';

/** What the job needs. */
export interface BusyFeedJobPorts extends FeedPorts {
  readonly openScope: OpenScope;
  readonly platform: Table;
  readonly sendMail: SendMail;
  /** The address of the service, `https://…` without a closing slash. */
  readonly origin: string;
}

/** Feeds of one tenant that are read at the same time. */
const AT_ONCE = 8;
/** No feed of a tenant is begun after so long in one run, in milliseconds: the others of the register wait for theirs. */
const BEGINS_FOR = 60_000;

/**
 * Reads the busy feeds of all workers of all tenants that are due: one Query a tenant, and for each feed one request, one
 * write and one read and write for each week that changed. A tenant whose feeds answer slowly gets a minute of a run, and the
 * rest, longest unread first, in the next. Whoever's feed has failed for three hours is told by mail, once.
 * Running it twice is harmless.
 */
export function readAllBusyFeeds(ports: BusyFeedJobPorts): Promise<void> {
  return forEachTenant(ports, 'readBusyFeeds', (tenant) => readFeedsOf(ports, tenant));
}

async function readFeedsOf(ports: BusyFeedJobPorts, tenantId: TenantId): Promise<number> {
  const scope = ports.openScope(tenantId, 'busyReader');
  const due = inTurn((await readBusyFeeds(scope)).filter((feed) => isDue(feed, ports.clock.now())));
  const tenant = due.length > 0 ? await readTenant(scope) : undefined;
  if (!tenant) return 0;
  const begun = ports.clock.now();
  let read = 0;
  for (; read < due.length && ports.clock.now() - begun < BEGINS_FOR; read += AT_ONCE) {
    await Promise.all(
      due.slice(read, read + AT_ONCE).map(async (feed) => {
        // A worker who has left has no sheets to keep; the address goes with the worker.
        const worker = tenant.staff.find(({ id }) => id === feed.staffId);
        if (!worker) return deleteBusyFeed(scope, feed.staffId);
        const after = await readFeed(scope, ports, { tenant, worker }, feed);
        if (isToldNow(after.failures)) await tell(ports, scope, after);
      }),
    );
  }
  return Math.min(read, due.length);
}

/** Those that were never tried come first, then the one whose last reading lies longest back. */
function inTurn(feeds: readonly BusyFeed[]): BusyFeed[] {
  return [...feeds].sort((one, other) => ((one.triedAt ?? '') < (other.triedAt ?? '') ? -1 : 1));
}

async function tell(ports: BusyFeedJobPorts, scope: TenantScope, feed: BusyFeed): Promise<void> {
  const settings = await readSettings(scope, feed.staffId);
  if (settings?.email === undefined) return;
  const address = `${ports.origin}/${settings.language}/my-calendar`;
  const mail = { to: settings.email, ...feedFailureText(settings.language, address) };
  await handOver(() => ports.sendMail(mail));
}
