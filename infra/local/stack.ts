import { appendFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cloudAssembly, root } from '../constructs/places.ts';
import { startApi } from './api.ts';
import { type Assembly, readAssembly } from './assembly.ts';
import { type Blueprint, readBlueprint } from './blueprint.ts';
import { type CatalogueStandIn, startCatalogue } from './catalogue.ts';
import { catalogueRecords, readCatalogueContent } from './catalogueContent.ts';
import { openCheckpoints } from './checkpoints.ts';
import { startDatabaseGate } from './databaseGate.ts';
import { type Distribution, readDistribution } from './distribution.ts';
import { createTables, freePort, type RunningDynamoDb, startDynamoDb } from './dynamodb.ts';
import { startEdge } from './edge.ts';
import { type Endpoints, functionEnvironments } from './environments.ts';
import {
  brokenFolder,
  type DataFolder,
  dataFolder,
  emptyFolder,
  isSeeded,
  prepareFolder,
  type RunningStack,
} from './folder.ts';
import { type FunctionHost, hostFunctions } from './functionHost.ts';
import { isFree, PortTakenError } from './http.ts';
import {
  LOCAL_USER_POOL_CLIENT_ID,
  LOCAL_USER_POOL_ID,
  type RunningIdentity,
  startIdentity,
} from './identity.ts';
import { type RunningIdentification, startIdentification } from './identification/provider.ts';
import { startKeyService } from './keys.ts';
import { startLambdaEndpoint } from './lambdaEndpoint.ts';
import { type Mail, startMailCatcher } from './mail.ts';
import { readRights } from './rights.ts';
import { runSchedules } from './schedules.ts';
import type { SeededUser } from './seed/users.ts';
import { closeQuarters } from './closing.ts';
import { seedOnce } from './seeding.ts';
import { Shutdown } from './shutdown.ts';
import { pollStreams, type StreamPoller } from './streams.ts';
import { startTokenService } from './sts.ts';
import { startTextCatcher, type Text } from './textMessages.ts';
import { resolveTemplates, type ResolvedTemplates } from './templates.ts';
import { readTrust } from './trust.ts';

/** How to start the stack; everything may be left out. */
export interface StackOptions {
  /** Port of the one origin; a free one when absent. {@link PortTakenError} when it is taken. */
  readonly port?: number;
  /** Where data is kept; `.local` of the repository when absent. */
  readonly folder?: string;
  /** Keeps nothing: the database in memory, the rest in a temporary folder that goes with the stack. */
  readonly inMemory?: boolean;
  /** Deletes the data of the folder first. */
  readonly fresh?: boolean;
  /** The instant that the product's clock shows at the start, RFC 3339. */
  readonly clockStartsAt?: string;
  /** The synthesised application to serve; `cdk.out` of the repository when absent. */
  readonly assembly?: string;
  /** The Java command. */
  readonly java?: string;
  /** Told of each part as it is being started. */
  readonly report?: <T>(what: string, work: () => Promise<T>) => Promise<T>;
}

export interface LocalStack {
  /** The one origin, `http://localhost:4280`. */
  readonly origin: string;
  /** The page that shows the messages the house has sent. */
  readonly inbox: string;
  /** Where one chooses whom to be when the own page asks for identification. */
  readonly identification: string;
  readonly dynamoDbEndpoint: string;
  readonly lambdaEndpoint: string;
  /** The file by which commands find this stack while it runs. */
  readonly stackFile: string;
  /** Functions that a command may call, by their name in the house. */
  readonly functions: Readonly<Record<string, string>>;
  /** People who can sign in, with password and secret of the second factor. */
  readonly users: readonly SeededUser[];
  /** Whether this start put the demo data in. */
  readonly seeded: boolean;
  /** Messages sent since the start, oldest first. */
  mails(): Promise<readonly Mail[]>;
  /** The page that shows the text messages the house has sent. */
  readonly textInbox: string;
  /** Text messages sent since the start, oldest first. */
  texts(): readonly Text[];
  /** Resolves when every change made so far has reached the functions that follow it. */
  streamsDrained(): Promise<void>;
  stop(): Promise<void>;
}

/** The application as the templates describe it, in the words of this machine. */
interface Plan {
  readonly assembly: Assembly;
  readonly templates: ResolvedTemplates;
  readonly blueprint: Blueprint;
  readonly distribution: Distribution;
}

/**
 * Starts the whole product on this machine, read from the synthesised templates: tables, functions, routes, streams,
 * schedules and the one origin, over stand-ins for DynamoDB, Cognito, SES and STS. Rejects with a `StartError` or
 * {@link PortTakenError} when something is in the way, and leaves nothing running then.
 */
export async function startStack(options: StackOptions = {}): Promise<LocalStack> {
  const shutdown = new Shutdown();
  try {
    return await startParts(options, shutdown);
  } catch (error) {
    await shutdown.run();
    throw error;
  }
}

