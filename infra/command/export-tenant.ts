import { parseArgs } from 'node:util';
import { exportAnswer } from '@ohjaamo/shared/tenants/leaving.ts';
import { calledFunction } from './calledFunction.ts';
import { writeExport } from './exportFolder.ts';
import { CommandError, runCommand } from './runCommand.ts';

const USAGE = `Usage: npm run export-tenant -- --slug inari --to FOLDER
Also: --function NAME (of exportTenant in AWS, when no local stack runs)
An operator must have begun the export on the municipality's page. The folder then holds everything of the municipality in clear:
keep it on an encrypted disk, hand it over by a channel that the municipality has agreed to, and delete it here.`;

await runCommand(async () => {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ options: { slug: text, to: text, function: text } });
  const { slug, to } = values;
  if (slug === undefined || to === undefined) throw new CommandError(USAGE);
  const ask = calledFunction('exportTenant', exportAnswer, values.function);
  const receipt = await writeExport(to, slug, { ask, now: new Date(), say: console.log });
  console.log(`${String(receipt.rows)} rows, ${String(receipt.bytes)} bytes in ${to}`);
  console.log(`manifest.json has the SHA-256 ${receipt.manifestSha256}`);
});
