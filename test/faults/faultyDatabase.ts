import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { listen, type Listening, readBody } from '@ohjaamo/infra/local/http.ts';

/**
 * What befalls one request on its way to the database.
 * - `REFUSED`: it never comes there, and "internal error" is answered
 * - `CUT`: it never comes there, and the connection ends
 * - `LOST`: it is done, and the connection ends before the answer
 */
export type Fault = 'REFUSED' | 'CUT' | 'LOST';

/** A request to DynamoDB, as far as a plan of faults needs to know it. */
export interface Asked {
  /** Such as `TransactWriteItems`. */
  readonly operation: string;
  readonly writes: boolean;
  /** Of the `writes` since the plan was made, counted from 1; 0 for what reads. */
  readonly number: number;
}

/** Decides what befalls a request; nothing does when it gives `undefined`. */
export type Plan = (asked: Asked) => Fault | undefined;

export interface FaultyDatabase extends Listening {
  /** Follows another plan from now on, and gives how many writes were asked for under the one before. */
  plan(next?: Plan): number;
  /** Resolves when nothing is on its way to the database any more: what a function did beside what failed is done then. */
  quiet(): Promise<void>;
}

/** Milliseconds without a request after which no try is on its way; the tests leave no pause between tries. */
const QUIET = 15;

/** DynamoDB's own limit of a request, 16 MB. */
const REQUEST_LIMIT = 16 * 1024 * 1024;

const WRITING: ReadonlySet<string> = new Set([
  'BatchWriteItem',
  'DeleteItem',
  'PutItem',
  'TransactWriteItems',
  'UpdateItem',
]);

/** Stands between the product and DynamoDB Local, and lets requests fail as planned. */
export async function startFaultyDatabase(database: string): Promise<FaultyDatabase> {
  const agent = new Agent({ keepAlive: true });
  let plan: Plan = () => undefined;
  let written = 0;
  let open = 0;
  let last = 0;
  const listening = await listen(
    createServer((asked, response) => {
      const operation = String(asked.headers['x-amz-target']).split('.')[1] ?? '';
      const writes = WRITING.has(operation);
      const fault = plan({ operation, writes, number: writes ? ++written : 0 });
      open++;
      response.once('close', () => {
        open--;
        last = Date.now();
      });
      void meet(fault, asked, response, { database, agent });
    }),
  );
  return {
    ...listening,
    plan(next = () => undefined) {
      const before = written;
      written = 0;
      plan = next;
      return before;
    },
    async quiet() {
      while (open > 0 || Date.now() - last < QUIET) await new Promise((wait) => setTimeout(wait, 3));
    },
    async stop() {
      await listening.stop();
      agent.destroy();
    },
  };
}

async function meet(
  fault: Fault | undefined,
  asked: IncomingMessage,
  response: ServerResponse,
  { database, agent }: { readonly database: string; readonly agent: Agent },
): Promise<void> {
  const body = (await readBody(asked, REQUEST_LIMIT)) ?? Buffer.alloc(0);
  if (fault === 'CUT') {
    response.destroy();
    return;
  }
  if (fault === 'REFUSED') {
    response.writeHead(500, { 'content-type': 'application/x-amz-json-1.0' });
    response.end('{"__type":"com.amazonaws.dynamodb.v20120810#InternalServerError"}');
    return;
  }
  const { method, headers } = asked;
  const inner = request(database, { agent, method, headers }, (answer) => {
    if (fault === 'LOST') {
      answer.resume().once('end', () => response.destroy());
      return;
    }
    response.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(response);
  });
  inner.once('error', () => response.destroy());
  inner.end(body);
}
