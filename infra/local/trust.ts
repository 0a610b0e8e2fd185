import type { FunctionBlueprint } from './blueprint.ts';
import type { MayAssume } from './sts.ts';
import type { ResolvedTemplates } from './templates.ts';

interface TrustStatement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Principal?: { readonly AWS?: string | readonly string[] };
}

/** The access key by which a function is known to the stand-ins; DynamoDB Local takes letters and digits only. */
export function accessKeyOf(functionName: string): string {
  return functionName.replaceAll(/[^0-9A-Za-z]/gu, '').toUpperCase();
}

/** Reads from the roles' trust policies which function may take which role, as STS does in the cloud. */
export function readTrust(templates: ResolvedTemplates, functions: readonly FunctionBlueprint[]): MayAssume {
  const roleOfKey = new Map(functions.map(({ name, roleArn }) => [accessKeyOf(name), roleArn]));
  const trustedBy = new Map(
    templates.ofType('AWS::IAM::Role').map(({ ref, properties }) => {
      const document = properties['AssumeRolePolicyDocument'] as {
        readonly Statement: readonly TrustStatement[];
      };
      return [`arn:aws:iam::000000000000:role/${ref}`, new Set(document.Statement.flatMap(trusted))];
    }),
  );
  return (caller, roleArn) => {
    const callerRole = roleOfKey.get(caller);
    return callerRole !== undefined && trustedBy.get(roleArn)?.has(callerRole) === true;
  };
}

function trusted({ Effect, Action, Principal }: TrustStatement): readonly string[] {
  if (Effect !== 'Allow' || ![Action].flat().includes('sts:AssumeRole')) return [];
  return [Principal?.AWS ?? []].flat();
}
