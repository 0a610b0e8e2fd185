import { CODE_SIGNS, newThreadCode, readThreadCode } from '@ohjaamo/shared/messages/threadCode.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const code = fc.uint8Array({ minLength: 19, maxLength: 19 }).map((bytes) => newThreadCode(() => bytes));
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const signs = (text: string) => text.replaceAll('-', '');

describe('A code to return with', () => {
  it('is five groups of four signs that nobody mistakes for one another', () => {
    fc.assert(
      fc.property(code, (each) => {
        expect(each).toMatch(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}$/u);
      }),
    );
  });

  it('carries 95 random bits: every one of them makes another code', () => {
    const zeros = new Uint8Array(19);
    const codes = new Set<string>();
    for (let sign = 0; sign < 19; sign++) {
      for (let bit = 0; bit < 5; bit++) {
        const bytes = zeros.slice();
        bytes[sign] = 1 << bit;
        codes.add(newThreadCode(() => bytes));
      }
    }
    expect(codes.size).toBe(95);
  });

  it('is read however it is typed', () => {
    fc.assert(
      fc.property(code, fc.func(fc.boolean()), (each, small) => {
        const typed = Array.from(each)
          .map((sign, place) => (small(place) ? sign.toLowerCase() : sign))
          .join('')
          .replaceAll('0', 'o')
          .replaceAll('1', 'l')
          .replaceAll('-', ' ');
        expect(readThreadCode(`  ${typed}\n`)).toBe(each);
        expect(readThreadCode(signs(each))).toBe(each);
      }),
    );
  });

  it('is not read with one wrong sign', () => {
    fc.assert(
      fc.property(
        code,
        fc.nat({ max: CODE_SIGNS - 1 }),
        fc.constantFrom(...ALPHABET.split('')),
        (each, place, sign) => {
          const right = signs(each);
          fc.pre(right[place] !== sign);
          expect(readThreadCode(right.slice(0, place) + sign + right.slice(place + 1))).toBeUndefined();
        },
      ),
    );
  });

  it('is not read when two signs changed places', () => {
    const place = fc.nat({ max: CODE_SIGNS - 1 });
    fc.assert(
      fc.property(code, place, place, (each, one, other) => {
        const right = signs(each);
        fc.pre(right[one] !== right[other]);
        const swapped = Array.from(right);
        [swapped[one], swapped[other]] = [right[other] ?? '', right[one] ?? ''];
        expect(readThreadCode(swapped.join(''))).toBeUndefined();
      }),
    );
  });

  it('is not read from anything else', () => {
    for (const typed of ['', '-', '1234', 'U'.repeat(20), '0'.repeat(21), 'ä'.repeat(20), '*'.repeat(20)]) {
      expect(readThreadCode(typed)).toBeUndefined();
    }
  });
});
