import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { UseCase } from '@ohjaamo/functions/kernel/http/context.ts';
import { moduleHandler } from '@ohjaamo/functions/kernel/http/pipeline.ts';
import { tenantClients } from '@ohjaamo/functions/kernel/tenancy/clients.ts';
import { scopes } from '@ohjaamo/functions/kernel/tenancy/scope.ts';
import { isOutage } from '@ohjaamo/functions/kernel/outage.ts';
import { randomIds, staffId, tenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { succeed } from '@ohjaamo/shared/kernel/result.ts';
import { defineRoutes } from '@ohjaamo/shared/kernel/route.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { call, testClock } from '../support/house.ts';

const routes = defineRoutes('desk', {
  lookUp: {
    method: 'GET',
    path: '/api/look-up',
    access: { kind: 'session', roles: ['COUNSELLOR'] },
    response: z.strictObject({ found: z.boolean() }),
    status: 200,
    problems: [],
  },
});
const lookUp: UseCase<(typeof routes)['lookUp']> = async ({ scope }) =>
  succeed({
    body: { found: (await scope.work.get(scope.keys.tenant('PROFILE'), z.object({}))) !== undefined },
  });

/** Looks something up while `endpoint` stands for all of AWS. */
async function lookUpAt(endpoint: string, useCase = lookUp) {
  vi.stubEnv('AWS_REGION', 'eu-north-1');
  vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', endpoint);
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local', sessionToken: 'local' };
  const tables = { work: 'Work' };
  const clients = tenantClients(tables, { desk: 'arn:test:desk' }, () => Promise.resolve(credentials));
  const house = {
    clock: testClock('2027-02-01T09:00+02:00'),
    ids: randomIds,
    openScope: scopes(clients, tables),
    memberRole: 'desk' as const,
  };
  return call(moduleHandler(routes, { lookUp: useCase }, house), routes.lookUp, {
    actor: {
      realm: 'tenant',
      subject: 'somebody',
      tenantId: tenantId.parse(randomIds.id(10)),
      staffId: staffId.parse(randomIds.id(10)),
      roles: ['COUNSELLOR'],
    },
  });
}

/** Looks something up while AWS answers everything with this. */
async function lookUpWhile(status: number, type: string) {
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${type}`, message: 'x' }));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  try {
    return await lookUpAt(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}`);
  } finally {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  }
}

beforeEach(() => {
  // The pauses between the tries are drawn by chance, up to seconds: the shortest are enough to see how it ends.
  vi.spyOn(Math, 'random').mockReturnValue(0);
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

describe('when AWS does not answer', () => {
  it.each([
    [400, 'ProvisionedThroughputExceededException'],
    [400, 'ThrottlingException'],
    [500, 'InternalServerError'],
    [503, 'ServiceUnavailable'],
  ])('with %i %s, the request may be tried again later', async (status, type) => {
    const answer = await lookUpWhile(status, type);
    expect(answer.problem.type).toBe('/problems/temporarily-unavailable');
    expect(answer.status).toBe(503);
  });

  it('because nobody is there, neither', async () => {
    // Port 9 is "discard": nothing listens on it.
    const answer = await lookUpAt('http://127.0.0.1:9');
    expect(answer.problem.type).toBe('/problems/temporarily-unavailable');
  });

  it.each([
    [400, 'AccessDeniedException'],
    [400, 'ValidationException'],
    [400, 'ResourceNotFoundException'],
  ])('a fault of ours stays one: %i %s', async (status, type) => {
    const answer = await lookUpWhile(status, type);
    expect(answer.problem.type).toBe('/problems/internal-error');
  });

  it('nor is an error of the code an outage; it counts as an error of its module, and its line says in which municipality', async () => {
    const written = vi.spyOn(console, 'log').mockReturnValue();
    const answer = await lookUpAt('http://127.0.0.1:9', () => Promise.reject(new TypeError('x')));
    expect(answer.status).toBe(500);
    expect(JSON.parse(String(written.mock.calls.at(-1)?.[0]))).toMatchObject({
      code: 'REQUEST_DONE',
      Module: 'desk',
      ServerErrors: 1,
      status: 500,
      route: 'GET /api/look-up',
      tenant: expect.stringMatching(/^[0-9a-z]{10}$/u) as unknown,
    });
  });
});

describe('a cancelled transaction', () => {
  const cancelled = (...codes: string[]) =>
    Object.assign(new Error('cancelled'), {
      name: 'TransactionCanceledException',
      $metadata: { httpStatusCode: 400 },
      CancellationReasons: codes.map((Code) => ({ Code })),
    });

  it('is an outage when it collided or was throttled to the end, and not when it was wrong', () => {
    expect(isOutage(cancelled('None', 'TransactionConflict'))).toBe(true);
    expect(isOutage(cancelled('ThrottlingError'))).toBe(true);
    expect(isOutage(cancelled('None', 'ValidationError'))).toBe(false);
    expect(isOutage('text')).toBe(false);
  });
});
