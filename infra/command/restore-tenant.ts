import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { restoreAnswer, restoreMode } from '@ohjaamo/shared/tenants/restoring.ts';
import { LOCAL_CREDENTIALS, LOCAL_REGION } from '../local/dynamodb.ts';
import { calledFunction } from './calledFunction.ts';
import { askTables, restoreRows, tableOf } from './restoring.ts';
import { copyAsOf, copyNow, dropCopies } from './tableCopies.ts';
import { CommandError, runCommand } from './runCommand.ts';
import { runningStack } from './runningStack.ts';

const USAGE = `Usage, one after the other:
  npm run restore-tenant -- --copy --at 2027-02-01T10:00:00Z     copies of the tables as they stood; on one machine as they stand
  npm run restore-tenant -- --slug inari --at …                  compares a suspended municipality's rows with the copies
  npm run restore-tenant -- --slug inari --at … --kinds BOOKING,SHEET   brings back rows of these kinds that are missing
  npm run restore-tenant -- --slug inari --at … --kinds BOOKING --mode AS_THEN   also undoes what was changed or added since
  npm run restore-tenant -- --drop                               deletes the copies
Also: --kinds all  --function NAME (of restoreTenant in AWS, when no local stack runs)`;

/** The database of the running local stack, else that of the shell's AWS account. */
function openDatabase(given: string | undefined): { client: DynamoDBClient; isLocal: boolean } {
  const stack = runningStack(given);
  if (!stack) return { client: new DynamoDBClient({}), isLocal: false };
  const { dynamoDbEndpoint: endpoint } = stack;
  if (!endpoint)
    throw new CommandError('The local stack is of an earlier version. Start it anew (npm start).');
  return {
    client: new DynamoDBClient({ endpoint, region: LOCAL_REGION, credentials: LOCAL_CREDENTIALS }),
    isLocal: true,
  };
}

function instantOf(text: string | undefined): string {
  const at = new Date(text ?? '');
  if (Number.isNaN(at.getTime())) throw new CommandError(USAGE);
  return at.toISOString();
}

await runCommand(async () => {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const options = { slug: text, at: text, kinds: text, mode: text, function: text, copy: flag, drop: flag };
  const { values } = parseArgs({ options });
  const ask = calledFunction('restoreTenant', restoreAnswer, values.function);
  const mode = restoreMode.safeParse(values.mode ?? 'MISSING');
  if (!mode.success || (!values.copy && !values.drop && values.slug === undefined))
    throw new CommandError(USAGE);
  if (values.copy || values.drop) {
    const tables = await askTables(ask);
    const { client, isLocal } = openDatabase(values.function);
    if (values.drop) await dropCopies(client, tables);
    else if (isLocal) await copyNow(client, tables);
    else await copyAsOf(client, tables, new Date(instantOf(values.at)));
    console.log(
      values.drop ? 'The copies are gone.' : `Copies stand: ${tables.map(({ copy }) => copy).join(', ')}`,
    );
    return;
  }
  const restore = { slug: values.slug ?? '', at: instantOf(values.at), mode: mode.data };
  const before = await restoreRows(restore, [], ask);
  const all = [...new Set(before.map(({ kind }) => kind))];
  const kinds = values.kinds === 'all' ? all : (values.kinds?.split(',') ?? []);
  const unknown = kinds.filter((each) => !all.includes(each));
  if (unknown.length > 0) throw new CommandError(`No rows are of the kind ${unknown.join(', ')}.`);
  console.log(tableOf(before).join('\n'));
  if (kinds.length === 0) {
    console.log('Nothing was written. Name the kinds to bring back with --kinds.');
    return;
  }
  const written = await restoreRows(restore, kinds, ask);
  const after = await restoreRows(restore, [], ask);
  console.log(`\n${String(written.reduce((sum, each) => sum + each.written, 0))} rows were written. Now:`);
  console.log(tableOf(after.filter(({ kind }) => kinds.includes(kind))).join('\n'));
  const missing = after.filter((each) => kinds.includes(each.kind) && each.difference === 'MISSING');
  if (missing.length > 0) throw new CommandError('Rows are still missing: give the command again.');
  console.log('Everything of these kinds that stood then stands again, but for who was erased since.');
});
