import { describe, expect, it } from 'vitest';
import type { Api } from '../../web/src/api.ts';
import { endVisit, followKiosk, kioskOf } from '../../web/src/line/kiosk.ts';
import { actOnMessages } from '../../web/src/street/messages/forms.ts';

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

describe('The end of a visit', () => {
  const at = (address: string) => new URL(address, 'https://ohjaamo.example');

  it('leads to the start and takes back what opens a thread', () => {
    const ended = endVisit('/fi/rovaniemi/rovaniemi/kiosk', at('/sv/help?end'));
    expect(ended?.headers.get('location')).toBe('/fi/rovaniemi/rovaniemi/kiosk');
    expect(ended?.headers.get('set-cookie')).toMatch(/^__Host-thread=; .*Max-Age=0$/u);
  });

  it('is nothing on anybody’s own device, nor without being asked for', () => {
    expect(endVisit(undefined, at('/fi?end'))).toBeUndefined();
    expect(endVisit('/fi', at('/fi'))).toBeUndefined();
  });
});

describe('A message thread', () => {
  /** What the service is asked when somebody begins a thread without ticking anything. */
  async function asked(kiosk: boolean): Promise<unknown> {
    const sent: unknown[] = [];
    const call = (_id: string, { body }: { readonly body: unknown }) => {
      sent.push(body);
      return Promise.resolve({ ok: true, value: {} });
    };
    const form = new FormData();
    form.set('do', 'start');
    form.set('text', 'Hei');
    const where = { tenantSlug: 'rovaniemi', siteSlug: 'rovaniemi', kiosk };
    await actOnMessages({ call } as unknown as Api, where, 'fi', form);
    return sent[0];
  }

  it('is on a kiosk always one of a computer that others use too', async () => {
    expect(await asked(true)).toMatchObject({ shared: true });
    expect(await asked(false)).toMatchObject({ shared: false });
  });
});
