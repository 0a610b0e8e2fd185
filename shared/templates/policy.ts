import * as z from 'zod';
import { fitOf, type Path, stepsOf } from './paths.ts';

/**
 * How an adopter may deviate. `LOCKED`: never, it follows the template. `RECOMMENDED`: yes; when both change, somebody decides.
 * `FREE`: it is the adopter's own, and what the template changes is only offered.
 */
export const holds = ['LOCKED', 'RECOMMENDED', 'FREE'] as const;
export type Hold = (typeof holds)[number];

// `/areas`, `/areas/<any>/question` with `*` for any: a place and everything below it.
const pattern = z
  .string()
  .max(200)
  .regex(/^(?:\/[^/]+)*$/u);

/** Which places of a template are held how; what is not named is recommended. */
export const fieldPolicy = z.array(z.strictObject({ path: pattern, hold: z.enum(holds) })).max(100);
export type FieldPolicy = z.infer<typeof fieldPolicy>;

/** How a place is held: the pattern that fits it best decides, of equals the last. */
export function holdAt(policy: FieldPolicy, path: Path): Hold {
  let best: { readonly fit: number; readonly hold: Hold } = { fit: -1, hold: 'RECOMMENDED' };
  for (const { path: text, hold } of policy) {
    const fit = fitOf(stepsOf(text), path);
    if (fit !== undefined && fit >= best.fit) best = { fit, hold };
  }
  return best.hold;
}
