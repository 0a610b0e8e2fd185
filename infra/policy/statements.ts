import type { Operation } from '@ohjaamo/functions/kernel/tenancy/operations.ts';

/** A condition block of an IAM statement: operator, key, value. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** One statement of an IAM policy as it stands in the JSON document. */
export interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Conditions;
}

/** Where one table and its key are; the values may be CDK tokens. */
export interface TableArns {
  readonly table: string;
  readonly key: string;
}

/** `P#` of the Platform table, `N#` of the Network table, or a tenant's prefix. */
export type KeyPrefix = string;

/** What one grant says: kind of partition key → operations. */
export type KindGrant = Readonly<Record<string, readonly Operation[]>>;

const writing: readonly Operation[] = ['PutItem', 'UpdateItem', 'DeleteItem'];

/** The IAM actions behind an operation of the house. A batch of gets is held to the same keys as one get. */
function actionsOf(operation: Operation): string[] {
  return operation === 'GetItem' ? ['dynamodb:BatchGetItem', 'dynamodb:GetItem'] : [`dynamodb:${operation}`];
}

/**
 * Holds every key of a request to the given kinds. `ForAllValues` alone lets a request without any key pass, hence the
 * `Null` beside it (IAM reference, "Multivalued context keys").
 */
function onlyKinds(prefix: KeyPrefix, kinds: readonly string[]): Conditions {
  return {
    'ForAllValues:StringLike': {
      'dynamodb:LeadingKeys': kinds.flatMap((kind) => [`${prefix}${kind}`, `${prefix}${kind}#*`]),
    },
    Null: { 'dynamodb:LeadingKeys': 'false' },
  };
}

/**
 * Allow statements of one table: kinds that may do the same share a statement. `index` names the secondary index and
 * the kinds of its partition keys; on an index only Query exists, and what a write puts into an index follows the item,
 * whose own key IAM checks.
 */
export function tableStatements(
  name: string,
  grant: KindGrant,
  prefix: KeyPrefix,
  arns: TableArns,
  index?: { readonly name: string; readonly kinds: readonly string[] },
): Statement[] {
  const kindsByOperations = new Map<string, string[]>();
  for (const [kind, operations] of Object.entries(grant)) {
    if (index?.kinds.includes(kind) || operations.length === 0) continue;
    const actions = [...new Set(operations.flatMap(actionsOf))].sort().join(' ');
    kindsByOperations.set(actions, [...(kindsByOperations.get(actions) ?? []), kind]);
  }
  const statements: Statement[] = [...kindsByOperations].map(([actions, kinds]) => ({
    Sid: `${name}${kinds.map(title).join('')}`,
    Effect: 'Allow',
    Action: actions.split(' '),
    Resource: [arns.table],
    Condition: onlyKinds(prefix, kinds),
  }));
  const asked = index?.kinds.filter((kind) => grant[kind]?.includes('Query')) ?? [];
  if (index && asked.length > 0) {
    statements.push({
      Sid: `${name}${asked.map(title).join('')}Index`,
      Effect: 'Allow',
      Action: ['dynamodb:Query'],
      Resource: [`${arns.table}/index/${index.name}`],
      Condition: onlyKinds(prefix, asked),
    });
  }
  return statements;
}

/** Use of the table's KMS key, through DynamoDB alone and never directly. */
export function keyStatement(name: string, grant: KindGrant, arns: TableArns, region: string): Statement {
  const writes = Object.values(grant).some((operations) => operations.some((each) => writing.includes(each)));
  return {
    Sid: `${name}Key`,
    Effect: 'Allow',
    Action: [
      'kms:Decrypt',
      'kms:DescribeKey',
      ...(writes ? ['kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'] : []),
    ],
    Resource: [arns.key],
    Condition: { StringEquals: { 'kms:ViaService': `dynamodb.${region}.amazonaws.com` } },
  };
}

/**
 * The right to list the keys of whole tables: a Scan that asks for the named attributes and for nothing else. `Null` beside
 * `ForAllValues`, as for keys: a request that names no attribute asks for all.
 */
export function listKeysStatement(resources: readonly string[], attributes: readonly string[]): Statement {
  return {
    Sid: 'ListKeysOnly',
    Effect: 'Allow',
    Action: ['dynamodb:Scan'],
    Resource: resources,
    Condition: {
      'ForAllValues:StringEquals': { 'dynamodb:Attributes': attributes },
      StringEquals: { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' },
      Null: { 'dynamodb:Attributes': 'false' },
    },
  };
}

/** Neither a Scan nor PartiQL (which can scan) can be allowed later by mistake. */
export function denyScans(resources: readonly string[], listsKeys = false): Statement {
  return {
    Sid: 'NoScanNoPartiQl',
    Effect: 'Deny',
    Action: [
      'dynamodb:PartiQLDelete',
      'dynamodb:PartiQLInsert',
      'dynamodb:PartiQLSelect',
      'dynamodb:PartiQLUpdate',
      // Whoever lists keys may scan as that statement says and in no other way: nothing else allows it.
      ...(listsKeys ? [] : ['dynamodb:Scan']),
    ],
    Resource: resources,
  };
}

function title(kind: string): string {
  return kind.charAt(0) + kind.slice(1).toLowerCase();
}
