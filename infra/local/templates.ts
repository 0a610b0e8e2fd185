import type { SynthesisedStack } from './assembly.ts';
import { LOCAL_REGION } from './dynamodb.ts';
import { localTableName } from './tables.ts';

/** The account that stands in every local ARN. */
export const LOCAL_ACCOUNT = '000000000000';

/** A resource of a template with its place; its properties are resolved. */
export interface ResolvedResource {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  /** What `Ref` gives. */
  readonly ref: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface ResolvedTemplates {
  /** Every resource of a CloudFormation type, in the order of the templates. */
  ofType(type: string): readonly ResolvedResource[];
  /** Resolves a value of a stack's template. */
  resolve(stack: string, value: unknown): unknown;
}

/** Physical ids of things that another local part has made, such as the user pool; `undefined` leaves the default. */
export type PhysicalIds = (type: string, logicalId: string) => string | undefined;

type Intrinsic = (argument: unknown, stack: SynthesisedStack) => unknown;

const pseudoParameters: Readonly<Record<string, unknown>> = {
  'AWS::AccountId': LOCAL_ACCOUNT,
  'AWS::Region': LOCAL_REGION,
  'AWS::Partition': 'aws',
  'AWS::URLSuffix': 'amazonaws.com',
  'AWS::NotificationARNs': [],
  'AWS::NoValue': undefined,
};

/**
 * Gives every resource the name it has on this machine and resolves CloudFormation's functions: `Ref`, `Fn::GetAtt`,
 * `Fn::Join`, `Fn::Sub`, `Fn::Select`, `Fn::Split`, `Fn::ImportValue` and the pseudo parameters. Any other function is
 * an error that names it, so that nothing of a template is silently left out.
 */
export function resolveTemplates(
  stacks: readonly SynthesisedStack[],
  physicalIds: PhysicalIds = () => undefined,
): ResolvedTemplates {
  const resolver = new Resolver(stacks, physicalIds);
  return {
    resolve(stackName, value) {
      const stack = stacks.find(({ name }) => name === stackName);
      if (!stack) throw new Error(`There is no stack ${stackName}`);
      return resolver.resolve(value, stack);
    },
    ofType: (type) => stacks.flatMap((stack) => resolver.resourcesOf(stack, type)),
  };
}

class Resolver {
  private readonly stacks: readonly SynthesisedStack[];
  private readonly physicalIds: PhysicalIds;

  constructor(stacks: readonly SynthesisedStack[], physicalIds: PhysicalIds) {
    this.stacks = stacks;
    this.physicalIds = physicalIds;
  }

  resourcesOf(stack: SynthesisedStack, type: string): ResolvedResource[] {
    return Object.entries(stack.template.Resources)
      .filter(([, resource]) => resource.Type === type)
      .map(([logicalId, resource]) => ({
        stack: stack.name,
        logicalId,
        type,
        ref: this.physicalId(stack, logicalId),
        properties: this.resolve(resource.Properties ?? {}, stack) as Record<string, unknown>,
      }));
  }

  resolve(value: unknown, stack: SynthesisedStack): unknown {
    if (Array.isArray(value)) {
      return value.map((each) => this.resolve(each, stack)).filter((each) => each !== undefined);
    }
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    const [only] = entries;
    if (entries.length === 1 && only && (only[0] === 'Ref' || only[0].startsWith('Fn::'))) {
      const intrinsic = this.intrinsics[only[0]];
      if (!intrinsic) throw new Error(`The local stack does not know the CloudFormation function ${only[0]}`);
      return intrinsic(only[1], stack);
    }
    const resolved = entries.map(([name, each]) => [name, this.resolve(each, stack)] as const);
    return Object.fromEntries(resolved.filter(([, each]) => each !== undefined));
  }

  private readonly intrinsics: Readonly<Record<string, Intrinsic>> = {
    Ref: (name, stack) => this.reference(String(name), stack),
    'Fn::GetAtt': (argument, stack) => {
      const [logicalId = '', ...attribute] = [argument].flat().join('.').split('.');
      return this.attributeOf(stack, logicalId, attribute.join('.'));
    },
    'Fn::Join': (argument, stack) => {
      const [separator, parts] = argument as [string, unknown];
      return this.list(parts, stack).map(text).join(separator);
    },
    'Fn::Sub': (argument, stack) => this.substitute(argument, stack),
    'Fn::Select': (argument, stack) => {
      const [index, list] = argument as [unknown, unknown];
      return this.list(list, stack)[Number(this.resolve(index, stack))];
    },
    'Fn::Split': (argument, stack) => {
      const [separator, value] = argument as [string, unknown];
      return text(this.resolve(value, stack)).split(separator);
    },
    'Fn::ImportValue': (argument, stack) => this.imported(text(this.resolve(argument, stack))),
  };

  private list(value: unknown, stack: SynthesisedStack): readonly unknown[] {
    return this.resolve(value, stack) as unknown[];
  }

