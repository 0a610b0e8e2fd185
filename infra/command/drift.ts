import { refusingKindly, runCdk } from './deploy.ts';

/** What the CDK command is told to look for what was changed past it; it ends with 1 when there is something. */
export function driftArguments(args: readonly string[]): string[] {
  return ['drift', '*', '--fail', '--no-notices', ...args];
}

if (import.meta.main) await refusingKindly(() => runCdk(driftArguments(process.argv.slice(2))));
