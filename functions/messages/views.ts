import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { answeringAt, threadEnd } from '@ohjaamo/shared/messages/thread.ts';
import type { MessageView, StaffThread, ThreadRow } from '@ohjaamo/shared/messages/views.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import { hashOf } from '../kernel/hash.ts';
import { onSiteClock } from './place.ts';
import type { ListedThread, MessageRecord, ThreadRecord } from './threadRepository.ts';

/** The messages of a thread; whoever has left the service has no name any more. */
export function viewMessages(messages: readonly MessageRecord[], tenant: Tenant): MessageView[] {
  return messages.map(({ id, number, from, text, at, staffId }) => {
    const staffName = tenant.staff.find((each) => each.id === staffId)?.name;
    return { id, number, from, text, at: onSiteClock(at, { tenant }), ...(staffName && { staffName }) };
  });
}

/** The workers of a municipality by their names; those of its own organisations answer messages, partners do not. */
export function viewStaff({
  staff,
  organisations,
}: Tenant): { id: StaffId; name: string; answers: boolean }[] {
  const house = new Set(organisations.filter(({ runsSites }) => runsSites).map(({ code }) => code));
  return staff
    .map(({ id, name, organisation }) => ({ id, name, answers: house.has(organisation) }))
    .sort((one, other) => one.name.localeCompare(other.name, 'fi'));
}

/** A line of the inbox. */
export function viewRow(thread: ListedThread, tenant: Tenant, now: number): ThreadRow {
  const { id, state, language, count, startedAt, lastAt, waiting, assignedTo } = thread;
  const answeringBy = answeringAt(thread, now);
  return {
    id,
    state,
    language,
    messages: count,
    startedAt: onSiteClock(startedAt, { tenant }),
    lastAt: onSiteClock(lastAt, { tenant }),
    ...(waiting && { waitingSince: onSiteClock(waiting.at, { tenant }) }),
    ...(assignedTo && { assignedTo }),
    ...(answeringBy && { answeringBy }),
  };
}

/** A thread on the screen of a worker. */
export function viewStaffThread(
  thread: ThreadRecord,
  messages: readonly MessageRecord[],
  tenant: Tenant,
  now: number,
): StaffThread {
  return {
    ...viewRow(thread, tenant, now),
    site: thread.site,
    now: onSiteClock(now, { tenant }),
    version: staffVersionOf(thread, now),
    thread: viewMessages(messages, tenant),
    staff: viewStaff(tenant),
    endsAt: onSiteClock(threadEnd(thread.lastAt), { tenant }),
  };
}

/** Stands for what a worker sees of a thread. */
export function staffVersionOf(thread: ThreadRecord, now: number): string {
  return hashOf(thread.id, thread.version, answeringAt(thread, now));
}

/** Stands for what is seen of an inbox: its lines, and who is there. */
export function inboxVersionOf(
  threads: readonly ListedThread[],
  present: readonly (StaffId | string)[],
  now: number,
): string {
  return hashOf(
    threads.map((thread) => [thread.id, thread.version, answeringAt(thread, now)]),
    present,
  );
}
