import type { Statement } from '../policy/statements.ts';
import { LOCAL_ACCOUNT, type ResolvedTemplates } from './templates.ts';

/** The ARN that a role of this name has on this machine. */
export function roleArn(name: string): string {
  return `arn:aws:iam::${LOCAL_ACCOUNT}:role/${name}`;
}

type Written = Omit<Statement, 'Action' | 'Resource'> & {
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
};
interface Policy {
  readonly PolicyDocument: { readonly Statement: readonly Written[] };
}

/** All statements of each role, by its ARN: those in the role itself and those of policies that name it. */
export function statementsByRole(templates: ResolvedTemplates): ReadonlyMap<string, readonly Statement[]> {
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
