import { globalRole, type Role, tenantRoles } from '@ohjaamo/shared/kernel/roles.ts';
import type { Route } from '@ohjaamo/shared/kernel/route.ts';
import { routeList } from '@ohjaamo/shared/routes.ts';
import { afterAll, describe, expect, it } from 'vitest';
import { expectProblem } from './answers.ts';
import { somebody, thePerson } from './people.ts';
import { fieldsOf, requestOf, rolesOf } from './requests.ts';
import { openWorld } from './world.ts';

const world = await openWorld();
afterAll(world.stop);

const everyRole: readonly Role[] = [...tenantRoles, ...globalRole.options];
const ownRequest = (route: Route) => requestOf(route, world.own.ids, world.own.freeStart);
const withSession = routeList.filter(({ access }) => ['session', 'person'].includes(access.kind));
const ofWorkers = routeList.filter(({ access }) => access.kind === 'session');
const ofPeople = routeList.filter(({ access }) => access.kind === 'person');

describe('without a session', () => {
  it.each(withSession)('$id asks for one', async (route) => {
    await world.leavesAllAsItWas(async () => {
      expectProblem(await world.send(route, ownRequest(route)), 'session-required');
    });
  });
});

describe('with a session that is over', () => {
  it.each(withSession)('$id says so', async (route) => {
    await world.leavesAllAsItWas(async () => {
      expectProblem(await world.send(route, { ...ownRequest(route), expired: true }), 'session-expired');
    });
  });
});

describe('with a session of a municipality that is paused', () => {
  it.each(withSession)('$id says so', async (route) => {
    await world.leavesAllAsItWas(async () => {
      expectProblem(await world.send(route, { ...ownRequest(route), paused: true }), 'service-paused');
    });
  });
});

describe('in another role', () => {
  it.each(ofWorkers)('$id is closed to every role it does not list', async (route) => {
    const others = everyRole.filter((role) => !rolesOf(route).includes(role));
    await world.leavesAllAsItWas(async () => {
      await Promise.all(
        others.map(async (role) => {
          const answer = await world.send(route, { ...ownRequest(route), actor: somebody(role, world.own) });
          expectProblem(answer, 'role-required', role);
        }),
      );
    });
  });
});

describe('with a session of the other kind', () => {
  it.each(ofWorkers)('$id is closed to a young person on the own page', async (route) => {
    await world.leavesAllAsItWas(async () => {
      const answer = await world.send(route, { ...ownRequest(route), person: thePerson(world.own) });
      expectProblem(answer, 'session-required');
    });
  });

  it.each(ofPeople)('$id is closed to every worker and to everybody above the tenants', async (route) => {
    await world.leavesAllAsItWas(async () => {
      await Promise.all(
        everyRole.map(async (role) => {
          const answer = await world.send(route, { ...ownRequest(route), actor: somebody(role, world.own) });
          expectProblem(answer, 'session-required', role);
        }),
      );
    });
  });

  it.each(ofPeople)('$id takes no id of a client from anybody', (route) => {
    expect(route.path).not.toContain('{clientId}');
    for (const fields of [route.parameters?.shape, route.query?.shape, fieldsOf(route)])
      expect(Object.keys(fields ?? {})).not.toContain('clientId');
  });
});
