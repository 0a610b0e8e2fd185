import { createServer, type IncomingMessage, request as httpRequest } from 'node:http';
import { runInNewContext } from 'node:vm';
import { brotliCompressSync, brotliDecompressSync, constants, gunzipSync, gzipSync } from 'node:zlib';
import { type Answer, writeAnswer } from './api.ts';
import { type EdgeCache, edgeCache } from './edgeCache.ts';
import { type Behaviour, type Distribution, fits } from './distribution.ts';
import { listen, type Listening, readBody } from './http.ts';
import { answerFromFiles } from './staticFiles.ts';

/** CloudFront compresses answers of these kinds between these sizes. */
const COMPRESSIBLE =
  /^(?:text\/|application\/(?:javascript|json|xml|manifest\+json|problem\+json)|image\/svg)/u;
const COMPRESS_FROM = 1000;
const COMPRESS_TO = 10_000_000;
/** More than any origin takes; API Gateway refuses above 10 MB with its own answer. */
const BODY_LIMIT = 20 * 1024 * 1024;

/** Where the hosts that the templates name are reached on this machine. */
export type LocalHosts = ReadonlyMap<string, string>;

interface ViewerRequest {
  readonly method: string;
  readonly uri: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/**
 * Serves everything on one origin as the distribution would: the first behaviour whose pattern fits, its viewer-request
 * function, its origin, its response headers, compression. CloudFront ends TLS, so what stands behind it sees
 * `https` addresses; here the viewer's own `http` origin is told to the house as `https` and written back.
 */
export function startEdge(distribution: Distribution, hosts: LocalHosts, port?: number): Promise<Listening> {
  const cache = edgeCache(Date.now);
  return listen(
    createServer((incoming, response) => {
      void answer(distribution, { hosts, cache }, incoming)
        .catch((): Answer => plain(502, 'The origin did not answer'))
        .then((done) => {
          writeAnswer(response, done, incoming.method !== 'HEAD');
        });
    }),
    port,
  );
}

async function answer(
  distribution: Distribution,
  { hosts, cache }: { readonly hosts: LocalHosts; readonly cache: EdgeCache },
  incoming: IncomingMessage,
): Promise<Answer> {
  const [path, query] = splitOnce(incoming.url ?? '/', '?');
  const uri = path === '/' && distribution.defaultRootObject ? `/${distribution.defaultRootObject}` : path;
  const behaviour = distribution.behaviours.find(({ pathPattern }) => fits(pathPattern, uri));
  if (!behaviour) return plain(404, 'No behaviour fits this path');
  const method = incoming.method ?? 'GET';
  if (!behaviour.methods.includes(method)) return plain(403, 'This method is not allowed here');
  const body = await readBody(incoming, BODY_LIMIT);
  if (!body) return plain(413, 'The request is too large');
  const seen: ViewerRequest = { method, uri, query, headers: viewerHeaders(incoming), body };
  const viewer =
    behaviour.viewerRequest === undefined ? seen : runViewerRequest(behaviour.viewerRequest, seen);
  if ('status' in viewer) return viewer;
  const fromOrigin = await askOrigin(behaviour, viewer, hosts, cache);
  return finish(behaviour, fromOrigin, incoming);
}

/** The origin's answer, or the one that is kept of it. */
function askOrigin(
  { origin, keeps }: Behaviour,
  viewer: ViewerRequest,
  hosts: LocalHosts,
  cache: EdgeCache,
): Promise<Answer> {
  if (origin.kind === 'files') return answerFromFiles(origin.folders, viewer.uri);
  if (!keeps) return forward(origin, viewer, hosts);
  const known = viewer.headers['if-none-match'];
  const asked = { method: viewer.method, uri: viewer.uri, query: viewer.query, ...(known && { known }) };
  // Nothing of the viewer's headers goes on: what is kept is for everybody.
  return cache.answer(asked, keeps, (of) =>
    forward(origin, { ...of, headers: {}, body: Buffer.alloc(0) }, hosts),
  );
}

function viewerHeaders(incoming: IncomingMessage): Record<string, string> {
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(',') : (value ?? ''),
    ]),
  );
  const host = headers['host'] ?? '';
  if (headers['origin'] === `http://${host}`) headers['origin'] = `https://${host}`;
  if (headers['referer']?.startsWith(`http://${host}/`)) {
    headers['referer'] = headers['referer'].replace('http://', 'https://');
  }
  // Whatever the viewer writes there is its own claim; CloudFront appends the address it sees.
  headers['x-forwarded-for'] = incoming.socket.remoteAddress ?? '127.0.0.1';
  delete headers['x-forwarded-host'];
  delete headers['x-forwarded-proto'];
  return headers;
}

interface EdgeEvent {
  viewer: { ip: string };
  request: {
    method: string;
    uri: string;
    querystring: Record<string, { value: string }>;
    headers: Record<string, { value: string }>;
    cookies: Record<string, { value: string }>;
  };
}

