import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import {
  begunCheck,
  type Remembered,
  savedWrite,
  type Setup,
  type StepRow,
  stepWrite,
} from './repository.ts';

/** Writes that one transaction takes (DynamoDB). */
export const WRITES_AT_ONCE = 100;

/** Room in each part for what it rests on: the step's own row, and the condition that the page is not published. */
const BESIDE = 2;

/** A save that is more than one transaction takes. */
export interface LongSave {
  readonly scope: TenantScope;
  /** The step with the version that the save leaves it at, and what was sent. */
  readonly row: Pick<StepRow, 'step' | 'version' | 'hash'>;
  /** What every part rests on beside the step itself. */
  readonly check: readonly Write[];
}

/** Whether a step stands as a save of this very value left it that was cut off between its parts. */
export function isBegun({ steps }: Setup, { step, version, hash }: LongSave['row']): boolean {
  const row = steps.get(step);
  return row?.version === version && row.hash === hash && row.saved === undefined;
}

/**
 * Begins it: from now on no other save of the step goes through that read it before, and the step counts as open until the last part.
 * What it remembers is kept and what it will remember added, so that whatever a part leaves behind is known as made by the step. False
 * when somebody saved it since it was read.
 */
export async function beginSave(
  { scope, row, check }: LongSave,
  before: Remembered | undefined,
  next: Remembered,
  trail: readonly Write[],
): Promise<boolean> {
  const made = [...new Set([...(before?.made ?? []), ...(next.made ?? [])])];
  const begun = { ...row, remembered: { ...before, ...next, ...(made.length > 0 && { made }) } };
  return (await scope.work.transact([stepWrite(scope, begun, row.version - 1), ...check, ...trail])).ok;
}

/**
 * Writes the parts, and then what makes the step saved. Each rests on the step standing as it was begun; false when it does not. Killed
 * in between, the same save sent again goes on: what was written stands, and is not among the writes any more.
 */
export async function writeParts(
  { scope, row, check }: LongSave,
  writes: readonly Write[],
  done: Required<Pick<StepRow, 'saved' | 'remembered'>>,
): Promise<boolean> {
  const size = WRITES_AT_ONCE - BESIDE;
  for (let from = 0; from < writes.length; from += size) {
    const part = writes.slice(from, from + size);
    if (!(await scope.work.transact([begunCheck(scope, row), ...check, ...part])).ok) return false;
  }
  return (await scope.work.transact([savedWrite(scope, { ...row, ...done }), ...check])).ok;
}