  private reference(name: string, stack: SynthesisedStack): unknown {
    if (name === 'AWS::StackName') return stack.name;
    if (name in pseudoParameters) return pseudoParameters[name];
    const parameter = stack.template.Parameters?.[name];
    const resource = stack.template.Resources[name];
    if (resource?.Type === 'AWS::Lambda::Alias') return this.aliasArn(resource.Properties ?? {}, stack);
    return parameter ? (parameter.Default ?? name) : this.physicalId(stack, name);
  }

  /** On this machine an alias has one version to go to: the function as it is. */
  private aliasArn(
    { FunctionName, Name }: Readonly<Record<string, unknown>>,
    stack: SynthesisedStack,
  ): string {
    return arn('lambda', `function:${text(this.resolve(FunctionName, stack))}:${text(Name)}`);
  }

  private physicalId(stack: SynthesisedStack, logicalId: string): string {
    const resource = stack.template.Resources[logicalId];
    if (!resource) throw new Error(`The stack ${stack.name} has no resource ${logicalId}`);
    return this.physicalIds(resource.Type, logicalId) ?? localName(resource.Type, logicalId);
  }

  private attributeOf(stack: SynthesisedStack, logicalId: string, attribute: string): string {
    const id = this.physicalId(stack, logicalId);
    const type = stack.template.Resources[logicalId]?.Type ?? '';
    return attributes[type]?.[attribute]?.(id) ?? `${id}.${attribute}`;
  }

  private substitute(argument: unknown, stack: SynthesisedStack): string {
    const [pattern, values] = (Array.isArray(argument) ? argument : [argument, {}]) as [
      string,
      Readonly<Record<string, unknown>>,
    ];
    return pattern.replaceAll(/\$\{(!?)([^}]+)\}/gu, (_whole, literal: string, name: string) => {
      if (literal) return `\${${name}}`;
      if (Object.hasOwn(values, name)) return text(this.resolve(values[name], stack));
      const [logicalId = '', ...attribute] = name.split('.');
      if (attribute.length > 0) return this.attributeOf(stack, logicalId, attribute.join('.'));
      return text(this.reference(name, stack));
    });
  }

  private imported(exportName: string): unknown {
    for (const stack of this.stacks) {
      for (const { Value, Export } of Object.values(stack.template.Outputs ?? {})) {
        if (Export && this.resolve(Export.Name, stack) === exportName) return this.resolve(Value, stack);
      }
    }
    throw new Error(`No stack exports ${exportName}`);
  }
}

/** A resource's name on this machine: its logical id, for some kinds without the hash that CDK appends. */
function localName(type: string, logicalId: string): string {
  if (type === 'AWS::DynamoDB::GlobalTable' || type === 'AWS::Lambda::Function')
    return localTableName(logicalId);
  return type === 'AWS::ApiGatewayV2::Api' ? logicalId.toLowerCase() : logicalId;
}

function arn(service: string, rest: string, region = LOCAL_REGION): string {
  return `arn:aws:${service}:${region}:${LOCAL_ACCOUNT}:${rest}`;
}

/** Attributes that the rest of the local stack reads or a function is given, by resource type. */
const attributes: Readonly<Record<string, Readonly<Record<string, (id: string) => string>>>> = {
  'AWS::DynamoDB::GlobalTable': {
    Arn: (id) => arn('dynamodb', `table/${id}`),
    StreamArn: (id) => arn('dynamodb', `table/${id}/stream/local`),
  },
  'AWS::Lambda::Function': { Arn: (id) => arn('lambda', `function:${id}`) },
  'AWS::Lambda::Url': {
    FunctionUrl: (id) => `https://${id.toLowerCase()}.lambda-url.${LOCAL_REGION}.on.aws/`,
  },
  'AWS::IAM::Role': { Arn: (id) => arn('iam', `role/${id}`, '') },
  'AWS::SQS::Queue': { Arn: (id) => arn('sqs', id), QueueName: (id) => id },
  'AWS::KMS::Key': { Arn: (id) => arn('kms', `key/${id}`) },
  'AWS::Logs::LogGroup': { Arn: (id) => arn('logs', `log-group:${id}:*`) },
  'AWS::Cognito::UserPool': { Arn: (id) => arn('cognito-idp', `userpool/${id}`) },
  'AWS::S3::Bucket': {
    Arn: (id) => `arn:aws:s3:::${id}`,
    RegionalDomainName: (id) => `${id.toLowerCase()}.s3.${LOCAL_REGION}.amazonaws.com`,
    DomainName: (id) => `${id.toLowerCase()}.s3.amazonaws.com`,
  },
  'AWS::ApiGatewayV2::Api': {
    ApiEndpoint: (id) => `https://${id}.execute-api.${LOCAL_REGION}.amazonaws.com`,
  },
  'AWS::CloudFront::Distribution': { DomainName: (id) => `${id.toLowerCase()}.cloudfront.net` },
  'AWS::CloudFront::Function': { FunctionARN: (id) => arn('cloudfront', `function/${id}`, '') },
};

function text(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new Error('A template joins a value that is no text');
}