async function startParts(options: StackOptions, shutdown: Shutdown): Promise<LocalStack> {
  const report = options.report ?? ((_what, work) => work());
  const port = options.port ?? (await freePort());
  if (!(await isFree(port))) throw new PortTakenError(port);
  const data = await openFolder(options, shutdown);
  const offset = clockOffset(options.clockStartsAt);
  const plan = readPlan(options.assembly ?? cloudAssembly);

  const dynamodb = await report('Database', () => startDatabase(options, data, plan.assembly, shutdown));
  const identity = await report('Identity', () => startPeople(data, shutdown));
  const mail = shutdown.add(await startMailCatcher(options.inMemory ? undefined : port + 1));
  const texts = shutdown.add(await startTextCatcher(options.inMemory ? undefined : port + 2));
  const identification = shutdown.add(
    await startIdentifying(`http://localhost:${String(port)}`, options.inMemory ? undefined : port + 3),
  );
  const catalogue = shutdown.add(await startDemoCatalogue(options.inMemory ? undefined : port + 4));
  const judged = await startJudged(plan, dynamodb, options.inMemory ? undefined : data.keys, shutdown);
  const hosts = new Map([[plan.distribution.host, `http://localhost:${String(port)}`]]);
  const endpoints: Endpoints = {
    ...judged,
    ...{ identity: identity.endpoint, mail: mail.endpoint, texts: texts.endpoint },
    ...{ identification: identification.setting, catalogue, hosts },
  };
  const host = startFunctions(plan.blueprint, endpoints, offset, data, shutdown);
  for (const api of plan.blueprint.apis)
    hosts.set(api.host, shutdown.add(await startApi(api, host)).endpoint);
  const lambda = shutdown.add(await startLambdaEndpoint(host));
  const seeded = await report('Demo data', () =>
    seedOnce({
      dynamoDbEndpoint: dynamodb.endpoint,
      keyEndpoint: judged.keys,
      identity,
      data,
      templates: plan.templates,
      now: Date.now() + offset * 1000,
    }),
  );
  const streams = startStreams(plan.blueprint, dynamodb, host, data, shutdown);
  // A night must not count, let alone publish, demo data of which a part is still on its way.
  const begins = seeded.now ? streams.drained().then(() => close(plan, host, offset)) : Promise.resolve();
  shutdown.add(runSchedules(plan.blueprint.schedules, host, { begins }));
  await report('One origin', async () => shutdown.add(await startEdge(plan.distribution, hosts, port)));

  const running: RunningStack = {
    origin: `http://localhost:${String(port)}`,
    lambdaEndpoint: lambda.endpoint,
    dynamoDbEndpoint: dynamodb.endpoint,
    functions: commandFunctions(plan),
    pid: process.pid,
  };
  announce(running, data, shutdown);
  return {
    ...running,
    ...caught(mail, texts),
    identification: identification.endpoint,
    dynamoDbEndpoint: dynamodb.endpoint,
    stackFile: data.runningFile,
    users: seeded.users,
    seeded: seeded.now,
    streamsDrained: () => streams.drained(),
    stop: () => shutdown.run(),
  };
}

const close = ({ blueprint }: Plan, host: FunctionHost, offset: number) =>
  closeQuarters(blueprint.schedules, host, Date.now() + offset * 1000);

/** What was caught instead of being sent, and the pages that show it. */
function caught(
  mail: Awaited<ReturnType<typeof startMailCatcher>>,
  texts: Awaited<ReturnType<typeof startTextCatcher>>,
): Pick<LocalStack, 'inbox' | 'mails' | 'textInbox' | 'texts'> {
  return {
    inbox: `${mail.endpoint}/`,
    mails: () => mail.mails(),
    textInbox: `${texts.endpoint}/`,
    texts: () => texts.texts(),
  };
}

/** What is asked with a role's credentials, and judges each request by the policies of the templates: STS, database, keys. */
async function startJudged(
  plan: Plan,
  dynamodb: RunningDynamoDb,
  keyFile: string | undefined,
  shutdown: Shutdown,
): Promise<Pick<Endpoints, 'dynamodb' | 'sts' | 'keys'>> {
  const { functions } = plan.blueprint;
  const rights = readRights(plan.templates, functions);
  const sts = shutdown.add(await startTokenService(readTrust(plan.templates, functions)));
  const gate = shutdown.add(await startDatabaseGate(dynamodb.endpoint, rights.database));
  const keys = shutdown.add(
    await startKeyService({ ...(keyFile !== undefined && { file: keyFile }), refusal: rights.keys }),
  );
  return { dynamodb: gate.endpoint, sts: sts.endpoint, keys: keys.endpoint };
}

/** The demo's municipalities have keys to the identification service; one that is made later has none yet, as in the cloud. */
function startIdentifying(origin: string, port: number | undefined): Promise<RunningIdentification> {
  return startIdentification(
    origin,
    ['rovaniemi', 'helsinki', 'jyvaskyla', 'vaasa', 'mikkeli', 'raasepori'],
    port,
  );
}

