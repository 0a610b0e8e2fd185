import { join } from 'node:path';
import type { Assembly } from './assembly.ts';
import type { ResolvedResource, ResolvedTemplates } from './templates.ts';

/** A Lambda function as its template describes it. */
export interface FunctionBlueprint {
  readonly name: string;
  readonly arn: string;
  /** The folder of its code, and the file and export in it. */
  readonly folder: string;
  readonly handler: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  readonly roleArn: string;
}

export interface AuthorizerBlueprint {
  readonly functionArn: string;
  /** `$request.header.Cookie` and the like; a request that lacks one is refused before the function is called. */
  readonly identitySources: readonly string[];
}

export interface RouteBlueprint {
  /** `GET /api/tenants/{tenantSlug}` or `$default`. */
  readonly routeKey: string;
  readonly functionArn: string;
  readonly authorizer?: AuthorizerBlueprint;
}

/** One HTTP API: its host name in the cloud and its routes. */
export interface ApiBlueprint {
  readonly id: string;
  readonly host: string;
  readonly routes: readonly RouteBlueprint[];
}

export interface EventSourceBlueprint {
  readonly id: string;
  readonly tableName: string;
  readonly functionArn: string;
  readonly batchSize: number;
  readonly bisect: boolean;
  readonly reportsItemFailures: boolean;
  /** How often a batch is tried again; -1 is without end. */
  readonly retries: number;
  /** JSON patterns; a record that fits none is not delivered. Empty: all are. */
  readonly filters: readonly unknown[];
}

export interface ScheduleBlueprint {
  readonly name: string;
  readonly functionArn: string;
  /** `rate(15 minutes)`, `cron(0 3 * * ? *)`. */
  readonly expression: string;
  readonly input: string;
}

/** Everything the templates ask to run, in the words of this machine. */
export interface Blueprint {
  readonly functions: readonly FunctionBlueprint[];
  readonly apis: readonly ApiBlueprint[];
  readonly eventSources: readonly EventSourceBlueprint[];
  readonly schedules: readonly ScheduleBlueprint[];
}

type Properties = Readonly<Record<string, unknown>>;

/** Reads what to run from resolved templates. There is no other list of functions, routes, streams or schedules. */
export function readBlueprint(templates: ResolvedTemplates, assembly: Assembly): Blueprint {
  return {
    functions: templates
      .ofType('AWS::Lambda::Function')
      .flatMap((resource) => readFunction(resource, assembly)),
    apis: templates.ofType('AWS::ApiGatewayV2::Api').map((api) => readApi(templates, api)),
    eventSources: templates.ofType('AWS::Lambda::EventSourceMapping').map(readEventSource),
    schedules: templates.ofType('AWS::Scheduler::Schedule').flatMap(readSchedule),
  };
}

function readFunction({ ref, properties }: ResolvedResource, assembly: Assembly): FunctionBlueprint[] {
  // CDK's own helpers (deployment of files and the like) run in another language or act on the cloud only.
  if (!String(properties['Runtime']).startsWith('nodejs')) return [];
  const code = properties['Code'] as { readonly S3Key?: string } | undefined;
  const folder = code?.S3Key === undefined ? undefined : assembly.assetFolder(code.S3Key);
  if (folder === undefined) return [];
  const environment = properties['Environment'] as
    { readonly Variables?: Record<string, string> } | undefined;
  return [
    {
      name: ref,
      arn: functionArn(ref),
      folder,
      handler: String(properties['Handler']),
      environment: environment?.Variables ?? {},
      timeoutSeconds: Number(properties['Timeout'] ?? 3),
      memoryMegabytes: Number(properties['MemorySize'] ?? 128),
      roleArn: String(properties['Role']),
    },
  ];
}

function functionArn(name: string): string {
  return `arn:aws:lambda:eu-north-1:000000000000:function:${name}`;
}

function readApi(templates: ResolvedTemplates, api: ResolvedResource): ApiBlueprint {
  const ofApi = (type: string) =>
    templates.ofType(type).filter(({ properties }) => properties['ApiId'] === api.ref);
  const integrations = new Map(
    ofApi('AWS::ApiGatewayV2::Integration').map(({ ref, properties }) => [
      `integrations/${ref}`,
      functionInside(properties['IntegrationUri']),
    ]),
  );
  const authorizers = new Map(
    ofApi('AWS::ApiGatewayV2::Authorizer').map(({ ref, properties }) => [ref, readAuthorizer(properties)]),
  );
  return {
    id: api.ref,
    host: `${api.ref}.execute-api.eu-north-1.amazonaws.com`,
    routes: ofApi('AWS::ApiGatewayV2::Route').map(({ logicalId, properties }) => {
      const target = integrations.get(String(properties['Target']));
      if (target === undefined) throw new Error(`The route ${logicalId} has no integration`);
      const authorizer = authorizers.get(String(properties['AuthorizerId']));
      return {
        routeKey: String(properties['RouteKey']),
        functionArn: target,
        ...(properties['AuthorizationType'] === 'CUSTOM' && authorizer && { authorizer }),
      };
    }),
  };
}

function readAuthorizer(properties: Properties): AuthorizerBlueprint {
  return {
    functionArn: functionInside(properties['AuthorizerUri']),
    identitySources: (properties['IdentitySource'] as string[] | undefined) ?? [],
  };
}

/** The function's ARN, alone or inside the address by which API Gateway calls it. */
function functionInside(uri: unknown): string {
  return /arn:aws:lambda:[^:/]+:\d+:function:[^/:]+/u.exec(String(uri))?.[0] ?? '';
}

function readEventSource({ logicalId, properties }: ResolvedResource): EventSourceBlueprint {
  const filter = properties['FilterCriteria'] as { readonly Filters?: { Pattern: string }[] } | undefined;
  const name = String(properties['FunctionName']);
  return {
    id: logicalId,
    tableName: /:table\/([^/]+)\/stream/u.exec(String(properties['EventSourceArn']))?.[1] ?? '',
    functionArn: name.startsWith('arn:') ? name : functionArn(name),
    batchSize: Number(properties['BatchSize'] ?? 100),
    bisect: properties['BisectBatchOnFunctionError'] === true,
    reportsItemFailures: ((properties['FunctionResponseTypes'] as string[] | undefined) ?? []).includes(
      'ReportBatchItemFailures',
    ),
    retries: Number(properties['MaximumRetryAttempts'] ?? -1),
    filters: (filter?.Filters ?? []).map(({ Pattern }) => JSON.parse(Pattern) as unknown),
  };
}

function readSchedule({ logicalId, properties }: ResolvedResource): ScheduleBlueprint[] {
  if (properties['State'] === 'DISABLED') return [];
  const target = properties['Target'] as { readonly Arn: string; readonly Input?: string };
  return [
    {
      name: logicalId,
      functionArn: functionInside(target.Arn),
      expression: String(properties['ScheduleExpression']),
      input: target.Input ?? '{}',
    },
  ];
}

/** The module that a `Handler` names: `index.handler` is the export `handler` of `index.mjs`, `index.js` or `index.cjs`. */
export function handlerModule(blueprint: FunctionBlueprint): {
  readonly stem: string;
  readonly exportName: string;
} {
  const dot = blueprint.handler.lastIndexOf('.');
  return {
    stem: join(blueprint.folder, blueprint.handler.slice(0, dot)),
    exportName: blueprint.handler.slice(dot + 1),
  };
}
