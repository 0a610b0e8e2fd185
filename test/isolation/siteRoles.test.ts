import { siteId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Actor, globalRole, siteRole, tenantRoles } from '@ohjaamo/shared/kernel/roles.ts';
import type { Route } from '@ohjaamo/shared/kernel/route.ts';
import { routeList } from '@ohjaamo/shared/routes.ts';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { expectProblem } from './answers.ts';
import { somebody } from './people.ts';
import { fresh, requestOf, rolesOf } from './requests.ts';
import { openWorld } from './world.ts';

const world = await openWorld();
const { own, send } = world;
afterAll(world.stop);

/** A worker with every role there is at one site, and none in the whole municipality. */
function workerAt(site: string): Actor {
  const who = somebody('COUNSELLOR', own);
  if (who.realm !== 'tenant') throw new Error('no worker');
  return { ...who, roles: [], siteRoles: { [siteId.parse(site)]: [...siteRole.options] } };
}

const ofWorkers = routeList.filter(({ access }) => access.kind === 'session');
/** A route that every role may call is about the session itself. */
const isOwnSession = (route: Route) =>
  [...tenantRoles, ...globalRole.options].every((role) => rolesOf(route).includes(role));
const isOfSite = ({ path }: Route) => path.includes('{siteId}');
const mayAtSite = (route: Route) => siteRole.options.some((role) => rolesOf(route).includes(role));
const requestTo = (route: Route) => requestOf(route, { ...own.ids, ...fresh(route) }, own.freeStart);

describe('a worker with roles at another site', () => {
  it.each(ofWorkers.filter((route) => !isOwnSession(route)))('$id is closed', async (route) => {
    await world.leavesAllAsItWas(async () => {
      const actor = workerAt(own.ids.otherSiteId);
      expectProblem(await send(route, { ...requestTo(route), actor }), 'role-required');
    });
  });
});

describe('a worker with roles at the site', () => {
  afterEach(world.restore);

  it.each(ofWorkers.filter((route) => isOfSite(route) && mayAtSite(route)))(
    '$id is open as it is to the role in the whole municipality',
    async (route) => {
      const answer = await send(route, { ...requestTo(route), actor: workerAt(own.ids.siteId) });
      expect(answer.status, answer.text).toBe(route.status);
    },
  );

  it.each(ofWorkers.filter((route) => !isOfSite(route) && !isOwnSession(route)))(
    '$id is closed: its path names no site',
    async (route) => {
      await world.leavesAllAsItWas(async () => {
        const actor = workerAt(own.ids.siteId);
        expectProblem(await send(route, { ...requestTo(route), actor }), 'role-required');
      });
    },
  );
});
