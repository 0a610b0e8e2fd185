import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { type Clock, secondsToMidnight } from '@ohjaamo/shared/kernel/time.ts';

/** The refusal of what is capped by the calendar day: it may be asked again from the zone's next midnight on. */
export function capOfDay(zone: string, clock: Clock): Problem {
  return problem('cap-reached', { retryAfterSeconds: secondsToMidnight(clock.now(), zone) });
}
