import {
  accessibilityMachine,
  dueOn,
  latestExtension,
  mayExtendTo,
  nearnessOf,
} from '@ohjaamo/shared/feedback/accessibility.ts';
import type {
  AccessibilityStepBody,
  ListedAccessibility,
} from '@ohjaamo/shared/feedback/accessibilityRoutes.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { type Clock, currentMinute, localDate } from '@ohjaamo/shared/kernel/time.ts';
import {
  type AccessibilityRecord,
  newestAccessibility,
  readAccessibility,
  type Shelf,
  type StepWritten,
  writeStep,
} from './repository.ts';
import { viewOf } from './send.ts';

/** So many that were answered are shown. */
const ANSWERED = 20;

/** What waits for an answer, the most urgent first, and what was answered lately. One Query. */
export async function worklist(shelf: Shelf, clock: Clock) {
  const today = localDate(currentMinute(clock), shelf.zone);
  const all = await newestAccessibility(shelf);
  const listed = (record: AccessibilityRecord): ListedAccessibility => ({
    ...viewOf(shelf, record),
    id: record.id,
    nearness: nearnessOf(dueOn(record), today),
    latest: latestExtension(record.id),
    version: record.version,
  });
  const open = all.filter(({ state }) => state !== 'ANSWERED').map(listed);
  return {
    today,
    open: open.sort((one, other) => compare(one.dueOn, other.dueOn) || compare(one.id, other.id)),
    answered: all
      .filter(({ state }) => state === 'ANSWERED')
      .slice(0, ANSWERED)
      .map(listed),
  };
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Answers, or puts the answer off once. One consistent read and one write over the version that was seen. */
export async function takeStep(
  shelf: Shelf,
  id: string,
  asked: AccessibilityStepBody,
  clock: Clock,
): Promise<Result<{ readonly body: Record<string, never> }, Problem>> {
  const record = await readAccessibility(shelf, id);
  if (!record) return fail(problem('not-found'));
  const state = accessibilityMachine[record.state][asked.step];
  if (state === 'REFUSE') return fail(problem('state-conflict'));
  if (record.version !== asked.version) return fail(problem('stale-version'));
  const now = currentMinute(clock);
  const written = writtenBy(record.id, asked, state, { now, today: localDate(now, shelf.zone) });
  if (!written.ok) return written;
  const done = await writeStep(shelf, record, written.value);
  return done.ok ? succeed({ body: {} }) : fail(problem('stale-version'));
}

function writtenBy(
  id: string,
  { step, text, until = '' }: AccessibilityStepBody,
  state: AccessibilityRecord['state'],
  { now, today }: { readonly now: number; readonly today: string },
): Result<StepWritten, Problem> {
  if (step === 'ANSWER') return succeed({ state, answer: text, answeredAt: now });
  if (!mayExtendTo(id, until, today)) {
    return fail(problem('invalid-request', { errors: [{ pointer: '/body/until', code: 'not_allowed' }] }));
  }
  return succeed({ state, extendedTo: until, extension: text });
}
