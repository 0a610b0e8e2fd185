import { fail, type Result, succeed } from '../kernel/result.ts';

/** Milliseconds an invitation can be accepted: seven days. */
export const INVITATION_VALID = 7 * 24 * 60 * 60_000;

/** What decides about an invitation. A newer one to the same person revokes the older. */
export interface InvitationState {
  readonly state: 'OPEN' | 'ACCEPTED' | 'REVOKED';
  readonly expiresAt: number;
}

/** An invitation that begins now. */
export function openInvitation(now: number): InvitationState {
  return { state: 'OPEN', expiresAt: now + INVITATION_VALID };
}

/**
 * Whether the invitation can be used now. A used or revoked one is not told from one that never was; an expired one says
 * so, because whoever holds it was invited and needs to know what to ask for.
 */
export function useInvitation<I extends InvitationState>(
  invitation: I | undefined,
  now: number,
): Result<I, 'link-not-found' | 'link-expired'> {
  if (invitation?.state !== 'OPEN') return fail('link-not-found');
  return now < invitation.expiresAt ? succeed(invitation) : fail('link-expired');
}
