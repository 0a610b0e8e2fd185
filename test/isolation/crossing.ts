import type { Route } from '@ohjaamo/shared/kernel/route.ts';
import { globalRole } from '@ohjaamo/shared/kernel/roles.ts';
import { routeList } from '@ohjaamo/shared/routes.ts';
import fc from 'fast-check';
import type { TestAnswer, TestCall } from '../support/localHouse.ts';
import { type Ids, type Settled } from './ids.ts';
import type { OpenWorld } from './openWorld.ts';
import { somebody } from './people.ts';
import { caller, fresh, requestOf, rolesOf } from './requests.ts';
import { changedAt } from './planting.ts';
import type { Rows } from './tables.ts';

type Json = Parameters<typeof changedAt>[0];

/** One request of somebody of the own tenant with something of the other in it. */
export interface Crossing {
  readonly route: number;
  readonly role: number;
  /** Which texts of the request are exchanged, for what, in which form. */
  readonly swaps: readonly { readonly at: number; readonly token: number; readonly form: number }[];
  /** What is put beside: a header, a cookie, a parameter of the query, a field of the body. */
  readonly beside: readonly { readonly where: number; readonly token: number }[];
}

const aNumber = fc.nat(100_000);

/** Random requests; the same for the same seed. */
export function crossings(count: number, seed: number): Crossing[] {
  const swaps = fc.array(fc.record({ at: aNumber, token: aNumber, form: aNumber }), { maxLength: 3 });
  const beside = fc.array(fc.record({ where: aNumber, token: aNumber }), { maxLength: 2 });
  const crossing = fc.record({ route: aNumber, role: aNumber, swaps, beside });
  return fc.sample(crossing, { numRuns: count, seed });
}

/** Routes that somebody of a tenant, a young person or the street can call. */
export const crossed = routeList.filter(
  (route) =>
    route.access.kind !== 'session' ||
    rolesOf(route).some((role) => !(globalRole.options as readonly string[]).includes(role)),
);

/** What of the other tenant's opens something by itself, for whoever has it: put where it belongs it would be no attack. */
const keysToDoors: readonly (keyof Ids)[] = ['tenantSlug', 'invitation'];

/** How a token is written: as it is, and as things that resemble it. */
const forms: readonly ((token: string) => string)[] = [
  (token) => token,
  (token) => token,
  (token) => token,
  (token) => token.toUpperCase(),
  (token) => token.slice(0, -1),
  (token) => `${token}0`,
  (token) => ` ${token} `,
  (token) => encodeURIComponent(`${token}/../${token}`),
  (token) => token.replace('a', '\u0430').replace('o', '\u043E'),
  (token) => `${token}\u0000`,
];

/** Every string of a request by its path, and the request with a string changed. */
function* stringsOf(
  value: unknown,
  path: readonly string[] = [],
): Generator<readonly [readonly string[], string]> {
  if (typeof value === 'string') yield [path, value];
  if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) yield* stringsOf(inner, [...path, name]);
  }
}

/** Makes the request that a crossing describes. */
export function requestOfCrossing(
  { route: number, role, swaps, beside }: Crossing,
  { own, foreign }: Pick<OpenWorld, 'own' | 'foreign'>,
): { readonly route: Route; readonly request: TestCall<Route> } {
  const route = pick(crossed, number);
  const ids = { ...own.ids, ...fresh(route) };
  const plain = requestOf(route, ids, own.freeStart) as unknown as Json;
  const swapped = swaps.reduce((so, { at, token, form }) => {
    const found = [...stringsOf(so)];
    if (found.length === 0) return so;
    const [path, value] = pick(found, at);
    const name = nameOf(ids, value);
    const wanted = name !== undefined && token % 3 > 0 ? foreign.ids[name] : pick(tokensOf(foreign), token);
    const written = pick(forms, form)(wanted);
    return changedAt(so, path, () => (isDoor(name, written, foreign) ? foreign.tenantId : written));
  }, plain);
  const request = beside.reduce(
    (so, { where, token }) => besidesOf(so, where, pick(tokensOf(foreign), token)),
    swapped as unknown as TestCall<Route>,
  );
  return { route, request: { ...request, ...callerOf(route, own, role) } };
}

