import { createHmac, timingSafeEqual } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/** Names a visitor's address for one date, without keeping it: 16 characters that differ from day to day. */
export type Visitor = (date: string) => string;

/**
 * The visitor of a request. The distribution and the rendering function write the address they saw into
 * `x-visitor-address` and prove themselves by `x-origin-proof`; from anybody else the header counts for nothing, and the
 * address is the one that the gateway saw. The proof is the key of the hash too, so that nobody can try addresses out.
 */
export function visitorOf(event: APIGatewayProxyEventV2, originProof: string | undefined): Visitor {
  const address = addressOf(event, originProof);
  return (date) =>
    createHmac('sha256', originProof ?? '')
      .update(`${date} ${address}`)
      .digest('base64url')
      .slice(0, 16);
}

function addressOf(event: APIGatewayProxyEventV2, originProof: string | undefined): string {
  const told = event.headers['x-visitor-address'];
  const proof = event.headers['x-origin-proof'];
  if (told && proof && originProof && isSame(proof, originProof)) return told;
  return event.requestContext.http.sourceIp;
}

function isSame(one: string, other: string): boolean {
  const [first, second] = [Buffer.from(one), Buffer.from(other)];
  return first.length === second.length && timingSafeEqual(first, second);
}
