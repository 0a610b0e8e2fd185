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

/** The environment of a function; asked for when its thread starts. */
type EnvironmentOf = (blueprint: FunctionBlueprint) => Readonly<Record<string, string>>;

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
  environmentOf: EnvironmentOf,
  writeLog: FunctionLog,
): FunctionHost {
  const hosted = new Map(
    blueprints.map((blueprint) => [blueprint.name, new HostedFunction(blueprint, environmentOf, writeLog)]),
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

/** One function and the thread it runs in, if it has been asked for yet. */
class HostedFunction {
  private readonly blueprint: FunctionBlueprint;
  private readonly environmentOf: EnvironmentOf;
  private readonly writeLine: (line: string) => void;
  private readonly waiting = new Map<string, Waiting>();
  private worker: Worker | undefined;

  constructor(blueprint: FunctionBlueprint, environmentOf: EnvironmentOf, writeLog: FunctionLog) {
    this.blueprint = blueprint;
    this.environmentOf = environmentOf;
    this.writeLine = (line) => {
      writeLog(blueprint.name, line);
    };
  }

  invoke(event: unknown): Promise<InvocationResult> {
    const current = (this.worker ??= this.start());
    const invocation = randomUUID();
    const { timeoutSeconds } = this.blueprint;
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        const reason = `Task timed out after ${String(timeoutSeconds)} seconds`;
        this.writeLine(reason);
        void this.replace('Sandbox.Timedout', reason);
      }, timeoutSeconds * 1000);
      this.waiting.set(invocation, { settle: resolve, timer });
      const deadline = Date.now() + timeoutSeconds * 1000;
      current.postMessage({ invocation, event, deadline } satisfies Invocation);
    });
  }

  async stop(): Promise<void> {
    await this.replace('Stopped', 'The local stack is ending');
  }

  /** Ends the thread; whatever it still had in hand fails, as it does when Lambda loses an instance. */
  private async replace(errorType: string, errorMessage: string): Promise<void> {
    const lost = this.worker;
    this.worker = undefined;
    for (const invocation of this.waiting.keys())
      this.settle(invocation, { ok: false, errorType, errorMessage });
    await lost?.terminate();
  }

  private settle(invocation: string, result: InvocationResult): void {
    const found = this.waiting.get(invocation);
    if (!found) return;
    clearTimeout(found.timer);
    this.waiting.delete(invocation);
    found.settle(result);
  }

  private start(): Worker {
    const started = spawnWorker(this.blueprint, this.environmentOf(this.blueprint), this.writeLine);
    started.on('message', (outcome: Outcome) => {
      if (!outcome.ok) {
        this.writeLine(JSON.stringify({ errorType: outcome.errorType, trace: outcome.trace.split('\n') }));
      }
      this.settle(outcome.invocation, outcome);
    });
    const gone = (reason: string): void => {
      if (this.worker === started) void this.replace('Runtime.ExitError', reason);
    };
    started.on('error', (error: unknown) => {
      this.writeLine(String(error));
      gone('The function crashed');
    });
    started.on('exit', () => {
      if (this.worker === started) this.writeLine('{"errorType":"Runtime.ExitError"}');
      gone('The function ended its process');
    });
    return started;
  }
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
