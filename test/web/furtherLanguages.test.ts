import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FurtherLanguage, furtherLanguages } from '@ohjaamo/shared/kernel/i18n.ts';
import { describe, expect, it } from 'vitest';
import { formatter } from '../../web/src/i18n/format.ts';
import { behind, directionOf, furtherFiles, isFirstPage } from '../../web/src/i18n/further.ts';
import { messages } from '../../web/src/i18n/messages.ts';
import { translator } from '../../web/src/i18n/translate.ts';

const source = join(import.meta.dirname, '../../web/src');

/** What the pages that can be read in further languages are made of. */
const parts = [
  ...['layouts/PublicPage.astro', 'layouts/Document.astro', 'components/LanguageSwitch.astro'],
  ...['components/Wordmark.astro', 'line/KioskGuard.astro', 'line/LineBox.astro', 'line/LineState.astro'],
  ...['line/words.ts', 'pages/[lang]/help.astro', 'pages/[lang]/index.astro'],
  ...[
    'SiteAnswers',
    'WeekCalendar',
    'Hours',
    'ComingHours',
    'ChannelState',
    'PresenceLine',
    'SiteGroups',
  ].map((name) => `street/${name}.astro`),
  ...['street/NextMeeting.astro', 'street/onDay.ts'],
];
/** Keys that look like those of the pages and belong to others. */
const elsewhere = /^channel\.[a-z]+(?:Hint|question)$|^channel\.question$|^site\.open\.(?:hours|weekly)$/u;

const finnish: Readonly<Record<string, string>> = messages.fi;
const english: Readonly<Record<string, string>> = messages.en;

function neededKeys(): string[] {
  const text = parts.map((file) => readFileSync(join(source, file), 'utf8')).join('\n');
  const written = text.matchAll(/'([\w.]+\.[\w.]*)'|`([\w.${}()[\]\s?:'-]*\.[\w.${}()[\]\s?:'-]*)`/gu);
  const patterns = [...written].map(([, plain, template]) => {
    const pieces = (plain ?? template ?? '').split(/\$\{[^{}]*\}/u);
    return new RegExp(
      `^${pieces.map((piece) => piece.replaceAll('.', '\\.').replaceAll(/[^\w\\.]/gu, '')).join('[\\w-]+')}(?:\\.other)?$`,
      'u',
    );
  });
  return Object.keys(finnish).filter(
    (key) =>
      patterns.some((pattern) => pattern.test(key)) &&
      !elsewhere.test(key) &&
      // The page of a problem is always in one of the languages that every page has.
      (!key.startsWith('problem.') || key === 'problem.paused.text'),
  );
}

/** The keys of a language for these: a counted text has a form for each of the language's plural categories. */
function keysIn(language: FurtherLanguage, needed: readonly string[]): string[] {
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  return needed
    .flatMap((key) => (key.endsWith('.other') ? forms.map((form) => key.replace(/other$/u, form)) : [key]))
    .sort();
}

const placeholders = (text = '') => [...text.matchAll(/\{(\w+)\}/gu)].map(([name]) => name).sort();

describe.each(furtherLanguages)('the first pages in %s', (language) => {
  const { texts, fallsBackTo } = furtherFiles[language];

  it('have every text, in every form that the language counts by, and none that they do not show', () => {
    const needed = neededKeys();
    expect(needed.length).toBeGreaterThan(100);
    expect(Object.keys(texts).sort()).toEqual(keysIn(language, needed));
  });

  it('take the values that the Finnish texts take', () => {
    const different = Object.entries(texts).filter(([key, text]) => {
      const base = finnish[key] ?? finnish[key.replace(/\.\w+$/u, '.other')];
      const [own, wanted] = [placeholders(text), placeholders(base)];
      // One and two may be words instead of numbers.
      const worded = /\.(?:zero|one|two)$/u.test(key) && own.length === 0;
      return !worded && own.join() !== wanted.join();
    });
    expect(different).toEqual([]);
  });

  it('are translated', () => {
    const own = Object.entries(texts).filter(([, text]) => text.trim() === '' || !/\p{L}{2}/u.test(text));
    expect(own).toEqual([]);
    const same = Object.entries(texts).filter(
      ([key, text]) => (text === english[key] || text === finnish[key]) && text !== 'Ohjaamo',
    );
    expect(same).toEqual([]);
  });

  it('fall back to a whole language for every other text', () => {
    const t = translator(language);
    expect(behind(language)).toBe(fallsBackTo);
    expect(t('book.when.title')).toBe(messages[fallsBackTo]['book.when.title']);
    expect(t('help.title')).toBe(texts['help.title']);
  });
});

describe('what a further language is made of', () => {
  it('is there as a file for each language and for nothing else', () => {
    const files = readdirSync(join(source, '../messages/further')).map((file) => file.replace('.json', ''));
    expect(files.sort()).toEqual([...furtherLanguages].sort());
  });

  it('counts as the language does', () => {
    const arabic = translator('ar');
    const [two, three, eleven] = [2, 3, 11].map((count) => arabic.count('line.waiting', count));
    expect(new Set([two, three, eleven]).size).toBe(3);
    expect(translator('ru').count('line.waiting', 21)).toBe('Сейчас ждёт 21 человек.');
    expect(translator('uk').count('line.waiting', 5)).toBe('Зараз чекають 5 людей.');
    expect(translator('fi').count('line.waiting', 2)).toBe('2 odottaa nyt.');
  });

  it('reads from the right in Arabic alone', () => {
    expect(furtherLanguages.filter((language) => directionOf(language) === 'rtl')).toEqual(['ar']);
  });

  it('is on the first pages alone', () => {
    expect(['/[lang]', '/[lang]/help', '/[lang]/[tenant]/[site]'].every(isFirstPage)).toBe(true);
    expect(['/[lang]/desk', '/[lang]/[tenant]/[site]/book', '/[lang]/sign-in'].some(isFirstPage)).toBe(false);
  });

  it('has weekdays, times and digits as they are written in Finland', () => {
    expect(formatter('fi').weekdayName('MON')).toBe('ma');
    expect(formatter('sv').weekdayName('SUN')).toBe('sön');
    expect(formatter('ar').weekdayName('FRI')).toBe('الجمعة');
    expect(formatter('et').weekdayName('WED')).toBe('K');
    expect(formatter('fi').wallTime('09:00')).toBe('9.00');
    expect(formatter('sv').wallTime('09:00')).toBe('09.00');
    for (const language of furtherLanguages) expect(formatter(language).wallTime('16:05')).toBe('16:05');
  });
});
