import { maskedIdentityCode } from '@ohjaamo/shared/cases/identification.ts';
import { identityCode, readIdentityCode } from '@ohjaamo/shared/kernel/identityCode.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const CHECK = '0123456789ABCDEFHJKLMNPRSTUVWXY';
const signs = {
  18: ['+'],
  19: ['-', 'Y', 'X', 'W', 'V', 'U'],
  20: ['A', 'B', 'C', 'D', 'E', 'F'],
} as const;

/** A code of the artificial range, with the check character that belongs to it. */
function codeOf(birthDate: string, individual: number, sign: string): string {
  const [year = '', month = '', day = ''] = birthDate.split('-');
  const digits = `${day}${month}${year.slice(2)}`;
  const number = String(individual).padStart(3, '0');
  return `${digits}${sign}${number}${CHECK.charAt(Number(digits + number) % 31)}`;
}

const day = fc
  .date({ min: new Date('1800-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const person = fc.record({ birthDate: day, individual: fc.integer({ min: 900, max: 999 }) }).chain((told) => {
  const century = Number(told.birthDate.slice(0, 2)) as keyof typeof signs;
  return fc.record({
    ...{ birthDate: fc.constant(told.birthDate) },
    code: fc.constantFrom(...signs[century]).map((sign) => codeOf(told.birthDate, told.individual, sign)),
  });
});

describe('A personal identity code', () => {
  it('of every day since 1800 is read with every sign of its century, and says the birth date', () => {
    fc.assert(
      fc.property(person, ({ birthDate, code }) => {
        expect(readIdentityCode(code)).toEqual({ text: code, birthDate });
      }),
    );
  });

  it('is one code however it is typed: small letters, spaces', () => {
    fc.assert(
      fc.property(person, fc.integer({ min: 0, max: 11 }), ({ code, birthDate }, at) => {
        const typed = ` ${code.slice(0, at)} ${code.slice(at)} `.toLowerCase();
        expect(readIdentityCode(typed)).toEqual({ text: code, birthDate });
      }),
    );
  });

  it('with any other check character is none', () => {
    fc.assert(
      fc.property(person, fc.constantFrom(...Array.from(CHECK)), ({ code }, check) => {
        const changed = code.slice(0, -1) + check;
        expect(readIdentityCode(changed) !== undefined).toBe(changed === code);
      }),
    );
  });

  it('with one digit mistyped is none', () => {
    const places = [0, 1, 2, 3, 4, 5, 7, 8, 9];
    fc.assert(
      fc.property(
        person,
        fc.constantFrom(...places),
        fc.integer({ min: 1, max: 9 }),
        ({ code }, at, more) => {
          const digit = (Number(code.charAt(at)) + more) % 10;
          expect(readIdentityCode(code.slice(0, at) + String(digit) + code.slice(at + 1))).toBeUndefined();
        },
      ),
    );
  });

  it('is read from no other text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const form = /^\d{6}[-+A-FU-Y]\d{3}[0-9A-Y]$/iu.test(text.replaceAll(/\s/gu, ''));
        expect(readIdentityCode(text) === undefined || form).toBe(true);
      }),
    );
  });

  it.each([
    ['140509A901E', '2009-05-14'],
    ['020204A9021', '2004-02-02'],
    ['301199-905Y', '1999-11-30'],
    ['070707A9066', '2007-07-07'],
    ['090902A907U', '2002-09-09'],
    ['200197-9092', '1997-01-20'],
    ['040403A910X', '2003-04-04'],
    ['121201A9112', '2001-12-12'],
    ['060605A912D', '2005-06-06'],
  ])('of the demo, %s, says %s', (code, birthDate) => {
    expect(readIdentityCode(code)).toEqual({ text: code, birthDate });
  });

  it.each(['B', 'C', 'D', 'E', 'F'])('has the sign %s of 2023 for the 2000s', (sign) => {
    expect(readIdentityCode(`020204${sign}9021`)?.birthDate).toBe('2004-02-02');
  });

  it.each(['Y', 'X', 'W', 'V', 'U'])('has the sign %s of 2023 for the 1900s', (sign) => {
    expect(readIdentityCode(`301199${sign}905Y`)?.birthDate).toBe('1999-11-30');
  });

  it('has 29 February in leap years only', () => {
    expect(readIdentityCode(codeOf('2004-02-29', 902, 'A'))?.birthDate).toBe('2004-02-29');
    expect(readIdentityCode(codeOf('2000-02-29', 902, 'A'))?.birthDate).toBe('2000-02-29');
    expect(readIdentityCode(codeOf('2005-02-29', 902, 'A'))).toBeUndefined();
    expect(readIdentityCode(codeOf('1900-02-29', 902, '-'))).toBeUndefined();
    expect(readIdentityCode(codeOf('2004-04-31', 902, 'A'))).toBeUndefined();
    expect(readIdentityCode(codeOf('2004-13-01', 902, 'A'))).toBeUndefined();
    expect(readIdentityCode(codeOf('2004-00-00', 902, 'A'))).toBeUndefined();
  });

  it('has no sign of another century and no individual number 000 or 001', () => {
    expect(readIdentityCode('020204G9021')).toBeUndefined();
    expect(readIdentityCode('020204Z9021')).toBeUndefined();
    expect(readIdentityCode(codeOf('2004-02-02', 0, 'A'))).toBeUndefined();
    expect(readIdentityCode(codeOf('2004-02-02', 1, 'A'))).toBeUndefined();
    expect(readIdentityCode(codeOf('2004-02-02', 2, 'A'))?.birthDate).toBe('2004-02-02');
  });

  it('in a request is refused by a name of its own', () => {
    const refused = identityCode.safeParse('020204A902X');
    expect(refused.error?.issues.map(({ message }) => message)).toEqual(['invalid_identity_code']);
    expect(identityCode.parse(' 020204a9021')).toBe('020204A9021');
  });

  it('is shown by its birth date alone', () => {
    expect(maskedIdentityCode('2004-02-02')).toBe('020204-****');
  });
});
