import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type * as z from 'zod';
import { LOCAL_CREDENTIALS, LOCAL_REGION } from '../local/dynamodb.ts';
import { CommandError } from './runCommand.ts';
import { runningStack } from './runningStack.ts';

/**
 * Calls a function that only commands call: of the running local stack when there is one and no `given` name, else of the AWS
 * account of the shell's credentials, under the name of the output `<Title>FunctionName` of the stack ohjaamo-operations.
 *
 * @throws CommandError when there is no such function to call, when it cannot be reached, and when it failed
 */
export function calledFunction<S extends z.ZodType>(
  name: 'createTenant' | 'exportTenant' | 'importTenant' | 'restoreTenant',
  answer: S,
  given?: string,
): (payload: unknown) => Promise<z.output<S>> {
  const { client, functionName } = find(name, given);
  return async (payload) => {
    const { Payload, FunctionError } = await client
      .send(new InvokeCommand({ FunctionName: functionName, Payload: JSON.stringify(payload) }))
      .catch((error: unknown) => {
        const why = error instanceof Error ? error.message : 'unknown error';
        throw new CommandError(`The function ${functionName} could not be called: ${why}`);
      });
    const text = new TextDecoder().decode(Payload);
    if (FunctionError) {
      // The type alone: a message may hold what the function had in hand.
      const type = /"errorType":"(?<type>[\w.]+)"/u.exec(text)?.groups?.['type'] ?? FunctionError;
      throw new CommandError(`The function ${functionName} failed (${type}); its log says why.`);
    }
    return answer.parse(JSON.parse(text));
  };
}

function find(name: string, given: string | undefined): { client: LambdaClient; functionName: string } {
  const stack = runningStack(given);
  if (stack) {
    const { lambdaEndpoint: endpoint, functions } = stack;
    const local = { endpoint, region: LOCAL_REGION, credentials: LOCAL_CREDENTIALS, maxAttempts: 1 };
    return { client: new LambdaClient(local), functionName: functions[name] ?? '' };
  }
  if (given === undefined) {
    throw new CommandError(
      'No local stack runs (npm start). For an AWS account give --function with the output ' +
        `${name.charAt(0).toUpperCase()}${name.slice(1)}FunctionName of the stack ohjaamo-operations.`,
    );
  }
  return { client: new LambdaClient({}), functionName: given };
}
