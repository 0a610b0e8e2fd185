import { findSensitive, sensitiveKinds } from './sensitive.ts';

/** What is taken out of a free text before it is kept. */
export const maskedKinds = [...sensitiveKinds, 'email', 'phone'] as const;
export type MaskedKind = (typeof maskedKinds)[number];

/** What stands in the place of what was taken out. */
export const MASK = '•••';

/** It begins where no such character stands before it, so that a long run of them is read once and not from each of its letters. */
const EMAIL = /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,24}/gu;
/** Six digits or more, as numbers are dialled and written: with spaces, dots, hyphens or brackets between them. */
const PHONE = /(?<![\p{L}\p{N}])\+?\d(?:[\s().-]{0,2}\d){5,14}(?![\p{L}\p{N}])/gu;

interface Place {
  readonly kind: MaskedKind;
  readonly at: number;
  readonly to: number;
}

/** A text without what could name somebody, and which kinds of it there were. */
export interface MaskedText {
  readonly text: string;
  readonly masked: readonly MaskedKind[];
}

/**
 * Takes identity codes, diagnosis codes, e-mail addresses and telephone numbers out of a text: they are never kept. A date or a sum
 * that looks like a number goes with them. Names stay: that is what a person screens the text for.
 */
export function maskText(text: string): MaskedText {
  const places = apart([
    ...findSensitive(text),
    ...found('email', EMAIL, text),
    ...found('phone', PHONE, text),
  ]);
  let masked = '';
  let from = 0;
  for (const { at, to } of places) {
    masked += text.slice(from, at) + MASK;
    from = to;
  }
  return {
    text: masked + text.slice(from),
    masked: maskedKinds.filter((kind) => places.some((place) => place.kind === kind)),
  };
}

/** A date as it is written, `31.7.2027` or `2027-07-31`: digits that are no telephone number. */
const DATE = /(?<![\p{N}.])(?:\d{1,2}\.\d{1,2}\.(?:\d{4})?|\d{4}-\d{2}-\d{2})(?!\d)/gu;

/** Which kinds of what could name somebody stand in a text whose writer can mend it; dates are let through. */
export function personalKinds(text: string): readonly MaskedKind[] {
  return maskText(text.replaceAll(DATE, (date) => 'x'.repeat(date.length))).masked;
}

/** The places in their order; of those that overlap one that spans them all, of the kind that was found first. */
function apart(places: readonly Place[]): Place[] {
  const merged: Place[] = [];
  for (const place of places.toSorted((one, other) => one.at - other.at)) {
    const last = merged.at(-1);
    if (last && place.at < last.to) merged.splice(-1, 1, { ...last, to: Math.max(last.to, place.to) });
    else merged.push(place);
  }
  return merged;
}

function found(kind: MaskedKind, pattern: RegExp, text: string): Place[] {
  return [...text.matchAll(pattern)].map(({ 0: hit, index }) => ({
    kind,
    at: index,
    to: index + hit.length,
  }));
}
