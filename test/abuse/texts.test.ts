import type { Route } from '@ohjaamo/shared/kernel/route.ts';
import { routeList } from '@ohjaamo/shared/routes.ts';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { caller, fresh, requestOf } from '../isolation/requests.ts';
import { openWorld } from '../isolation/world.ts';
import type { TestCall } from '../support/localHouse.ts';
import { hostileTexts, MARK } from './hostileTexts.ts';

const world = await openWorld();
afterAll(world.stop);

const lines: string[] = [];
beforeEach(() => {
  lines.length = 0;
  const note = (...parts: unknown[]) => void lines.push(parts.map(String).join(' '));
  for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, level).mockImplementation(note);
});

type Value = string | number | boolean | null | readonly Value[] | { readonly [name: string]: Value };

function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** What a value is with each of its texts, wherever in it, exchanged for `text` in turn. */
function withTextIn(value: Value, text: string): Value[] {
  if (typeof value === 'string') return [text];
  if (isList(value))
    return value.flatMap((each, at) => withTextIn(each, text).map((other) => value.with(at, other)));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) =>
    withTextIn(each, text).map((other) => ({ ...value, [name]: other })),
  );
}

/** The requests of a route that have `text` in one of the places where a text may stand. */
function requestsWith(route: Route, text: string): TestCall<Route>[] {
  const { own } = world;
  return (['body', 'query', 'parameters'] as const).flatMap((part) => {
    const request = (): Record<string, unknown> => ({
      ...requestOf(route, { ...own.ids, ...fresh(route) }, own.freeStart),
      ...caller(route, own),
    });
    const partOf = (of: Record<string, unknown>) => (of[part] ?? {}) as Value;
    const places = withTextIn(partOf(request()), text);
    return places.map((_, at) => {
      const another = request();
      return { ...another, [part]: withTextIn(partOf(another), text)[at] };
    });
  });
}

/** What no stored text holds, as JSON escapes it: it would break a line or a mail's header, steer a terminal or hide what follows. */
const UNWRITABLE = /\\(?:r|u00[01]|ud[89a-f])|[\u202a-\u202e]/u;

/** Signing in asks the identity service, which is not there. */
const asked = routeList.filter(({ path }) => !/^\/api\/(?:session|invitations)/u.test(path));

describe('A hostile text', () => {
  it.each(asked)('in any place of $id is taken as a text or refused, and no log tells it', async (route) => {
    for (const [name, text] of Object.entries(hostileTexts)) {
      for (const request of requestsWith(route, text)) {
        const { status, headers, text: answer } = await world.send(route, request);
        const said = `${name}: ${JSON.stringify(request)} ${answer}`;
        expect.soft(status, said).toBeLessThan(500);
        if (status >= 400) {
          expect.soft(headers['content-type'], said).toBe('application/problem+json');
          expect.soft(answer, said).not.toContain(MARK);
        }
        expect.soft(JSON.stringify(headers['content-type'] ?? ''), said).not.toMatch(/html|xml|javascript/u);
        expect.soft(JSON.stringify(headers), said).not.toContain(MARK);
      }
    }
    for (const { text } of (await world.restore()).values())
      if (text.includes(MARK)) expect.soft(text, text).not.toMatch(UNWRITABLE);
    for (const line of lines) {
      expect(line).not.toMatch(/[\r\n]/u);
      expect(JSON.parse(line), line).toHaveProperty('code');
      expect(line).not.toContain(MARK);
    }
  });
});
