import type { Role } from '@ohjaamo/shared/kernel/roles.ts';
import type { Route } from '@ohjaamo/shared/kernel/route.ts';
import type { RouteId } from '@ohjaamo/shared/routes.ts';
import * as z from 'zod';
import type { TestCall } from '../support/localHouse.ts';
import { type Ids, nobodysIds, type Settled } from './ids.ts';
import { somebody, thePerson } from './people.ts';
import { samples } from './samples/index.ts';

export const sampleOf = (route: Route) => samples[route.id as RouteId];
export const requestOf = (route: Route, ids: Ids, freeStart: string) =>
  sampleOf(route).request(ids, freeStart) as TestCall<Route>;
export const rolesOf = ({ access }: Route): readonly Role[] =>
  access.kind === 'session' ? access.roles : [];

/** Whoever may call the route, in a tenant. */
export function caller(route: Route, of: Settled): Pick<TestCall<Route>, 'actor' | 'person'> {
  if (route.access.kind === 'person') return { person: thePerson(of) };
  const roles = rolesOf(route);
  const role = roles.find((each) => each === 'COUNSELLOR') ?? roles[0];
  return role ? { actor: somebody(role, of) } : {};
}

/** The ids a route's request really uses. */
export function idsUsed(route: Route): (keyof Ids)[] {
  const ids = nobodysIds();
  const text = JSON.stringify(requestOf(route, ids, ''));
  return (Object.keys(ids) as (keyof Ids)[]).filter((name) => text.includes(ids[name]));
}

/** Fresh values for the ids the caller makes up, so that a repeated case is not a repeated request. */
export function fresh(route: Route): Partial<Ids> {
  const ids = nobodysIds();
  return Object.fromEntries((sampleOf(route).chosen ?? []).map((name) => [name, ids[name]]));
}

/** The fields of a route's body, by name; none where it takes no body. */
export function fieldsOf({ body }: Route): Readonly<Record<string, z.ZodType>> {
  const described = body instanceof z.ZodLazy ? body.unwrap() : body;
  return described?.shape ?? {};
}