/** The stand-in of the service catalogue with the demo's services. */
function startDemoCatalogue(port: number | undefined): Promise<CatalogueStandIn> {
  return startCatalogue(catalogueRecords(readCatalogueContent()), port);
}

function startFunctions(
  blueprint: Blueprint,
  endpoints: Endpoints,
  offset: number,
  data: DataFolder,
  shutdown: Shutdown,
): FunctionHost {
  const environments = functionEnvironments(endpoints, offset);
  return shutdown.add(
    hostFunctions(blueprint.functions, environments, (name, line) => {
      appendFileSync(data.functionLog, `${name} ${line}\n`);
    }),
  );
}

/** Tells commands where the stack is, as long as it runs. */
function announce(running: RunningStack, data: DataFolder, shutdown: Shutdown): void {
  writeFileSync(data.runningFile, JSON.stringify(running, null, 2));
  shutdown.add({ stop: () => rm(data.runningFile, { force: true }) });
}

/** The data folder of a start: emptied, made or temporary. */
async function openFolder(options: StackOptions, shutdown: Shutdown): Promise<DataFolder> {
  if (options.inMemory) {
    const temporary = await mkdtemp(join(tmpdir(), 'ohjaamo-stack-'));
    shutdown.add({ stop: () => rm(temporary, { recursive: true, force: true }) });
    const data = dataFolder(temporary);
    prepareFolder(data);
    return data;
  }
  const data = dataFolder(options.folder ?? join(root, '.local'));
  // Without its mark the first seeding was cut short: what it left is not to be built upon.
  if (options.fresh || !isSeeded(data)) emptyFolder(data);
  prepareFolder(data);
  return data;
}

/** Seconds between this machine's clock and the one the product is to show. */
function clockOffset(clockStartsAt: string | undefined): number {
  if (clockStartsAt === undefined) return 0;
  return Math.round((Date.parse(clockStartsAt) - Date.now()) / 1000);
}

function readPlan(folder: string): Plan {
  const assembly = readAssembly(folder);
  const templates = resolveTemplates(assembly.stacks, (type) => localIdentity[type]);
  return {
    assembly,
    templates,
    blueprint: readBlueprint(templates, assembly),
    distribution: readDistribution(templates, assembly),
  };
}

/** The identity stand-in has one pool and one client; the templates' are these. */
const localIdentity: Readonly<Record<string, string>> = {
  'AWS::Cognito::UserPool': LOCAL_USER_POOL_ID,
  'AWS::Cognito::UserPoolClient': LOCAL_USER_POOL_CLIENT_ID,
};

async function startDatabase(
  options: StackOptions,
  data: DataFolder,
  assembly: Assembly,
  shutdown: Shutdown,
): Promise<RunningDynamoDb> {
  const running = shutdown.add(
    await startDynamoDb({
      ...(!options.inMemory && { folder: data.dynamodb }),
      ...(options.java !== undefined && { java: options.java }),
    }),
  );
  for (const { template } of assembly.stacks) {
    await createTables(running.endpoint, template).catch(() => {
      throw brokenFolder(data.dynamodb);
    });
  }
  return running;
}

async function startPeople(data: DataFolder, shutdown: Shutdown): Promise<RunningIdentity> {
  const identity = await startIdentity({ folder: data.identity }).catch(() => {
    throw brokenFolder(data.identity);
  });
  return shutdown.add(identity);
}

function startStreams(
  blueprint: Blueprint,
  dynamodb: RunningDynamoDb,
  host: FunctionHost,
  data: DataFolder,
  shutdown: Shutdown,
): StreamPoller {
  return shutdown.add(
    pollStreams({
      endpoint: dynamodb.endpoint,
      sources: blueprint.eventSources,
      host,
      checkpoints: openCheckpoints(data.checkpoints),
      giveUp: (given) => {
        appendFileSync(data.deadLetters, `${JSON.stringify(given)}\n`);
      },
      complain: (eventSource, error) => {
        appendFileSync(data.functionLog, `${eventSource} ${String(error)}\n`);
      },
    }),
  );
}

/** Functions that commands call: those whose names the templates give as outputs, `CreateTenantFunctionName` as `createTenant`. */
function commandFunctions({ assembly, templates }: Plan): Record<string, string> {
  const named = assembly.stacks.flatMap((stack) =>
    Object.entries(stack.template.Outputs ?? {}).flatMap(([output, { Value }]) => {
      const [, name] = /^(.+)FunctionName$/u.exec(output) ?? [];
      if (name === undefined) return [];
      return [
        [name.charAt(0).toLowerCase() + name.slice(1), String(templates.resolve(stack.name, Value))] as const,
      ];
    }),
  );
  return Object.fromEntries(named);
}
