import type { Call } from '../policy/evaluate.ts';
import { LOCAL_REGION } from './dynamodb.ts';
import { LOCAL_ACCOUNT } from './templates.ts';

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

/** What IAM is asked about one request: each item of a transaction is an action of its own. */
export function callsOf(operation: string, body: unknown): Call[] {
  const wire = body as Wire;
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
