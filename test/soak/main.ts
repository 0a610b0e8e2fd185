import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTables, startDynamoDb } from '@ohjaamo/infra/local/dynamodb.ts';
import { startKeyService } from '@ohjaamo/infra/local/keys.ts';
import type { Template } from '@ohjaamo/infra/local/tables.ts';
import { DataStack } from '@ohjaamo/infra/stacks/data.ts';
import { App } from 'aws-cdk-lib';
import { Template as CdkTemplate } from 'aws-cdk-lib/assertions';
import { isolationSoak } from './isolationSoak.ts';
import type { SoakPart, SoakReport } from './part.ts';

const file = join(import.meta.dirname, '../../docs/soak.md');

/** Every part of the soak. Words of the command line choose some of them; a number beside says how much (`isolation 5000`). */
const parts: Readonly<Record<string, SoakPart>> = {
  isolation: isolationSoak,
};

const HEAD = `# Soak

What the long form of the suites came to when it was run last (\`npm run soak\`; its parts by name, \`npm run soak -- isolation 5000\`). Each section is
written by its part.
`;

/** Runs the parts, writes what each came to into docs/soak.md, and gives whether all held. */
async function run(words: readonly string[]): Promise<boolean> {
  // The functions log every request: a report is easier to read without.
  console.log = () => undefined;
  const amount = words.map(Number).find((each) => each > 0);
  const chosen = Object.keys(parts).filter((name) => words.includes(name));
  const database = await startDynamoDb();
  const keys = await startKeyService();
  let held = true;
  try {
    const stack = new DataStack(new App(), 'Data', { env: { region: 'eu-north-1' } });
    await createTables(database.endpoint, CdkTemplate.fromStack(stack).toJSON() as Template);
    for (const name of chosen.length > 0 ? chosen : Object.keys(parts)) {
      const report = await parts[name]?.({ dynamodb: database.endpoint, keys: keys.endpoint }, amount);
      if (!report) continue;
      write(name, report);
      for (const fault of report.faults.slice(0, 20)) console.error(fault);
      console.error(
        `${name}: ${report.faults.length === 0 ? 'held' : `${String(report.faults.length)} faults`}`,
      );
      held &&= report.faults.length === 0;
    }
  } finally {
    await keys.stop();
    await database.stop();
  }
  return held;
}

/** Puts a part's section in place of the one before; the others stay as they were written. */
function write(name: string, { text }: SoakReport): void {
  const before = existsSync(file) ? readFileSync(file, 'utf8').split(/^## /mu).slice(1) : [];
  const others = before.filter((section) => !section.startsWith(`${name}\n`));
  const sections = [...others, `${name}\n\n${text}`].sort();
  writeFileSync(file, [HEAD, ...sections.map((each) => `## ${each.trimEnd()}\n`)].join('\n'));
}

process.exitCode = (await run(process.argv.slice(2))) ? 0 : 1;
