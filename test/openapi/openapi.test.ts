import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { problemStatus } from '@ohjaamo/shared/kernel/problem.ts';
import { openApiDocument, problemsOf } from '@ohjaamo/shared/openapi.ts';
import { routeList } from '@ohjaamo/shared/routes.ts';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';

/** The parts of OpenAPI 3.1 that the document uses, strictly: a misspelt member fails. */
const schema = z.union([z.looseObject({ type: z.string() }), z.looseObject({})]);
const content = z.record(
  z.string().regex(/^[a-z]+\/[a-z+]+$/u),
  z.strictObject({ schema: schema.optional() }),
);
const operation = z.strictObject({
  operationId: z.string().regex(/^[a-z][A-Za-z]+$/u),
  tags: z.array(z.string()).length(1),
  description: z.string().min(1),
  security: z.array(
    z.union([
      z.strictObject({ session: z.array(z.never()) }),
      z.strictObject({ person: z.array(z.never()) }),
    ]),
  ),
  parameters: z.array(
    z.strictObject({ name: z.string(), in: z.enum(['path', 'query']), required: z.boolean(), schema }),
  ),
  requestBody: z.strictObject({ required: z.literal(true), content }).optional(),
  responses: z.record(
    z.string().regex(/^[245]\d\d$/u),
    z.strictObject({ description: z.string().min(1), content }),
  ),
});
const document = z.strictObject({
  openapi: z.literal('3.1.0'),
  info: z.strictObject({
    title: z.string(),
    version: z.string(),
    license: z.strictObject({ name: z.string(), identifier: z.literal('EUPL-1.2') }),
  }),
  servers: z.array(z.strictObject({ url: z.string() })),
  paths: z.record(
    z.string().regex(/^\/api\//u),
    z.partialRecord(z.enum(['get', 'post', 'delete']), operation),
  ),
  components: z.strictObject({
    schemas: z.strictObject({ JsonValue: schema, Problem: schema }),
    securitySchemes: z.strictObject({
      session: z.strictObject({
        type: z.literal('apiKey'),
        in: z.literal('cookie'),
        name: z.literal('__Host-session'),
      }),
      person: z.strictObject({
        type: z.literal('apiKey'),
        in: z.literal('cookie'),
        name: z.literal('__Host-person'),
      }),
    }),
  }),
});

const made = JSON.stringify(openApiDocument(), null, 2);
const parsed = document.parse(JSON.parse(made));

describe('the OpenAPI document', () => {
  it('in docs/openapi.json is the one the route table gives (npm run openapi writes it)', () => {
    expect(readFileSync(join(import.meta.dirname, '../../docs/openapi.json'), 'utf8')).toBe(`${made}\n`);
  });

  it('refers to nothing that is not in it', () => {
    const references = [...made.matchAll(/"\$ref": "([^"]+)"/gu)].map(([, target]) => target);
    const components = Object.keys(parsed.components.schemas);
    expect(new Set(references)).toEqual(new Set(components.map((name) => `#/components/schemas/${name}`)));
  });

  it.each(routeList)('describes $id: method, parameters, body, answer, session', (route) => {
    const described = parsed.paths[route.path]?.[route.method.toLowerCase() as 'get'];
    expect(described?.operationId).toBe(route.id);
    const inPath = described?.parameters.filter((each) => each.in === 'path') ?? [];
    expect(inPath.map(({ name }) => name)).toEqual(
      [...route.path.matchAll(/\{(\w+)\}/gu)].map(([, name]) => name),
    );
    expect(inPath.every(({ required }) => required)).toBe(true);
    expect(described?.requestBody !== undefined).toBe(route.body !== undefined);
    const needs = { session: [{ session: [] }], person: [{ person: [] }] };
    expect(described?.security).toEqual(
      route.access.kind in needs ? needs[route.access.kind as keyof typeof needs] : [],
    );
    const media = typeof route.response === 'string' ? route.response : 'application/json';
    expect(described?.responses[String(route.status)]?.content).toHaveProperty([media]);
  });

  it.each(routeList)('names every problem $id can answer under its status', (route) => {
    const responses = parsed.paths[route.path]?.[route.method.toLowerCase() as 'get']?.responses ?? {};
    for (const type of problemsOf(route)) {
      expect(responses[String(problemStatus[type])]?.description.split(', ')).toContain(type);
    }
  });
});
