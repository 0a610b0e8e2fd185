import { problemStatus } from '@ohjaamo/shared/kernel/problem.ts';
import { globalRole, tenantRoles } from '@ohjaamo/shared/kernel/roles.ts';
import type { Route } from '@ohjaamo/shared/kernel/route.ts';
import { routeList, routes } from '@ohjaamo/shared/routes.ts';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';

describe('the route table', () => {
  it('names every route once, by its id and by its method and path', () => {
    const addresses = routeList.map(({ method, path }) => `${method} ${path.replaceAll(/\{\w+\}/gu, '{}')}`);
    expect(new Set(addresses).size).toBe(routeList.length);
    for (const [id, route] of Object.entries(routes)) expect(route.id).toBe(id);
  });

  it.each(routeList)('$id: its path holds exactly the parameters it declares', (route) => {
    const inPath = [...route.path.matchAll(/\{(\w+)\}/gu)].map(([, name]) => name);
    expect(new Set(inPath).size).toBe(inPath.length);
    expect(new Set(inPath)).toEqual(new Set(Object.keys(route.parameters?.shape ?? {})));
    expect(route.path).toMatch(/^\/api\/[a-z{]/u);
  });

  it.each(routeList)('$id: who may call it is told in full', ({ access, parameters }) => {
    if (access.kind === 'session') {
      expect(access.roles.length).toBeGreaterThan(0);
      for (const role of access.roles) expect([...tenantRoles, ...globalRole.options]).toContain(role);
    }
    const needs = { publicTenant: 'tenantSlug', link: 'link', invitation: 'invitation' } as const;
    if (access.kind in needs) {
      expect(parameters?.shape).toHaveProperty(needs[access.kind as keyof typeof needs]);
    }
  });

  it.each(routeList.filter(({ method }) => method === 'POST'))(
    '$id: a change takes JSON, which no page of another site can send without a preflight',
    ({ body }) => {
      expect(body).toBeDefined();
    },
  );

  it.each(routeList.filter(({ method }) => method === 'GET'))('$id: a read takes no body', ({ body }) => {
    expect(body).toBeUndefined();
  });

  it.each(
    routeList.flatMap((route) =>
      [route.parameters, route.query, route.body].flatMap((schema) =>
        schema ? [{ id: route.id, schema }] : [],
      ),
    ),
  )('$id: refuses a field it does not know', ({ schema }) => {
    const codes = schema.safeParse({ 'a field nobody declared': 1 }).error?.issues.map(({ code }) => code);
    expect(codes).toContain('unrecognized_keys');
  });

  it.each(routeList)('$id: announces problems once each', ({ problems }) => {
    expect(new Set(problems).size).toBe(problems.length);
    for (const type of problems) expect(problemStatus).toHaveProperty(type);
  });

  // A version is a hash and shows nobody's data: an open screen may ask for it as often as it likes.
  const onlyVersion = ({ response }: Route) =>
    response instanceof z.ZodObject && Object.keys(response.shape).join() === 'version';

  // What is on offer is no personal data: the street sees it too, but for services that only the desk books.
  const onlyOffer = ({ id }: Route) =>
    ['listServicesForWorker', 'searchTimesForWorker', 'searchTimesToMove'].includes(id);

  // Counts of what waits and since when, asked every minute by open screens: nobody is in them.
  const onlyNumbers = ({ id }: Route) => id === 'readTasks';

  it.each(
    routeList.filter(
      (route) =>
        /\/(?:cases|desk|audit|me)\b/u.test(route.path) &&
        !onlyVersion(route) &&
        !onlyOffer(route) &&
        !onlyNumbers(route),
    ),
  )('$id: touches personal data, so its use is recorded', ({ audit, access }) => {
    expect(audit?.action).toMatch(/^[A-Z_]+$/u);
    expect(['session', 'person']).toContain(access.kind);
  });

  it.each(routeList)('$id: an audited subject is a parameter of its path', ({ audit, parameters }) => {
    if (audit?.subjectParameter) expect(parameters?.shape).toHaveProperty(audit.subjectParameter);
  });

  it('gives nobody above the tenants a route to personal data', () => {
    const above: readonly string[] = globalRole.options;
    const reachable = routeList.filter(
      ({ access }) => access.kind === 'session' && access.roles.some((role) => above.includes(role)),
    );
    expect(reachable.filter(({ audit }) => audit).map(({ id }) => id)).toEqual([]);
  });
});
