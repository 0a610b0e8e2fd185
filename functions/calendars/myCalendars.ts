import type { calendarsRoutes, MyCalendars } from '@ohjaamo/shared/calendars/contract.ts';
import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';
import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { formatOffsetDateTime } from '@ohjaamo/shared/kernel/time.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import { hashOf } from '../kernel/hash.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readWorkersTenant, setVideoLink } from '../tenants/index.ts';
import { clearBusyTimes } from './busySheets.ts';
import { feedAddress } from './feedAddress.ts';
import type { Reach } from './fetchFeed.ts';
import { lends } from './inviteLenders.ts';
import { readFeed } from './readFeed.ts';
import {
  type BusyFeed,
  deleteBusyFeed,
  deleteOwnFeed,
  putBusyFeed,
  putOwnFeed,
  putSettings,
  readBusyFeed,
  readOwnFeed,
  readSettings,
} from './repository.ts';

type Routes = typeof calendarsRoutes;

/** What of a worker's calendars goes out and comes in: four reads. Nobody sees another worker's. */
export const readMyCalendars: UseCase<Routes['readMyCalendars']> = async ({ scope, actor }) => {
  const tenant = await readWorkersTenant(scope);
  return succeed({ body: await viewOf(scope, tenant, actor.staffId) });
};

/** Sets where invitations go: one write. What has been sent before stays where it is. */
export const setInvitations: UseCase<Routes['setInvitations']> = async ({ scope, actor, request }) => {
  const tenant = await readWorkersTenant(scope);
  await putSettings(scope, actor.staffId, request.body);
  return succeed({ body: await viewOf(scope, tenant, actor.staffId) });
};

/** Sets the own address of meetings by video, or forgets it: one conditional write. Whoever has such a meeting finds it there. */
export const setMyVideoLink: UseCase<Routes['setMyVideoLink']> = async ({ scope, actor, request }) => {
  if (!(await setVideoLink(scope, actor.staffId, request.body.link))) return fail(problem('not-found'));
  const tenant = await readWorkersTenant(scope);
  return succeed({ body: await viewOf(scope, tenant, actor.staffId) });
};

/** Opens the own feed under the caller's secret: one read, one write. The same secret again changes nothing. */
export const openMyFeed: UseCase<Routes['openMyFeed']> = async ({ scope, actor, request, clock }) => {
  const { secret } = request.body;
  const secretHash = hashOf(secret);
  const standing = await readOwnFeed(scope, actor.staffId);
  if (standing?.secretHash !== secretHash) {
    await putOwnFeed(scope, actor.staffId, { secretHash, since: new Date(clock.now()).toISOString() });
  }
  return succeed({ body: { link: `${scope.tenantId}.${actor.staffId}.${secret}` } });
};

/** Closes the own feed: whoever has the link gets nothing from then on. */
export const closeMyFeed: UseCase<Routes['closeMyFeed']> = async ({ scope, actor }) => {
  const tenant = await readWorkersTenant(scope);
  await deleteOwnFeed(scope, actor.staffId);
  return succeed({ body: await viewOf(scope, tenant, actor.staffId) });
};

/**
 * Sets the address of the own busy feed and reads it at once, so that whoever pasted a wrong one sees it. Another address
 * takes the old one's times out first.
 */
export function setBusyFeed(reach?: Reach): UseCase<Routes['setBusyFeed']> {
  return async ({ scope, actor, request, clock }) => {
    const address = feedAddress(request.body.address)?.href;
    if (address === undefined) return fail(problem('feed-refused'));
    const tenant = await readWorkersTenant(scope);
    const worker = tenant.staff.find(({ id }) => id === actor.staffId);
    if (!worker) return fail(problem('feed-refused'));
    const standing = await readBusyFeed(scope, worker.id);
    const feed: BusyFeed =
      standing?.address === address
        ? standing
        : { staffId: worker.id, address, failures: 0, events: 0, unclear: 0, weeks: {} };
    if (feed !== standing) {
      if (standing) await clearBusyTimes(scope, { home: worker.homeSite, id: worker.id }, standing.weeks);
      await putBusyFeed(scope, feed);
    }
    await readFeed(scope, { clock, ...(reach && { reach }) }, { tenant, worker }, feed);
    return succeed({ body: await viewOf(scope, tenant, worker.id) });
  };
}

/** Forgets the own busy feed and takes its times out of the sheets; without one there is nothing to do. */
export const removeBusyFeed: UseCase<Routes['removeBusyFeed']> = async ({ scope, actor }) => {
  const tenant = await readWorkersTenant(scope);
  const standing = await readBusyFeed(scope, actor.staffId);
  const worker = tenant.staff.find(({ id }) => id === actor.staffId);
  if (standing && worker) {
    // The row goes last: if this is broken off, asking again clears what is left.
    await clearBusyTimes(scope, { home: worker.homeSite, id: worker.id }, standing.weeks);
    await deleteBusyFeed(scope, actor.staffId);
  }
  return succeed({ body: await viewOf(scope, tenant, actor.staffId) });
};

async function viewOf(scope: TenantScope, tenant: Tenant, worker: StaffId): Promise<MyCalendars> {
  const [settings, own, busy] = await Promise.all([
    readSettings(scope, worker),
    readOwnFeed(scope, worker),
    readBusyFeed(scope, worker),
  ]);
  const at = (instant: string) =>
    formatOffsetDateTime(Math.floor(Date.parse(instant) / 60_000), tenant.profile.zone);
  const { videoLink } = tenant.staff.find(({ id }) => id === worker) ?? {};
  const language: Language = settings?.language ?? tenant.profile.languages[0] ?? 'fi';
  return {
    invitations: {
      ...(settings?.email !== undefined && { email: settings.email }),
      language,
      choice: settings?.choice ?? 'LENT',
      lends: lends(tenant, worker),
    },
    ...(videoLink !== undefined && { videoLink }),
    ...(own && { feedSince: at(own.since) }),
    ...(busy && {
      busyFeed: {
        host: new URL(busy.address).hostname,
        ...(busy.readAt !== undefined && { readAt: at(busy.readAt) }),
        ...(busy.triedAt !== undefined && { triedAt: at(busy.triedAt) }),
        ...(busy.fault !== undefined && { fault: busy.fault }),
        failures: busy.failures,
        events: busy.events,
        unclear: busy.unclear,
      },
    }),
  };
}
