import {
  bookingId,
  linkSecret,
  randomIds,
  sessionSecret,
  slug,
  tenantId,
} from '@ohjaamo/shared/kernel/ids.ts';
import { describe, expect, it } from 'vitest';

describe('the source of ids', () => {
  it('gives ids and secrets of the declared form', () => {
    for (let made = 0; made < 200; made++) {
      expect(tenantId.safeParse(randomIds.id(10)).success).toBe(true);
      expect(bookingId.safeParse(randomIds.id(20)).success).toBe(true);
      expect(linkSecret.safeParse(randomIds.secret(128)).success).toBe(true);
      expect(sessionSecret.safeParse(randomIds.secret(256)).success).toBe(true);
    }
  });

  it('does not repeat itself', () => {
    const made = Array.from({ length: 5000 }, () => randomIds.id(10));
    expect(new Set(made).size).toBe(made.length);
  });

  it('favours no character: each of the 36 is within a fifth of its share', () => {
    const counts = new Map<string, number>();
    const characters = Array.from({ length: 3600 }, () => randomIds.id(20)).join('');
    for (const character of characters) counts.set(character, (counts.get(character) ?? 0) + 1);
    const share = characters.length / 36;
    expect(counts.size).toBe(36);
    for (const count of counts.values()) expect(Math.abs(count - share)).toBeLessThan(share / 5);
  });
});

describe('what may stand in an address', () => {
  it.each(['rovaniemi', 'verkossa', 'a1', 'ita-keskus', 'x'.repeat(40)])('%s is a slug', (text) => {
    expect(slug.safeParse(text).success).toBe(true);
  });

  it.each([
    '',
    'a',
    'Rovaniemi',
    '-ita',
    'ita-',
    'ita--keskus',
    'itä',
    'a b',
    'a/b',
    '..',
    'x'.repeat(41),
    'a\n',
  ])('%j is none', (text) => {
    expect(slug.safeParse(text).success).toBe(false);
  });
});
