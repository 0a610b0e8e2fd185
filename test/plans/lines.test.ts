import { drawable, linesOf } from '@ohjaamo/functions/plans/document/lines.ts';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

/** Every sign one point wide. */
const measure = (text: string) => Array.from(text).length;
const drawn = (text: string, width = 100) =>
  linesOf(text, width, measure).map(({ pieces }) => pieces.map((piece) => piece.text).join('|'));

describe('The lines of a document', () => {
  it('break between words, and inside a word only when it is wider than the line', () => {
    expect(drawn('yksi kaksi kolme', 10)).toEqual(['yksi kaksi', 'kolme']);
    expect(drawn('kaksikymmentäyksi', 6)).toEqual(['kaksik', 'ymment', 'äyksi']);
    expect(drawn('a\n\nb')).toEqual(['a', '', 'b']);
  });

  it('of Arabic begin at the right, with numbers and names in their own order', () => {
    expect(linesOf('موعد', 100, measure)[0]?.rightToLeft).toBe(true);
    expect(drawn('موعد 20.2.2027 مع Kela')).toEqual(['Kela| مع |20.2.2027|موعد ']);
    expect(drawn('(في 2027) TE-palvelut')).toEqual(['TE-palvelut| (|2027|)في ']);
    expect(drawn('Tavoite: أريد عملاً')).toEqual(['Tavoite: |أريد عملاً']);
    expect(drawn('قبل (الصيف) بسرعة')).toEqual(['قبل )الصيف( بسرعة']);
  });

  it('hold every word that was written, in whatever script', () => {
    const word = fc.constantFrom('koti', 'Čáppa', 'жить', 'سكن', 'בית', '2027', '(x)', '🏠');
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 4, max: 20 }),
        (words, width) => {
          const signs = (text: string) =>
            Array.from(text.replaceAll(/[\s|()]/gu, ''))
              .sort()
              .join('');
          expect(signs(drawn(words.join(' '), width).join(' '))).toBe(signs(words.join('')));
        },
      ),
    );
  });
});

describe('What a font lacks', () => {
  const latin = (codePoint: number) => codePoint < 0x2000;

  it('is drawn as one square for each sign that a reader sees', () => {
    expect(drawable('koti 👩‍👩‍👧 ja 🏠', latin)).toBe('koti □ ja □');
    expect(drawable('❤️', (codePoint) => codePoint === 0x2764)).toBe('❤');
    expect(drawable('a\nb', latin)).toBe('a\nb');
  });
});
