import { destinations, mainActivities } from '@ohjaamo/shared/cases/episode.ts';
import { figuresOf } from '@ohjaamo/shared/figures/facts.ts';
import { personFiguresOf } from '@ohjaamo/shared/figures/persons/figures.ts';
import { languages } from '@ohjaamo/shared/kernel/i18n.ts';
import { describe, expect, it } from 'vitest';
import { formatter } from '../../web/src/i18n/format.ts';
import { translator } from '../../web/src/i18n/translate.ts';
import { personMeasures, personTables } from '../../web/src/work/personFigures.ts';

const contacts = figuresOf([{ contacts: 12, age_15_17: 12, 'language_sv:contacts': 7 }]);
const figures = personFiguresOf(
  {
    ...{
      identified: 12,
      light: 3,
      acrossOrganisations: 5,
      named: 10,
      metFirst: 4,
      later: 20,
      laterNamed: 15,
    },
    ...{ age_15_17: 6, age_UNKNOWN: 9, language_fi: 15, activity_STUDENT: 15 },
    ...{ openEpisodes: 8, withPlan: 6, plans: 7, overdue: 1 },
    ...{ 'sent:NGO': 6, 'accepted:NGO': 3, 'acceptDays:NGO:2': 2, 'acceptDays:NGO:5': 1, 'sent:OUTSIDE': 1 },
    ...{ 'map:own:home:up': 2, 'map:own:home:same': 5, 'closed:OTHER_SERVICE:WORKER': 7 },
    ...{ 'due:3': 5, 'reached:3': 4, 'after:3:OPEN_MARKET_WORK': 4 },
  },
  { 'own:home': { fi: 'Koti', sv: 'Hem' } },
);
const speak = (language: (typeof languages)[number]) => ({
  t: translator(language),
  format: formatter(language),
  language,
});

describe('Figures of persons as the page tells them', () => {
  const tables = personTables(figures, contacts, speak('fi'));
  const rows = (key: string) => tables.find((each) => each.key === key)?.rows;

  it('tell clients and contacts by language apart, with the contacts whose language nobody knows', () => {
    expect(rows('language')?.map(({ name, numbers }) => [name, ...numbers])).toEqual([
      ['Suomi', '15', '100 %', '0'],
      ['Ruotsi', '0', '0 %', '7'],
      ['Englanti', '0', '0 %', '0'],
      ['Ei tiedossa', '–', '–', '5'],
    ]);
  });

  it('have a number, what it is counted of and a definition each', () => {
    const told = personMeasures(figures, speak('fi')).map(({ key, number }) => [key, number]);
    expect(told).toEqual([
      ['m02', '12'],
      ['m09', '42 %'],
      ['m13', '40 %'],
      ['m14', '75 %'],
      ['m15', '43 %'],
      ['m18', '80 %'],
    ]);
  });

  it.each(languages)('leave no gap in the words of %s', (language) => {
    const said = [
      ...personMeasures(figures, speak(language)).flatMap(({ name, of }) => [name, of]),
      ...personTables(figures, contacts, speak(language)).flatMap((table) => [
        table.caption,
        table.of,
        ...table.columns,
        ...table.rows.map(({ name }) => name),
      ]),
    ];
    for (const text of said) expect(text).toMatch(/^[^{}]+$/u);
  });

  it('carry a star while they are small, and none at nothing or from five on', () => {
    expect(rows('age')?.map(({ numbers }) => numbers)).toContainEqual(['6', '40 %', '12']);
    expect(rows('maps')).toEqual([{ name: 'Koti', lang: undefined, numbers: ['2*', '5', '0', '7'] }]);
    const [m02, m09] = personMeasures(figures, speak('fi'));
    expect(m02?.of).toContain('3*');
    expect(m09?.of).toBe('5 / 12 tunnistettua');
  });

  it('say which language a name is in that is not the page’s', () => {
    const english = personTables(figures, contacts, speak('en')).find(({ key }) => key === 'maps');
    expect(english?.rows[0]).toMatchObject({ name: 'Koti', lang: 'fi' });
  });

  it('name every activity, destination and receiver, and add up receivers of several kinds', () => {
    const all = personFiguresOf(
      Object.fromEntries([
        ...mainActivities.map((code) => [`activity_${code}`, 5]),
        ...destinations.map((code) => [`closed:${code}:WORKER`, 5]),
      ]) as Parameters<typeof personFiguresOf>[0],
    );
    const named = personTables(all, contacts, speak('sv'));
    const count = (key: string) =>
      new Set(named.find((each) => each.key === key)?.rows.map(({ name }) => name)).size;
    expect([count('activity'), count('destinations')]).toEqual([mainActivities.length, destinations.length]);
    expect(rows('receivers')).toEqual([
      { name: 'Järjestö', numbers: ['6', '3*', '0', '0', '2 pv', '–'] },
      { name: 'Muu vastaanottaja', numbers: ['1*', '0', '0', '0', '–', '–'] },
      { name: 'Yhteensä', numbers: ['7', '3*', '0', '0', '2 pv', '–'] },
    ]);
  });
});
