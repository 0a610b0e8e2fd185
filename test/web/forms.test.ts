import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '@ohjaamo/infra/constructs/places.ts';
import { describe, expect, it } from 'vitest';
import { FORM_LIMIT, receiveForm } from '../../web/src/receivedForm.ts';

interface Answer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
}
const { handler } = (await import(pathToFileURL(join(root, 'web/dist/lambda/entry.mjs')).href)) as {
  readonly handler: (event: unknown, context: unknown) => Promise<Answer>;
};

const form = 'application/x-www-form-urlencoded';

/** Sends what a gateway would hand to the rendering function as it was built; the body in Base64, as forms arrive. */
async function send(
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  body = '',
): Promise<{ readonly status: number; readonly text: string; readonly headers: Answer['headers'] }> {
  const answer = await handler(
    {
      version: '2.0',
      routeKey: '$default',
      rawPath: path,
      rawQueryString: '',
      headers: { host: 'site.example', 'x-forwarded-host': 'ohjaamo.example', ...headers },
      requestContext: { http: { method, path, sourceIp: '192.0.2.1' }, domainName: 'site.example' },
      body: Buffer.from(body).toString('base64'),
      isBase64Encoded: true,
    },
    {},
  );
  const text = Buffer.from(answer.body ?? '', answer.isBase64Encoded ? 'base64' : 'utf8').toString();
  return { status: answer.statusCode, text, headers: answer.headers };
}

describe('a form that cannot be read', () => {
  const pages = ['/fi/rovaniemi/rovaniemi/book/details', '/fi/sign-in', '/fi/sign-out', '/fi/b/x/change'];
  const bad: readonly (readonly [string, number, Readonly<Record<string, string>>, string])[] = [
    ['JSON', 415, { 'content-type': 'application/json' }, '{"bookingId":'],
    ['plain text', 415, { 'content-type': 'text/plain' }, 'a=b'],
    ['no type at all', 415, {}, 'a=b'],
    ['more than 256 KB', 413, { 'content-type': form }, `nickname=${'a'.repeat(FORM_LIMIT)}`],
    ['a claim of more than 256 KB', 413, { 'content-type': form, 'content-length': '262145' }, 'a=b'],
    ['broken parts', 400, { 'content-type': 'multipart/form-data; boundary=x' }, '--y\r\nbroken'],
    ['parts without a boundary', 400, { 'content-type': 'multipart/form-data' }, '--x--'],
  ];
  const cases = pages.flatMap((path) => bad.map((each) => [path, ...each] as const));
  it.each(cases)('on %s: %s is answered with %i and a page', async (path, _what, status, headers, body) => {
    const answer = await send('POST', path, headers, body);
    expect(answer.status).toBe(status);
    expect(answer.text).toContain('<html lang="fi"');
    expect(answer.text).toContain('Mitään ei tallennettu.');
    expect(answer.text).not.toMatch(/ {4}at |Error/u);
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
  });

  it('speaks the language of its page', async () => {
    const answer = await send('POST', '/sv/sign-in', { 'content-type': 'text/plain' }, 'x');
    expect(answer.text).toContain('Formuläret kom inte fram som det skulle');
  });

  it('has no page of its own', async () => {
    expect((await send('GET', '/fi/form-refused', {})).status).toBe(404);
  });
});

describe('a form in Base64', () => {
  it('reaches its page', async () => {
    // Without an API the page can only say that it does not answer, but it keeps the address that was typed.
    const answer = await send(
      'POST',
      '/fi/sign-in',
      { 'content-type': form },
      'email=r02%40a.example&password=x',
    );
    expect(answer.text).toContain('value="r02@a.example"');
  });
});

describe('a request that no page takes', () => {
  it.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS'])('%s is answered with 405', async (method) => {
    const answer = await send(method, '/fi', {});
    expect(answer.status).toBe(405);
    expect(answer.headers['allow']).toBe('GET, HEAD, POST');
  });

  it('is refused when another site’s page sent it', async () => {
    const headers = { 'content-type': form, 'sec-fetch-site': 'cross-site' };
    expect((await send('POST', '/fi/sign-in', headers, 'email=a')).status).toBe(403);
  });
});

describe('the reader of forms', () => {
  const post = (type: string, body: BodyInit) =>
    new Request('https://ohjaamo.example/', { method: 'POST', headers: { 'content-type': type }, body });

  it('reads what browsers send and leaves the request unread', async () => {
    const request = post(`${form}; charset=UTF-8`, 'topics=A&topics=B&name=%C3%84+B');
    const read = await receiveForm(request);
    expect(read.ok && [read.value.getAll('topics'), read.value.get('name')]).toEqual([['A', 'B'], 'Ä B']);
    expect(request.bodyUsed).toBe(false);
  });

  it('takes exactly the limit', async () => {
    expect((await receiveForm(post(form, 'a='.padEnd(FORM_LIMIT, 'x')))).ok).toBe(true);
    expect((await receiveForm(post(form, 'a='.padEnd(FORM_LIMIT + 1, 'x')))).ok).toBe(false);
  });
});
