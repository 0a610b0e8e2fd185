import * as z from 'zod';

/**
 * A name or a line that somebody typed, trimmed, 1 to `longest` characters. Control characters and those that turn the
 * direction of writing would travel into mails and lists and are refused; the joiners that Persian names and families of
 * emoji are written with are letters like others.
 */
export function singleLine(longest: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .regex(/^(?:[\u{200C}\u{200D}]|[^\p{C}])*$/u);
}
