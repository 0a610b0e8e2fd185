import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTables, startDynamoDb } from '@ohjaamo/infra/local/dynamodb.ts';
import type { Template } from '@ohjaamo/infra/local/tables.ts';
import { DataStack } from '@ohjaamo/infra/stacks/data.ts';
import { App } from 'aws-cdk-lib';
import { Template as CdkTemplate } from 'aws-cdk-lib/assertions';
import { bookingBench } from './bookingBench.ts';
import { caseBench } from './caseBench.ts';
import { coldImportBench } from './coldImportBench.ts';
import { figuresBench } from './figuresBench.ts';
import { libraryBench } from './libraryBench.ts';
import { loadBench } from './load/loadBench.ts';
import { networkBench } from './networkBench.ts';
import { pageBench } from './page/pageBench.ts';
import type { Row } from './row.ts';
import { rushBench } from './rushBench.ts';
import { searchBench } from './searchBench.ts';
import { searchHttpBench } from './searchHttpBench.ts';

const folder = join(import.meta.dirname, '../../.local');

/** Every bench of the product; words of the command line choose some of them by name. */
const benches: Readonly<Record<string, (dynamoDbEndpoint: string) => Row[] | Promise<Row[]>>> = {
  search: searchBench,
  searchHttp: searchHttpBench,
  booking: bookingBench,
  rush: (endpoint) => rushBench(endpoint),
  case: caseBench,
  library: libraryBench,
  figures: figuresBench,
  network: networkBench,
  page: pageBench,
  load: loadBench,
  coldImport: coldImportBench,
};

/** Prints each row as it is measured, writes `.local/bench.json`, and gives whether every goal was met. */
async function run(chosen: readonly string[]): Promise<boolean> {
  // The functions log every request: a table is easier to read without.
  console.log = () => undefined;
  const database = await startDynamoDb();
  const rows: Row[] = [];
  try {
    const stack = new DataStack(new App(), 'Data', { env: { region: 'eu-north-1' } });
    await createTables(database.endpoint, CdkTemplate.fromStack(stack).toJSON() as Template);
    print(['figure', 'value', 'unit', 'reference', 'ratio', 'goal', '']);
    for (const [name, bench] of Object.entries(benches)) {
      if (chosen.length > 0 && !chosen.includes(name)) continue;
      for (const row of await bench(database.endpoint)) {
        rows.push(row);
        const { id, value, unit, reference, ratio, goal, ok } = row;
        print([id, text(value), unit, text(reference), text(ratio), text(goal), ok ? 'ok' : 'MISSED']);
      }
    }
  } finally {
    await database.stop();
  }
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'bench.json'), `${JSON.stringify(rows, null, 2)}\n`);
  return rows.every(({ ok }) => ok);
}

function text(value: number | null): string {
  return value === null ? '–' : String(Number(value.toPrecision(3)));
}

function print(cells: readonly string[]): void {
  const widths = [34, 10, 10, 10, 10, 10, 6];
  process.stdout.write(
    `${cells
      .map((cell, index) => cell.padEnd(widths[index] ?? 0))
      .join(' ')
      .trimEnd()}\n`,
  );
}

process.exitCode = (await run(process.argv.slice(2))) ? 0 : 1;
