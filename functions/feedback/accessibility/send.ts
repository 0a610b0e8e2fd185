import { accessibilityIdOf, dueOn } from '@ohjaamo/shared/feedback/accessibility.ts';
import type { OpenedAccessibility } from '@ohjaamo/shared/feedback/accessibilityRoutes.ts';
import type { feedbackRoutes } from '@ohjaamo/shared/feedback/contract.ts';
import { dateOfDay, dayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { RequestOf } from '@ohjaamo/shared/kernel/route.ts';
import { type Clock, currentMinute, formatOffsetDateTime, localDate } from '@ohjaamo/shared/kernel/time.ts';
import { hashOf, matchesHash } from '../../kernel/hash.ts';
import { type AccessibilityRecord, putAccessibility, readAccessibility, type Shelf } from './repository.ts';

type Sent = RequestOf<(typeof feedbackRoutes)['sendAccessibility']>['body'];

/** What came in, and what the sender is told of it at once. */
export interface Taken {
  readonly id: string;
  readonly receivedAt: string;
  readonly dueOn: string;
}

/**
 * Takes feedback in. The form's id is the idempotency key, of the day and of the day before, so that a second press about midnight is the
 * same feedback; with another secret it is somebody else's, `id-already-used`. Two consistent reads, what `mayCome` costs, and a write.
 *
 * @param mayCome asked when the feedback is new; refuses what is too much
 */
export async function takeFeedback(
  shelf: Shelf,
  sent: Sent,
  clock: Clock,
  mayCome: (today: string) => Promise<Result<void, Problem>>,
): Promise<Result<Taken, Problem>> {
  const receivedAt = currentMinute(clock);
  const today = localDate(receivedAt, shelf.zone);
  const id = accessibilityIdOf(today, sent.formId);
  const before = accessibilityIdOf(dateOfDay(dayNumber(today) - 1), sent.formId);
  const earlier = (await readAccessibility(shelf, id)) ?? (await readAccessibility(shelf, before));
  if (earlier) return standing(shelf, earlier, sent.secret);
  const may = await mayCome(today);
  if (!may.ok) return may;
  const record = recordOf(id, sent, receivedAt);
  if (await putAccessibility(shelf, record)) return succeed(takenOf(shelf, record));
  const raced = await readAccessibility(shelf, id);
  return raced ? standing(shelf, raced, sent.secret) : fail(problem('id-already-used'));
}

function recordOf(id: string, sent: Sent, receivedAt: number): AccessibilityRecord {
  const { secret, language, text, place, email } = sent;
  return {
    kind: 'ACCESSIBILITY',
    id,
    links: [hashOf(secret)],
    language,
    receivedAt,
    text,
    ...(place !== undefined && { place }),
    ...(email !== undefined && { email }),
    mailed: email !== undefined,
    state: 'RECEIVED',
    version: 1,
    told: [],
  };
}

function standing(shelf: Shelf, record: AccessibilityRecord, secret: string): Result<Taken, Problem> {
  return opens(record, secret) ? succeed(takenOf(shelf, record)) : fail(problem('id-already-used'));
}

function takenOf({ zone }: Shelf, record: AccessibilityRecord): Taken {
  const { id, receivedAt } = record;
  return { id, receivedAt: formatOffsetDateTime(receivedAt, zone), dueOn: dueOn(record) };
}

function opens({ links }: AccessibilityRecord, secret: string): boolean {
  return links.some((hash) => matchesHash(secret, hash));
}

/** What a link opens; one that names nothing and one with a wrong secret get one answer. One read. */
export async function openSent(
  shelf: Shelf | undefined,
  link: string,
): Promise<Result<{ readonly body: OpenedAccessibility }, Problem>> {
  const [, id = '', secret = ''] = link.split('.');
  const record = shelf && (await readAccessibility(shelf, id));
  if (!record || !opens(record, secret)) return fail(problem('link-not-found'));
  return succeed({ body: viewOf(shelf, record) });
}

/** The feedback as its sender sees it. */
export function viewOf(shelf: Shelf, record: AccessibilityRecord): OpenedAccessibility {
  const { state, language, text, place, mailed, extension, answer, answeredAt } = record;
  const { receivedAt, dueOn: due } = takenOf(shelf, record);
  return {
    ...{ receivedAt, dueOn: due, state, language, text, mailed },
    ...(place !== undefined && { place }),
    ...(extension !== undefined && { extension }),
    ...(answer !== undefined && { answer }),
    ...(answeredAt !== undefined && { answeredAt: formatOffsetDateTime(answeredAt, shelf.zone) }),
  };
}
