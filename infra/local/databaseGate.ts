import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { listen, type Listening, readBody } from './http.ts';
import type { Refusal } from './rights.ts';

/** DynamoDB's own limit of a request, 16 MB. */
const REQUEST_LIMIT = 16 * 1024 * 1024;

/**
 * Stands before DynamoDB Local, which knows no IAM: refuses with `AccessDeniedException` what the caller's role may not do,
 * passes everything else on as it is.
 */
export async function startDatabaseGate(database: string, refusal: Refusal): Promise<Listening> {
  const agent = new Agent({ keepAlive: true });
  const gate = await listen(
    createServer((asked, response) => {
      pass({ database, agent, refusal }, asked, response).catch(() => response.destroy());
    }),
  );
  return {
    ...gate,
    async stop() {
      await gate.stop();
      agent.destroy();
    },
  };
}

interface Gate {
  readonly database: string;
  readonly agent: Agent;
  readonly refusal: Refusal;
}

async function pass(gate: Gate, asked: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = (await readBody(asked, REQUEST_LIMIT)) ?? Buffer.alloc(0);
  const token = asked.headers['x-amz-security-token'];
  const refused = gate.refusal({
    operation: String(asked.headers['x-amz-target']).split('.')[1] ?? '',
    body: JSON.parse(body.toString('utf8') || '{}') as unknown,
    accessKeyId: /Credential=([^/]+)\//u.exec(asked.headers.authorization ?? '')?.[1] ?? '',
    ...(typeof token === 'string' && { sessionToken: token }),
  });
  if (refused !== undefined) {
    response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(
      JSON.stringify({ __type: 'com.amazon.coral.service#AccessDeniedException', message: refused }),
    );
    return;
  }
  const { method, headers } = asked;
  const inner = request(gate.database, { agent: gate.agent, method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 500, answer.headers);
    answer.pipe(response);
  });
  inner.once('error', () => response.destroy());
  inner.end(body);
}
