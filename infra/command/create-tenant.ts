import { parseArgs } from 'node:util';
import { creationOutcome, type CreationOutcome } from '@ohjaamo/shared/tenants/newTenant.ts';
import { calledFunction } from './calledFunction.ts';
import { CommandError, runCommand } from './runCommand.ts';

const USAGE = `Usage: npm run create-tenant -- --slug inari --name Inari --municipality 148 \\
  --site-name "Ohjaamo Inari" --admin admin@inari.example
Also: --languages en (beside those that the law binds the municipality to)  --site-slug inari (the slug)  --site-kind MAIN_SITE  --address "Street 1, 99800 Inari"
      --admin-name "…"  --function NAME (of createTenant in AWS, when no local stack runs; or CREATE_TENANT_FUNCTION)
A local stack that keeps its data elsewhere than in .local is found by the path of its stack.json in OHJAAMO_STACK_FILE.`;

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

await runCommand(async () => {
  const values = readArguments();
  const payload = payloadOf(values);
  const given = values.function ?? process.env['CREATE_TENANT_FUNCTION'];
  console.log(describe(await calledFunction('createTenant', creationOutcome, given)(payload), values));
});
