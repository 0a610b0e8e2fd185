import type { IdSource } from '@ohjaamo/shared/kernel/ids.ts';
import { problem, type Problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import { SIGN_IN_CHALLENGE } from '@ohjaamo/shared/tenants/challenge.ts';
import type { SessionView } from '@ohjaamo/shared/tenants/sessionRoutes.ts';
import { beginSession } from '@ohjaamo/shared/tenants/session.ts';
import * as z from 'zod';
import { hashOf } from '../kernel/hash.ts';
import {
  attemptsForgetWrite,
  challengeUseWrite,
  type InvitationRow,
  invitationEndWrite,
  listMemberships,
  putChallenge,
  sessionWrite,
} from './accessRepository.ts';
import { codeProblem, type OpenChallenge } from './answerChallenge.ts';
import { takeAttempt } from './attempts.ts';
import { sessionCookie } from './cookie.ts';
import { invitedGoesWrite } from './invitedRepository.ts';
import { notHeldCheck, readHolder } from './lostFactorRepository.ts';
import { memberWrites, type WorkersMembership } from './membersRepository.ts';
import type { TenantsPorts } from './ports.ts';
import { provePassword } from './secondFactor.ts';
import { seal } from './secrets.ts';
import { sessionView } from './sessionView.ts';

interface Instruments {
  readonly clock: Clock;
  readonly ids: IdSource;
}

/**
 * What stands under an invited address: nothing, the login of somebody who works in other municipalities, or a login that cannot join
 * another one: its second factor is being replaced, or it has a role above the municipalities.
 */
interface Login {
  readonly state: 'NONE' | 'WORKS' | 'FACTOR_LOST' | 'SERVICE_ROLE';
}

/** Looks what stands under an address. An account without a membership is one that was begun and not finished: nobody's. */
export async function loginOf({ platform, identity }: TenantsPorts, email: string): Promise<Login> {
  const [holder, subject] = await Promise.all([
    readHolder(platform, hashOf(email)),
    identity.findSubject(email),
  ]);
  if (holder !== undefined) return { state: 'FACTOR_LOST' };
  const memberships = subject === undefined ? [] : await listMemberships(platform, subject);
  if (memberships.length === 0) return { state: 'NONE' };
  if (memberships.some(({ realm }) => realm === 'global')) return { state: 'SERVICE_ROLE' };
  const lost = memberships.some((who) => who.realm === 'tenant' && who.factorLost);
  return { state: lost ? 'FACTOR_LOST' : 'WORKS' };
}

/**
 * First step of joining with the login there is: the password, counted like signing in. A link in a mailbox replaces no password.
 * What stands in the way of the login is told to whoever knows the password, and to nobody else.
 */
export async function beginJoining(
  ports: TenantsPorts,
  { hash, email, login }: { readonly hash: string; readonly email: string; readonly login: Login },
  password: string,
  { clock, ids }: Instruments,
): Promise<Result<{ body: { challenge: string } }, Problem>> {
  const { platform, identity } = ports;
  if (login.state !== 'WORKS') {
    const proven = await provePassword(ports, { email, password }, clock);
    return proven.ok ? fail(problem('state-conflict', { conflicts: [{ reason: login.state }] })) : proven;
  }
  const attempt = await takeAttempt(platform, hashOf(email), clock);
  if (!attempt.ok) return attempt;
  const pending = await identity.checkPassword(email, password);
  if (!pending.ok) return fail(problem('credentials-rejected'));
  const challenge = ids.secret(256);
  await putChallenge(platform, hashOf(challenge), {
    purpose: 'JOINING',
    expiresAt: clock.now() + SIGN_IN_CHALLENGE,
    answers: 0,
    belongsTo: hash,
    sealed: seal(challenge, JSON.stringify(pending.value)),
  });
  return succeed({ body: { challenge } });
}

const pendingCode = z.object({ session: z.string(), username: z.string() });

/**
 * Second step: the code. The login gets a membership in the municipality beside those it has, which stay as they are, and the session
 * is of the new one. It fails when the second factor was said to be lost meanwhile, or the account has gone.
 */
export async function join(
  ports: TenantsPorts,
  { hash, tenantId, staffId, roles, email }: InvitationRow & { readonly hash: string },
  challenge: OpenChallenge,
  code: string,
  { clock, ids }: Instruments,
): Promise<Result<{ body: SessionView; cookies: string[] }, Problem>> {
  const { platform, identity } = ports;
  const address = hashOf(email);
  const attempt = await takeAttempt(platform, address, clock);
  if (!attempt.ok) return attempt;
  const checked = await identity.checkCode(pendingCode.parse(challenge.unsealed), code);
  if (!checked.ok) return fail(codeProblem(checked.error));
  const login = await loginOf(ports, email);
  if (login.state !== 'WORKS') return fail(problem('challenge-expired'));
  const who: WorkersMembership = { realm: 'tenant', subject: checked.value, tenantId, staffId, roles };
  const secret = ids.secret(256);
  const times = beginSession(clock.now());
  const done = await platform.transact([
    invitationEndWrite(platform, hash, 'ACCEPTED'),
    invitedGoesWrite(platform, tenantId, email),
    ...memberWrites(platform, who, email, true),
    notHeldCheck(platform, address),
    challengeUseWrite(platform, challenge.hash),
    sessionWrite(platform, hashOf(secret), who, times),
    attemptsForgetWrite(platform, address),
  ]);
  // Whatever stood in the way, the same invitation was confirmed at the same time, or the login was closed.
  if (!done.ok) return fail(problem('link-not-found'));
  return succeed({ body: await sessionView(ports, who, times), cookies: [sessionCookie(secret)] });
}
