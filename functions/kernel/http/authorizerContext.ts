import { type Actor, actor, personActor } from '@ohjaamo/shared/kernel/roles.ts';
import * as z from 'zod';

/** The session of somebody on the own page, beside which a worker's own may stand in the same browser. */
const personSession = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('EXPIRED') }),
  z.strictObject({ state: z.literal('PAUSED') }),
  z.strictObject({ state: z.literal('ACTIVE'), sessionHash: z.string(), actor: personActor }),
]);
export type PersonSession = z.infer<typeof personSession>;

const person = z
  .string()
  .transform((text) => personSession.parse(JSON.parse(text)))
  .optional();

/**
 * What the authorizer hands to the functions. It always lets the request pass, so that a missing session gets our own
 * problem document instead of the gateway's; every session route refuses anything but `ACTIVE`. `PAUSED` is a session whose
 * municipality is closed. It carries no secret. A
 * person's own session stands apart in `person`: no route can take the one for the other.
 */
export const authorizerContext = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('NONE'), person }),
  z.strictObject({ state: z.literal('EXPIRED'), person }),
  z.strictObject({ state: z.literal('PAUSED'), person }),
  z.strictObject({
    state: z.literal('ACTIVE'),
    sessionHash: z.string(),
    /** JSON of {@link Actor}: authorizer values are flat. */
    actor: z.string().transform((text) => actor.parse(JSON.parse(text))),
    person,
  }),
]);

/** The context of an active session as the authorizer writes it. */
export function activeContext(sessionHash: string, who: Actor): Record<string, string> {
  return { state: 'ACTIVE', sessionHash, actor: JSON.stringify(who) };
}

/** What the authorizer adds for a session of a person's own. */
export function personContext(session: PersonSession): Record<string, string> {
  return { person: JSON.stringify(session) };
}
