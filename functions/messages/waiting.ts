import type { SiteId } from '@ohjaamo/shared/kernel/ids.ts';
import { doneAt } from '@ohjaamo/shared/messages/calls.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readCallBacks } from './callRepository.ts';
import { readInbox } from './threadRepository.ts';

/** How many threads of a site wait for an answer: one Query. `now` in milliseconds. */
export async function countWaitingThreads(scope: TenantScope, site: SiteId, now: number): Promise<number> {
  const threads = await readInbox(scope, site, 'OPEN', now);
  return threads.filter(({ state }) => state === 'WAITING').length;
}

/** How many people of a site wait to be called back: one Query. `now` in milliseconds. */
export async function countCallBacks(scope: TenantScope, site: SiteId, now: number): Promise<number> {
  const tasks = await readCallBacks(scope, site, now);
  return tasks.filter((task) => doneAt(task) === undefined).length;
}
