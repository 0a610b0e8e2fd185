import type { DataStack } from '../stacks/data.ts';
import type { IdentityStack } from '../stacks/identity.ts';
import { type FunctionName, planOf, tenantTablesOf } from './functions.ts';

/** Where a function's messages come from and where their links lead. */
export interface MailSettings {
  readonly from: string;
  readonly publicOrigin: string;
}

/** The environment of a function, and no name more than its plan asks for. Names: docs/operations.md. */
export function environmentOf(
  name: FunctionName,
  parts: { readonly data: DataStack; readonly identity: IdentityStack; readonly mail?: MailSettings },
): Record<string, string> {
  const { data, identity, mail } = parts;
  const plan = planOf(name);
  if (plan.mail && !mail) throw new Error(`${name} sends messages and needs the mail settings`);
  const globals = (['network', 'platform'] as const).filter((table) => plan[table]);
  return Object.fromEntries([
    ...[...tenantTablesOf(plan), ...globals].map((table) => [
      `${table.toUpperCase()}_TABLE`,
      data.tables[table].tableName,
    ]),
    ...(plan.takes ?? []).map((role) => [
      `DATA_ROLE_${role.toUpperCase()}_ARN`,
      data.rights.dataRoles[role].roleArn,
    ]),
    ...(plan.identity
      ? [
          ['USER_POOL_ID', identity.userPool.userPoolId],
          ['USER_POOL_CLIENT_ID', identity.client.userPoolClientId],
        ]
      : []),
    ...(plan.mail && mail
      ? [
          ['MAIL_FROM', mail.from],
          ['PUBLIC_ORIGIN', mail.publicOrigin],
        ]
      : []),
  ]) as Record<string, string>;
}
