import type { Route } from '@ohjaamo/shared/kernel/route.ts';
import { routeList } from '@ohjaamo/shared/routes.ts';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openWorldAt } from '../isolation/openWorld.ts';
import { caller, fresh, requestOf } from '../isolation/requests.ts';
import { endpoints } from '../support/house.ts';
import { changesOf } from './canonical.ts';
import { type Fault, type Plan, startFaultyDatabase } from './faultyDatabase.ts';

const database = await startFaultyDatabase(endpoints().dynamodb);
const world = await openWorldAt({ ...endpoints(), dynamodb: database.endpoint });
const opening = JSON.stringify([...world.atOpening.values()].map(({ text }) => text));
afterAll(async () => {
  await world.stop();
  await database.stop();
});

// The SDK's pauses between tries are drawn by chance: the shortest are enough to see how it ends.
beforeEach(() => {
  vi.spyOn(Math, 'random').mockReturnValue(0);
});

/** One request of a route, which can be sent as often as one likes. */
function requested(route: Route) {
  const { own, send } = world;
  const request = {
    ...requestOf(route, { ...own.ids, ...fresh(route) }, own.freeStart),
    ...caller(route, own),
  };
  const known = opening + JSON.stringify(request);
  return {
    send: () => send(route, request),
    /** What it has changed; everything is as it was afterwards. */
    async changes() {
      await database.quiet();
      return changesOf(world.atOpening, await world.restore(), known);
    },
  };
}

/** What befalls a write: one that is lost or cut is tried again by the SDK; one that is refused for good is given up by the function. */
const faults = [
  { name: 'whose answer is lost', fault: 'LOST', once: true },
  { name: 'that never arrives', fault: 'CUT', once: true },
  { name: 'whose answer is lost as the function dies', fault: 'LOST', once: false },
  { name: 'at which the function dies', fault: 'REFUSED', once: false },
] as const satisfies readonly { name: string; fault: Fault; once: boolean }[];

/** The write with this number meets with a fault, and when the function dies by it all after it. */
const at =
  (number: number, { fault, once }: (typeof faults)[number]): Plan =>
  (asked) =>
    asked.writes && (once ? asked.number === number : asked.number >= number)
      ? asked.number === number || fault === 'LOST'
        ? fault
        : 'REFUSED'
      : undefined;

/**
 * Routes that refuse what was done already, because what it asks to leave or to take away is gone, or the version that it names: RFC 9110
 * §9.2.2 asks for the same effect, not for the same answer, and the page shows how it stands. Everything else answers as the first time.
 */
const refusedAgain: Readonly<Record<string, number>> = {
  answerAccessibility: 409,
  answerServiceAccessibility: 409,
  askForTelling: 409,
  changeSiteEntry: 409,
  changeTelling: 409,
  moveTenant: 409,
  moveTrial: 409,
  returnTemplate: 409,
  returnWorker: 409,
  suspendWorker: 409,
  undoDuty: 409,
  endOutreach: 404,
  forgetKeptMap: 404,
  removeShift: 404,
  removeSkill: 404,
  revokeInvitation: 404,
  takeOutIdentityCode: 404,
  // Each lost answer counts as a try of the link, and the one to come has to wait.
  answerReferralLink: 429,
  openReferralLink: 429,
};

// Signing in and accepting an invitation need the identity service.
const writing = routeList.filter(
  ({ method, path }) => method !== 'GET' && !/^\/api\/(?:session|invitations)/u.test(path),
);

describe('What a request writes', () => {
  it.each(writing)(
    '$id: is there once, wherever an answer of the database is lost or the function dies, when it is sent again',
    async (route) => {
      const { send, changes } = requested(route);
      database.plan();
      const clean = await send();
      expect(clean.status, clean.text).toBe(route.status);
      const writes = database.plan();
      const wanted = await changes();
      for (let number = 1; number <= writes; number++) {
        for (const fault of faults) {
          const what = `write ${String(number)} of ${String(writes)}, ${fault.name}`;
          database.plan(at(number, fault));
          const first = await send();
          await database.quiet();
          database.plan();
          const acknowledged = first.status === route.status;
          if (!acknowledged) {
            expect.soft(first.status, `${what}: ${first.text}`).toBe(503);
            const again = await send();
            const answers = [route.status, refusedAgain[route.id]];
            expect.soft(answers, `${what}, sent again: ${again.text}`).toContain(again.status);
            // Whoever is told to wait first has done nothing yet.
            if (again.status === 429) {
              expect.soft(await changes(), what).toEqual([]);
              continue;
            }
          }
          expect.soft(await changes(), what).toEqual(wanted);
        }
      }
    },
  );
});
