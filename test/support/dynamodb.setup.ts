import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDynamoDb, createTables } from '@ohjaamo/infra/local/dynamodb.ts';
import { startKeyService } from '@ohjaamo/infra/local/keys.ts';
import type { Template } from '@ohjaamo/infra/local/tables.ts';
import { DataStack } from '@ohjaamo/infra/stacks/data.ts';
import { App } from 'aws-cdk-lib';
import { Template as CdkTemplate } from 'aws-cdk-lib/assertions';
import type { TestProject } from 'vitest/node';
import { policiesOf } from './calls/policies.ts';

/** The whole check names a folder and reads it afterwards; any other run has one of its own. */
const callsFolder = process.env['CALLS_FOLDER'] ?? mkdtempSync(join(tmpdir(), 'ohjaamo-calls-'));

declare module 'vitest' {
  interface ProvidedContext {
    dynamoDbEndpoint: string;
    keyEndpoint: string;
    /** Where the policies stand by which calls are judged, and where their shapes are left. */
    callsFolder: string;
  }
}

/** One key service and one DynamoDB Local, in memory, with the tables of the synthesised Data stack, for the whole run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const running = await startDynamoDb();
  const template = CdkTemplate.fromStack(
    new DataStack(new App(), 'Data', { env: { region: 'eu-north-1' } }),
  ).toJSON() as Template;
  await createTables(running.endpoint, template);
  const keys = await startKeyService();
  project.provide('dynamoDbEndpoint', running.endpoint);
  project.provide('keyEndpoint', keys.endpoint);
  writeFileSync(join(callsFolder, 'policies.json'), JSON.stringify(policiesOf(template)));
  project.provide('callsFolder', callsFolder);
  return async () => {
    await keys.stop();
    await running.stop();
    if (process.env['CALLS_FOLDER'] === undefined) rmSync(callsFolder, { recursive: true });
  };
}
