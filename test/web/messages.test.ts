import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Route } from '@ohjaamo/shared/kernel/route.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import { shippedTemplates } from '@ohjaamo/shared/templates/shipped.ts';
import type { TemplateVersion } from '@ohjaamo/shared/templates/version.ts';
import { describe, expect, it } from 'vitest';

const web = join(import.meta.dirname, '../../web');
const areas = [
  'public',
  'work',
  'booking',
  'calendar',
  'calendars',
  'line',
  'groups',
  'messages',
  'duty',
  'people',
  'settings',
  'catalogue',
  'regional',
  'templates',
  'house',
  'cases',
  'plans',
  'outreach',
  'employers',
  'onboarding',
  'course',
  'maps',
  'notes',
  'referrals',
  'rights',
  'adoptions',
  'feedback',
  'figures',
  'design',
] as const;
const languages = ['fi', 'sv', 'en'] as const;
/** Words that are written alike in two of the languages, names among them. */
const sharedWords = new Set([
  ...['chat', 'id', 'information', 'integration', 'kela', 'kiosk', 'median', 'min', 'nollalinja', 'ohjaamo'],
  ...['organisation', 'person', 'plan', 'relation', 'text', 'tips', 'under', 'version'],
]);

function table(area: string, language: string): Record<string, string> {
  return JSON.parse(readFileSync(join(web, 'messages', area, `${language}.json`), 'utf8')) as Record<
    string,
    string
  >;
}

function sources(folder: string): string {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(?:astro|tsx?)$/u.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n');
}

const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/gu)].map(([name]) => name).sort();

/** Texts in quotes of any kind; a template's `${…}` stands for any piece of a key. */
function usedPatterns(source: string): RegExp[] {
  const quoted = source.matchAll(
    /'([\w.]+\.[\w.]*)'|"([\w.]+\.[\w.]*)"|`([\w.${}()[\]\s?:'-]*\.[\w.${}()[\]\s?:'-]*)`/gu,
  );
  return [...quoted].map(([, single, double, template]) => {
    const pattern = (single ?? double ?? template ?? '')
      .split(/\$\{[^{}]*\}/u)
      .map((piece) => piece.replaceAll('.', '\\.').replaceAll(/[^\w\\.]/gu, ''))
      .join('[\\w-]+');
    return new RegExp(`^${pattern}(?:\\.one|\\.other)?$`, 'u');
  });
}

describe.each(areas)('the texts of %s', (area) => {
  const finnish = table(area, 'fi');

  it.each(['sv', 'en'])('have the same keys in Finnish and %s', (language) => {
    expect(Object.keys(table(area, language)).sort()).toEqual(Object.keys(finnish).sort());
  });

  it.each(languages)('are never empty in %s', (language) => {
    const empty = Object.entries(table(area, language)).filter(([, text]) => text.trim() === '');
    expect(empty).toEqual([]);
  });

  it.each(['sv', 'en'])('take the same values in Finnish and %s', (language) => {
    const other = table(area, language);
    const different = Object.keys(finnish).filter(
      (key) => placeholders(finnish[key] ?? '').join() !== placeholders(other[key] ?? '').join(),
    );
    expect(different).toEqual([]);
  });
});

describe('the log of use', () => {
  const acts = [
    ...new Set(Object.values<Route>(routes).flatMap(({ audit }) => (audit ? [audit.action] : []))),
  ].sort();

  it.each(languages)('has words for every act of the route table in %s', (language) => {
    const texts = Object.assign({}, ...areas.map((area) => table(area, language))) as Record<string, string>;
    expect(acts.length).toBeGreaterThan(0);
    expect(acts.filter((act) => texts[`work.action.${act}`] === undefined)).toEqual([]);
  });
});

describe('every text', () => {
  it('that is counted has the form for one and the form for more', () => {
    const counted = [...sources(join(web, 'src')).matchAll(/\.count\(\s*'([\w.]+)'/gu)].map(
      ([, key]) => key ?? '',
    );
    const keys = areas.flatMap((area) => Object.keys(table(area, 'fi')));
    expect(counted.length).toBeGreaterThan(0);
    expect(counted.filter((key) => !keys.includes(`${key}.one`) || !keys.includes(`${key}.other`))).toEqual(
      [],
    );
  });

  it('is used by a page', () => {
    const patterns = usedPatterns(sources(join(web, 'src')));
    const keys = areas.flatMap((area) => Object.keys(table(area, 'fi')));
    const unused = keys.filter((key) => !patterns.some((pattern) => pattern.test(key)));
    expect(unused).toEqual([]);
  });

  it('is translated: what is the same in two languages is made of words that they share', () => {
    const texts = languages.map((language) =>
      Object.fromEntries(areas.flatMap((area) => Object.entries(table(area, language)))),
    );
    const [fi = {}, sv = {}, en = {}] = texts;
    const same = Object.keys(fi).filter(
      (key) => fi[key] === sv[key] || fi[key] === en[key] || sv[key] === en[key],
    );
    const untranslated = same.filter((key) => {
      const text = (fi[key] === sv[key] || fi[key] === en[key] ? fi[key] : sv[key]) ?? '';
      const words = text.replaceAll(/\{\w+\}/gu, '').match(/\p{L}{2,}/gu) ?? [];
      return words.some((word) => !sharedWords.has(word.toLowerCase()));
    });
    expect(untranslated).toEqual([]);
  });

  it('belongs to one area only', () => {
    const keys = areas.flatMap((area) => Object.keys(table(area, 'fi')));
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  it('keeps from the young person the words that stand between them and the door', () => {
    const avoided = /asiakas|syrjäyty|ongelma|\bneet\b|\btapau|toimenpide|velvoi|sanktio/iu;
    const found = Object.entries(table('public', 'fi')).filter(([, text]) => avoided.test(text));
    expect(found).toEqual([]);
  });
});

/** The members that stand side by side somewhere in a content, as their names. */
function siblingsIn(value: unknown): string[][] {
  if (Array.isArray(value)) return value.flatMap(siblingsIn);
  if (typeof value !== 'object' || value === null) return [];
  return [Object.keys(value), ...Object.values(value).flatMap(siblingsIn)];
}

describe.each(languages)('The fields of practice in %s', (language) => {
  it('that stand side by side are told apart', () => {
    const words = table('adoptions', language);
    const twice = shippedTemplates.flatMap((each) =>
      siblingsIn((each as TemplateVersion).content).flatMap((members) => {
        const names = members.flatMap((member) => words[`adoptions.field.${member}`] ?? []);
        return names.filter((name, index) => names.indexOf(name) !== index);
      }),
    );
    expect([...new Set(twice)]).toEqual([]);
  });
});
