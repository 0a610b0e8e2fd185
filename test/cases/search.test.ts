import { foldName, likenessOf, nameFits, nameWords, phoneForm } from '@ohjaamo/shared/cases/search.ts';
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';

describe('A name', () => {
  it.each([
    ['Testi Meriläinen', 'merilainen'],
    ['Testi Meriläinen', 'MERILÄ'],
    ['Testi Meriläinen', 'meri te'],
    ['Áile Ŋuorat', 'aile nuo'],
    ['Strömsö-Åkerblom', 'aker'],
    ['فاطمة السعدي', 'فاطمة'],
    ['فاطمة السعدي', 'فاطمه السع'],
    ['أحمد إبراهيم', 'احمد ابر'],
    ['مُحَمَّد علـي', 'محمد علي'],
    ['علی کریمی', 'علي كريم'],
    ['Ánte-Máhtte Čuovži', 'mahtte cuov'],
    ['Åsa Ö’Dåhl', 'asa'],
    ['Liisa-Maija von Öhman', 'ohman liisa'],
    ['Łucja', 'lucja'],
  ])('%s is found by %s', (name, search) => {
    expect(nameFits(name, search)).toBe(true);
  });

  it('is not found by the middle of a word, nor by a word it does not have', () => {
    expect(nameFits('Testi Meriläinen', 'lainen')).toBe(false);
    expect(nameFits('Testi Meriläinen', 'testi koivu')).toBe(false);
    expect(nameFits('Testi Meriläinen', ' - ')).toBe(false);
  });

  it('folds to the same whatever case and accents it is written with', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(foldName(foldName(name))).toBe(foldName(name));
        expect(foldName(name.normalize('NFD'))).toBe(foldName(name.normalize('NFC')));
      }),
    );
  });

  it('is found by any beginning of any of its words', () => {
    const word = fc.stringMatching(/^[a-zåäöšž]{2,12}$/u);
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 4 }),
        fc.nat(),
        fc.nat(),
        (words, which, length) => {
          const chosen = words[which % words.length] ?? '';
          const begin = chosen.slice(0, 1 + (length % chosen.length));
          expect(nameFits(words.join(' '), begin)).toBe(true);
          expect(nameWords(words.join('-'))).toEqual(nameWords(words.join(' ')));
        },
      ),
    );
  });
});

describe('A telephone number', () => {
  it.each(['040 123 4567', '+358 40 1234567', '00358401234567', '+358 (40) 123-4567'])(
    'is one number, written as %s',
    (typed) => {
      expect(phoneForm(typed)).toBe('+358401234567');
    },
  );
  it('is nothing when it is text', () => {
    expect(phoneForm('Koivu')).toBeUndefined();
    expect(phoneForm('12')).toBeUndefined();
  });
});

describe('Two records', () => {
  const one = { displayName: 'Testi Koivu', birthDate: '2003-04-04', phone: '040 1234567' };
  it('may be one person by telephone, by name and birth date, or by name while a date is unknown', () => {
    expect(likenessOf(one, { displayName: 'Koivunen', phone: '+358401234567' })).toBe('PHONE');
    expect(likenessOf(one, { displayName: 'koivu testi', birthDate: '2003-04-04' })).toBe(
      'NAME_AND_BIRTH_DATE',
    );
    expect(likenessOf(one, { displayName: 'Testi Koivu' })).toBe('NAME');
  });
  it('are two people when their known birth dates differ, or nothing is alike', () => {
    expect(likenessOf(one, { displayName: 'Testi Koivu', birthDate: '2003-04-05' })).toBeUndefined();
    expect(likenessOf(one, { displayName: 'Testi Saari' })).toBeUndefined();
  });
});
