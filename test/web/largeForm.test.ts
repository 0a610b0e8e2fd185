import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { describe, expect, it } from 'vitest';
import { FORM_LIMIT, receiveForm } from '../../web/src/receivedForm.ts';

const MEGABYTE = 1024 * 1024;
const boundary = 'parts';

/** A file of so many bytes in a form, made while it is sent. */
function* formOf(bytes: number): Generator<Buffer> {
  yield Buffer.from(
    `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="practice.json"\r\n\r\n`,
  );
  const part = Buffer.alloc(64 * 1024, 'a');
  for (let sent = 0; sent < bytes; sent += part.length) yield part.subarray(0, bytes - sent);
  yield Buffer.from(`\r\n--${boundary}--\r\n`);
}

/** Sends the form over HTTP without saying how long it is, and gives what the reader of forms makes of it and how memory grew. */
async function sent(
  bytes: number,
): Promise<{ readonly refused: string | undefined; readonly grown: number }> {
  let refused: string | undefined;
  let most = 0;
  const held = () => process.memoryUsage().arrayBuffers + process.memoryUsage().heapUsed;
  const before = held();
  const server = createServer((incoming, response) => {
    const headers = { 'content-type': incoming.headers['content-type'] ?? '' };
    const body = Readable.toWeb(incoming) as ReadableStream<Uint8Array>;
    const init = { method: 'POST', headers, body, duplex: 'half' as const };
    void receiveForm(new Request('http://site.example/fi/templates', init)).then((form) => {
      refused = form.ok ? undefined : form.error.type;
      most = Math.max(most, held());
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const asking = httpRequest({
    ...{ port, host: '127.0.0.1', method: 'POST', path: '/fi/templates' },
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
  });
  const answered = new Promise<void>((resolve) => {
    asking.on('response', (response) => {
      response.resume();
      resolve();
    });
  });
  const sending = pipeline(Readable.from(formOf(bytes)), asking).catch(() => undefined);
  await answered;
  most = Math.max(most, held());
  asking.destroy();
  await sending;
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  return { refused, grown: most - before };
}

describe('A form with a file', () => {
  it('of 50 MB is refused as too large, and hardly anything of it is held in memory', async () => {
    const { refused, grown } = await sent(50 * MEGABYTE);
    expect(refused).toBe('body-too-large');
    expect(grown).toBeLessThan(16 * MEGABYTE);
  });

  it('that fits is read, however it comes', async () => {
    expect((await sent(FORM_LIMIT - 1024)).refused).toBeUndefined();
  });
});
