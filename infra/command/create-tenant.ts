import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { creationOutcome, type CreationOutcome } from '@ohjaamo/shared/tenants/newTenant.ts';
import * as z from 'zod';
import { LOCAL_CREDENTIALS, LOCAL_REGION } from '../local/dynamodb.ts';

const USAGE = `Usage: npm run create-tenant -- --slug inari --name Inari --municipality 148 \\
  --site-name "Ohjaamo Inari" --admin admin@inari.example
Also: --languages en (beside those that the law binds the municipality to)  --site-slug inari (the slug)  --site-kind MAIN_SITE  --address "Street 1, 99800 Inari"
      --admin-name "…"  --function NAME (of createTenant in AWS, when no local stack runs; or CREATE_TENANT_FUNCTION)
A local stack that keeps its data elsewhere than in .local is found by the path of its stack.json in OHJAAMO_STACK_FILE.`;

/** Something the operator can mend: told without a stack trace. */
class CommandError extends Error {
  override name = 'CommandError';
}

const text = { type: 'string' } as const;
const options = {
  slug: text,
  name: text,
  municipality: text,
  languages: text,
  'site-name': text,
  'site-slug': text,
  'site-kind': { ...text, default: 'MAIN_SITE' },
  address: { ...text, default: '' },
  admin: text,
  'admin-name': { ...text, default: 'Pääkäyttäjä' },
  function: text,
} as const;

type Values = Readonly<Partial<Record<keyof typeof options, string>>>;

function readArguments(): Values {
  try {
    return parseArgs({ options }).values;
  } catch (error) {
    throw new CommandError(`${error instanceof Error ? error.message : 'Unknown option'}\n${USAGE}`);
  }
}

function payloadOf(values: Values): unknown {
  const missing = (['slug', 'name', 'municipality', 'site-name', 'admin'] as const).filter(
    (each) => !values[each],
  );
  if (missing.length > 0) {
    throw new CommandError(`Missing: ${missing.map((each) => `--${each}`).join(', ')}\n${USAGE}`);
  }
  return {
    slug: values.slug,
    name: values.name,
    municipalityCode: values.municipality,
    languages: values.languages?.split(','),
    site: {
      slug: values['site-slug'] ?? values.slug,
      name: values['site-name'],
      kind: values['site-kind'],
      address: values.address,
    },
    adminEmail: values.admin,
    adminName: values['admin-name'],
  };
}

const stackFile = z.object({
  origin: z.string(),
  lambdaEndpoint: z.string(),
  functions: z.object({ createTenant: z.string() }),
});

/** The running local stack when there is one, else the AWS account of the shell's credentials. */
function findFunction(values: Values): { client: LambdaClient; name: string } {
  const file = process.env['OHJAAMO_STACK_FILE'] ?? join(import.meta.dirname, '../../.local/stack.json');
  if (!values.function && existsSync(file)) {
    const stack = stackFile.parse(JSON.parse(readFileSync(file, 'utf8')));
    const endpoint = stack.lambdaEndpoint;
    const local = { endpoint, region: LOCAL_REGION, credentials: LOCAL_CREDENTIALS, maxAttempts: 1 };
    return { client: new LambdaClient(local), name: stack.functions.createTenant };
  }
  const name = values.function ?? process.env['CREATE_TENANT_FUNCTION'];
  if (!name) {
    throw new CommandError(
      'No local stack runs (npm start). For an AWS account give --function with the output ' +
        'CreateTenantFunctionName of the stack ohjaamo-operations.',
    );
  }
  return { client: new LambdaClient({}), name };
}

async function invoke(values: Values, payload: unknown): Promise<CreationOutcome> {
  const { client, name } = findFunction(values);
  const answer = await client
    .send(new InvokeCommand({ FunctionName: name, Payload: JSON.stringify(payload) }))
    .catch((error: unknown) => {
      throw new CommandError(
        `The function ${name} could not be called: ${error instanceof Error ? error.message : 'unknown error'}`,
      );
    });
  const body = JSON.parse(new TextDecoder().decode(answer.Payload)) as unknown;
  if (answer.FunctionError) throw new CommandError(`The function ${name} failed; its log says why.`);
  return creationOutcome.parse(body);
}

/** What an equal request finds: one that is on its way is taken up again, one that left keeps its slug for good. */
function sayStanding(
  slug: string,
  state: Extract<CreationOutcome, { outcome: 'REPEATED' }>['state'],
): string {
  switch (state) {
    case 'ACTIVE':
      return `${slug} stands already, as asked. Nothing was changed.`;
    case 'REQUESTED':
    case 'PROVISIONING':
      return `${slug} is being made ready; it was asked for once more.`;
    case 'ERASING':
    case 'ERASED':
      throw new CommandError(`${slug} has left the service, and its slug stays taken. Choose another one.`);
    case 'SUSPENDED':
    case 'EXPORTING':
      return `${slug} stands already, and is ${state.toLowerCase()}. Nothing was changed: see /fi/platform/${slug}.`;
  }
}

/** One sentence for the operator. */
function describe(outcome: CreationOutcome, values: Values): string {
  const { slug = '', admin = '' } = values;
  switch (outcome.outcome) {
    case 'CREATED':
      return `${slug} is registered, in ${outcome.languages.join(', ')}. The invitation goes to ${admin}, who sets it up and publishes its pages.`;
    case 'REPEATED':
      return sayStanding(slug, outcome.state);
    case 'SLUG_TAKEN':
      throw new CommandError(`The slug ${slug} belongs to another municipality. Choose another one.`);
    case 'INVALID':
      throw new CommandError(`Not possible:\n${outcome.faults.map((fault) => `  ${fault}`).join('\n')}`);
  }
}

try {
  const values = readArguments();
  console.log(describe(await invoke(values, payloadOf(values)), values));
} catch (error) {
  if (!(error instanceof CommandError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
