import { fail, type Result, succeed } from '../kernel/result.ts';

/** Milliseconds a challenge of the second factor waits for its code. */
export const SIGN_IN_CHALLENGE = 5 * 60_000;
/** Longer when the person has to install an authenticator app first. */
export const ENROLMENT_CHALLENGE = 15 * 60_000;
/** Wrong codes one challenge bears; another one costs the password again. */
export const CHALLENGE_ANSWERS = 3;

/** What decides about a challenge. */
export interface ChallengeState {
  readonly expiresAt: number;
  readonly answers: number;
}

/** Counts one more answer before it is checked, so that parallel guesses cannot outrun the count. */
export function countAnswer<C extends ChallengeState>(
  challenge: C,
  now: number,
): Result<C, 'challenge-expired'> {
  if (now >= challenge.expiresAt || challenge.answers >= CHALLENGE_ANSWERS) return fail('challenge-expired');
  return succeed({ ...challenge, answers: challenge.answers + 1 });
}
