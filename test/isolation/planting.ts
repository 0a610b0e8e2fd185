import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { Route } from '@ohjaamo/shared/kernel/route.ts';
import type { Send } from './send.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** Whether somebody wrote this as words: codes, ids, dates, languages and addresses of pages are none. */
function isWords(text: string): boolean {
  // Zones of time have a slash.
  if (text.includes('/')) return false;
  return /^[^\s@]+@[^\s@]+$/u.test(text) || /^\p{Lu}\p{Ll}|\p{L}\s\p{L}/u.test(text);
}

function withMark(text: string, mark: string): string {
  return /^[^\s@]+@/u.test(text) ? text.replace('@', `.${mark}@`) : `${text} ${mark}`;
}

/** Writes `mark` into every text for which `accepts` bears it, one after the other. */
function plantedIn(whole: Json, mark: string, accepts: (whole: Json) => boolean): Json {
  const places = [...wordsOf(whole)];
  return places.reduce((so, path) => {
    const next = changedAt(so, path, (text) => withMark(text, mark));
    return accepts(next) ? next : so;
  }, whole);
}

function* wordsOf(value: Json, path: readonly string[] = []): Generator<readonly string[]> {
  if (typeof value === 'string' && isWords(value)) yield path;
  if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) yield* wordsOf(inner, [...path, name]);
  }
}

/** The value with the text at a path changed. */
export function changedAt(value: Json, path: readonly string[], change: (text: string) => string): Json {
  const [name, ...rest] = path;
  if (name === undefined) return typeof value === 'string' ? change(value) : value;
  if (Array.isArray(value)) {
    return value.map((each: Json, at) => (String(at) === name ? changedAt(each, rest, change) : each));
  }
  const record = value as Readonly<Record<string, Json>>;
  return { ...record, [name]: changedAt(record[name] ?? null, rest, change) };
}

/** A town in whose every name, title and address the mark stands. */
export function plantedTown(mark: string) {
  return (tenant: Tenant): Tenant =>
    plantedIn(tenant as unknown as Json, mark, () => true) as unknown as Tenant;
}

/** Sends what people write with the mark in each text that the route takes; as they wrote it where it is refused so. */
export function plantingSend(mark: string) {
  return (send: Send): Send =>
    async (route, request) => {
      const body = request?.body as Json | undefined;
      if (body === undefined) return send(route, request);
      const planted = plantedIn(body, mark, (next) => fits(route, next));
      const answer = await send(route, { ...request, body: planted as never });
      return answer.status < 300 ? answer : send(route, request);
    };
}

function fits({ body }: Route, value: Json): boolean {
  return body?.safeParse(value).success === true;
}
