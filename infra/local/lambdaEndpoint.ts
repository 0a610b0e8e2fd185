import { createServer, type IncomingMessage } from 'node:http';
import type { FunctionHost } from './functionHost.ts';
import { listen, type Listening, readBody } from './http.ts';

/** Lambda's limit of a synchronous payload. */
const PAYLOAD_LIMIT = 6 * 1024 * 1024;

/** Stands in for the Lambda Invoke API, so that commands call functions on this machine as they do in the cloud. */
export function startLambdaEndpoint(host: FunctionHost): Promise<Listening> {
  return listen(
    createServer((request, response) => {
      void invoke(host, request).then(({ status, functionError, body }) => {
        response.writeHead(status, {
          'content-type': 'application/json',
          ...(functionError && { 'x-amz-function-error': 'Unhandled' }),
        });
        response.end(JSON.stringify(body));
      });
    }),
  );
}

interface Reply {
  readonly status: number;
  readonly functionError: boolean;
  readonly body: unknown;
}

async function invoke(host: FunctionHost, request: IncomingMessage): Promise<Reply> {
  const payload = await readBody(request, PAYLOAD_LIMIT);
  const [, name = ''] = /^\/2015-03-31\/functions\/([^/]+)\/invocations/u.exec(request.url ?? '') ?? [];
  const functionName = decodeURIComponent(name).split(':').at(-1) ?? '';
  if (request.method !== 'POST' || !host.names.includes(functionName)) {
    return {
      status: 404,
      functionError: false,
      body: { Type: 'User', Message: `Function not found: ${functionName}` },
    };
  }
  if (!payload)
    return { status: 413, functionError: false, body: { Type: 'User', Message: 'Request too large' } };
  const event = parse(payload);
  if (!event)
    return {
      status: 400,
      functionError: false,
      body: { Type: 'User', Message: 'Could not parse request body' },
    };
  const outcome = await host.invoke(functionName, event.value);
  if (outcome.ok) return { status: 200, functionError: false, body: outcome.result };
  const { errorType, errorMessage } = outcome;
  return { status: 200, functionError: true, body: { errorType, errorMessage } };
}

function parse(payload: Buffer): { readonly value: unknown } | undefined {
  try {
    return { value: payload.length === 0 ? {} : (JSON.parse(payload.toString('utf8')) as unknown) };
  } catch {
    return undefined;
  }
}
