import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { SIGN_IN_CHALLENGE } from '@ohjaamo/shared/tenants/challenge.ts';
import type { tenantsRoutes } from '@ohjaamo/shared/tenants/contract.ts';
import { hashOf } from '../kernel/hash.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { putChallenge } from './accessRepository.ts';
import { failuresOf, takeAttempt } from './attempts.ts';
import type { TenantsPorts } from './ports.ts';
import { seal } from './secrets.ts';

/**
 * First step: the password. The answer is a challenge for the code; what Cognito wants back with the code stays on the
 * server. An unknown address takes the same path and gets the same answer as a wrong password.
 */
export function signIn({ platform, identity }: TenantsPorts): UseCase<typeof tenantsRoutes.signIn> {
  return async ({ request: { body }, clock, ids, visitor }) => {
    const email = body.email.toLowerCase();
    const address = hashOf(email);
    const failures = failuresOf(platform, visitor, clock);
    const welcome = await failures.check();
    if (!welcome.ok) return welcome;
    const attempt = await takeAttempt(platform, address, clock);
    if (!attempt.ok) return attempt;
    const pending = await identity.checkPassword(email, body.password);
    if (!pending.ok) {
      await failures.count();
      return fail(problem('credentials-rejected'));
    }
    const challenge = ids.secret(256);
    await putChallenge(platform, hashOf(challenge), {
      purpose: 'SIGN_IN',
      expiresAt: clock.now() + SIGN_IN_CHALLENGE,
      answers: 0,
      belongsTo: address,
      sealed: seal(challenge, JSON.stringify(pending.value)),
    });
    return succeed({ body: { challenge } });
  };
}
