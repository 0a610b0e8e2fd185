import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

/** What the running stack tells commands such as `npm run create-tenant`. */
const runningStack = z.object({
  origin: z.string(),
  lambdaEndpoint: z.string(),
  /** Where whoever runs the stack finds the database itself; older stacks do not say so. */
  dynamoDbEndpoint: z.string().optional(),
  functions: z.record(z.string(), z.string()),
  pid: z.int().positive(),
});
export type RunningStack = z.infer<typeof runningStack>;

/** Something is wrong that one sentence explains, with the way out in it. Shown without a stack trace. */
export class StartError extends Error {
  override name = 'StartError';
}

/** Where one stack keeps its data; builds lie elsewhere and survive a fresh start. */
export interface DataFolder {
  readonly dynamodb: string;
  readonly identity: string;
  readonly keys: string;
  readonly checkpoints: string;
  readonly deadLetters: string;
  readonly functionLog: string;
  readonly runningFile: string;
  readonly seededFile: string;
}

/** Names the parts of a data folder. */
export function dataFolder(folder: string): DataFolder {
  return {
    dynamodb: join(folder, 'dynamodb'),
    identity: join(folder, 'identity'),
    keys: join(folder, 'keys.json'),
    checkpoints: join(folder, 'checkpoints.json'),
    deadLetters: join(folder, 'dead-letters.jsonl'),
    functionLog: join(folder, 'functions.log'),
    runningFile: join(folder, 'stack.json'),
    // The number counts the forms that the data has had: data of an earlier form is begun anew.
    seededFile: join(folder, 'seeded-2.json'),
  };
}

/** Removes the data and makes room for new. */
export function emptyFolder(data: DataFolder): void {
  for (const path of Object.values(data) as string[]) rmSync(path, { recursive: true, force: true });
}

/** Makes the folders that are missing and checks those that are there; a {@link StartError} says how to go on. */
export function prepareFolder(data: DataFolder): void {
  try {
    mkdirSync(data.dynamodb, { recursive: true });
    mkdirSync(data.identity, { recursive: true });
    writeFileSync(data.functionLog, '');
  } catch (error) {
    throw new StartError(
      `The data folder cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown'}: ${data.dynamodb}): give yourself the right to write there, then start again.`,
    );
  }
  const database = join(data.dynamodb, 'shared-local-instance.db');
  if (existsSync(database) && !isDatabase(database)) throw brokenFolder(database);
}

/** Whether the demo data went in to its end; the mark is written last. */
export function isSeeded(data: DataFolder): boolean {
  return existsSync(data.seededFile);
}

/** The sentence for data that cannot be read. */
export function brokenFolder(what: string): StartError {
  return new StartError(
    `The data in ${what} cannot be read: start over with "npm start -- --fresh", which deletes it.`,
  );
}

function isDatabase(file: string): boolean {
  const start = Buffer.alloc(16);
  const handle = openSync(file, 'r');
  const length = readSync(handle, start);
  closeSync(handle);
  // An empty file is a database that has not been written to yet.
  return length === 0 || start.toString('latin1') === 'SQLite format 3\0';
}

/**
 * The stack that runs on this data now, if any. A file left by one that ended badly counts as none; one that cannot be
 * read is refused, unless it is about to be deleted.
 */
export function readRunning(file: string, willBeDeleted = false): RunningStack | undefined {
  if (!existsSync(file)) return undefined;
  let parsed;
  try {
    parsed = runningStack.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    parsed = undefined;
  }
  if (!parsed?.success) {
    if (willBeDeleted) return undefined;
    throw brokenFolder(file);
  }
  return isAlive(parsed.data.pid) ? parsed.data : undefined;
}

function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
