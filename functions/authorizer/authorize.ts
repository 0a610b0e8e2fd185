import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import { sessionState, touchIsDue } from '@ohjaamo/shared/tenants/session.ts';
import { isPersonSessionOver, personTouchIsDue } from '@ohjaamo/shared/rights/session.ts';
import type { TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { isOpen } from '@ohjaamo/shared/tenants/life.ts';
import { hashOf } from '../kernel/hash.ts';
import { activeContext, type PersonSession, personContext } from '../kernel/http/authorizerContext.ts';
import type { Table } from '../kernel/table.ts';
import { personSecretOf, readPersonSession, touchPersonSession } from '../rights/index.ts';
import {
  actorOf,
  readMembership,
  readOpenness,
  readSessionRow,
  secretOfCookies,
  touchSession,
} from '../tenants/index.ts';

interface Ports {
  readonly platform: Table;
  readonly clock: Clock;
}

/**
 * Reads who is behind a request's cookies: a worker's session, then membership, and a person's own session, and whether their municipality
 * is open, all consistently and at every request, so that a membership taken away, suspended or changed and a municipality that is suspended count
 * from the next request on. No cookie, an unknown secret and a lost membership are one and the same. A municipality that the registry
 * does not know is closed.
 */
export async function authorize(ports: Ports, cookies: readonly string[]): Promise<Record<string, string>> {
  const [worker, person] = await Promise.all([
    authorizeWorker(ports, cookies),
    authorizePerson(ports, cookies),
  ]);
  return { ...worker, ...(person && personContext(person)) };
}

/** What stands in the way of a session of the municipality that began then; one that began before a suspension stays over. 1 read. */
async function obstacle(
  platform: Table,
  tenant: TenantId,
  began: number,
): Promise<'PAUSED' | 'EXPIRED' | undefined> {
  const found = await readOpenness(platform, tenant);
  if (!isOpen(found?.state)) return 'PAUSED';
  return began < (found?.sessionsFrom ?? 0) ? 'EXPIRED' : undefined;
}

/** Whose own page the browser has opened, if any: 2 reads when it has. */
async function authorizePerson(
  { platform, clock }: Ports,
  cookies: readonly string[],
): Promise<PersonSession | undefined> {
  const secret = personSecretOf(cookies);
  if (!secret) return undefined;
  const sessionHash = hashOf(secret);
  const session = await readPersonSession(platform, sessionHash);
  if (!session) return undefined;
  const now = clock.now();
  if (isPersonSessionOver(session, now)) return { state: 'EXPIRED' };
  const state = await obstacle(platform, session.tenantId, session.createdAt);
  if (state) return { state };
  if (personTouchIsDue(session, now))
    await touchPersonSession(platform, sessionHash, session.lastSeenAt, now);
  const { tenantId, clientId, createdAt: since } = session;
  return { state: 'ACTIVE', sessionHash, actor: { realm: 'person', tenantId, clientId, since } };
}

async function authorizeWorker(
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
  // The session names its municipality, the membership there says what it opens: neither is a word of the request.
  const who = await readMembership(platform, session.subject, session.tenantId);
  if (!who) return { state: 'NONE' };
  if (who.realm === 'tenant' && (who.suspended ?? who.factorLost)) return { state: 'NONE' };
  if (who.realm === 'tenant' && session.createdAt < (who.sessionsFrom ?? 0)) return { state: 'NONE' };
  const state = who.realm === 'tenant' && (await obstacle(platform, who.tenantId, session.createdAt));
  if (state) return { state };
  // When it fails, another request of the same session moved it, or signing out was faster: either is right.
  if (touchIsDue(session, now)) await touchSession(platform, hash, session.lastSeenAt, now);
  return activeContext(hash, actorOf(who));
}
