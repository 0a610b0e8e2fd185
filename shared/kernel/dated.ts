import * as z from 'zod';
import { staffId } from '../kernel/ids.ts';
import { plainDate } from '../kernel/time.ts';

/** Ten random `[0-9a-z]`, chosen by whoever decides: the idempotency key. */
export const decisionId = z.string().regex(/^[0-9a-z]{10}$/u);

/** Decisions that one matter keeps; more than anybody makes, and few enough for one row. */
export const MOST_DECISIONS = 100;

/** What was decided to hold from a date on, by whom and when. It is never changed; one that has not begun may be withdrawn. */
export function dated<S extends z.ZodType>(value: S) {
  return z.strictObject({
    id: decisionId,
    /** The first day on which it holds, in the municipality's zone. */
    from: plainDate,
    value,
    /** UTC instant. */
    at: z.string(),
    by: staffId,
    withdrawn: z.strictObject({ at: z.string(), by: staffId }).optional(),
  });
}

/** A decision of anything. */
export interface Dated<V> {
  readonly id: string;
  readonly from: string;
  readonly value: V;
  readonly at: string;
  readonly by: z.infer<typeof staffId>;
  readonly withdrawn?: { readonly at: string; readonly by: z.infer<typeof staffId> } | undefined;
}

/** Why a decision cannot be made, or withdrawn. */
export type DatedFault = 'IN_THE_PAST' | 'BEGUN' | 'TOO_MANY';

/**
 * The decision that holds on a date: the latest to begin by then; of several that begin on one day the one made last. Decisions
 * stand in the order in which they were made.
 */
export function inForceOn<V>(decisions: readonly Dated<V>[], date: string): Dated<V> | undefined {
  return decisions.reduce<Dated<V> | undefined>((found, each) => {
    if (each.withdrawn || each.from > date) return found;
    return found === undefined || each.from >= found.from ? each : found;
  }, undefined);
}

/** Those that will begin, the soonest first; of several for one day the one that will hold. */
export function comingAfter<V>(decisions: readonly Dated<V>[], today: string): Dated<V>[] {
  const ahead = decisions.filter(({ from, withdrawn }) => !withdrawn && from > today);
  return ahead
    .filter((each) => inForceOn(decisions, each.from) === each)
    .sort((one, other) => (one.from < other.from ? -1 : 1));
}

/**
 * The decisions with one more. It may begin today or later. Only while nothing has held yet may one begin earlier, since there is
 * nothing that it would rewrite: what was agreed before the service came is written down so.
 */
export function decided<V>(
  decisions: readonly Dated<V>[],
  decision: Dated<V>,
  today: string,
): readonly Dated<V>[] | DatedFault {
  if (decision.from < today && inForceOn(decisions, today)) return 'IN_THE_PAST';
  if (decisions.length >= MOST_DECISIONS) return 'TOO_MANY';
  return [...decisions, decision];
}

/** The decisions with one withdrawn, which must not have begun; it stays in the history. `undefined` when there is no such one. */
export function withdrawn<V>(
  decisions: readonly Dated<V>[],
  id: string,
  mark: NonNullable<Dated<V>['withdrawn']>,
  today: string,
): readonly Dated<V>[] | DatedFault | undefined {
  const found = decisions.find((each) => each.id === id);
  if (!found) return undefined;
  if (found.withdrawn) return decisions;
  if (found.from <= today) return 'BEGUN';
  return decisions.map((each) => (each === found ? { ...each, withdrawn: mark } : each));
}
