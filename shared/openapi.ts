import * as z from 'zod';
import { problemDocument, problemStatus, type ProblemType } from './kernel/problem.ts';
import type { Route } from './kernel/route.ts';
import { routeList } from './routes.ts';

type Json = Readonly<Record<string, unknown>>;

/** Problems that the pipeline answers before a use case runs, by what the route takes. */
function pipelineProblems(route: Route): ProblemType[] {
  const byLink = route.access.kind === 'link' || route.access.kind === 'invitation';
  return [
    'invalid-request',
    ...(route.body
      ? (['malformed-json', 'body-too-large', 'media-type-not-supported'] satisfies ProblemType[])
      : []),
    ...(route.method === 'GET' ? [] : (['cross-origin'] satisfies ProblemType[])),
    ...(route.access.kind === 'session'
      ? (['session-required', 'session-expired', 'role-required'] satisfies ProblemType[])
      : []),
    ...(route.access.kind === 'person'
      ? (['session-required', 'session-expired'] satisfies ProblemType[])
      : []),
    ...(['session', 'person', 'publicTenant', 'link'].includes(route.access.kind)
      ? (['service-paused'] satisfies ProblemType[])
      : []),
    ...(route.case ? (['purpose-required', 'access-refused'] satisfies ProblemType[]) : []),
    ...(route.parameters ? ([byLink ? 'link-not-found' : 'not-found'] satisfies ProblemType[]) : []),
    'internal-error',
    'temporarily-unavailable',
  ];
}

/** Every problem type a route can answer, its own and the pipeline's, each once and in alphabetical order. */
export function problemsOf(route: Route): ProblemType[] {
  return [...new Set([...pipelineProblems(route), ...route.problems])].sort();
}

/** A schema as JSON Schema. Its only definition that refers to itself may be any JSON value (`z.json()`), which the document has once. */
function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _dialect, $defs, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  const [name, ...others] = Object.keys($defs ?? {});
  if (name === undefined) return rest;
  if (others.length > 0) throw new Error(`No place in the document for ${others.join(', ')}`);
  const refers = JSON.stringify({ $ref: `#/$defs/${name}` });
  const json = JSON.stringify({ $ref: '#/components/schemas/JsonValue' });
  return JSON.parse(JSON.stringify(rest).replaceAll(refers, json)) as Json;
}

function parameters(where: 'path' | 'query', schema: z.ZodObject | undefined): Json[] {
  return Object.entries(schema?.shape ?? {}).map(([name, each]) => ({
    name,
    in: where,
    required: where === 'path' || !(each as z.ZodType).safeParse(undefined).success,
    schema: schemaOf(each as z.ZodType, 'input'),
  }));
}

function problemResponses(route: Route): Json {
  const byStatus = Map.groupBy(problemsOf(route), (type) => String(problemStatus[type]));
  return Object.fromEntries(
    [...byStatus].map(([status, types]) => [
      status,
      {
        description: types.join(', '),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
}

function operation(route: Route): Json {
  const { response } = route;
  const content =
    response instanceof z.ZodType
      ? { 'application/json': { schema: schemaOf(response, 'output') } }
      : { [response]: response === 'application/pdf' ? {} : { schema: { type: 'string' } } };
  const roles = route.access.kind === 'session' ? route.access.roles : [];
  return {
    operationId: route.id,
    tags: [route.module],
    description: roles.length > 0 ? `Roles: ${roles.join(', ')}.` : `Access: ${route.access.kind}.`,
    security: securityOf(route),
    parameters: [...parameters('path', route.parameters), ...parameters('query', route.query)],
    ...(route.body && {
      requestBody: {
        required: true,
        content: { 'application/json': { schema: schemaOf(route.body, 'input') } },
      },
    }),
    responses: { [route.status]: { description: 'Done.', content }, ...problemResponses(route) },
  };
}

/** Which session a call needs: a worker's, a person's own, or none. */
function securityOf({ access }: Route): Json[] {
  if (access.kind === 'session') return [{ session: [] }];
  return access.kind === 'person' ? [{ person: [] }] : [];
}

const problemTypes = Object.keys(problemStatus).map((type) => `/problems/${type}`);

/** The service's API as an OpenAPI 3.1 document, made of the route table and of nothing else. */
export function openApiDocument(routes: readonly Route[] = routeList): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routes) {
    (paths[route.path] ??= {})[route.method.toLowerCase()] = operation(route);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Ohjaamo network service',
      version: '0.1.0',
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: {
        JsonValue: { description: 'Any JSON value (RFC 8259 §3).' },
        Problem: schemaOf(problemDocument.unwrap().extend({ type: z.enum(problemTypes) }), 'output'),
      },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: '__Host-session' },
        person: { type: 'apiKey', in: 'cookie', name: '__Host-person' },
      },
    },
  };
}
