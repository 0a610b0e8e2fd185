import { statutoryLanguages } from '@ohjaamo/shared/tenants/languageStatus.ts';
import { municipalities, municipalityOf } from '@ohjaamo/shared/tenants/municipalities.ts';
import { describe, expect, it } from 'vitest';

/** Names of the municipalities whose languages are these, as the decree writes them. */
const named = (language: 'fi' | 'sv', languages: string) =>
  municipalities
    .filter((code) => statutoryLanguages(code)?.join() === languages)
    .map((code) => {
      const found = municipalityOf(code);
      return found.is === 'STANDING' ? found.name[language] : code;
    })
    .sort();

describe('The language status of municipalities (423/2003 §5; decree 53/2013 as amended, the same for 2023–2032)', () => {
  it('binds those to both languages that the decree names, the one of the majority first', () => {
    expect(named('fi', 'fi,sv')).toEqual(
      [
        ...['Espoo', 'Hanko', 'Helsinki', 'Kaskinen', 'Kauniainen', 'Kirkkonummi', 'Kokkola', 'Lapinjärvi'],
        ...[
          'Lohja',
          'Loviisa',
          'Myrskylä',
          'Porvoo',
          'Pyhtää',
          'Sipoo',
          'Siuntio',
          'Turku',
          'Vaasa',
          'Vantaa',
        ],
      ].sort(),
    );
    expect(named('sv', 'sv,fi')).toEqual(
      [
        ...['Ingå', 'Jakobstad', 'Kimitoön', 'Korsholm', 'Korsnäs', 'Kristinestad', 'Kronoby', 'Larsmo'],
        ...['Malax', 'Nykarleby', 'Närpes', 'Pargas', 'Pedersöre', 'Raseborg', 'Vörå'],
      ].sort(),
    );
  });

  it('binds the sixteen of Åland to Swedish alone, and all others to Finnish alone', () => {
    expect(named('sv', 'sv')).toEqual(
      [
        ...['Brändö', 'Eckerö', 'Finström', 'Föglö', 'Geta', 'Hammarland', 'Jomala', 'Kumlinge', 'Kökar'],
        ...['Lemland', 'Lumparland', 'Mariehamn', 'Saltvik', 'Sottunga', 'Sund', 'Vårdö'],
      ].sort(),
    );
    expect(named('fi', 'fi')).toHaveLength(municipalities.length - 18 - 15 - 16);
  });

  it('says nothing of a code that is no standing municipality’s', () => {
    expect(statutoryLanguages('999')).toBeUndefined();
    expect(statutoryLanguages('911')).toBeUndefined();
  });
});
