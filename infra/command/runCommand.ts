import { StartError } from '../local/folder.ts';

/** Something whoever gave the command can mend: told without a stack trace. */
export class CommandError extends Error {
  override name = 'CommandError';
}

/** Runs a command, and tells what whoever gave it can mend without a stack trace. */
export async function runCommand(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const told =
      error instanceof CommandError ||
      error instanceof StartError ||
      (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS');
    if (!told) throw error;
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
