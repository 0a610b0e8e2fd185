import { allows } from '../policy/evaluate.ts';
import { callsOf } from './calls.ts';
import type { FunctionBlueprint } from './blueprint.ts';
import { LOCAL_CREDENTIALS, LOCAL_REGION } from './dynamodb.ts';
import type { KeyRefusal } from './keys.ts';
import { roleArn, statementsByRole } from './roleStatements.ts';
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
      const refused = callsOf(operation, body).find((call) => !allows(own, { ...call, ...tag }));
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
