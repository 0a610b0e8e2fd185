import type { MeetingChannel } from '@ohjaamo/shared/kernel/codes.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import type { Service } from '@ohjaamo/shared/tenants/profile.ts';

/** What decides whether a meeting is a call, and whom it reaches. */
interface Called {
  readonly channel?: MeetingChannel | undefined;
  readonly phone?: string | undefined;
}

/** The fault of a meeting by telephone without a number; where no channel is named the service's first one counts. */
export function callFault({ channels }: Service, { channel, phone }: Called): Problem | undefined {
  if ((channel ?? channels[0]) !== 'PHONE' || phone !== undefined) return undefined;
  return problem('invalid-request', { errors: [{ pointer: '/body/phone', code: 'custom' }] });
}
