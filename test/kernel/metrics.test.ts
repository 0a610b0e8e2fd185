import { answerLine } from '@ohjaamo/functions/kernel/metrics.ts';
import { tenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { answerMetrics, METRICS_NAMESPACE, MODULE_DIMENSION } from '@ohjaamo/shared/kernel/metrics.ts';
import { routeList } from '@ohjaamo/shared/routes.ts';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { moduleEntries } from '../support/modules.ts';

type Handler = (event: unknown) => Promise<{ readonly statusCode: number }>;
type Line = Readonly<Record<string, unknown>>;

/** What somebody might leave in a request, and no line may repeat. */
const PERSONAL = ['aino.virtanen@example.fi', '010203A123B', '192.0.2.44', 'Mozilla-of-Aino'] as const;
/** All that a line of an answer may hold. */
const FIELDS = [
  ...['_aws', 'code', 'message', 'requestId', 'route', 'status', 'tenant', 'trace'],
  ...[MODULE_DIMENSION, ...Object.keys(answerMetrics)],
];

/** A request that is full of somebody's data, and has no session. */
function event(method: string, path: string): unknown {
  const [address, code, ip, browser] = PERSONAL;
  return {
    rawPath: path.replaceAll(/\{\w+\+?\}/gu, encodeURIComponent(address)),
    rawQueryString: `code=${code}`,
    queryStringParameters: { code },
    routeKey: '$default',
    cookies: [`__Host-session=${address}`],
    headers: { 'user-agent': browser, 'x-forwarded-for': ip, referer: `https://example.fi/${address}` },
    requestContext: { requestId: 'request-1', http: { method, path, sourceIp: ip, userAgent: browser } },
    body: JSON.stringify({ email: address }),
    isBase64Encoded: false,
  };
}

describe('What a module writes of an answer', () => {
  const written: string[] = [];

  beforeEach(() => {
    written.length = 0;
    vi.stubEnv('AWS_LAMBDA_FUNCTION_NAME', 'Function');
    // The entries read their environment when they are loaded.
    vi.resetModules();
    vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
      written.push(String(chunk));
      return true;
    });
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  });

  const modules = [...new Set(routeList.map(({ module }) => module))];

  it.each(modules)(
    'is metrics of %s by the module alone, in one line that is all JSON and repeats nothing of the request',
    async (module) => {
      const handler = (await moduleEntries[module]()).handler as Handler;
      // Without a session these are refused before any table is asked.
      const closed = routeList.filter((each) => each.module === module && each.access.kind === 'session');
      const asked = [...closed.map(({ method, path }) => event(method, path)), event('GET', '/api/nothing')];
      const answers = await asked.reduce<Promise<number[]>>(async (before, each) => {
        const statuses = await before;
        return [...statuses, (await handler(each)).statusCode];
      }, Promise.resolve([]));

      const lines = written.filter((line) => line.includes('REQUEST_DONE'));
      expect(lines).toHaveLength(asked.length);
      for (const [at, line] of lines.entries()) {
        expect(line.endsWith('}\n')).toBe(true);
        for (const personal of PERSONAL) expect(line).not.toContain(personal);
        const read = JSON.parse(line) as Line;
        expect(FIELDS).toEqual(expect.arrayContaining(Object.keys(read)));
        expect(read).toMatchObject({ [MODULE_DIMENSION]: module, status: answers[at], ServerErrors: 0 });
        expect(metricsOf(read)).toEqual([
          {
            Namespace: METRICS_NAMESPACE,
            Dimensions: [[MODULE_DIMENSION]],
            Metrics: [
              { Name: 'Milliseconds', Unit: 'Milliseconds' },
              { Name: 'ServerErrors', Unit: 'Count' },
            ],
          },
        ]);
      }
    },
  );
});

describe('The line of an answer', () => {
  it('counts 5xx and nothing else as an error of the service', () => {
    fc.assert(
      fc.property(fc.integer({ min: 200, max: 599 }), fc.integer({ min: 0, max: 30_000 }), (status, took) => {
        const line = { requestId: 'r', route: 'GET /api/x', status, milliseconds: took };
        const read = JSON.parse(answerLine('booking', line, 1)) as Line;
        expect(read['ServerErrors']).toBe(status >= 500 ? 1 : 0);
        expect(read['Milliseconds']).toBe(took);
        expect(read['_aws']).toMatchObject({ Timestamp: 1 });
      }),
    );
  });

  it('has the municipality as a field, never as a dimension or a metric', () => {
    const tenant = tenantId.parse('abcdefgh12');
    const line = { requestId: 'r', route: 'GET /api/x', status: 200, milliseconds: 5, tenant };
    const read = JSON.parse(answerLine('desk', line, 1)) as Line;
    expect(read['tenant']).toBe(tenant);
    expect(JSON.stringify(read['_aws'])).not.toContain('tenant');
  });
});

function metricsOf(line: Line): unknown {
  return (line['_aws'] as { readonly CloudWatchMetrics: unknown }).CloudWatchMetrics;
}
