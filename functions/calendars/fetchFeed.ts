import { lookup } from 'node:dns/promises';
import { type IncomingMessage, request } from 'node:http';
import { isIP } from 'node:net';
import type { Duplex, Readable } from 'node:stream';
import { connect as connectTls } from 'node:tls';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { FeedFault } from '@ohjaamo/shared/calendars/contract.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { feedAddress } from './feedAddress.ts';
import { isPublicAddress } from './publicAddress.ts';

/** How the outer world is reached; tests give servers of their own. */
export interface Reach {
  /** All addresses of a host name. */
  resolve(host: string): Promise<readonly string[]>;
  /** A secured connection to just this address, whose certificate is that of `host`. */
  connect(address: string, host: string): Duplex;
}

/** What the last good answer said of itself (RFC 9110 §8.8). */
export interface Validators {
  readonly etag?: string | undefined;
  readonly lastModified?: string | undefined;
}

/** A feed's answer: new text, or nothing new. */
export type Fetched =
  | { readonly kind: 'NEW'; readonly text: string; readonly validators: Validators }
  | { readonly kind: 'UNCHANGED' };

/** Bounds of one reading. */
export interface Bounds {
  /** Bytes after decompression. */
  readonly bytes: number;
  /** Milliseconds from the first look-up to the last byte, redirects included. */
  readonly milliseconds: number;
  readonly redirects: number;
}

export const BOUNDS: Bounds = { bytes: 2 * 1024 * 1024, milliseconds: 6_000, redirects: 3 };
/** Longer validators are not kept. */
const VALIDATOR_LENGTH = 300;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** Ends a reading with the fault that its owner is told. */
class FeedError extends Error {
  override name = 'FeedError';
  readonly fault: FeedFault;
  constructor(fault: FeedFault) {
    super(fault);
    this.fault = fault;
  }
}

/** The Internet. */
export const internet: Reach = {
  async resolve(host) {
    return (await lookup(host, { all: true })).map(({ address }) => address);
  },
  connect: (address, host) =>
    connectTls({
      host: address,
      port: 443,
      ...(isIP(host) === 0 && { servername: host }),
      ALPNProtocols: ['http/1.1'],
    }),
};

/**
 * Fetches a feed: https on port 443 only, at most `bounds.redirects` redirects each checked like the first address, no
 * address that is not a public host's. A name is resolved once, every address of it must be public, and the connection is
 * made to the address that was checked, so that a name cannot mean another machine a moment later. Nothing is thrown, and
 * nothing of the address appears in what is returned.
 */
export async function fetchFeed(
  address: string,
  validators: Validators,
  reach: Reach = internet,
  bounds: Bounds = BOUNDS,
): Promise<Result<Fetched, FeedFault>> {
  const end = new AbortController();
  const timer = setTimeout(() => {
    end.abort();
  }, bounds.milliseconds);
  try {
    return succeed(await follow(address, { validators, reach, bounds, signal: end.signal }));
  } catch (error) {
    if (end.signal.aborted) return fail('TOO_SLOW');
    return fail(error instanceof FeedError ? error.fault : 'NOT_REACHED');
  } finally {
    clearTimeout(timer);
    end.abort();
  }
}

interface Journey {
  readonly validators: Validators;
  readonly reach: Reach;
  readonly bounds: Bounds;
  readonly signal: AbortSignal;
}

async function follow(address: string, journey: Journey): Promise<Fetched> {
  let next = address;
  for (let redirects = 0; redirects <= journey.bounds.redirects; redirects++) {
    const url = feedAddress(next);
    if (!url) throw new FeedError('ADDRESS');
    const answer = await ask(url, journey);
    const location = answer.headers.location;
    if (!REDIRECTS.has(answer.statusCode ?? 0) || location === undefined) return read(answer, journey);
    answer.destroy();
    if (!URL.canParse(location, url.href)) throw new FeedError('ADDRESS');
    next = new URL(location, url).href;
  }
  throw new FeedError('TOO_MANY_REDIRECTS');
}

async function ask(url: URL, { validators, reach, signal }: Journey): Promise<IncomingMessage> {
  const host = url.hostname.replace(/^\[|\]$/gu, '');
  const addresses = isIP(host) === 0 ? await unlessEnded(reach.resolve(host), signal) : [host];
  const [address] = addresses;
  if (address === undefined) throw new FeedError('NOT_REACHED');
  if (!addresses.every(isPublicAddress)) throw new FeedError('ADDRESS');
  return new Promise((resolve, reject) => {
    const socket = reach.connect(address, host);
    socket.on('error', reject);
    const asked = request(
      {
        // With a connection of its own a request takes none over that was made for another host.
        createConnection: () => socket,
        method: 'GET',
        path: url.pathname + url.search,
        headers: {
          host: url.host,
          accept: 'text/calendar, text/plain;q=0.5, */*;q=0.1',
          'accept-encoding': 'gzip, deflate, br',
          'user-agent': 'Ohjaamo-calendar',
          connection: 'close',
          ...(validators.etag !== undefined && { 'if-none-match': validators.etag }),
          ...(validators.lastModified !== undefined && { 'if-modified-since': validators.lastModified }),
        },
        maxHeaderSize: 16 * 1024,
        signal,
      },
      resolve,
    );
    asked.on('error', reject);
    asked.end();
  });
}

/** The promise, or a rejection as soon as the time is over: a look-up cannot be broken off. */
async function unlessEnded<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return Promise.race([
    promise,
    new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => {
        reject(new FeedError('TOO_SLOW'));
      });
    }),
  ]);
}

async function read(answer: IncomingMessage, { bounds, validators }: Journey): Promise<Fetched> {
  const status = answer.statusCode ?? 0;
  const isConditional = validators.etag !== undefined || validators.lastModified !== undefined;
  if (status === 304 && isConditional) {
    answer.destroy();
    return { kind: 'UNCHANGED' };
  }
  if (status !== 200) {
    answer.destroy();
    throw new FeedError(faultOfStatus(status));
  }
  const text = await textOf(answer, bounds.bytes);
  const keep = (value: string | undefined) =>
    value !== undefined && value.length <= VALIDATOR_LENGTH ? value : undefined;
  return {
    kind: 'NEW',
    text,
    validators: { etag: keep(answer.headers.etag), lastModified: keep(answer.headers['last-modified']) },
  };
}

function faultOfStatus(status: number): FeedFault {
  if (status === 404 || status === 410) return 'NOT_FOUND';
  return status === 401 || status === 403 ? 'REFUSED' : 'NOT_REACHED';
}

async function textOf(answer: IncomingMessage, most: number): Promise<string> {
  if (Number(answer.headers['content-length'] ?? 0) > most) {
    answer.destroy();
    throw new FeedError('TOO_LARGE');
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of unpacked(answer)) {
      bytes += (chunk as Uint8Array).length;
      if (bytes > most) throw new FeedError('TOO_LARGE');
      chunks.push(chunk as Uint8Array);
    }
  } finally {
    answer.destroy();
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

/** The body without its content coding; counting what comes out stops a small body that would unfold into a large one. */
function unpacked(answer: IncomingMessage): Readable {
  const coding = (answer.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  if (coding === 'identity' || coding === '') return answer;
  const makers = {
    gzip: createGunzip,
    'x-gzip': createGunzip,
    deflate: createInflate,
    br: createBrotliDecompress,
  };
  if (!Object.hasOwn(makers, coding)) throw new FeedError('NOT_A_CALENDAR');
  const unpacker = makers[coding as keyof typeof makers]();
  answer.on('error', (error) => unpacker.destroy(error));
  return answer.pipe(unpacker);
}
