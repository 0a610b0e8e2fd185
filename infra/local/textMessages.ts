import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { isFree, listen, type Listening, readBody } from './http.ts';

/** A text message that the house sent. */
export interface Text {
  readonly to: string;
  readonly text: string;
}

export interface TextCatcher extends Listening {
  /** Everything sent since the start, oldest first. */
  texts(): readonly Text[];
}

/**
 * Stands in for AWS End User Messaging: takes text messages by its JSON protocol, delivers none, and shows them on its
 * page. On `port` when that is free, else on any.
 */
export async function startTextCatcher(port?: number): Promise<TextCatcher> {
  const sent: Text[] = [];
  const server = createServer((request, response) => {
    if (request.method === 'GET') {
      response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end(page(sent));
      return;
    }
    void readBody(request, 100_000).then((body) => {
      const asked = readMessage(String(request.headers['x-amz-target']), body?.toString('utf8') ?? '');
      if (asked) sent.push(asked);
      response
        .writeHead(asked ? 200 : 400, { 'content-type': 'application/x-amz-json-1.0' })
        .end(JSON.stringify(asked ? { MessageId: randomUUID() } : { __type: 'ValidationException' }));
    });
  });
  const listening = await listen(server, port !== undefined && (await isFree(port)) ? port : 0);
  return { ...listening, texts: () => [...sent] };
}

function readMessage(target: string, body: string): Text | undefined {
  if (target !== 'PinpointSMSVoiceV2.SendTextMessage') return undefined;
  const { DestinationPhoneNumber: to, MessageBody: text } = JSON.parse(body) as Record<string, unknown>;
  // The pattern of the service itself (SendTextMessage, API reference).
  if (typeof to !== 'string' || typeof text !== 'string' || !/^\+?[1-9]\d{1,18}$/u.test(to)) return undefined;
  return { to, text };
}

function page(sent: readonly Text[]): string {
  if (sent.length === 0) return 'No text messages yet.\n';
  return sent.map(({ to, text }) => `${to}\n${text}\n`).join('\n');
}
