import { globalRole, tenantRoles } from '@ohjaamo/shared/kernel/roles.ts';
import type { Route } from '@ohjaamo/shared/kernel/route.ts';
import { routeList } from '@ohjaamo/shared/routes.ts';
import { afterAll, describe, expect, it } from 'vitest';
import { expectProblem } from './answers.ts';
import { somebody } from './people.ts';
import { fresh, requestOf, rolesOf } from './requests.ts';
import { openWorld } from './world.ts';

const world = await openWorld();
const { own, send } = world;
afterAll(world.stop);

const ofWorkers = routeList.filter(({ access }) => access.kind === 'session');
const isOpen = (route: Route) => rolesOf(route).includes('STAFF_MANAGER');
/** A route that every role may call is about the session itself. */
const isOwnSession = (route: Route) =>
  [...tenantRoles, ...globalRole.options].every((role) => rolesOf(route).includes(role));

describe('an administrative manager of a home organisation', () => {
  it('reads hours and the key of the own device, and of everything else nothing', () => {
    const open = ofWorkers.filter((route) => isOpen(route) && !isOwnSession(route)).map(({ id }) => id);
    expect(open.sort()).toEqual(['readDeviceKey', 'readStaffHours']);
  });

  it.each(ofWorkers.filter((route) => !isOpen(route)))('is refused by $id', async (route) => {
    await world.leavesAllAsItWas(async () => {
      const actor = somebody('STAFF_MANAGER', own);
      const request = requestOf(route, { ...own.ids, ...fresh(route) }, own.freeStart);
      expectProblem(await send(route, { ...request, actor }), 'role-required');
    });
  });
});
