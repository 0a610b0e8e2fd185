import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { tenantsRoutes } from '@ohjaamo/shared/tenants/contract.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { deleteSession, readMembership, readSessionRow } from './accessRepository.ts';
import { clearedCookie } from './cookie.ts';
import type { TenantsPorts } from './ports.ts';
import { sessionView } from './sessionView.ts';

/** Who is signed in, with what the interface needs to greet them. */
export function readSession(ports: TenantsPorts): UseCase<typeof tenantsRoutes.readSession> {
  return async ({ actor, sessionHash = '' }) => {
    const [row, who] = await Promise.all([
      readSessionRow(ports.platform, sessionHash),
      readMembership(ports.platform, actor.subject),
    ]);
    // The authorizer saw both a moment ago: signing out or losing the membership fell in between.
    if (!row || !who) return fail(problem('session-required'));
    return succeed({ body: await sessionView(ports, who, row) });
  };
}

/** Ends the session on the server and in the browser. */
export function signOut({ platform }: TenantsPorts): UseCase<typeof tenantsRoutes.signOut> {
  return async ({ sessionHash = '' }) => {
    await deleteSession(platform, sessionHash);
    return succeed({ body: {}, cookies: [clearedCookie] });
  };
}
