import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_REGION, DEFAULT_STAGE, root } from '../constructs/places.ts';
import { BuildError } from './build.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Names of which one tells the AWS SDK where its credentials come from. */
const CREDENTIAL_SOURCES = [
  'AWS_ACCESS_KEY_ID',
  'AWS_PROFILE',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
];

/** One sentence on what is missing before a deployment can begin; `undefined` when it can. */
export function missingForDeployment(
  environment: Environment,
  hasCredentialsFile: boolean,
): string | undefined {
  if (hasCredentialsFile || CREDENTIAL_SOURCES.some((name) => environment[name])) return undefined;
  return (
    'No AWS credentials were found: sign in with "aws sso login" and set AWS_PROFILE, or set AWS_ACCESS_KEY_ID, ' +
    'AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN; then run the command again.'
  );
}

/** The context values of a command line, in the forms that the CDK command takes: `-c name=value`, `--context=name=value`. */
export function contextOf(args: readonly string[]): ReadonlyMap<string, string> {
  const given = args.flatMap((each, index) => {
    if (each === '-c' || each === '--context') return args.slice(index + 1, index + 2);
    return /^(?:-c|--context)=?(.+)$/su.exec(each)?.slice(1) ?? [];
  });
  return new Map(
    given.map((each) => {
      const [name = '', ...value] = each.split('=');
      return [name, value.join('=')] as const;
    }),
  );
}

/** What the operator should know before anything changes in the account. The region is the one that the stacks will have. */
export function whatItNeeds(args: readonly string[]): string {
  const context = contextOf(args);
  const region = context.get('region') ?? DEFAULT_REGION;
  const stage = context.get('stage') ?? DEFAULT_STAGE;
  return [
    'The deployment needs:',
    `  - AWS credentials that may take the CDK's deployment roles;`,
    `  - the account and the region prepared once with: npx cdk bootstrap aws://<account>/${region}`,
    '  - an address or a domain verified in Amazon SES, given once as',
    `    npm run deploy -- --parameters ${stage}-operations:MailFrom=<address>`,
    'It deploys Identity, Data, Api, Routes, Web and Operations, and asks before it widens any right.',
  ].join('\n');
}

/**
 * What the CDK command is told. It names no templates: the CDK calls `npm run synth` itself (cdk.json) and hands it the
 * context, so that what is deployed is what was synthesised with `-c domainName=…` and the others.
 */
export function cdkArguments(args: readonly string[]): string[] {
  return ['deploy', '--all', '--no-notices', ...args];
}

/** Hands over to the CDK command; answers with its exit code. */
export async function runCdk(args: readonly string[]): Promise<number> {
  const lacking = missingForDeployment(process.env, existsSync(join(homedir(), '.aws')));
  if (lacking) throw new BuildError(lacking);
  const cdk = join(root, 'node_modules/aws-cdk/bin/cdk');
  const child = spawn(process.execPath, [cdk, ...args], { cwd: root, stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => {
      resolve(code ?? 1);
    });
  });
}

/** Runs a command to its exit code; what it lacks is said in a sentence, without a stack. */
export async function refusingKindly(command: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}

if (import.meta.main) {
  const args = process.argv.slice(2);
  console.log(whatItNeeds(args));
  await refusingKindly(() => runCdk(cdkArguments(args)));
}
