import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { tenantsRoutes } from '@ohjaamo/shared/tenants/contract.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { hashOf } from '../kernel/hash.ts';
import {
  deleteSession,
  listMemberships,
  readMembership,
  readSessionRow,
  sessionEndWrite,
  sessionWrite,
} from './accessRepository.ts';
import { clearedCookie, sessionCookie } from './cookie.ts';
import { chosenWrite } from './membersRepository.ts';
import { type OpenTown, openTowns, standing } from './openTowns.ts';
import type { TenantsPorts } from './ports.ts';
import { tenantOfSlug } from './registryRepository.ts';
import { sessionView } from './sessionView.ts';

/** Who is signed in, with what the interface needs to greet them. 2 reads, and one more for each other municipality of theirs. */
export function readSession(ports: TenantsPorts): UseCase<typeof tenantsRoutes.readSession> {
  return async ({ actor, sessionHash = '' }) => {
    const [row, memberships] = await Promise.all([
      readSessionRow(ports.platform, sessionHash),
      listMemberships(ports.platform, actor.subject),
    ]);
    const own = actor.realm === 'tenant' ? actor.tenantId : undefined;
    const who = memberships.find((each) => (each.realm === 'tenant' ? each.tenantId : undefined) === own);
    // The authorizer saw both a moment ago: signing out or losing the membership fell in between.
    if (!row || !who) return fail(problem('session-required'));
    const others = standing(memberships).filter((each) => own !== undefined && each.tenantId !== own);
    return succeed({ body: await sessionView(ports, who, row, await openTowns(ports.platform, others)) });
  };
}

/**
 * Changes to another municipality of the same login, and remembers it. A session is of one municipality, so this one ends and another
 * one begins, which lasts no longer than this one would have: what the other municipality ended before stays over there. A
 * municipality that the login does not open is none.
 */
export function chooseMunicipality(ports: TenantsPorts): UseCase<typeof tenantsRoutes.chooseMunicipality> {
  const { platform } = ports;
  return async ({ request: { body }, actor, sessionHash = '', clock, ids }) => {
    const [row, tenant] = await Promise.all([
      readSessionRow(platform, sessionHash),
      tenantOfSlug(platform, body.tenantSlug),
    ]);
    if (!row) return fail(problem('session-required'));
    const held = tenant && (await readMembership(platform, actor.subject, tenant));
    const [who] = held ? standing([held]) : [];
    if (!who) return fail(problem('not-found'));
    const [found] = await openTowns(platform, [who]);
    if (!found) return fail(problem('service-paused'));
    if (row.createdAt < beganHere(found)) return fail(problem('session-expired'));
    const secret = ids.secret(256);
    const times = { createdAt: row.createdAt, lastSeenAt: clock.now() };
    const changed = await platform.transact([
      sessionEndWrite(platform, sessionHash),
      sessionWrite(platform, hashOf(secret), who, times),
      chosenWrite(platform, who, clock.now()),
    ]);
    // Signing out, or the end of the membership, fell in between.
    if (!changed.ok) return fail(problem('session-required'));
    return succeed({ body: await sessionView(ports, who, times), cookies: [sessionCookie(secret)] });
  };
}

/** Sessions that began earlier are over there, by the worker's own return or by the municipality's. */
function beganHere({ who, town }: OpenTown): number {
  return Math.max(who.sessionsFrom ?? 0, town.sessionsFrom ?? 0);
}

/** Ends the session on the server and in the browser. */
export function signOut({ platform }: TenantsPorts): UseCase<typeof tenantsRoutes.signOut> {
  return async ({ sessionHash = '' }) => {
    await deleteSession(platform, sessionHash);
    return succeed({ body: {}, cookies: [clearedCookie] });
  };
}
