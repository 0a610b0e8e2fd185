import { LOCAL_REGION } from '@ohjaamo/infra/local/dynamodb.ts';
import { LOCAL_ACCOUNT } from '@ohjaamo/infra/local/templates.ts';
import { allows, type Call } from '@ohjaamo/infra/policy/evaluate.ts';
import type { Statement } from '@ohjaamo/infra/policy/statements.ts';
import type { Policies } from './policies.ts';

/** Whoever asks: a role by its name in the house, and the tenant that its session is tagged with. */
export interface Asker {
  readonly role: string;
  readonly tenantId?: string;
}

/** What tells one call from another before the policies: the ids in it do not. */
export interface Shape {
  readonly role: string;
  readonly action: string;
  readonly resource: string;
  /** Each leading key as far as its kind; the tag's own tenant is written {@link OWN}. */
  readonly keys: readonly string[] | undefined;
  readonly select: string | undefined;
  readonly attributes: readonly string[] | undefined;
  /** The alias by which KMS is asked, and the tenant of the encryption context; the own tenant is written {@link OWN}. */
  readonly alias: string | undefined;
  readonly sealedFor: string | undefined;
}

/** Stands in a shape where the tenant of the session's tag stands in a call. */
export const OWN = '<own>';

/** The shape of a call; two calls of one shape are decided alike. */
export function shapeOf({ role, tenantId }: Asker, call: Call): Shape {
  const own = (text: string | undefined) => (tenantId === undefined ? text : text?.replaceAll(tenantId, OWN));
  return {
    role,
    action: call.action,
    resource: deployed(call.resource),
    keys: call.leadingKeys && [...new Set(call.leadingKeys.map((key) => kindOf(own(key) ?? '')))].sort(),
    select: call.select,
    attributes: call.attributes,
    alias: own(call.keyAlias),
    sealedFor: own(call.encryptionContext?.['tenantId']),
  };
}

/** The table that a table of a test stands for: one of a file's own, or a copy for a restore. */
function deployed(resource: string): string {
  return resource
    .replace(/table\/Isolation-\w+-(\w+)/u, 'table/$1Table')
    .replace(/table\/(\w+)Table-copy/u, (_whole, name: string) => `table/Data-${name.toLowerCase()}-copy`);
}

/** `T#<own>#BOOKING#abc` → `T#<own>#BOOKING#`, `P#TENANTS` → `P#TENANTS`. */
function kindOf(key: string): string {
  return /^(?:T#[^#]*#|[NP]#)[^#]*#?/u.exec(key)?.[0] ?? key;
}

/** The call that a shape stands for when its session is tagged with `tenantId`, asked about the rows of `of`. */
export function callOf(shape: Shape, tag: string | undefined, of: string): Call {
  const filled = (text: string) => text.replaceAll(OWN, of);
  const { keys, select, attributes, alias, sealedFor } = shape;
  return {
    action: shape.action,
    resource: shape.resource,
    ...(keys && { leadingKeys: keys.map(filled) }),
    ...(select !== undefined && { select }),
    ...(attributes && { attributes }),
    ...(alias !== undefined && { keyAlias: filled(alias) }),
    ...(sealedFor !== undefined && { encryptionContext: { tenantId: filled(sealedFor) } }),
    ...(tag !== undefined && { tenantId: tag }),
  };
}

/** A tenant, and what a session may be tagged with that looks like its own. STS takes neither `*` nor `?` in a tag's value. */
export const TENANT = 'k3m9p2x7q1';
export const OTHERS: readonly string[] = [
  'k3m9p2x7q2',
  'j3m9p2x7q1',
  'm3k9p2x7q1',
  '3m9p2x7q1k',
  'k3m9p2x7q',
  'k3m9p2x7q11',
  'K3M9P2X7Q1',
  'к3m9p2x7q1',
  'zzzzzzzzzz',
  '',
];

const forbidden = ['Scan', 'PartiQLSelect', 'PartiQLInsert', 'PartiQLUpdate', 'PartiQLDelete'];

/** A call that has to be refused, and why. */
export interface Attack {
  readonly what: string;
  readonly call: Call;
}

/** The same call by whoever must not make it: of another tenant, without a tag, without a key, as a Scan, as PartiQL. */
export function attacksOf(shape: Shape): Attack[] {
  const call = callOf(shape, TENANT, TENANT);
  const ofTenants = shape.role.startsWith('data ');
  const { leadingKeys, ...keyless } = call;
  return [
    ...(ofTenants
      ? OTHERS.map((other) => ({ what: `the tag ${other}`, call: callOf(shape, other, TENANT) }))
      : []),
    ...(ofTenants ? [{ what: 'no tag', call: callOf(shape, undefined, TENANT) }] : []),
    ...(leadingKeys
      ? [
          { what: 'no key', call: keyless },
          ...[`T#${OTHERS[0] ?? ''}#TENANT`, 'T#', ''].map((key) => ({
            what: `the key ${key} beside`,
            call: { ...call, leadingKeys: [...leadingKeys, key] },
          })),
        ]
      : []),
    ...(shape.action.startsWith('dynamodb:') && shape.action !== 'dynamodb:Scan'
      ? forbidden.flatMap((action) => [
          { what: action, call: { ...call, action: `dynamodb:${action}` } },
          { what: `${action} without a key`, call: { ...keyless, action: `dynamodb:${action}` } },
        ])
      : []),
  ];
}

/** Judges calls by the policies, each shape once; what is refused, or could be asked in another's name, is a fault. */
export class Judge {
  readonly seen = new Map<string, Shape>();
  readonly faults: string[] = [];
  private readonly policies: Policies;

  constructor(policies: Policies) {
    this.policies = policies;
  }

  /** Looks at one call; gives why it must not be made, if so. */
  look(asker: Asker, call: Call): string | undefined {
    const shape = shapeOf(asker, call);
    const name = JSON.stringify(shape);
    if (this.seen.has(name)) return undefined;
    this.seen.set(name, shape);
    const fault = faultOf(this.policies[shape.role] ?? [], shape);
    if (fault !== undefined) this.faults.push(fault);
    return fault;
  }
}

function faultOf(statements: readonly Statement[], shape: Shape): string | undefined {
  const said = JSON.stringify(shape);
  if (!allows(statements, callOf(shape, TENANT, TENANT))) return `IAM would refuse ${said}`;
  const passed = attacksOf(shape).find(({ call }) => allows(statements, call));
  return passed && `IAM would allow with ${passed.what}: ${said}`;
}

/** What KMS is asked with the credentials of a data role. */
export function keyCall(operation: string, body: unknown): Call {
  const { KeyId, EncryptionContext } = body as {
    readonly KeyId?: string;
    readonly EncryptionContext?: Readonly<Record<string, string>>;
  };
  return {
    action: `kms:${operation}`,
    resource: `arn:aws:kms:${LOCAL_REGION}:${LOCAL_ACCOUNT}:key/local`,
    ...(KeyId?.startsWith('alias/') && { keyAlias: KeyId }),
    ...(EncryptionContext && { encryptionContext: EncryptionContext }),
  };
}
