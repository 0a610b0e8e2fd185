import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import * as z from 'zod';
import { LOCAL_CREDENTIALS, LOCAL_REGION } from '../local/dynamodb.ts';
import { ExportError } from './exportFolder.ts';

const stackFile = z.object({ lambdaEndpoint: z.string(), functions: z.record(z.string(), z.string()) });

/**
 * Calls a function that only commands call: of the running local stack when there is one and no `given` name, else of the AWS
 * account of the shell's credentials, under the name of the output `<Title>FunctionName` of the stack ohjaamo-operations.
 */
export function calledFunction<S extends z.ZodType>(
  name: 'exportTenant' | 'importTenant' | 'restoreTenant',
  answer: S,
  given?: string,
): (payload: unknown) => Promise<z.output<S>> {
  const { client, functionName } = find(name, given);
  return async (payload) => {
    const { Payload, FunctionError } = await client.send(
      new InvokeCommand({ FunctionName: functionName, Payload: JSON.stringify(payload) }),
    );
    const text = new TextDecoder().decode(Payload);
    if (FunctionError) {
      // The type alone: a message may hold what the function had in hand.
      const type = /"errorType":"(?<type>[\w.]+)"/u.exec(text)?.groups?.['type'] ?? FunctionError;
      throw new ExportError(`The function ${functionName} failed (${type}); its log says why.`);
    }
    return answer.parse(JSON.parse(text));
  };
}

function find(name: string, given: string | undefined): { client: LambdaClient; functionName: string } {
  const file = process.env['OHJAAMO_STACK_FILE'] ?? join(import.meta.dirname, '../../.local/stack.json');
  if (given === undefined && existsSync(file)) {
    const { lambdaEndpoint: endpoint, functions } = stackFile.parse(JSON.parse(readFileSync(file, 'utf8')));
    const local = { endpoint, region: LOCAL_REGION, credentials: LOCAL_CREDENTIALS, maxAttempts: 1 };
    return { client: new LambdaClient(local), functionName: functions[name] ?? '' };
  }
  if (given === undefined) {
    throw new ExportError(
      'No local stack runs (npm start). For an AWS account give --function with the output ' +
        `${name.charAt(0).toUpperCase()}${name.slice(1)}FunctionName of the stack ohjaamo-operations.`,
    );
  }
  return { client: new LambdaClient({}), functionName: given };
}

/** Runs a command, and tells what whoever gave it can mend without a stack trace. */
export async function runCommand(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const told =
      error instanceof ExportError || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS');
    if (!told) throw error;
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
