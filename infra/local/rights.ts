import { type Call, allows } from '../policy/evaluate.ts';
import type { Statement } from '../policy/statements.ts';
import type { FunctionBlueprint } from './blueprint.ts';
import { LOCAL_CREDENTIALS, LOCAL_REGION } from './dynamodb.ts';
import type { KeyRefusal } from './keys.ts';
import { LOCAL_ACCOUNT, type ResolvedTemplates } from './templates.ts';
import { accessKeyOf } from './trust.ts';

/** A request to DynamoDB with the credentials it came with. */
export interface SignedRequest {
  /** The operation, such as `GetItem`. */
  readonly operation: string;
  readonly body: unknown;
  readonly accessKeyId: string;
  /** Set when the credentials are those of a data role: the token service puts the role's name first. */
  readonly sessionToken?: string;
}

/** Answers with the first thing the request asks for that its role may not do; `undefined` when it may do all. */
export type Refusal = (request: SignedRequest) => string | undefined;

type Values = Readonly<Record<string, { readonly S?: string }>>;
interface Wire {
  readonly TableName?: string;
  readonly IndexName?: string;
  readonly Key?: Values;
  readonly Item?: Values;
  readonly KeyConditionExpression?: string;
  readonly Select?: string;
  readonly ProjectionExpression?: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: Values;
  readonly TransactItems?: readonly Readonly<Record<string, Wire>>[];
  readonly RequestItems?: Readonly<Record<string, { readonly Keys?: readonly Values[] }>>;
}

const transactActions: Readonly<Record<string, string>> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
  Get: 'GetItem',
};

/**
 * Judges requests to the database and to the key service by the policies in the templates, as IAM does in the cloud: a right that a function lacks is missed on this
 * machine too, not only after the deployment.
 */
export function readRights(
  templates: ResolvedTemplates,
  functions: readonly FunctionBlueprint[],
): { readonly database: Refusal; readonly keys: KeyRefusal } {
  const roleOfKey = new Map(functions.map(({ name, roleArn }) => [accessKeyOf(name), roleArn]));
  const statements = statementsByRole(templates);
  /** Who asks: the role, its name for a message, and the tenant that the credentials are tagged with. */
  const callerOf = (accessKeyId: string, sessionToken: string | undefined) => {
    const tenantId = /^TENANT([0-9A-Z]{10})$/u.exec(accessKeyId)?.[1]?.toLowerCase();
    const role =
      sessionToken === undefined ? roleOfKey.get(accessKeyId) : roleArn(sessionToken.split('/')[0] ?? '');
    const tag = tenantId === undefined ? {} : { tenantId };
    return { own: statements.get(role ?? '') ?? [], name: role ?? accessKeyId, tag };
  };
  return {
    database({ operation, body, accessKeyId, sessionToken }) {
      const { own, name, tag } = callerOf(accessKeyId, sessionToken);
      const refused = callsOf(operation, body as Wire).find((call) => !allows(own, { ...call, ...tag }));
      return refused && `${name} is not authorized to perform ${refused.action} on ${refused.resource}`;
    },
    keys({ operation, alias, keyTag, encryptionContext, accessKeyId, sessionToken }) {
      // Whoever runs the stack puts the demo data in with credentials that no function has.
      if (accessKeyId === LOCAL_CREDENTIALS.accessKeyId) return undefined;
      const { own, name, tag } = callerOf(accessKeyId, sessionToken);
      // KMS says that a key is unknown before IAM is asked about it.
      if (operation === 'DescribeKey' && keyTag === undefined) return undefined;
      // An alias is given by rights on both, the key and the name.
      const named = operation === 'CreateAlias' ? ['key/local', alias ?? ''] : ['key/local'];
      const refused = named
        .map((each) => `arn:aws:kms:${LOCAL_REGION}:${LOCAL_ACCOUNT}:${each}`)
        .some((resource) => {
          const call = { action: `kms:${operation}`, resource, encryptionContext, ...tag };
          const known = {
            ...(alias !== undefined && { keyAlias: alias }),
            ...(keyTag !== undefined && { keyTag }),
          };
          return !allows(own, { ...call, ...known });
        });
      return refused ? `${name} is not authorized to perform kms:${operation}` : undefined;
    },
  };
}

