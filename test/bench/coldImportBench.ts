import { execFile } from 'node:child_process';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildFunctions, bundling } from '@ohjaamo/infra/command/build.ts';
import { type FunctionName, functionNames } from '@ohjaamo/infra/constructs/functions.ts';
import { build } from 'esbuild';
import type { Row } from './row.ts';

const folder = join(import.meta.dirname, '../../.local/bench/import');
/** How often each is imported: a quiet moment of the machine must be among them for both. */
const ROUNDS = 15;
/** A function may take this many times the import of its AWS SDK clients alone. */
const GOAL = 1.3;

/** What is used of each client, as the functions use it: the rest is left out of both bundles alike. */
const clientExports: Readonly<Record<string, string>> = {
  'client-dynamodb': 'DynamoDBClient, ConditionalCheckFailedException, TransactionCanceledException',
  'lib-dynamodb':
    'DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand, UpdateCommand, TransactWriteCommand',
  'client-sts': 'STSClient, AssumeRoleCommand',
  'client-cognito-identity-provider': 'CognitoIdentityProviderClient, AdminInitiateAuthCommand',
  'client-sesv2': 'SESv2Client, SendEmailCommand',
};

/**
 * Imports the bundle of every function in fresh Node processes and gives the CPU time of the import in milliseconds, the
 * worst ratio, and each bundle's code in kB.
 *
 * The reference of a function is the bundle of nothing but the AWS SDK clients which that function has, as such a bundle is
 * usually made: one minified file. The functions put what they seldom need into files beside their own (see
 * `buildFunctions`); `cold-import-sdk` tells what that alone saves: the clients of most functions, split, beside the same
 * in one file.
 *
 * CPU time, because a function of 1 GB has a little more than half a core, and because waiting for other programs does not
 * count. The smallest of {@link ROUNDS} that alternate with the reference's: other programs can only add to it. No compile
 * cache takes part.
 */
export async function coldImportBench(): Promise<Row[]> {
  await rm(folder, { recursive: true, force: true });
  const sizesOf = await buildFunctions({ folderOf });
  const rows = [await splitClients()];
  const sizes: Row[] = [];
  for (const name of functionNames) {
    const reference = await bundleOfClients(await clientsIn(folderOf(name)));
    const { own, other } = await interleaved(join(folderOf(name), 'index.mjs'), reference);
    rows.push(row(`cold-import-${name}`, own, other, GOAL));
    sizes.push(sizeRow(name, sizesOf.get(name) ?? Number.NaN, (await stat(reference)).size));
  }
  const worst = rows.reduce((one, other) => ((one.ratio ?? 0) >= (other.ratio ?? 0) ? one : other));
  return [...rows, { ...worst, id: 'cold-import-worst' }, ...sizes];
}

function folderOf(name: FunctionName): string {
  return join(folder, name);
}

/** The clients of most functions, split as the functions are, beside one file of them. */
async function splitClients(): Promise<Row> {
  const clients = ['client-dynamodb', 'lib-dynamodb', 'client-sts'];
  const { own, other } = await interleaved(
    await bundleOfClients(clients, true),
    await bundleOfClients(clients),
  );
  return row('cold-import-sdk', own, other, null);
}

/** The AWS SDK clients whose code a bundle holds, from its source maps. */
async function clientsIn(bundle: string): Promise<string[]> {
  const maps = (await readdir(bundle)).filter((file) => file.endsWith('.map'));
  const texts = await Promise.all(maps.map((map) => readFile(join(bundle, map), 'utf8')));
  const sources = texts.flatMap((text) => (JSON.parse(text) as { readonly sources: string[] }).sources);
  return Object.keys(clientExports).filter((name) =>
    sources.some((source) => source.includes(`node_modules/@aws-sdk/${name}/`)),
  );
}

/** Bundles nothing but these clients and gives the file to import. */
async function bundleOfClients(clients: readonly string[], splitting = false): Promise<string> {
  const home = join(folder, `clients-${clients.join('+')}${splitting ? '-split' : ''}`);
  await build({
    ...bundling,
    splitting,
    stdin: {
      contents: clients
        .map((name) => `export { ${clientExports[name] ?? ''} } from '@aws-sdk/${name}';`)
        .join('\n'),
      resolveDir: join(import.meta.dirname, '../../functions'),
    },
    outdir: home,
    outExtension: { '.js': '.mjs' },
  });
  return join(home, 'stdin.mjs');
}

/** The smallest of either import; the runs alternate, so that a slower minute of the machine falls on both. */
async function interleaved(own: string, other: string): Promise<{ own: number; other: number }> {
  const times = { own: [] as number[], other: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    times.own.push(await importTime(own));
    times.other.push(await importTime(other));
  }
  return { own: Math.min(...times.own), other: Math.min(...times.other) };
}

/** CPU milliseconds of one import, user and system. */
async function importTime(file: string): Promise<number> {
  const code = `const from = process.cpuUsage(); await import(${JSON.stringify(file)}); const { user, system } = process.cpuUsage(from); console.log('took', (user + system) / 1000); process.exit();`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', code], {
    env: environment(),
  });
  const took = Number(/took ([\d.]+)/u.exec(stdout)?.[1]);
  if (!(took > 0)) throw new Error(`The import of ${file} was not timed`);
  return took;
}

/** What a handler needs to be wired; nothing is called. */
function environment(): NodeJS.ProcessEnv {
  const tables = ['WORK', 'CASES', 'AUDIT', 'NETWORK', 'PLATFORM'].map((name) => [`${name}_TABLE`, name]);
  return {
    PATH: process.env['PATH'],
    AWS_REGION: 'eu-north-1',
    USER_POOL_ID: 'eu-north-1_Bench',
    USER_POOL_CLIENT_ID: 'bench',
    MAIL_FROM: 'service@ohjaamo.example',
    PUBLIC_ORIGIN: 'https://ohjaamo.example',
    ...(Object.fromEntries(tables) as Record<string, string>),
  };
}

function row(id: string, value: number, reference: number, goal: number | null): Row {
  const ratio = value / reference;
  return {
    id,
    value: rounded(value),
    unit: 'ms',
    reference: rounded(reference),
    ratio: rounded(ratio),
    goal,
    ok: goal === null || ratio <= goal,
  };
}

function sizeRow(name: string, bytes: number, reference: number): Row {
  return {
    id: `bundle-${name}`,
    value: rounded(bytes / 1000),
    unit: 'kB',
    reference: rounded(reference / 1000),
    ratio: rounded(bytes / reference),
    goal: null,
    ok: true,
  };
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
