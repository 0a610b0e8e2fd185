import { type Actor, actor } from '@ohjaamo/shared/kernel/roles.ts';
import * as z from 'zod';

/**
 * What the authorizer hands to the functions. It always lets the request pass, so that a missing session gets our own
 * problem document instead of the gateway's; every session route refuses anything but `ACTIVE`. It carries no secret.
 */
export const authorizerContext = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('NONE') }),
  z.strictObject({ state: z.literal('EXPIRED') }),
  z.strictObject({
    state: z.literal('ACTIVE'),
    sessionHash: z.string(),
    /** JSON of {@link Actor}: authorizer values are flat. */
    actor: z.string().transform((text) => actor.parse(JSON.parse(text))),
  }),
]);

/** The context of an active session as the authorizer writes it. */
export function activeContext(sessionHash: string, who: Actor): Record<string, string> {
  return { state: 'ACTIVE', sessionHash, actor: JSON.stringify(who) };
}