/** Whether a door of the other's would be opened with its own whole key, by a secret link or by its slug: as anybody may who has it. */
function isDoor(name: keyof Ids | undefined, written: string, { ids }: Settled): boolean {
  const key = written.trim();
  const isLink = /^\w+\.\w{10,20}\.[\w-]{22}$/u.test(key);
  return isLink || (name !== undefined && keysToDoors.some((each) => each === name && ids[each] === key));
}

function nameOf(ids: Ids, value: string): keyof Ids | undefined {
  return (Object.keys(ids) as (keyof Ids)[]).find((name) => ids[name] === value);
}

function tokensOf({ tenantId, ids }: Settled): readonly string[] {
  return [tenantId, `T#${tenantId}#TENANT`, ...Object.values(ids as unknown as Record<string, string>)];
}

/** A header, a cookie or a parameter by which somebody might hope to be taken for another. */
function besidesOf(request: TestCall<Route>, where: number, token: string): TestCall<Route> {
  // A header holds neither line breaks nor letters beyond Latin: the gateway would not pass them on.
  const header = encodeURIComponent(token);
  const headers: readonly Readonly<Record<string, string>>[] = [
    { 'x-tenant-id': header },
    { 'x-amzn-request-context': JSON.stringify({ authorizer: { lambda: { tenantId: header } } }) },
    { authorization: `Bearer ${header}` },
    { 'x-visitor-address': header },
    { 'if-none-match': `"${header}"` },
    { cookie: `__Host-session=${header}; __Host-person=${header}; tenant=${header}` },
  ];
  const kind = where % (headers.length + 2);
  const more = headers[kind];
  if (more) return { ...request, headers: { ...request.headers, ...more } };
  return kind === headers.length
    ? { ...request, query: { ...request.query, tenantId: token } }
    : { ...request, anyBody: { ...(request.body as object), tenantId: token } };
}

function callerOf(route: Route, own: Settled, number: number): ReturnType<typeof caller> {
  const roles = rolesOf(route).filter((role) => !(globalRole.options as readonly string[]).includes(role));
  return roles.length > 0 ? { actor: somebody(pick(roles, number), own) } : caller(route, own);
}

function pick<T>(list: readonly T[], number: number): T {
  return list[number % list.length] as T;
}

/** Everything by which the other tenant would be recognised in an answer: what was planted, and its ids. */
export function tracesOf(
  { own, foreign }: Pick<OpenWorld, 'own' | 'foreign'>,
  planted: readonly string[],
): string[] {
  const mine = Object.values(own.ids as unknown as Record<string, string>);
  // A lesson that the stewards have published is the network's, by the trial it came of.
  const { publishedTrial: _published, ...ids } = foreign.ids;
  const theirs: readonly string[] = Object.values(ids);
  // Names of practice and addresses of its versions are the network's, and the same in both towns; a slug may begin as another does.
  const unique = [foreign.tenantId, ...theirs].filter(
    (each) => each.length >= 10 && !mine.some((id) => id.includes(each)),
  );
  return [...planted, ...unique];
}

/** A request as text, in which one can look for what it said. */
export function textOf(route: Route, request: TestCall<Route>): string {
  return `${route.path} ${JSON.stringify(request)}`.toLowerCase();
}

/** Which traces an answer bears that nobody of the own tenant had said before: what they write themselves they may read again. */
export function leaksIn(
  traces: readonly string[],
  said: readonly string[],
  answer: TestAnswer<Route>,
): string[] {
  const told = `${answer.text}\n${JSON.stringify(answer.headers)}\n${answer.cookies.join('\n')}`;
  return traces.filter(
    (each) => told.includes(each) && !said.some((request) => request.includes(each.toLowerCase())),
  );
}

/** What is stored of a tenant in any table, its trail with it: rows by whose keys it is found. */
export function rowsOf(tenant: string, rows: Rows): Map<string, string> {
  const theirs = [...rows].filter(
    ([, { item }]) =>
      item['pk']?.S?.startsWith(`T#${tenant}#`) === true ||
      (/^[NP]#/u.test(item['pk']?.S ?? '') &&
        `${item['pk']?.S ?? ''}#${item['sk']?.S ?? ''}`.includes(tenant)),
  );
  return new Map(theirs.map(([name, { text }]) => [name, text]));
}
