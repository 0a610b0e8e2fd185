import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_REGION, root } from '../constructs/places.ts';
import { BuildError } from './build.ts';
import { synthesise } from './synth.ts';

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

/** What the operator should know before anything changes in the account. */
export function whatItNeeds(environment: Environment): string {
  return [
    'The deployment needs:',
    `  - AWS credentials that may take the CDK's deployment roles;`,
    `  - the account and the region prepared once with: npx cdk bootstrap aws://<account>/${regionOf(environment)}`,
    '  - an address or a domain verified in Amazon SES, given once as',
    '    npm run deploy -- --parameters ohjaamo-operations:MailFrom=<address>',
    'It deploys Identity, Data, Api, Web and Operations, and asks before it widens any right.',
  ].join('\n');
}

function regionOf(environment: Environment): string {
  return environment['AWS_REGION'] ?? environment['AWS_DEFAULT_REGION'] ?? DEFAULT_REGION;
}

/** Synthesises, then hands the templates to the CDK command; answers with its exit code. */
async function deploy(args: readonly string[]): Promise<number> {
  console.log(whatItNeeds(process.env));
  const lacking = missingForDeployment(process.env, existsSync(join(homedir(), '.aws')));
  if (lacking) throw new BuildError(lacking);
  const assembly = await synthesise((line) => {
    console.log(line);
  });
  const cdk = join(root, 'node_modules/aws-cdk/bin/cdk');
  const child = spawn(
    process.execPath,
    [cdk, 'deploy', '--all', '--no-notices', '--app', assembly, ...args],
    {
      cwd: root,
      stdio: 'inherit',
    },
  );
  return new Promise((resolve) =>
    child.once('exit', (code) => {
      resolve(code ?? 1);
    }),
  );
}

if (import.meta.main) {
  try {
    process.exitCode = await deploy(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
