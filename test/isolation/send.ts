import type { Route } from '@ohjaamo/shared/kernel/route.ts';
import type { TestAnswer, TestCall } from '../support/localHouse.ts';

/** Asks a route's deployed entry. */
export type Send = (route: Route, request?: TestCall<Route>) => Promise<TestAnswer<Route>>;

/** Asks what has to succeed for the tenant to be settled; throws with the answer when it does not. */
export async function must(send: Send, route: Route, request: TestCall<Route>): Promise<void> {
  const { status, text } = await send(route, request);
  if (status >= 300) throw new Error(`${route.id} answered ${status}: ${text}`);
}
