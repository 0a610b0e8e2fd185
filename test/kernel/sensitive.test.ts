import { readIdentityCode } from '@ohjaamo/shared/kernel/identityCode.ts';
import { findSensitive, sensitiveLine, sensitiveText } from '@ohjaamo/shared/kernel/sensitive.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const CHECK = '0123456789ABCDEFHJKLMNPRSTUVWXY';

/** Identity codes of the range for tests (900–999), with every sign of the century. */
const identityCodes = fc
  .record({
    date: fc.date({ min: new Date('1950-01-01'), max: new Date('2019-12-31'), noInvalidDate: true }),
    sign: fc.constantFrom('-', 'Y', 'X', 'W', 'V', 'U', 'A', 'B', 'C', 'D', 'E', 'F'),
    individual: fc.integer({ min: 900, max: 999 }),
  })
  .map(({ date, sign, individual }) => {
    const [year = '', month = '', day = ''] = date.toISOString().slice(2, 10).split('-');
    const check = CHECK[Number(`${day}${month}${year}${String(individual)}`) % 31] ?? '';
    return `${day}${month}${year}${sign}${String(individual)}${check}`;
  })
  .filter((code) => readIdentityCode(code) !== undefined);
const gaps = fc.constantFrom('', ' ', '\u00A0', '.', '\n', '\u200D');
/** Text without digits, so that nothing in it can be part of a code. */
const prose = fc.string({ unit: 'grapheme', maxLength: 40 }).map((text) => text.replaceAll(/\p{N}/gu, ''));

const kinds = (text: string) => findSensitive(text).map(({ kind }) => kind);

describe('The detector for identity codes', () => {
  it('finds each code wherever it stands in a text, however it is parted or written', () => {
    fc.assert(
      fc.property(identityCodes, prose, prose, gaps, fc.boolean(), (code, before, after, gap, small) => {
        const parted = code.replace(/^(..)(..)(..)(.)/u, `$1${gap}$2${gap}$3${gap}$4${gap}`);
        const text = `${before} ${small ? parted.toLowerCase() : parted} ${after}`;
        const at = before.length + 1;
        expect(findSensitive(text)).toContainEqual({
          kind: 'identity_code',
          at,
          to: at + parted.length,
        });
      }),
    );
  });

  it('finds none when the check character is another one', () => {
    fc.assert(
      fc.property(identityCodes, fc.integer({ min: 1, max: 30 }), (code, further) => {
        const check = CHECK[(CHECK.indexOf(code.slice(-1)) + further) % 31] ?? '';
        expect(kinds(`Tunnus ${code.slice(0, -1)}${check} on väärin`)).not.toContain('identity_code');
      }),
    );
  });

  it.each([
    ['a typographic dash', 'hetu 010190–900P'],
    ['a minus sign', 'hetu 010190\u2212900P'],
    ['wide digits', 'hetu ０１０１９０-900P'],
    ['no space before it', 'hetu:010190-900P.'],
    ['a letter behind it', 'hetun 010190-900Pn mukaan'],
  ])('finds a code with %s', (_, text) => {
    expect(kinds(text)).toEqual(['identity_code']);
  });

  it.each([
    'FI21 1234 5600 0007 85',
    '040 123 4567',
    '1234567-8',
    '159030-776',
    '1.2.2027 klo 10.30',
    '96100 Rovaniemi',
  ])('leaves %s alone', (text) => {
    expect(kinds(text)).toEqual([]);
  });
});

describe('The detector for diagnosis codes', () => {
  it('finds every code with a point, and says where', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Array.from('ABCDEFGHIJKLMNOPQRSTUWXYZ')),
        fc.integer({ min: 10, max: 99 }),
        fc.integer({ min: 0, max: 9 }),
        prose,
        (letter, number, part, before) => {
          const code = `${letter}${String(number)}.${String(part)}`;
          const text = `${before} "${code}"`;
          const at = before.length + 2;
          expect(findSensitive(text)).toEqual([{ kind: 'diagnosis_code', at, to: at + code.length }]);
        },
      ),
    );
  });

  it.each([
    'F32.1',
    'f32.1',
    'F41',
    'f41',
    'R45',
    'F 32.1',
    'F32,1',
    'dg F84.5 todettu',
    '(F20)',
    'F32:n oireita',
    'F90/F84',
    'E11',
  ])('finds %s', (text) => {
    expect(kinds(text)).toContain('diagnosis_code');
  });

  it.each([
    'B2 level Finnish',
    'suomi taso B1.2',
    'C1 language level',
    'A4 paper',
    'FI-96100 Rovaniemi',
    'room B23',
    'ryhmähuone H22',
    'luokassa C12',
    'rum A10',
    'bussi M60',
    'bus line L96',
    'E75-tie',
    'E75 etelään',
    'K18-elokuva',
    'B12-vitamiini',
    'Koskikatu 12 B 23',
    'Koskikatu 12 as. B23a',
    'ohjelman v10.5 asennus',
    'ryhmä B 23.5. klo 10',
    'tuote ROI-B12',
    'ABC-123',
    'S2-kurssi',
    'f5',
    'klo 12.30',
    'مرحبا 12',
    '👩‍💻 sámegiella',
  ])('leaves %s alone', (text) => {
    expect(kinds(text)).toEqual([]);
  });
});

describe('A free text of a case', () => {
  const codes = (text: string) =>
    sensitiveText(200)
      .safeParse(text)
      .error?.issues.map(({ message }) => message);

  it('is refused with what it names', () => {
    expect(codes('010190-900P, F32.1')).toEqual(['identity_code', 'diagnosis_code']);
    expect(codes('Puhuttiin F41:stä')).toEqual(['diagnosis_code']);
  });

  it('is taken as it is in every script when it names nothing', () => {
    fc.assert(
      fc.property(prose, (text) => {
        const typed = `Čáhci ${text.replaceAll(/\p{C}/gu, '')} مرحبا`;
        expect(sensitiveText(400).parse(typed)).toBe(typed);
      }),
    );
  });

  it('is one line where a line is asked for', () => {
    expect(sensitiveLine(100).safeParse('a\nb').success).toBe(false);
    expect(sensitiveLine(100).parse(' Kela ')).toBe('Kela');
    expect(sensitiveLine(100).safeParse('010190-900P').success).toBe(false);
  });
});