/** Runs a CloudFront Function on the request; it returns the request, or an answer of its own. */
function runViewerRequest(source: string, viewer: ViewerRequest): ViewerRequest | Answer {
  const event: EdgeEvent = {
    viewer: { ip: viewer.headers['x-forwarded-for'] ?? '' },
    request: {
      method: viewer.method,
      uri: viewer.uri,
      querystring: Object.fromEntries(
        [...new URLSearchParams(viewer.query)].map(([name, value]) => [name, { value }]),
      ),
      headers: Object.fromEntries(Object.entries(viewer.headers).map(([name, value]) => [name, { value }])),
      cookies: {},
    },
  };
  const given = runInNewContext(`${source.replaceAll(/^import .*$/gmu, '')};handler(event)`, { event }) as
    | EdgeEvent['request']
    | { readonly statusCode: number; readonly headers?: Record<string, { readonly value: string }> };
  if ('statusCode' in given) {
    const headers = Object.entries(given.headers ?? {}).map(([name, { value }]) => [name, value] as const);
    return {
      status: given.statusCode,
      headers: Object.fromEntries(headers),
      cookies: [],
      body: Buffer.alloc(0),
    };
  }
  return {
    ...viewer,
    uri: given.uri,
    headers: Object.fromEntries(Object.entries(given.headers).map(([name, { value }]) => [name, value])),
  };
}

function forward(
  { host, path: originPath, headers: added = {} }: Extract<Behaviour['origin'], { readonly kind: 'http' }>,
  viewer: ViewerRequest,
  hosts: LocalHosts,
): Promise<Answer> {
  const endpoint = hosts.get(host);
  if (endpoint === undefined)
    return Promise.resolve(plain(502, `Nothing on this machine stands for ${host}`));
  const url = new URL(`${originPath}${viewer.uri}${viewer.query && `?${viewer.query}`}`, endpoint);
  // These belong to one connection, not to the request.
  const { connection: _connection, 'transfer-encoding': _chunked, ...headers } = viewer.headers;
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(
      url,
      {
        method: viewer.method,
        headers: { ...headers, ...added, host, 'content-length': String(viewer.body.length) },
      },
      (incoming) => {
        readBody(incoming, Number.POSITIVE_INFINITY).then((body) => {
          resolve(readOrigin(incoming, body ?? Buffer.alloc(0), viewer.headers['host'] ?? ''));
        }, reject);
      },
    );
    outgoing.on('error', reject).end(viewer.body);
  });
}

function readOrigin(incoming: IncomingMessage, body: Buffer, viewerHost: string): Answer {
  const {
    'set-cookie': cookies = [],
    connection: _connection,
    date: _date,
    'keep-alive': _alive,
    'transfer-encoding': _chunked,
    ...rest
  } = incoming.headers;
  const headers = Object.fromEntries(
    Object.entries(rest).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(',') : (value ?? ''),
    ]),
  );
  const location = headers['location'];
  if (location?.startsWith(`https://${viewerHost}/`))
    headers['location'] = location.replace('https://', 'http://');
  return {
    status: incoming.statusCode ?? 502,
    headers,
    cookies,
    body: ownAddresses(headers, body, viewerHost),
  };
}

interface Coding {
  readonly open: (body: Buffer) => Buffer;
  readonly pack: (body: Buffer) => Buffer;
}

/** The quality that the renderer packs with: the best one takes a tenth of a second a page. */
const QUICK = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

/** How a page may be packed on its way (RFC 9110 §8.4.1). */
const codings: Readonly<Record<string, Coding>> & { readonly identity: Coding } = {
  identity: { open: (body) => body, pack: (body) => body },
  gzip: { open: gunzipSync, pack: gzipSync },
  br: { open: brotliDecompressSync, pack: (body) => brotliCompressSync(body, QUICK) },
};

/** A page may print an address of the service to be copied: here it must be the one that opens. */
function ownAddresses(headers: Readonly<Record<string, string>>, body: Buffer, viewerHost: string): Buffer {
  if (!headers['content-type']?.startsWith('text/html')) return body;
  const { open, pack } = codings[headers['content-encoding'] ?? 'identity'] ?? codings.identity;
  const text = open(body).toString();
  return pack(Buffer.from(text.replaceAll(`https://${viewerHost}/`, `http://${viewerHost}/`)));
}

function finish(behaviour: Behaviour, answered: Answer, incoming: IncomingMessage): Answer {
  const headers: Record<string, string> = { ...answered.headers };
  for (const { name, value, override } of behaviour.responseHeaders) {
    if (override || !(name in headers)) headers[name] = value;
  }
  const accepts = /\bgzip\b/u.test(incoming.headers['accept-encoding'] ?? '');
  const size = answered.body.length;
  const squeeze =
    behaviour.compress &&
    accepts &&
    !headers['content-encoding'] &&
    COMPRESSIBLE.test(headers['content-type'] ?? '') &&
    size >= COMPRESS_FROM &&
    size <= COMPRESS_TO;
  if (!squeeze) return { ...answered, headers };
  headers['content-encoding'] = 'gzip';
  headers['vary'] = 'accept-encoding';
  return { ...answered, headers, body: gzipSync(answered.body) };
}

function plain(status: number, text: string): Answer {
  return {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    cookies: [],
    body: Buffer.from(text),
  };
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
