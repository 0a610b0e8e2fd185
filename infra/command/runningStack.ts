import { join } from 'node:path';
import { readRunning, type RunningStack } from '../local/folder.ts';

/**
 * Where the running local stack is reached: by the file that it leaves in .local, or by the path of that file in
 * OHJAAMO_STACK_FILE when it keeps its data elsewhere.
 *
 * @param given the name of a function in AWS, when the command was given one: the local stack is left aside then
 * @returns undefined when none runs, so the AWS account of the shell's credentials is meant
 */
export function runningStack(given: string | undefined): RunningStack | undefined {
  if (given !== undefined) return undefined;
  return readRunning(
    process.env['OHJAAMO_STACK_FILE'] ?? join(import.meta.dirname, '../../.local/stack.json'),
  );
}
