import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Role } from '@ohjaamo/shared/kernel/roles.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import { describe, expect, it } from 'vitest';
import { commandsOf, mayLookForPeople } from '../../web/src/work/commands.ts';
import { byWords, hasWords } from '../../web/src/work/words.ts';

const pages = join(import.meta.dirname, '../../web/src/pages/[lang]');

function session(...roles: Role[]) {
  return routes.readSession.response.parse({
    realm: 'tenant',
    roles,
    displayName: 'Test worker',
    languages: ['fi'],
    sites: [],
    expiresAt: '2027-02-01T18:00:00Z',
  });
}

const paths = (...roles: Role[]) => commandsOf(session(...roles)).map(({ path }) => path);

describe('what can be found by its name', () => {
  it('is what the person may open, and begins with what is begun most', () => {
    expect(paths('COUNSELLOR')[0]).toBe('desk/contact');
    expect(paths('COUNSELLOR')).toContain('people/search');
    expect(paths('COUNSELLOR')).not.toContain('audit');
    expect(paths('TENANT_ADMIN')).toContain('workers/invite');
    expect(paths('STAFF_MANAGER')).not.toContain('people/search');
    expect(mayLookForPeople(session('STAFF_MANAGER'))).toBe(false);
    expect(mayLookForPeople(session('COUNSELLOR'))).toBe(true);
  });

  it('is a page, and each of them once', () => {
    const all = paths('COUNSELLOR', 'TENANT_ADMIN', 'SITE_MANAGER', 'OUTREACH_WORKER', 'PARTNER_WORKER');
    expect(new Set(all).size).toBe(all.length);
    for (const path of all) {
      const isPage = ['.astro', '/index.astro'].some((end) => existsSync(join(pages, path + end)));
      expect(isPage, path).toBe(true);
    }
  });

  it('is found by every word in any order, in capitals or not, with its marks or without', () => {
    expect(hasWords('Kirjaa kohtaaminen', 'koht KIRJ')).toBe(true);
    expect(hasWords('Työntekijät', 'tyontek')).toBe(true);
    expect(hasWords('Kirjaa kohtaaminen', 'jono')).toBe(false);
    expect(hasWords('Kirjaa kohtaaminen', '  ')).toBe(true);
  });

  it('stands first when it is what was typed, then what begins so, then what has a word that does', () => {
    const names = ['Tukijono', 'Ota jonosta', 'Avaa jonon näyttö', 'Jonon päivä', 'Jono', 'Kalenteri'];
    const found = byWords(names, (name) => name, 'jono');
    expect(found).toEqual(['Jono', 'Jonon päivä', 'Ota jonosta', 'Avaa jonon näyttö', 'Tukijono']);
    expect(byWords(names, (name) => name, 'nay jon')).toEqual(['Avaa jonon näyttö']);
    expect(byWords(names, (name) => name, '')).toEqual(names);
  });
});
