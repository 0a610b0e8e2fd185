import * as z from 'zod';

// The checks of a text go on its schema in one step: each step more makes a whole schema, and there are hundreds of texts in the
// contracts that a cold start builds.

const LINE = /^(?:[\u{200C}\u{200D}]|[^\p{C}\p{Zl}\p{Zp}])*$/u;
const LINES = /^(?:[\n\t\u{200C}\u{200D}]|[^\p{C}])*$/u;

/**
 * A name or a line that somebody typed, trimmed, 1 to `longest` characters. Control characters and those that turn the
 * direction of writing would travel into mails and lists and are refused; the joiners that Persian names and families of
 * emoji are written with are letters like others.
 */
export function singleLine(longest: number) {
  return z.string().check(z.trim(), z.minLength(1), z.maxLength(longest), z.regex(LINE));
}

/**
 * A text of several lines, up to `longest` characters: every script and sign there is, without control characters but tab and
 * line break. Ends are trimmed, line breaks become `\n`.
 */
export function freeText(longest: number) {
  return z.string().check(z.overwrite(plainBreaks), z.minLength(1), z.maxLength(longest), z.regex(LINES));
}

function plainBreaks(typed: string): string {
  return typed.replaceAll(/\r\n?/gu, '\n').trim();
}

/** A name for addresses, made of a title, as `slug`s are; empty when nothing of the title can stand in one. */
export function nameFrom(title: string): string {
  return title
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .slice(0, 60)
    .replaceAll(/^-|-$/gu, '');
}
