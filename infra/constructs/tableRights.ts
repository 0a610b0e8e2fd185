import { Stack } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import {
  ArnPrincipal,
  CompositePrincipal,
  Policy,
  PolicyDocument,
  PrincipalWithConditions,
  Role,
  ServicePrincipal,
  SessionTagsPrincipal,
} from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { type DataRole, type DataRoleName, dataRoles } from '@ohjaamo/functions/kernel/tenancy/dataRoles.ts';
import type { TableName } from '@ohjaamo/functions/kernel/tenancy/keys.ts';
import { Construct } from 'constructs';
import { dataRolePolicy, tenantSessionCondition } from '../policy/dataRolePolicy.ts';
import { globalTablePolicy, listKeysPolicy, takeRolesPolicy } from '../policy/functionPolicy.ts';
import type { Statement, TableArns } from '../policy/statements.ts';
import { acknowledge } from './acknowledge.ts';
import { type FunctionName, functionNames, planOf, titleOf } from './functions.ts';

/** Tables of which a restore makes copies. */
export const copiedTables = ['work', 'cases'] as const satisfies readonly TableName[];

/** A copy of a table: the name by which a restore makes it, and where it is. It has the key of the table that it is a copy of. */
interface TableCopy extends TableArns {
  readonly name: string;
}

interface TableRightsProps {
  readonly tables: Readonly<Record<TableName, TableV2>>;
  readonly tableKeys: Readonly<Record<TableName, Key>>;
}

/**
 * Who reaches which table: a role for every function, the data roles they may take, and the trust between the two. They
 * stand beside the tables, so that a data role can name the very function roles it trusts, and a deployment of code
 * cannot widen what code may read.
 */
export class TableRights extends Construct {
  readonly functionRoles: Readonly<Record<FunctionName, Role>>;
  readonly dataRoles: Readonly<Record<DataRoleName, Role>>;
  /** The copies have names that are known before any is made, so that a role can be held to them. */
  readonly copies: Readonly<Record<(typeof copiedTables)[number], TableCopy>>;
  private readonly arns: Readonly<Record<TableName, TableArns>>;

  constructor(scope: Construct, id: string, props: TableRightsProps) {
    super(scope, id);
    this.arns = Object.fromEntries(
      Object.entries(props.tables).map(([name, table]) => [
        name,
        { table: table.tableArn, key: props.tableKeys[name as TableName].keyArn },
      ]),
    ) as Record<TableName, TableArns>;
    this.copies = Object.fromEntries(
      copiedTables.map((table) => [table, this.copyOf(table)]),
    ) as typeof this.copies;
    this.functionRoles = this.makeFunctionRoles();
    this.dataRoles = this.makeDataRoles();
    for (const name of functionNames) this.grant(name);
  }

  private copyOf(table: (typeof copiedTables)[number]): TableCopy {
    const stack = Stack.of(this);
    const name = `${stack.stackName}-${table}-copy`;
    const arn = stack.formatArn({ service: 'dynamodb', resource: 'table', resourceName: name });
    return { name, table: arn, key: this.arns[table].key };
  }

  private makeFunctionRoles(): Record<FunctionName, Role> {
    const made = functionNames.map((name) => {
      const role = new Role(this, `${titleOf(name)}FunctionRole`, {
        assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
        description: `Runs ${name}: ${planOf(name).purpose}`,
      });
      return [name, role] as const;
    });
    return Object.fromEntries(made) as Record<FunctionName, Role>;
  }

  private makeDataRoles(): Record<DataRoleName, Role> {
    const { region } = Stack.of(this);
    const all = (Object.keys(dataRoles) as DataRoleName[]).map((name) => {
      const takers = functionNames.filter((each) => planOf(each).takes?.includes(name));
      if (takers.length === 0) throw new Error(`No function takes the data role ${name}`);
      const principals = takers.map((each) => new ArnPrincipal(this.functionRoles[each].roleArn));
      const role: DataRole = dataRoles[name];
      const made = new Role(this, `${titleOf(name)}DataRole`, {
        description: `Data of one tenant, named by the session tag tenantId, as ${name} sees it`,
        // Both actions under the same condition: the tag is set in the call that takes the role, never without it.
        assumedBy: new SessionTagsPrincipal(
          new PrincipalWithConditions(new CompositePrincipal(...principals), tenantSessionCondition),
        ),
        inlinePolicies: {
          Tables: policyDocument(dataRolePolicy(role, role.ofCopies ? this.copies : this.arns, region)),
        },
      });
      if (role.vault) {
        acknowledge(
          made,
          `IAM5[Resource::arn:aws:kms:${region}:*:key/*]`,
          "Tenants' keys are made at run time; the alias and the encryption context hold each use to the tagged tenant's own.",
        );
      }
      return [name, made] as const;
    });
    return Object.fromEntries(all) as Record<DataRoleName, Role>;
  }

  private grant(name: FunctionName): void {
    const { takes = [], network, platform, listsKeys = [], readsCopies = false } = planOf(name);
    const statements = [
      ...takeRolesPolicy(takes.map((role) => this.dataRoles[role].roleArn)),
      ...globalTablePolicy(
        { ...(network && { network }), ...(platform && { platform }) },
        { network: this.arns.network, platform: this.arns.platform },
        Stack.of(this).region,
        listsKeys,
      ),
      ...listKeysPolicy(listsKeys, this.arns, Stack.of(this).region, readsCopies ? this.copies : {}),
    ];
    if (statements.length === 0) return;
    new Policy(this, `${titleOf(name)}TableRights`, {
      document: policyDocument(statements),
      roles: [this.functionRoles[name]],
    });
  }
}

/** The CDK's form of plain statements. */
export function policyDocument(statements: readonly Statement[]): PolicyDocument {
  return PolicyDocument.fromJson({ Version: '2012-10-17', Statement: statements });
}
