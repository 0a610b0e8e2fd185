import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildFunctions } from '@ohjaamo/infra/command/build.ts';
import { type FunctionName, functionNames } from '@ohjaamo/infra/constructs/functions.ts';
import { build } from 'esbuild';
import type { Row } from './row.ts';

const folder = join(import.meta.dirname, '../../.local/bench/import');
/** Odd, so that the median is a run that took place. */
const ROUNDS = 11;
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
 * Imports the bundle of every function in a fresh Node process, interleaved with a bundle of nothing but the AWS SDK
 * clients that function has, and gives the medians in milliseconds, the worst ratio, and each bundle's size in kB.
 */
export async function coldImportBench(): Promise<Row[]> {
  await rm(folder, { recursive: true, force: true });
  const folderOf = (name: FunctionName) => join(folder, name);
  await buildFunctions({ folderOf });
  const rows: Row[] = [];
  const sizes: Row[] = [];
  const references = new Map<string, string>();
  for (const name of functionNames) {
    const file = join(folderOf(name), 'index.mjs');
    const clients = await clientsIn(`${file}.map`);
    const key = clients.join('+');
    const reference = references.get(key) ?? (await buildReference(clients));
    references.set(key, reference);
    const { own, other } = await interleaved(file, reference);
    rows.push(row(`cold-import-${name}`, own, other));
    sizes.push(sizeRow(name, (await stat(file)).size, (await stat(reference)).size));
  }
  const worst = rows.reduce((one, other) => ((one.ratio ?? 0) >= (other.ratio ?? 0) ? one : other));
  return [...rows, { ...worst, id: 'cold-import-worst' }, ...sizes];
}

/** The AWS SDK clients whose code a bundle holds, from its source map. */
async function clientsIn(map: string): Promise<string[]> {
  const { sources } = JSON.parse(await readFile(map, 'utf8')) as { readonly sources: readonly string[] };
  return Object.keys(clientExports).filter((name) =>
    sources.some((source) => source.includes(`node_modules/@aws-sdk/${name}/`)),
  );
}

async function buildReference(clients: readonly string[]): Promise<string> {
  const home = join(folder, `reference-${clients.join('+')}`);
  await mkdir(home, { recursive: true });
  const outfile = join(home, 'index.mjs');
  await build({
    stdin: {
      contents: clients
        .map((name) => `export { ${clientExports[name] ?? ''} } from '@aws-sdk/${name}';`)
        .join('\n'),
      resolveDir: join(import.meta.dirname, '../../functions'),
    },
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    minify: true,
    keepNames: true,
    mainFields: ['module', 'main'],
    banner: {
      js: "import{createRequire as makeRequire}from'node:module';const require=makeRequire(import.meta.url);",
    },
    logLevel: 'error',
  });
  return outfile;
}

/** Medians of both imports; the runs alternate, so that a slower minute of the machine falls on both. */
async function interleaved(own: string, other: string): Promise<{ own: number; other: number }> {
  const times = { own: [] as number[], other: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    times.own.push(await importTime(own));
    times.other.push(await importTime(other));
  }
  return { own: median(times.own), other: median(times.other) };
}

async function importTime(file: string): Promise<number> {
  const code = `const from = performance.now(); await import(${JSON.stringify(file)}); console.log('took', performance.now() - from); process.exit();`;
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

function median(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function row(id: string, value: number, reference: number): Row {
  const ratio = value / reference;
  return {
    id,
    value: rounded(value),
    unit: 'ms',
    reference: rounded(reference),
    ratio: rounded(ratio),
    goal: GOAL,
    ok: ratio <= GOAL,
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
