import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';
import { type FunctionBlueprint, handlerModule } from './blueprint.ts';
import type { Invocation, Outcome, WorkerTask } from './functionWorker.ts';

/** The answer of one invocation. `TimedOut` and `Crashed` are Lambda's own errors, the rest the function's. */
export type InvocationResult =
  | { readonly ok: true; readonly result: unknown }
  | { readonly ok: false; readonly errorType: string; readonly errorMessage: string };

export interface FunctionHost {
  /** Invokes a function by ARN or name with a JSON value; never rejects. */
  invoke(functionArn: string, event: unknown): Promise<InvocationResult>;
  readonly names: readonly string[];
  stop(): Promise<void>;
}

/** Receives each line that a function writes. */
export type FunctionLog = (functionName: string, line: string) => void;

interface Waiting {
  readonly settle: (result: InvocationResult) => void;
  readonly timer: NodeJS.Timeout;
}

/**
 * Runs every function in a worker thread of its own, with its own environment and nothing of this process's, as Lambda
 * would. A thread starts with the first invocation; one that crashes or overruns its time is replaced at the next.
 */
export function hostFunctions(
  blueprints: readonly FunctionBlueprint[],
  environmentOf: (blueprint: FunctionBlueprint) => Readonly<Record<string, string>>,
  writeLog: FunctionLog,
): FunctionHost {
  const hosted = new Map(
    blueprints.map((blueprint) => [
      blueprint.name,
      hostOne(blueprint, environmentOf, (line) => {
        writeLog(blueprint.name, line);
      }),
    ]),
  );
  return {
    names: blueprints.map(({ name }) => name),
    invoke(functionArn, event) {
      const one = hosted.get(functionArn.slice(functionArn.lastIndexOf(':') + 1));
      if (one) return one.invoke(event);
      return Promise.resolve({
        ok: false,
        errorType: 'ResourceNotFoundException',
        errorMessage: `Function not found: ${functionArn}`,
      });
    },
    async stop() {
      await Promise.all([...hosted.values()].map((one) => one.stop()));
    },
  };
}

function hostOne(
  blueprint: FunctionBlueprint,
  environmentOf: (blueprint: FunctionBlueprint) => Readonly<Record<string, string>>,
  writeLine: (line: string) => void,
) {
  let worker: Worker | undefined;
  const waiting = new Map<string, Waiting>();

  function settle(invocation: string, result: InvocationResult): void {
    const found = waiting.get(invocation);
    if (!found) return;
    clearTimeout(found.timer);
    waiting.delete(invocation);
    found.settle(result);
  }

  /** Ends the thread; whatever it still had in hand fails, as it does when Lambda loses an instance. */
  function replace(errorType: string, errorMessage: string): void {
    const lost = worker;
    worker = undefined;
    for (const invocation of waiting.keys()) settle(invocation, { ok: false, errorType, errorMessage });
    void lost?.terminate();
  }

  function startWorker(): Worker {
    const started = spawnWorker(blueprint, environmentOf(blueprint), writeLine);
    started.on('message', (outcome: Outcome) => {
      if (!outcome.ok)
        writeLine(JSON.stringify({ errorType: outcome.errorType, trace: outcome.trace.split('\n') }));
      settle(outcome.invocation, outcome);
    });
    const gone = (reason: string): void => {
      if (worker === started) replace('Runtime.ExitError', reason);
    };
    started.on('error', (error: unknown) => {
      writeLine(String(error));
      gone('The function crashed');
    });
    started.on('exit', () => {
      gone('The function ended its process');
    });
    return started;
  }

  return {
    invoke(event: unknown): Promise<InvocationResult> {
      const current = (worker ??= startWorker());
      const invocation = randomUUID();
      const milliseconds = blueprint.timeoutSeconds * 1000;
      return new Promise((resolve) => {
        const timer = setTimeout(() => {
          writeLine(`Task timed out after ${String(blueprint.timeoutSeconds)} seconds`);
          replace('Sandbox.Timedout', `Task timed out after ${String(blueprint.timeoutSeconds)} seconds`);
        }, milliseconds);
        waiting.set(invocation, { settle: resolve, timer });
        current.postMessage({ invocation, event, deadline: Date.now() + milliseconds } satisfies Invocation);
      });
    },
    async stop(): Promise<void> {
      const last = worker;
      worker = undefined;
      for (const invocation of waiting.keys()) {
        settle(invocation, { ok: false, errorType: 'Stopped', errorMessage: 'The local stack is ending' });
      }
      await last?.terminate();
    },
  };
}

function spawnWorker(
  blueprint: FunctionBlueprint,
  environment: Readonly<Record<string, string>>,
  writeLine: (line: string) => void,
): Worker {
  const task: WorkerTask = {
    ...handlerModule(blueprint),
    functionName: blueprint.name,
    functionArn: blueprint.arn,
    memoryMegabytes: blueprint.memoryMegabytes,
  };
  const started = new Worker(new URL('./functionWorker.ts', import.meta.url), {
    workerData: task,
    env: { ...environment },
    execArgv: ['--enable-source-maps'],
    stdout: true,
    stderr: true,
  });
  for (const stream of [started.stdout, started.stderr])
    createInterface({ input: stream }).on('line', writeLine);
  return started;
}
