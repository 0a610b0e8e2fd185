import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import { sessionState, touchIsDue } from '@ohjaamo/shared/tenants/session.ts';
import { hashOf } from '../kernel/hash.ts';
import { activeContext } from '../kernel/http/authorizerContext.ts';
import type { Table } from '../kernel/table.ts';
import { actorOf, readMembership, readSessionRow, secretOfCookies, touchSession } from '../tenants/index.ts';

interface Ports {
  readonly platform: Table;
  readonly clock: Clock;
}

/**
 * Reads who is behind a request's cookies: session, then membership, both consistently and at every request, so that a
 * membership taken away or changed counts from the next request on. No cookie, an unknown secret and a lost membership are
 * one and the same.
 */
export async function authorize(
  { platform, clock }: Ports,
  cookies: readonly string[],
): Promise<Record<string, string>> {
  const secret = secretOfCookies(cookies);
  if (!secret) return { state: 'NONE' };
  const hash = hashOf(secret);
  const session = await readSessionRow(platform, hash);
  if (!session) return { state: 'NONE' };
  const now = clock.now();
  if (sessionState(session, now) === 'EXPIRED') return { state: 'EXPIRED' };
  const who = await readMembership(platform, session.subject);
  if (!who) return { state: 'NONE' };
  // When it fails, another request of the same session moved it, or signing out was faster: either is right.
  if (touchIsDue(session, now)) await touchSession(platform, hash, session.lastSeenAt, now);
  return activeContext(hash, actorOf(who));
}
