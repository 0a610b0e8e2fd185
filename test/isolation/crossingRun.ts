import type { Route } from '@ohjaamo/shared/kernel/route.ts';
import type { TestAnswer, TestCall } from '../support/localHouse.ts';
import { type Crossing, leaksIn, requestOfCrossing, rowsOf, textOf, tracesOf } from './crossing.ts';
import type { OpenWorld } from './openWorld.ts';

/** What many crossings came to. */
export interface Outcome {
  requests: number;
  /** How many had each status. */
  readonly statuses: Map<number, number>;
  readonly routes: Set<string>;
  /** Answers that bear something of the other tenant, rows of it that changed, and answers of 500 and above. */
  readonly faults: string[];
}

/** Requests at one time, and after how many everything is put back and the other tenant's rows are compared. */
const LANES = 6;
const BATCH = 60;

/** Nothing yet. */
export function noOutcome(): Outcome {
  return { requests: 0, statuses: new Map(), routes: new Set(), faults: [] };
}

/**
 * Sends crossings, several at one time, and looks at every answer for what belongs to the other tenant; after each batch compares the other
 * tenant's rows with what they were, and puts everything back. Adds to `outcome`.
 */
export async function cross(
  world: OpenWorld,
  planted: readonly string[],
  all: readonly Crossing[],
  outcome: Outcome,
): Promise<void> {
  const traces = tracesOf(world, planted);
  const before = rowsOf(world.foreign.tenantId, world.atOpening);
  for (let from = 0; from < all.length; from += BATCH) {
    const waiting = all.slice(from, from + BATCH);
    const said: string[] = [];
    const done: string[] = [];
    const lane = async (): Promise<void> => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const asked = requestOfCrossing(next, world);
        said.push(textOf(asked.route, asked.request));
        const answer = await world.send(asked.route, asked.request);
        note(outcome, asked, answer, leaksIn(traces, said, answer));
        if (answer.status < 300) done.push(`${asked.route.id} ${JSON.stringify(asked.request)}`);
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    const after = rowsOf(world.foreign.tenantId, await world.restore());
    const changed = [...new Set([...before.keys(), ...after.keys()])].filter(
      (key) => before.get(key) !== after.get(key),
    );
    if (changed.length > 0)
      outcome.faults.push(`changed ${changed.join(', ')} after one of ${done.join('\n')}`);
  }
}

/** Signing in and invitations ask the identity service, which is not there. */
function needsIdentity({ path }: Route): boolean {
  return /^\/api\/(?:session|invitations)/u.test(path);
}

function note(
  outcome: Outcome,
  { route, request }: { readonly route: Route; readonly request: TestCall<Route> },
  { status, text }: TestAnswer<Route>,
  leaks: readonly string[],
): void {
  outcome.requests += 1;
  outcome.statuses.set(status, (outcome.statuses.get(status) ?? 0) + 1);
  outcome.routes.add(route.id);
  const asked = `${route.id} ${JSON.stringify(request)}`;
  if (leaks.length > 0) outcome.faults.push(`${asked} was told ${leaks.join(', ')}: ${text}`);
  if (status >= 500 && !needsIdentity(route)) outcome.faults.push(`${asked} answered ${String(status)}`);
}
