import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import { describe, expect, it } from 'vitest';
import type { Api } from '../../web/src/api.ts';
import { forgetPlace, ownPlace, rememberPlace } from '../../web/src/line/ownPlace.ts';

type Cookies = Parameters<typeof ownPlace>[0];

const address = { language: 'fi', tenantSlug: 'rovaniemi', siteSlug: 'keskusta' } as const;
const link = `${randomIds.id(10)}.${randomIds.id(20)}.${randomIds.secret(128)}`;

/** A browser, and a line in which number 7 stands at one site in a state. */
function phone({ state = 'WAITING', site = 'keskusta' } = {}) {
  const kept = new Map<string, string>();
  const cookies = {
    get: (name: string) => (kept.has(name) ? { value: kept.get(name) } : undefined),
    set: (name: string, value: string) => void kept.set(name, value),
    delete: (name: string) => void kept.delete(name),
  } as unknown as Cookies;
  const asked: unknown[] = [];
  const call = (_route: string, request: unknown) => {
    asked.push(request);
    const value = { number: 7, state, site: { slug: site }, tenant: { slug: 'rovaniemi' } };
    return Promise.resolve({ ok: true, value });
  };
  return { cookies, asked, look: () => ownPlace(cookies, { call } as unknown as Api, address) };
}

describe('The place that a browser has in line', () => {
  it('is known once it was looked at, and asked for by its own link', async () => {
    const { cookies, asked, look } = phone();
    rememberPlace(cookies, link);
    expect(await look()).toEqual({ link, number: 7 });
    expect(asked).toEqual([{ parameters: { link } }]);
  });

  it('is none before, and after it was forgotten; then the service is not asked', async () => {
    const { cookies, asked, look } = phone();
    expect(await look()).toBeUndefined();
    rememberPlace(cookies, link);
    forgetPlace(cookies);
    expect(await look()).toBeUndefined();
    expect(asked).toEqual([]);
  });

  it.each([{ state: 'LEFT' }, { state: 'DONE' }, { state: 'EXPIRED' }, { site: 'itainen' }])(
    'is none here with %o: a number may be taken',
    async (parts) => {
      const { cookies, look } = phone(parts);
      rememberPlace(cookies, link);
      expect(await look()).toBeUndefined();
    },
  );
});
