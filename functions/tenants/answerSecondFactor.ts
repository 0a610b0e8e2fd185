import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { tenantsRoutes } from '@ohjaamo/shared/tenants/contract.ts';
import { beginSession } from '@ohjaamo/shared/tenants/session.ts';
import * as z from 'zod';
import { hashOf } from '../kernel/hash.ts';
import type { UseCase } from '../kernel/http/context.ts';
import {
  attemptsForgetWrite,
  challengeUseWrite,
  listMemberships,
  type Membership,
  sessionGoesWrite,
  sessionWrite,
} from './accessRepository.ts';
import { codeProblem, openChallenge } from './answerChallenge.ts';
import { failuresOf, takeAttempt } from './attempts.ts';
import { sessionCookie } from './cookie.ts';
import { readHolder } from './lostFactorRepository.ts';
import { openTowns, standing } from './openTowns.ts';
import type { TenantsPorts } from './ports.ts';
import { sessionView } from './sessionView.ts';

const pendingCode = z.object({ session: z.string(), username: z.string() });

/**
 * Second step: the code. The session begins in the transaction that uses the challenge up, so one challenge gives one
 * session. Its secret is new, whatever the browser sent along; the session that the browser had is over. An account without a membership, or whose second factor was said to be lost, opens nothing and is told no more than a wrong
 * code; one that is suspended everywhere is told so, because whoever has password and code is its holder. Of several municipalities the session is of the one that was chosen last.
 */
export function answerSecondFactor(ports: TenantsPorts): UseCase<typeof tenantsRoutes.answerSecondFactor> {
  const { platform, identity } = ports;
  return async ({ request: { body }, sessionHash, visitor, clock, ids }) => {
    const failures = failuresOf(platform, visitor, clock);
    const welcome = await failures.check();
    if (!welcome.ok) return welcome;
    const challenge = await openChallenge(platform, body.challenge, ['SIGN_IN'], clock);
    if (!challenge.ok) return challenge;
    const { belongsTo: address, hash, unsealed } = challenge.value;
    const attempt = await takeAttempt(platform, address, clock);
    if (!attempt.ok) return attempt;
    const checked = await identity.checkCode(pendingCode.parse(unsealed), body.code);
    if (!checked.ok) {
      await failures.count();
      return fail(codeProblem(checked.error));
    }
    const [memberships, holder] = await Promise.all([
      listMemberships(platform, checked.value),
      readHolder(platform, address),
    ]);
    const above = memberships.find(({ realm }) => realm === 'global');
    const workers = standing(memberships);
    if (holder !== undefined || (!above && workers.length === 0)) {
      const isClosed = holder === undefined && memberships.some(isSuspended);
      return fail(problem(isClosed ? 'account-suspended' : 'credentials-rejected'));
    }
    const [first, ...others] = above ? [] : await openTowns(platform, workers);
    const who = above ?? first?.who;
    if (!who) return fail(problem('service-paused'));
    const secret = ids.secret(256);
    const times = beginSession(clock.now());
    const begun = await platform.transact([
      challengeUseWrite(platform, hash),
      sessionWrite(platform, hashOf(secret), who, times),
      attemptsForgetWrite(platform, address),
      ...(sessionHash === undefined ? [] : [sessionGoesWrite(platform, sessionHash)]),
    ]);
    if (!begun.ok) return fail(problem('challenge-expired'));
    const undecided = others.length > 0 && first?.who.chosenAt === undefined;
    const view = await sessionView(ports, who, times, others);
    return succeed({
      body: { ...view, ...(undecided && { undecided }) },
      cookies: [sessionCookie(secret)],
    });
  };
}

function isSuspended(who: Membership): boolean {
  return who.realm === 'tenant' && who.suspended !== undefined;
}