/** What IAM is asked about one request: each item of a transaction is an action of its own. */
function callsOf(operation: string, wire: Wire): Call[] {
  if (operation === 'TransactWriteItems' || operation === 'TransactGetItems') {
    return (wire.TransactItems ?? [])
      .flatMap((item) => Object.entries(item))
      .map(([kind, inner]) => callOf(transactActions[kind] ?? kind, inner, keyOf(inner)));
  }
  if (operation === 'BatchGetItem') {
    return Object.entries(wire.RequestItems ?? {}).map(([TableName, { Keys = [] }]) => ({
      ...callOf(operation, { TableName }),
      leadingKeys: Keys.map(({ pk }) => pk?.S ?? ''),
    }));
  }
  if (operation === 'Scan') return [{ ...callOf(operation, wire), ...askedOf(wire) }];
  return [callOf(operation, wire, operation === 'Query' ? queriedKey(wire) : keyOf(wire))];
}

function callOf(operation: string, { TableName = '', IndexName }: Wire, key?: string): Call {
  const table = `arn:aws:dynamodb:${LOCAL_REGION}:${LOCAL_ACCOUNT}:table/${TableName}`;
  return {
    action: `dynamodb:${operation}`,
    resource: IndexName === undefined ? table : `${table}/index/${IndexName}`,
    ...(key !== undefined && { leadingKeys: [key] }),
  };
}

/** What a Scan asks for: all attributes unless it names some. */
function askedOf({ Select, ProjectionExpression, ExpressionAttributeNames = {} }: Wire): Partial<Call> {
  const named = ProjectionExpression?.split(/,\s*/u);
  return {
    ...(Select !== undefined && { select: Select }),
    ...(named && { attributes: [...named, ...Object.values(ExpressionAttributeNames)] }),
  };
}

function keyOf({ Item, Key }: Wire): string | undefined {
  return (Item ?? Key)?.['pk']?.S;
}

function queriedKey({
  KeyConditionExpression = '',
  ExpressionAttributeValues = {},
}: Wire): string | undefined {
  const [, value = ''] = /^\w*[pP]k = (:\w+)/u.exec(KeyConditionExpression) ?? [];
  return ExpressionAttributeValues[value]?.S;
}

function roleArn(name: string): string {
  return `arn:aws:iam::${LOCAL_ACCOUNT}:role/${name}`;
}

type Written = Omit<Statement, 'Action' | 'Resource'> & {
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
};
interface Policy {
  readonly PolicyDocument: { readonly Statement: readonly Written[] };
}

/** All statements of a role: those in the role itself and those of policies that name it. */
function statementsByRole(templates: ResolvedTemplates): ReadonlyMap<string, readonly Statement[]> {
  const found = new Map<string, Statement[]>();
  const add = (role: string, { PolicyDocument }: Policy): void => {
    const more = PolicyDocument.Statement.map((each) => ({
      ...each,
      Action: [each.Action].flat(),
      Resource: [each.Resource].flat(),
    }));
    found.set(roleArn(role), [...(found.get(roleArn(role)) ?? []), ...more]);
  };
  for (const { ref, properties } of templates.ofType('AWS::IAM::Role')) {
    for (const policy of (properties['Policies'] ?? []) as Policy[]) add(ref, policy);
  }
  for (const { properties } of templates.ofType('AWS::IAM::Policy')) {
    const policy = properties as unknown as Policy & { readonly Roles?: readonly string[] };
    for (const role of policy.Roles ?? []) add(role, policy);
  }
  return found;
}
