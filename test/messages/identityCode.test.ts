import { holdsIdentityCode } from '@ohjaamo/shared/messages/identityCode.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const CHECK = '0123456789ABCDEFHJKLMNPRSTUVWXY';
const SIGNS = '+-YXWVUABCDEF'.split('');
const centuryOf = (sign: string) => (sign === '+' ? 1800 : '-YXWVU'.includes(sign) ? 1900 : 2000);

/** Codes of people who do not exist: the individual numbers 900–999 are given to nobody for good. */
const made = fc
  .record({
    days: fc.nat({ max: 36_000 }),
    sign: fc.constantFrom(...SIGNS),
    number: fc.integer({ min: 900, max: 999 }),
  })
  .map(({ days, sign, number }) => {
    const date = new Date(Date.UTC(centuryOf(sign), 0, 1 + days));
    const iso = date.toISOString();
    const ddmmyy = iso.slice(8, 10) + iso.slice(5, 7) + iso.slice(2, 4);
    return { ddmmyy, sign, number: String(number), check: CHECK.charAt(Number(`${ddmmyy}${number}`) % 31) };
  });

describe('The hint about identity codes', () => {
  it('knows every century sign, those of 2023 too, wherever the code stands in the text', () => {
    fc.assert(
      fc.property(made, fc.boolean(), ({ ddmmyy, sign, number, check }, small) => {
        const code = `${ddmmyy}${sign}${number}${check}`;
        expect(holdsIdentityCode(`Minun tunnus on ${small ? code.toLowerCase() : code}, soita.`)).toBe(true);
      }),
    );
  });

  it('is not raised by another check sign, a date that is none, or a part of something longer', () => {
    fc.assert(
      fc.property(made, ({ ddmmyy, sign, number, check }) => {
        const wrong = CHECK.charAt((CHECK.indexOf(check) + 1) % 31);
        expect(holdsIdentityCode(`${ddmmyy}${sign}${number}${wrong}`)).toBe(false);
        expect(holdsIdentityCode(`9${ddmmyy}${sign}${number}${check}`)).toBe(false);
        expect(holdsIdentityCode(`${ddmmyy}${sign}${number}${check}x`)).toBe(false);
      }),
    );
    const at = Number('310201900') % 31;
    expect(holdsIdentityCode(`310201A900${CHECK.charAt(at)}`)).toBe(false);
  });

  it('is raised by a code with the dash of a phone, or with spaces', () => {
    const check = CHECK.charAt(Number('010190900') % 31);
    expect(holdsIdentityCode(`010190–900${check}`)).toBe(true);
    expect(holdsIdentityCode(`010190 - 900${check}`)).toBe(true);
  });

  it('is not raised by times, prices and telephone numbers', () => {
    expect(
      holdsIdentityCode('Tulen 010227 klo 12-14, hinta 123456-789. Soita 040 1234567 tai 0401234567.'),
    ).toBe(false);
  });
});
