import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { messagesRoutes } from '@ohjaamo/shared/messages/contract.ts';
import { inboxOrder, presentAt } from '@ohjaamo/shared/messages/thread.ts';
import { staffId } from '@ohjaamo/shared/kernel/ids.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { onSiteClock, workersPlace } from './place.ts';
import { readInbox } from './threadRepository.ts';
import { inboxVersionOf, viewRow, viewStaff } from './views.ts';
import { readPresence, showPresence as putPresence } from './writerRepository.ts';

/**
 * The threads of a site, whoever waits longest first: two Queries, half a read unit, and a row of the trail once in 15
 * minutes of looking. What somebody wrote is not in the list; opening a thread is recorded each time.
 */
export const listThreads: UseCase<typeof messagesRoutes.listThreads> = async (context) => {
  const { scope, request, clock, audit } = context;
  const place = await workersPlace(scope, request.query.site);
  if (!place.ok) return place;
  const { tenant, site } = place.value;
  const now = clock.now();
  const which = request.query.closed ? 'CLOSED' : 'OPEN';
  const [threads, presence] = await Promise.all([
    readInbox(scope, site.id, which, now),
    readPresence(scope, site.id),
  ]);
  const present = presentAt(presence, now);
  await audit.watched(site.id);
  return succeed({
    body: {
      now: onSiteClock(now, { tenant }),
      version: inboxVersionOf(threads, present, now),
      site: { id: site.id, name: site.name },
      threads: threads.sort(inboxOrder).map((thread) => viewRow(thread, tenant, now)),
      present: present.map((id) => staffId.parse(id)),
      staff: viewStaff(tenant),
    },
  });
};

/** Whether the open threads have changed; nothing of them is shown, so nothing is recorded. The list's own reads. */
export const readInboxVersion: UseCase<typeof messagesRoutes.readInboxVersion> = async (context) => {
  const { scope, request, clock, knownVersion } = context;
  const place = await workersPlace(scope, request.query.site);
  if (!place.ok) return place;
  const { id } = place.value.site;
  const now = clock.now();
  const [threads, presence] = await Promise.all([readInbox(scope, id, 'OPEN', now), readPresence(scope, id)]);
  const version = inboxVersionOf(threads, presentAt(presence, now), now);
  return succeed(version === knownVersion ? { unchanged: true, version } : { body: { version }, version });
};

/** Notes that the worker has the inbox open: one Query, one write unit. */
export const showPresence: UseCase<typeof messagesRoutes.showPresence> = async (context) => {
  const { scope, request, actor, clock } = context;
  const place = await workersPlace(scope, request.body.site);
  if (!place.ok) return fail(problem('not-found'));
  await putPresence(scope, place.value.site.id, actor.staffId, clock.now());
  return succeed({ body: {} });
};
