import { appendFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { TOTP } from 'otpauth';
import { root } from '../constructs/places.ts';
import { CATALOGUE_USER } from '../local/catalogue.ts';
import { BrokenFolderError } from '../local/checkpoints.ts';
import { dataFolder, prepareFolder, readRunning, StartError } from '../local/folder.ts';
import { isFree, PortTakenError } from '../local/http.ts';
import type { SeededUser } from '../local/seed/users.ts';
import { type LocalStack, startStack } from '../local/stack.ts';
import { BuildError } from './build.ts';
import { clockStart } from './clockStart.ts';
import { ensureJava } from './java.ts';
import { CommandFailedError } from './childProcess.ts';
import { prepare } from './prepare.ts';
import { step } from './progress.ts';

const DEFAULT_PORT = 4280;
const USAGE =
  'npm start -- [--port 4280] [--fresh] [--now 2027-02-01T12:05+02:00]   (--fresh deletes the data; --now sets the clock of the product)';

interface StartArguments {
  readonly port: number;
  readonly fresh: boolean;
  readonly now?: string;
}

/** Reads the command line; a {@link StartError} tells what it may say. */
function readArguments(): StartArguments {
  let values;
  try {
    ({ values } = parseArgs({
      options: {
        port: { type: 'string', default: String(DEFAULT_PORT) },
        fresh: { type: 'boolean', default: false },
        now: { type: 'string' },
      },
    }));
  } catch {
    throw new StartError(`This command line is not understood. It is: ${USAGE}`);
  }
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1024 || port > 65_000) {
    throw new StartError(
      `"${values.port}" is no port that can be used: choose one from 1024 to 65000, such as --port 4280.`,
    );
  }
  if (values.now === undefined) return { port, fresh: values.fresh };
  const now = clockStart(values.now);
  if (now === undefined) {
    throw new StartError(`"${values.now}" is no time: write it as --now 2027-02-01T12:05.`);
  }
  return { port, fresh: values.fresh, now };
}

async function main(): Promise<void> {
  const given = readArguments();
  const local = join(root, '.local');
  const running = readRunning(dataFolder(local).runningFile, given.fresh);
  if (running) {
    throw new StartError(
      `It runs already at ${running.origin} (process ${String(running.pid)}): use that one, or end it with Ctrl-C in its terminal first.`,
    );
  }
  // Asked before the build, so that nobody waits for a refusal.
  if (!(await isFree(given.port))) throw new PortTakenError(given.port);
  if (!given.fresh) prepareFolder(dataFolder(local));
  console.log('\nOhjaamo network service\n');
  ensureJava((line) => {
    console.log(line);
  });
  await prepare(step);
  const stack = await startStack({
    port: given.port,
    fresh: given.fresh,
    folder: local,
    ...(given.now !== undefined && { clockStartsAt: given.now }),
    report: step,
  });
  endWith(stack);
  console.log(welcome(stack, given.now));
}

/** Ends the stack, once, when this process is asked to end or the command that started it is gone. */
function endWith(stack: LocalStack): void {
  let asked = 0;
  const end = (): void => {
    asked++;
    // Whoever asks a third time means it.
    if (asked > 2) process.exit(1);
    if (asked > 1) return;
    console.log('\nEnding …');
    void stack.stop().then(() => {
      console.log('Everything has ended; the data is kept in .local/.');
      process.exit(0);
    });
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  process.on('disconnect', end);
}

/** What to open, who can sign in, how to go on. */
function welcome(stack: LocalStack, now: string | undefined): string {
  const lines = [
    '',
    `  All sites      ${stack.origin}/`,
    `  Sign in        ${stack.origin}/fi/sign-in`,
    `  Messages sent  ${stack.inbox}`,
    `  Texts sent     ${stack.textInbox}`,
    `  Own page       ${stack.origin}/fi/rovaniemi/me`,
    '',
    ...(now === undefined
      ? []
      : [`  The clock of the product started at ${now} (--now); your machine's own is untouched.`, '']),
    ...people(stack.users),
    ...(stack.seeded
      ? ['  The demo data has just been put in.', '']
      : ['  The data of the last time is still there (--fresh starts over).', '']),
    '  A third municipality, while this runs, in another terminal:',
    '    npm run create-tenant -- --slug inari --name Inari --municipality 148 --site-name "Ohjaamo Inari" --admin admin@inari.example',
    '',
    `  Key to the service catalogue, at /fi/catalogue: ${CATALOGUE_USER.user}, ${CATALOGUE_USER.password}`,
    '',
    '  Scheduled jobs run every ten seconds here instead of every night.',
    '  Ctrl-C ends everything.',
  ];
  return lines.join('\n');
}

function people(users: readonly SeededUser[]): string[] {
  if (users.length === 0) return [];
  const width = Math.max(...users.map(({ email }) => email.length)) + 2;
  return [
    `  Sign-in names (password of all: ${users[0]?.password ?? ''}), secret of the second factor, its code now`,
    ...users.map(
      ({ email, totpSecret, description }) =>
        `    ${email.padEnd(width)}${totpSecret}  ${new TOTP({ secret: totpSecret }).generate()}  ${description}`,
    ),
    '',
  ];
}

/** One sentence for every way in which a start can fail. */
function sentenceOf(error: unknown): string {
  if (error instanceof StartError || error instanceof BuildError) return error.message;
  if (error instanceof PortTakenError) {
    const other = error.port === DEFAULT_PORT ? DEFAULT_PORT + 10 : DEFAULT_PORT;
    return `Port ${String(error.port)} is taken by another programme: end that one, or choose another port with "npm start -- --port ${String(other)}".`;
  }
  if (error instanceof BrokenFolderError) {
    return `The data in ${error.file} cannot be read: start over with "npm start -- --fresh", which deletes it.`;
  }
  const file = join(root, '.local/start-error.log');
  mkdirSync(join(root, '.local'), { recursive: true });
  rmSync(file, { force: true });
  appendFileSync(file, error instanceof Error ? `${error.message}\n${error.stack ?? ''}\n` : String(error));
  const what =
    error instanceof CommandFailedError ? 'A step of the build failed' : 'The start failed unexpectedly';
  return `${what}: the details are in .local/start-error.log.`;
}

try {
  await main();
} catch (error) {
  console.error(`\n${sentenceOf(error)}`);
  process.exit(1);
}
