import { describe, expect, it } from 'vitest';
import type { Api } from '../../web/src/api.ts';
import { copyFile } from '../../web/src/rights/copyFile.ts';
import { endVisit, followKiosk, kioskOf } from '../../web/src/line/kiosk.ts';
import { actOnMessages } from '../../web/src/street/messages/forms.ts';

type Cookies = Parameters<typeof kioskOf>[0];

/** The cookies of one browser, as a page reads and sets them, and what the API is asked; it does not answer. */
function browser(first: Readonly<Record<string, string>> = {}) {
  const kept = new Map(Object.entries(first));
  const asked: string[] = [];
  const call = (route: string) => {
    asked.push(route);
    return Promise.resolve({ ok: false, error: { type: 'temporarily-unavailable' } });
  };
  const cookies = {
    has: (name: string) => kept.has(name),
    get: (name: string) => (kept.has(name) ? { value: kept.get(name) } : undefined),
    set: (name: string, value: string) => void kept.set(name, value),
    delete: (name: string) => void kept.delete(name),
  } as unknown as Cookies;
  const api = { call, cookies: [] } as unknown as Api;
  const visit = (address: string) => followKiosk(cookies, new URL(address, 'https://ohjaamo.example'), api);
  return { cookies, kept, asked, visit, api };
}

describe('A shared computer', () => {
  it('is one from ?kiosk on, on every page, until ?kiosk=off', async () => {
    const { visit } = browser();
    expect(await visit('/fi/rovaniemi/rovaniemi')).toBeUndefined();
    expect(await visit('/fi/rovaniemi/rovaniemi?kiosk')).toBe('/fi/rovaniemi/rovaniemi');
    expect(await visit('/fi/help')).toBe('/fi/rovaniemi/rovaniemi');
    expect(await visit('/fi?kiosk=off')).toBeUndefined();
    expect(await visit('/fi/help')).toBeUndefined();
  });

  it('signs out whoever had signed in with it, once, and forgets them even when the service does not answer', async () => {
    const { visit, kept, asked } = browser({ '__Host-session': 'somebody' });
    await visit('/fi/rovaniemi/rovaniemi/kiosk');
    expect(asked).toEqual([]);
    await visit('/fi/rovaniemi/rovaniemi/kiosk?kiosk');
    await visit('/fi/rovaniemi/rovaniemi/kiosk?kiosk');
    expect(asked).toEqual(['signOut']);
    expect([...kept.keys()]).toEqual(['__Host-kiosk']);
  });

  it('keeps nothing but the address of its start', async () => {
    const { visit, kept } = browser();
    await visit('/fi/rovaniemi/rovaniemi?kiosk&nickname=Kotka');
    expect([...kept.values()]).toEqual(['/fi/rovaniemi/rovaniemi']);
  });

  it('may start from a tablet’s link, and from nothing that only looks like one', async () => {
    const link = `/fi/f/abcdefghij.klmnopqrstklmnopqrst.${'s'.repeat(22)}`;
    expect(await browser().visit(`${link}?kiosk=on`)).toBe(link);
    expect(kioskOf(browser({ '__Host-kiosk': `${link}/x` }).cookies)).toBeUndefined();
  });

  it.each(['https://elsewhere.example/', '//elsewhere.example', '/fi/../x', '/fi/a b', 'javascript:x'])(
    'never starts from %s, whoever wrote it into the cookie',
    (start) => {
      expect(kioskOf(browser({ '__Host-kiosk': start }).cookies)).toBeUndefined();
    },
  );
});

describe('The end of a visit', () => {
  const at = (address: string) => new URL(address, 'https://ohjaamo.example');

  const end = (start: string | undefined, address: string, of = browser()) =>
    endVisit(start, at(address), of.cookies, of.api);

  it('leads to the start and takes back what opens a thread or an own page', async () => {
    const ended = await end('/fi/rovaniemi/rovaniemi/kiosk', '/sv/help?end');
    expect(ended?.headers.get('location')).toBe('/fi/rovaniemi/rovaniemi/kiosk');
    const [thread, person] = ended?.headers.getSetCookie() ?? [];
    expect(thread).toMatch(/^__Host-thread=; .*Max-Age=0$/u);
    expect(person).toMatch(/^__Host-person=; .*Max-Age=0$/u);
  });

  it('ends the session of somebody’s own page on the server too', async () => {
    const of = browser({ '__Host-person': 'somebody' });
    await end('/fi', '/fi/rovaniemi/me?end', of);
    expect(of.asked).toEqual(['endMySession']);
    expect([...of.kept.keys()]).toEqual([]);
  });

  it('is nothing on anybody’s own device, nor without being asked for', async () => {
    expect(await end(undefined, '/fi?end')).toBeUndefined();
    expect(await end('/fi', '/fi')).toBeUndefined();
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

describe('The copy of everything as a file', () => {
  const take = async (kiosk: string | undefined) => {
    const asked: string[] = [];
    const call = (route: string) => {
      asked.push(route);
      return Promise.resolve({ ok: true, value: { parts: [] } });
    };
    return { file: await copyFile({ call, cookies: [] } as unknown as Api, kiosk), asked };
  };

  it('is not given to a shared computer, on which it would stay for the next one', async () => {
    expect(await take('/fi/rovaniemi/rovaniemi/kiosk')).toEqual({ file: undefined, asked: [] });
  });

  it('is given on somebody’s own device', async () => {
    const { file } = await take(undefined);
    expect(file?.headers.get('content-disposition')).toBe('attachment; filename="ohjaamo.json"');
  });
});
