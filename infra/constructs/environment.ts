import type { DataStack } from '../stacks/data.ts';
import type { IdentityStack } from '../stacks/identity.ts';
import { copiedTables } from './tableRights.ts';
import { type FunctionName, planOf, tenantTablesOf } from './functions.ts';

/** Where a function's messages come from and where their links lead. */
export interface MailSettings {
  readonly from: string;
  readonly publicOrigin: string;
  /** What text messages come from: a sender id, a number or a pool of AWS End User Messaging. */
  readonly textSender: string;
}

/** Where the Finnish Service Catalogue answers, and where a user of its interface signs in. */
export interface CatalogueSettings {
  readonly origin: string;
  readonly signIn: string;
  readonly publicOrigin: string;
}

/** The environment of a function, and no name more than its plan asks for. Names: docs/operations.md. */
export function environmentOf(
  name: FunctionName,
  parts: {
    readonly data: DataStack;
    readonly identity: IdentityStack;
    readonly mail?: MailSettings;
    readonly catalogue?: CatalogueSettings;
    readonly originProof?: string;
    readonly identification?: string;
  },
): Record<string, string> {
  const { data, identity, mail, catalogue, originProof, identification } = parts;
  const plan = planOf(name);
  if ((plan.mail || plan.texts) && !mail)
    throw new Error(`${name} sends messages and needs the mail settings`);
  if (plan.visitors && !originProof) throw new Error(`${name} counts visitors and needs the origin proof`);
  if (plan.identifies && !identification)
    throw new Error(`${name} identifies people and needs the keys of the identification service`);
  if (plan.catalogue && !catalogue)
    throw new Error(`${name} asks the service catalogue and needs its address`);
  const globals = (['network', 'platform'] as const).filter((table) => plan[table]);
  return Object.fromEntries([
    ...[...tenantTablesOf(plan), ...globals].map((table) => [
      `${table.toUpperCase()}_TABLE`,
      data.tables[table].tableName,
    ]),
    ...(plan.readsCopies
      ? copiedTables.map((table) => [`${table.toUpperCase()}_COPY_TABLE`, data.rights.copies[table].name])
      : []),
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
    ...(plan.texts && mail ? [['TEXT_SENDER', mail.textSender]] : []),
    ...(plan.visitors && originProof ? [['ORIGIN_PROOF', originProof]] : []),
    ...(plan.identifies && identification ? [['IDENTIFICATION', identification]] : []),
    ...(plan.catalogue && catalogue ? catalogueEntries(plan.catalogue, catalogue) : []),
    ...(plan.mail && mail
      ? [
          ['MAIL_FROM', mail.from],
          ['PUBLIC_ORIGIN', mail.publicOrigin],
        ]
      : []),
  ]) as Record<string, string>;
}

function catalogueEntries(
  how: 'READS' | 'TELLS',
  { origin, signIn, publicOrigin }: CatalogueSettings,
): string[][] {
  return [
    ['CATALOGUE_ORIGIN', origin],
    ...(how === 'TELLS'
      ? [
          ['CATALOGUE_SIGN_IN', signIn],
          ['PUBLIC_ORIGIN', publicOrigin],
        ]
      : []),
  ];
}
