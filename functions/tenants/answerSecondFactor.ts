import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { tenantsRoutes } from '@ohjaamo/shared/tenants/contract.ts';
import { isOpen } from '@ohjaamo/shared/tenants/life.ts';
import { beginSession } from '@ohjaamo/shared/tenants/session.ts';
import * as z from 'zod';
import { hashOf } from '../kernel/hash.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { attemptsForgetWrite, challengeUseWrite, readMembership, sessionWrite } from './accessRepository.ts';
import { codeProblem, openChallenge } from './answerChallenge.ts';
import { takeAttempt } from './attempts.ts';
import { sessionCookie } from './cookie.ts';
import type { TenantsPorts } from './ports.ts';
import { readOpenness } from './registryRepository.ts';
import { sessionView } from './sessionView.ts';

const pendingCode = z.object({ session: z.string(), username: z.string() });

/**
 * Second step: the code. The session begins in the transaction that uses the challenge up, so one challenge gives one
 * session. An account without a membership, with one that is suspended, or whose second factor was said to be lost, opens nothing and is told no
 * more than a wrong code.
 */
export function answerSecondFactor(ports: TenantsPorts): UseCase<typeof tenantsRoutes.answerSecondFactor> {
  const { platform, identity } = ports;
  return async ({ request: { body }, clock, ids }) => {
    const challenge = await openChallenge(platform, body.challenge, 'SIGN_IN', clock);
    if (!challenge.ok) return challenge;
    const { belongsTo: address, hash, unsealed } = challenge.value;
    const attempt = await takeAttempt(platform, address, clock);
    if (!attempt.ok) return attempt;
    const checked = await identity.checkCode(pendingCode.parse(unsealed), body.code);
    if (!checked.ok) return fail(codeProblem(checked.error));
    const who = await readMembership(platform, checked.value);
    if (!who || (who.realm === 'tenant' && (who.suspended ?? who.factorLost)))
      return fail(problem('credentials-rejected'));
    if (who.realm === 'tenant' && !isOpen((await readOpenness(platform, who.tenantId))?.state)) {
      return fail(problem('service-paused'));
    }
    const secret = ids.secret(256);
    const times = beginSession(clock.now());
    const begun = await platform.transact([
      challengeUseWrite(platform, hash),
      sessionWrite(platform, hashOf(secret), who.subject, times),
      attemptsForgetWrite(platform, address),
    ]);
    if (!begun.ok) return fail(problem('challenge-expired'));
    return succeed({ body: await sessionView(ports, who, times), cookies: [sessionCookie(secret)] });
  };
}
