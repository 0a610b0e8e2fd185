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

/**
 * A text of several lines, up to `longest` characters: every script and sign there is, without control characters but tab and
 * line break. Ends are trimmed, line breaks become `\n`.
 */
export function freeText(longest: number) {
  return z
    .string()
    .transform((typed) => typed.replaceAll(/\r\n?/gu, '\n').trim())
    .pipe(
      z
        .string()
        .min(1)
        .max(longest)
        .regex(/^(?:[\n\t\u{200C}\u{200D}]|[^\p{C}])*$/u),
    );
}
