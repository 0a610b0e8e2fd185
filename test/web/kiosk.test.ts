import { describe, expect, it } from 'vitest';
import { followKiosk, kioskOf } from '../../web/src/line/kiosk.ts';

type Cookies = Parameters<typeof kioskOf>[0];

/** The cookies of one browser, as a page reads and sets them. */
function browser(first?: string) {
  const kept = new Map(first === undefined ? [] : [['__Host-kiosk', first]]);
  const cookies = {
    get: (name: string) => (kept.has(name) ? { value: kept.get(name) } : undefined),
    set: (name: string, value: string) => void kept.set(name, value),
    delete: (name: string) => void kept.delete(name),
  } as unknown as Cookies;
  const visit = (address: string) => followKiosk(cookies, new URL(address, 'https://ohjaamo.example'));
  return { cookies, kept, visit };
}

describe('A shared computer', () => {
  it('is one from ?kiosk on, on every page, until ?kiosk=off', () => {
    const { visit } = browser();
    expect(visit('/fi/rovaniemi/rovaniemi')).toBeUndefined();
    expect(visit('/fi/rovaniemi/rovaniemi?kiosk')).toBe('/fi/rovaniemi/rovaniemi');
    expect(visit('/fi/help')).toBe('/fi/rovaniemi/rovaniemi');
    expect(visit('/fi?kiosk=off')).toBeUndefined();
    expect(visit('/fi/help')).toBeUndefined();
  });

  it('keeps nothing but the address of its start', () => {
    const { visit, kept } = browser();
    visit('/fi/rovaniemi/rovaniemi?kiosk&nickname=Kotka');
    expect([...kept.values()]).toEqual(['/fi/rovaniemi/rovaniemi']);
  });

  it.each(['https://elsewhere.example/', '//elsewhere.example', '/fi/../x', '/fi/a b', 'javascript:x'])(
    'never starts from %s, whoever wrote it into the cookie',
    (start) => {
      expect(kioskOf(browser(start).cookies)).toBeUndefined();
    },
  );
});
