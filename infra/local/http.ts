import { createServer, type IncomingMessage, type Server } from 'node:http';

/** A server of the local stack on the loopback. */
export interface Listening {
  readonly port: number;
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** Thrown when a port that somebody asked for is taken. */
export class PortTakenError extends Error {
  override name = 'PortTakenError';
  readonly port: number;
  constructor(port: number) {
    super(`Port ${String(port)} is taken`);
    this.port = port;
  }
}

/** Listens on the loopback, on a free port unless one is given; {@link PortTakenError} when that one is taken. */
export async function listen(server: Server, port = 0): Promise<Listening> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(error.code === 'EADDRINUSE' || error.code === 'EACCES' ? new PortTakenError(port) : error);
    });
    server.listen(port, '127.0.0.1', resolve);
  });
  return running(server);
}

/** Whether a port of the loopback can be taken now. */
export async function isFree(port: number): Promise<boolean> {
  try {
    await (await listen(createServer(), port)).stop();
    return true;
  } catch {
    return false;
  }
}

/** The handle of a server that listens already. */
export function running(server: Server): Listening {
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('The server has no port');
  return {
    port: address.port,
    endpoint: `http://127.0.0.1:${String(address.port)}`,
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** The whole body of a request, or `undefined` when it is longer than `limit` bytes. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length <= limit) parts.push(part);
  }
  return length <= limit ? Buffer.concat(parts) : undefined;
}
