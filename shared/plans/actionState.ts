import type { ActionState } from '../kernel/actionStates.ts';

/** What may follow: a finished or dropped action can be taken up again, and nothing finishes twice. */
export const actionSteps = {
  OPEN: ['DOING', 'DONE', 'DROPPED'],
  DOING: ['OPEN', 'DONE', 'DROPPED'],
  DONE: ['DOING'],
  DROPPED: ['OPEN', 'DOING'],
} as const satisfies Record<ActionState, readonly ActionState[]>;

/**
 * Whether an action may become `next` when it is one of `from`: the same again is no step, and between several states that
 * were set at one time any of them may be chosen. A new action is open, or begun at once.
 */
export function mayBecome(from: readonly ActionState[], next: ActionState): boolean {
  if (from.length === 0) return next === 'OPEN' || next === 'DOING';
  return (
    from.includes(next) || from.some((state) => (actionSteps[state] as readonly string[]).includes(next))
  );
}
