import { statSync } from 'node:fs';
import { join } from 'node:path';
import { part, text } from './service.ts';
import { characters, listOf, type Measured, sum, type Synthesised } from './synthesised.ts';

/** A default quota of AWS, and what the templates ask of it. */
interface Quota {
  readonly what: string;
  /** What AWS gives an account that has asked for nothing more; sizes in characters or bytes. */
  readonly most: number;
  /** The page of AWS that says so. */
  readonly source: string;
  readonly measure: (service: Synthesised) => readonly Measured[];
  /** Where AWS's own kinds of thing make the number what it is, and nothing of ours lets it grow. */
  readonly toTheBrim?: true;
}

const GATEWAY = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html';
const GATEWAY_ACCOUNT = 'https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html';
const STACKS = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html';
const IAM = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html';
const LAMBDA = 'https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html';
const FILTERS = 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html';
const DYNAMODB = 'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Limits.html';
const CLOUDFRONT =
  'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html';
const LOGS =
  'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutResourcePolicy.html';
const ALARMS = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html';
const COGNITO = 'https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html';
const TEMPLATES = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/';

const distribution = 'AWS::CloudFront::Distribution';
const configured = (properties: unknown, path: string) =>
  listOf(properties, `DistributionConfig.${path}`).length;

/** What a first deployment meets, by service. */
export const quotas: readonly Quota[] = [
  ...[
    { what: 'routes of an HTTP API', most: 300, type: 'AWS::ApiGatewayV2::Route' },
    { what: 'integrations of an HTTP API', most: 300, type: 'AWS::ApiGatewayV2::Integration' },
    { what: 'authorizers of an HTTP API', most: 10, type: 'AWS::ApiGatewayV2::Authorizer' },
    { what: 'stages of an HTTP API', most: 10, type: 'AWS::ApiGatewayV2::Stage' },
  ].map(({ what, most, type }) => ({
    ...{ what, most, source: GATEWAY },
    measure: (service: Synthesised) => service.countBy(type, 'ApiId'),
  })),
  {
    what: 'characters of an access log’s template',
    most: 3_000,
    source: GATEWAY,
    measure: (service) =>
      service.each('AWS::ApiGatewayV2::Stage', (each) => text(each, 'AccessLogSettings.Format').length),
  },
  {
    what: 'requests a second of all APIs together',
    most: 10_000,
    source: GATEWAY_ACCOUNT,
    measure: (service) => [
      [
        'the service',
        sum(
          service.each('AWS::ApiGatewayV2::Stage', (each) =>
            Number(part(each, 'DefaultRouteSettings.ThrottlingRateLimit')),
          ),
        ),
      ],
    ],
  },
  ...(
    [
      ['Resources', 500],
      ['Outputs', 200],
      ['Parameters', 200],
    ] as const
  ).map(([section, most]) => ({
    ...{ what: `${section.toLowerCase()} of a stack`, most, source: STACKS },
    measure: (service: Synthesised) =>
      service.ofStacks(({ template }) => Object.keys(template[section] ?? {}).length),
  })),
  {
    what: 'bytes of a template',
    most: 1_000_000,
    source: STACKS,
    measure: (service) =>
      service.ofStacks(({ name }) => statSync(join(service.folder, `${name}.template.json`)).size),
  },
  {
    what: 'roles of an account',
    most: 1_000,
    source: IAM,
    measure: (service) => service.count('AWS::IAM::Role'),
  },
  {
    what: 'characters of a role’s trust',
    most: 2_048,
    source: IAM,
    measure: (service) =>
      service.each('AWS::IAM::Role', (each) => characters(part(each, 'AssumeRolePolicyDocument'))),
  },
  {
    what: 'characters of a role’s inline policies together',
    most: 10_240,
    source: IAM,
    measure: (service) => service.inlinePolicies(),
  },
  {
    what: 'characters of a managed policy',
    most: 6_144,
    source: IAM,
    measure: (service) =>
      service.each('AWS::IAM::ManagedPolicy', (each) => characters(part(each, 'PolicyDocument'))),
  },
  {
    what: 'managed policies of a role',
    most: 10,
    source: IAM,
    measure: (service) => service.each('AWS::IAM::Role', (each) => listOf(each, 'ManagedPolicyArns').length),
  },
  {
    what: 'executions that are taken away from the other functions (a new account may have 10 in all)',
    most: 0,
    source: LAMBDA,
    toTheBrim: true,
    measure: (service) => [
      ...service.each('AWS::Lambda::Function', (each) =>
        Number(part(each, 'ReservedConcurrentExecutions') ?? 0),
      ),
      ...['AWS::Lambda::Version', 'AWS::Lambda::Alias'].flatMap((type) =>
        service.each(type, (each) => (part(each, 'ProvisionedConcurrencyConfig') ? 1 : 0)),
      ),
    ],
  },
  {
    what: 'megabytes of a function’s memory in a new account',
    most: 3_008,
    source: LAMBDA,
    measure: (service) =>
      service.each('AWS::Lambda::Function', (each) => Number(part(each, 'MemorySize') ?? 128)),
  },
  {
    what: 'seconds of an invocation',
    most: 900,
    source: LAMBDA,
    toTheBrim: true,
    measure: (service) => service.each('AWS::Lambda::Function', (each) => Number(part(each, 'Timeout') ?? 3)),
  },
  {
    what: 'bytes of a function’s environment',
    most: 4_096,
    source: LAMBDA,
    measure: (service) =>
      service.each('AWS::Lambda::Function', (each) => characters(part(each, 'Environment.Variables') ?? {})),
  },
  {
    what: 'bytes of a function’s resource policy',
    most: 20_480,
    source: LAMBDA,
    // A permission becomes a statement with an id, the ARNs of function and source, and a condition: well under a kilobyte.
    measure: (service) =>
      service
        .countBy('AWS::Lambda::Permission', 'FunctionName')
        .map(([place, count]) => [place, count * 1_024]),
  },
  {
    what: 'filters of an event source',
    most: 5,
    source: FILTERS,
    measure: (service) =>
      service.each(
        'AWS::Lambda::EventSourceMapping',
        (each) => listOf(each, 'FilterCriteria.Filters').length,
      ),
  },
  {
    what: 'characters of a filter’s pattern',
    most: 4_096,
    source: `${TEMPLATES}aws-properties-lambda-eventsourcemapping-filter.html`,
    measure: (service) =>
      service.each('AWS::Lambda::EventSourceMapping', (each) =>
        Math.max(
          0,
          ...listOf(each, 'FilterCriteria.Filters').map((filter) => text(filter, 'Pattern').length),
        ),
      ),
  },
  {
    what: 'readers of a table’s stream at the same time',
    most: 2,
    source: DYNAMODB,
    toTheBrim: true,
    measure: (service) => service.countBy('AWS::Lambda::EventSourceMapping', 'EventSourceArn'),
  },
  {
    what: 'secondary indexes of a table',
    most: 20,
    source: DYNAMODB,
    measure: (service) =>
      service.each('AWS::DynamoDB::GlobalTable', (each) => listOf(each, 'GlobalSecondaryIndexes').length),
  },
  {
    what: 'tables of an account',
    most: 2_500,
    source: DYNAMODB,
    measure: (service) => service.count('AWS::DynamoDB::GlobalTable'),
  },
  // The page has said 25 behaviours and 25 origins for years and 75 and 100 of late: the old numbers hold everywhere.
  ...(
    [
      ['cache behaviours', 25, 'CacheBehaviors'],
      ['origins', 25, 'Origins'],
      ['names of its own', 100, 'Aliases'],
    ] as const
  ).map(([what, most, path]) => ({
    ...{ what: `${what} of a distribution`, most, source: CLOUDFRONT },
    measure: (service: Synthesised) => service.each(distribution, (each) => configured(each, path)),
  })),
  {
    what: 'headers that a distribution adds for one origin',
    most: 10,
    source: CLOUDFRONT,
    measure: (service) =>
      service.each(distribution, (each) =>
        Math.max(
          ...listOf(each, 'DistributionConfig.Origins').map(
            (origin) => listOf(origin, 'OriginCustomHeaders').length,
          ),
        ),
      ),
  },
  {
    what: 'bytes of a function at the edge',
    most: 10_240,
    source: CLOUDFRONT,
    measure: (service) =>
      service.each('AWS::CloudFront::Function', (each) => text(each, 'FunctionCode').length),
  },
  ...(
    [
      ['functions at the edge', 100, 'AWS::CloudFront::Function'],
      ['response headers policies', 20, 'AWS::CloudFront::ResponseHeadersPolicy'],
      ['cache policies', 20, 'AWS::CloudFront::CachePolicy'],
      ['origin request policies', 20, 'AWS::CloudFront::OriginRequestPolicy'],
      ['origin access controls', 100, 'AWS::CloudFront::OriginAccessControl'],
    ] as const
  ).map(([what, most, type]) => ({
    ...{ what: `${what} of an account`, most, source: CLOUDFRONT },
    measure: (service: Synthesised) => service.count(type),
  })),
  {
    what: 'resource policies of an account’s logs (API Gateway keeps one there itself)',
    most: 9,
    source: LOGS,
    measure: (service) => service.count('AWS::Logs::ResourcePolicy'),
  },
  {
    what: 'alarms of an account',
    most: 5_000,
    source: ALARMS,
    measure: (service) => service.count('AWS::CloudWatch::Alarm'),
  },
  {
    what: 'user pools of an account',
    most: 1_000,
    source: COGNITO,
    measure: (service) => service.count('AWS::Cognito::UserPool'),
  },
  // What a service refuses as too long stops the deployment where it stands.
  ...(
    [
      ['AWS::Lambda::Function', 256, 'aws-resource-lambda-function.html'],
      ['AWS::Scheduler::Schedule', 512, 'aws-resource-scheduler-schedule.html'],
      ['AWS::IAM::Role', 1_000, 'aws-resource-iam-role.html'],
      ['AWS::ApiGatewayV2::Api', 1_024, 'aws-resource-apigatewayv2-api.html'],
      ['AWS::SecretsManager::Secret', 2_048, 'aws-resource-secretsmanager-secret.html'],
    ] as const
  ).map(([type, most, page]) => ({
    ...{ what: `characters of the description of an ${type}`, most, source: `${TEMPLATES}${page}` },
    measure: (service: Synthesised) => service.each(type, (each) => text(each, 'Description').length),
  })),
];
