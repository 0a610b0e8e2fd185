import type { Statement } from './statements.ts';

/** One call to DynamoDB, or to KMS, as IAM sees it. */
export interface Call {
  readonly action: string;
  readonly resource: string;
  /** Absent when the request names no partition key at all. */
  readonly leadingKeys?: readonly string[];
  /** The session tag of the caller; absent when the session has none. */
  readonly tenantId?: string;
  /** The service that calls KMS for the caller; absent when the caller asks KMS itself. */
  readonly viaService?: string;
  /** The alias by which KMS is asked, and the encryption context. */
  readonly keyAlias?: string;
  readonly encryptionContext?: Readonly<Record<string, string>>;
  /** What a Scan or Query asks for, and the attributes that it names; absent when it names none. */
  readonly select?: string;
  readonly attributes?: readonly string[];
  /** The tag `tenantId` that a KMS key carries or is to get. */
  readonly keyTag?: string;
}

/**
 * Decides as IAM does, for the operators that these policies use: a matching Deny wins, else a matching Allow is needed.
 * `ForAllValues` is true of a request without the key, as it is in IAM: that is the trap the policies must not fall into.
 */
export function allows(statements: readonly Statement[], call: Call): boolean {
  const matching = statements.filter((statement) => matches(statement, call));
  return (
    matching.some(({ Effect }) => Effect === 'Allow') && !matching.some(({ Effect }) => Effect === 'Deny')
  );
}

function matches(statement: Statement, call: Call): boolean {
  return (
    statement.Action.some((pattern) => like(pattern, call.action)) &&
    statement.Resource.some((pattern) => like(pattern, call.resource)) &&
    Object.entries(statement.Condition ?? {}).every(([operator, keys]) =>
      Object.entries(keys).every(([key, wanted]) => holds(operator, key, wanted, call)),
    )
  );
}

function holds(operator: string, key: string, wanted: unknown, call: Call): boolean {
  const values = contextOf(key, call);
  const patterns = [wanted].flat().map((each) => withTag(String(each), call));
  if (operator === 'Null') return (values === undefined) === (wanted === 'true');
  if (operator === 'ForAllValues:StringLike') {
    return (values ?? []).every((value) =>
      patterns.some((pattern) => pattern !== undefined && like(pattern, value)),
    );
  }
  if (operator === 'ForAllValues:StringEquals') {
    return (values ?? []).every((value) => patterns.includes(value));
  }
  if (operator === 'StringEquals') return values?.length === 1 && patterns.includes(values[0]);
  throw new Error(`The evaluator does not know ${operator}`);
}

function contextOf(key: string, call: Call): readonly string[] | undefined {
  if (key === 'dynamodb:LeadingKeys') return call.leadingKeys;
  if (key === 'dynamodb:Attributes') return call.attributes;
  if (key === 'dynamodb:Select') return call.select === undefined ? undefined : [call.select];
  if (key === 'aws:PrincipalTag/tenantId') return call.tenantId === undefined ? undefined : [call.tenantId];
  if (key === 'kms:ViaService') return call.viaService === undefined ? undefined : [call.viaService];
  if (key === 'kms:RequestAlias') return call.keyAlias === undefined ? undefined : [call.keyAlias];
  if (key === 'aws:RequestTag/tenantId' || key === 'aws:ResourceTag/tenantId') {
    return call.keyTag === undefined ? undefined : [call.keyTag];
  }
  if (key === 'kms:EncryptionContext:tenantId') {
    const tenant = call.encryptionContext?.['tenantId'];
    return tenant === undefined ? undefined : [tenant];
  }
  throw new Error(`The evaluator does not know ${key}`);
}

/** A policy variable without a value makes its pattern match nothing. */
function withTag(pattern: string, call: Call): string | undefined {
  if (!pattern.includes('${aws:PrincipalTag/tenantId}')) return pattern;
  return call.tenantId === undefined
    ? undefined
    : pattern.replace('${aws:PrincipalTag/tenantId}', call.tenantId);
}

function like(pattern: string, value: string): boolean {
  const source = Array.from(pattern, (each) => each).map((each) =>
    each === '*' ? '.*' : each === '?' ? '.' : each.replace(/[\^$.|+()[\]{}/]/u, '\\$&'),
  );
  return new RegExp(`^${source.join('')}$`, 'u').test(value);
}
