import * as z from 'zod';
import { dateOfDay, dayNumber } from '../kernel/dates.ts';
import { freeText, singleLine } from '../kernel/names.ts';
import { email } from '../kernel/reach.ts';
import { Temporal } from '../kernel/time.ts';

/** Days in which feedback about accessibility is answered, from its receipt (306/2019 section 10). */
export const ANSWER_DAYS = 14;
/** Days by which the answer may be put off, once, and the sender is told (306/2019 section 10). */
export const EXTENSION_DAYS = 14;
/** Days before the last one on which the house is reminded of it. */
export const REMINDED_DAYS = 4;
/** Months from receipt for which an answered piece of feedback is kept. */
export const KEPT_MONTHS = 12;
/** Characters of what somebody writes, of what is answered, and of where the barrier was. */
export const ACCESSIBILITY_LONGEST = 4_000;
export const PLACE_LONGEST = 300;

/** It has come in; the sender was told that the answer takes longer; it is answered. */
export const accessibilityStates = ['RECEIVED', 'EXTENDED', 'ANSWERED'] as const;
export type AccessibilityState = (typeof accessibilityStates)[number];

/** What the house can do with it. */
export const accessibilitySteps = ['EXTEND', 'ANSWER'] as const;
export type AccessibilityStep = (typeof accessibilitySteps)[number];

/** The state that each step leads to: it is put off once, and answered once. */
export const accessibilityMachine = {
  RECEIVED: { EXTEND: 'EXTENDED', ANSWER: 'ANSWERED' },
  EXTENDED: { EXTEND: 'REFUSE', ANSWER: 'ANSWERED' },
  ANSWERED: { EXTEND: 'REFUSE', ANSWER: 'REFUSE' },
} as const satisfies Record<AccessibilityState, Record<AccessibilityStep, AccessibilityState | 'REFUSE'>>;

/** How near the last day of an answer is. */
export const nearnesses = ['IN_TIME', 'SOON', 'LATE'] as const;
export type Nearness = (typeof nearnesses)[number];

/** Twelve characters that name one filled-in form, chosen by the page, so that a second press is the same feedback. */
export const accessibilityFormId = z.string().regex(/^[0-9a-z]{12}$/u);
/** The date of receipt, `20270201`, and the form's id behind it: sorts by receipt, and says when that was. */
export const accessibilityId = z.string().regex(/^20\d{6}[0-9a-z]{12}$/u);
/** What opens feedback that was sent to the service itself: no municipality's link begins so. */
export const serviceLink = z.string().regex(/^service\.20\d{6}[0-9a-z]{12}\.[A-Za-z0-9_-]{22}$/u);

/** What somebody sends. Only the words are asked for; an address brings the answer by mail too. */
export const accessibilityFields = {
  text: freeText(ACCESSIBILITY_LONGEST),
  /** Where the barrier was, in the sender's words. */
  place: singleLine(PLACE_LONGEST).optional(),
  email: email.optional(),
};

/** The id of what came in on a date. */
export function accessibilityIdOf(date: string, formId: string): string {
  return date.replaceAll('-', '') + formId;
}

/** The date on which it came in. */
export function receivedOn(id: string): string {
  return `${id.slice(0, 4)}-${id.slice(4, 6)}-${id.slice(6, 8)}`;
}

/** The last day of the answer. */
export function dueOn({ id, extendedTo }: { readonly id: string; readonly extendedTo?: string | undefined }) {
  return extendedTo ?? dateOfDay(dayNumber(receivedOn(id)) + ANSWER_DAYS);
}

/** The last day to which an answer may be put off. */
export function latestExtension(id: string): string {
  return dateOfDay(dayNumber(receivedOn(id)) + ANSWER_DAYS + EXTENSION_DAYS);
}

/** Whether the answer may be put off to a date: later than it is due, not past the law's limit, and not a day that has gone. */
export function mayExtendTo(id: string, date: string, today: string): boolean {
  return date > dueOn({ id }) && date <= latestExtension(id) && date >= today;
}

/** How near the last day is. */
export function nearnessOf(due: string, today: string): Nearness {
  const days = dayNumber(due) - dayNumber(today);
  if (days < 0) return 'LATE';
  return days <= REMINDED_DAYS ? 'SOON' : 'IN_TIME';
}

/** Ids below this one came in so long ago that what is answered of them is erased. */
export function keptFrom(today: string): string {
  const first = Temporal.PlainDate.from(today).subtract({ months: KEPT_MONTHS });
  return first.toString().replaceAll('-', '');
}
