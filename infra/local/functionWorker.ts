import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';

/** What the host tells the worker about its function. */
export interface WorkerTask {
  readonly stem: string;
  readonly exportName: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memoryMegabytes: number;
}

export interface Invocation {
  readonly invocation: string;
  readonly event: unknown;
  /** Milliseconds since 1970 by which the function must have answered. */
  readonly deadline: number;
}

export type Outcome = { readonly invocation: string } & (
  | { readonly ok: true; readonly result: unknown }
  | { readonly ok: false; readonly errorType: string; readonly errorMessage: string; readonly trace: string }
);

type Handler = (event: unknown, context: unknown) => unknown;

const task = workerData as WorkerTask;
const port = parentPort;
if (!port) throw new Error('This file runs in a worker thread');

const handler = loadHandler();
// A function that cannot be loaded answers every invocation with the reason; the rejection must not end the thread first.
handler.catch(() => undefined);

port.on('message', (message: Invocation) => {
  void run(message).then((outcome) => {
    port.postMessage(outcome);
  });
});

async function loadHandler(): Promise<Handler> {
  const file = ['.mjs', '.js', '.cjs', '.ts']
    .map((ending) => task.stem + ending)
    .find((name) => existsSync(name));
  if (!file) throw new Error(`Cannot find module '${task.stem}'`);
  const module = (await import(pathToFileURL(file).href)) as Readonly<Record<string, unknown>>;
  const found = module[task.exportName];
  if (typeof found !== 'function') throw new Error(`${task.exportName} is no exported function`);
  return found as Handler;
}

async function run({ invocation, event, deadline }: Invocation): Promise<Outcome> {
  try {
    const call = await handler;
    const result = await call(event, {
      functionName: task.functionName,
      functionVersion: '$LATEST',
      invokedFunctionArn: task.functionArn,
      memoryLimitInMB: String(task.memoryMegabytes),
      awsRequestId: invocation,
      logGroupName: `/aws/lambda/${task.functionName}`,
      logStreamName: 'local',
      callbackWaitsForEmptyEventLoop: false,
      getRemainingTimeInMillis: () => deadline - Date.now(),
    });
    // As in Lambda, what leaves a function is JSON.
    return { invocation, ok: true, result: result === undefined ? null : JSON.parse(JSON.stringify(result)) };
  } catch (error) {
    const thrown = error instanceof Error ? error : new Error(String(error));
    return {
      invocation,
      ok: false,
      errorType: thrown.name,
      errorMessage: thrown.message,
      trace: thrown.stack ?? '',
    };
  }
}
