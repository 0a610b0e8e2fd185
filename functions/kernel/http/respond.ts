import { type Problem, type ProblemDocument, problemStatus } from '@ohjaamo/shared/kernel/problem.ts';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

/** Headers of every API answer: nothing is cached, sniffed, framed or referred. */
const SECURITY_HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
} as const;

interface Extras {
  readonly cookies?: readonly string[] | undefined;
  readonly version?: string | undefined;
  /** Seconds for which what is published may be kept. */
  readonly openFor?: number | undefined;
}

/** What is open to everybody may be kept, and read by a page of any other site. */
function openHeaders(seconds: number): Readonly<Record<string, string>> {
  return {
    'cache-control': `public, max-age=${String(seconds)}`,
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
  };
}

/** A successful answer. */
export function respond(
  status: number,
  mediaType: string,
  body: string,
  { cookies = [], version, openFor }: Extras = {},
): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode: status,
    headers: {
      ...SECURITY_HEADERS,
      'content-type': mediaType,
      ...(version && { etag: `"${version}"` }),
      ...(openFor !== undefined && openHeaders(openFor)),
    },
    body,
    ...(cookies.length > 0 && { cookies: [...cookies] }),
  };
}

/** A document that is no text, for saving: the gateway takes its bytes in base64. The file's name names nobody. */
export function respondDocument(
  status: number,
  mediaType: 'application/pdf',
  document: Uint8Array,
): APIGatewayProxyStructuredResultV2 {
  const response = respond(status, mediaType, Buffer.from(document).toString('base64'));
  const disposition = 'attachment; filename="ohjaamo.pdf"';
  return {
    ...response,
    headers: { ...response.headers, 'content-disposition': disposition },
    isBase64Encoded: true,
  };
}

/** 304: the caller has this version (RFC 9110 §15.4.5); of what is open with how long it may be kept from now. */
export function respondUnchanged(version: string, openFor?: number): APIGatewayProxyStructuredResultV2 {
  const open = openFor === undefined ? {} : openHeaders(openFor);
  return { statusCode: 304, headers: { ...SECURITY_HEADERS, etag: `"${version}"`, ...open } };
}

/** The same without its body, for `HEAD` (RFC 9110 §9.3.2). */
export function withoutBody(response: APIGatewayProxyStructuredResultV2): APIGatewayProxyStructuredResultV2 {
  return { ...response, body: '', isBase64Encoded: false };
}

/**
 * The one place where a problem becomes `application/problem+json` (RFC 9457), with `Retry-After` where the wait is known
 * and `Allow` where another method would do.
 */
export function respondProblem(problem: Problem, requestId: string): APIGatewayProxyStructuredResultV2 {
  const status = problemStatus[problem.type];
  const document: ProblemDocument = {
    type: `/problems/${problem.type}`,
    title: problem.type.replaceAll('-', ' '),
    status,
    requestId,
    ...(problem.errors && { errors: problem.errors }),
    ...(problem.nearest && { nearest: problem.nearest }),
    ...(problem.conflicts && { conflicts: problem.conflicts }),
    ...(problem.opensAt && { opensAt: problem.opensAt }),
  };
  const answer = respond(status, 'application/problem+json', JSON.stringify(document));
  const response = problem.allow
    ? { ...answer, headers: { ...answer.headers, allow: problem.allow.join(', ') } }
    : answer;
  if (problem.retryAfterSeconds === undefined) return response;
  // Whole seconds, rounded up: whoever waits so long is not refused for having come a moment early.
  const retryAfter = String(Math.max(1, Math.ceil(problem.retryAfterSeconds)));
  return { ...response, headers: { ...response.headers, 'retry-after': retryAfter } };
}
