import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { compress, compressing, type LambdaAnswer } from '../../web/src/lambda/compress.ts';

const text = `<p>${'Tule käymään, kun sinulle sopii. '.repeat(100)}</p>`;
const page: LambdaAnswer = {
  statusCode: 200,
  headers: { 'content-type': 'text/html; charset=utf-8', vary: 'Accept-Language, Cookie' },
  body: text,
};
const bytes = ({ body = '' }: LambdaAnswer) => Buffer.from(body, 'base64');

describe('A page on its way to the visitor', () => {
  it.each([
    ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
    ['gzip, deflate', 'gzip', gunzipSync],
    ['br;q=0, gzip;q=0.5', 'gzip', gunzipSync],
  ])('is compressed for who accepts %s: %s', (accepted, coding, open) => {
    const sent = compress(page, accepted);
    expect(sent).toMatchObject({
      statusCode: 200,
      isBase64Encoded: true,
      headers: { 'content-encoding': coding, vary: 'Accept-Language, Cookie, Accept-Encoding' },
    });
    expect(bytes(sent).length).toBeLessThan(text.length / 5);
    expect(open(bytes(sent)).toString()).toBe(text);
  });

  it.each([undefined, '', 'identity', 'gzip;q=0, br;q=0.0'])('stays as it is for %s', (accepted) => {
    const sent = compress(page, accepted);
    expect(sent.body).toBe(text);
    expect(sent.headers).not.toHaveProperty('content-encoding');
  });

  it('stays as it is when it is short, a picture, or compressed already', () => {
    const short = { ...page, body: 'Hei' };
    const picture = { ...page, headers: { 'content-type': 'image/png' }, isBase64Encoded: true };
    const packed = { ...page, headers: { ...page.headers, 'content-encoding': 'gzip' } };
    expect(compress(short, 'br').body).toBe('Hei');
    expect(compress(picture, 'br')).toEqual(picture);
    expect(compress(packed, 'br')).toEqual(packed);
  });

  it('keeps its cookies, whoever rendered it', async () => {
    const render = () => Promise.resolve({ ...page, cookies: ['a=1'] });
    const sent = await compressing(render)({ headers: { 'accept-encoding': 'gzip' } }, undefined);
    expect(sent.cookies).toEqual(['a=1']);
    expect(gunzipSync(bytes(sent)).toString()).toBe(text);
  });
});
