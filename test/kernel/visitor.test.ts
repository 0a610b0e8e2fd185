import { visitorOf } from '@ohjaamo/functions/kernel/http/visitor.ts';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { describe, expect, it } from 'vitest';

const PROOF = 'proof-of-the-distribution';
const TODAY = '2027-02-01';

/** A request as the gateway saw it come from `sourceIp`. */
function event(sourceIp: string, headers: Readonly<Record<string, string>> = {}): APIGatewayProxyEventV2 {
  return { headers, requestContext: { http: { sourceIp } } } as unknown as APIGatewayProxyEventV2;
}

const proven = (address: string) =>
  event('10.0.0.1', { 'x-visitor-address': address, 'x-origin-proof': PROOF });
const named = (request: APIGatewayProxyEventV2, date = TODAY) => visitorOf(request, PROOF)(date);

describe('the visitor of a request', () => {
  it('is told by the address that the distribution saw, wherever the request came from', () => {
    const other = event('10.9.9.9', { 'x-visitor-address': '192.0.2.7', 'x-origin-proof': PROOF });
    expect(named(proven('192.0.2.7'))).toBe(named(other));
    expect(named(proven('192.0.2.7'))).not.toBe(named(proven('192.0.2.8')));
  });

  it.each([undefined, '', 'proof-of-the-distributioN', `${PROOF}x`])(
    'is not believed on the own word of whoever proves nothing (%s)',
    (proof) => {
      const claimed = event('198.51.100.1', {
        'x-visitor-address': '192.0.2.7',
        ...(proof !== undefined && { 'x-origin-proof': proof }),
      });
      expect(named(claimed)).toBe(named(event('198.51.100.1')));
    },
  );

  it('is another name every day, and none that tells the address without the key', () => {
    expect(named(proven('192.0.2.7'))).not.toBe(named(proven('192.0.2.7'), '2027-02-02'));
    expect(visitorOf(event('192.0.2.7'), 'another key')(TODAY)).not.toBe(named(proven('192.0.2.7')));
    expect(named(proven('192.0.2.7'))).toMatch(/^[\w-]{16}$/u);
  });
});
