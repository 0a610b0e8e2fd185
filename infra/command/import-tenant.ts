import { parseArgs } from 'node:util';
import { importAnswer } from '@ohjaamo/shared/tenants/leaving.ts';
import { calledFunction } from './calledFunction.ts';
import { sendExport } from './exportFolder.ts';
import { CommandError, runCommand } from './runCommand.ts';

const USAGE = `Usage: npm run import-tenant -- --from FOLDER --slug inari --worker STAFF_ID --admin admin@inari.example
Makes a new municipality of an export. --worker: who administers it, by the id of work/TENANT.jsonl (rows STAFF#...); the invitation
goes to --admin. Also: --function NAME (of importTenant in AWS, when no local stack runs)`;

await runCommand(async () => {
  const text = { type: 'string' } as const;
  const options = { from: text, slug: text, worker: text, admin: text, function: text };
  const { values } = parseArgs({ options });
  const { from, slug, worker, admin } = values;
  if (from === undefined || slug === undefined || worker === undefined || admin === undefined) {
    throw new CommandError(USAGE);
  }
  const ask = calledFunction('importTenant', importAnswer, values.function);
  const arrival = { slug, admin: { staffId: worker, email: admin } };
  await sendExport(from, arrival, { ask, say: console.log });
  console.log(`${slug} stands with everything of the export; the invitation goes to ${admin}.`);
});
