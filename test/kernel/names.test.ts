import { singleLine } from '@ohjaamo/shared/kernel/names.ts';
import { describe, expect, it } from 'vitest';

const name = singleLine(40);

describe('A name that somebody typed', () => {
  it.each(['Revontuli', 'Ánnámárjá', 'علی‌رضا', '👨‍👩‍👧‍👦', 'Poro22', '<script>alert(1)</script>'])(
    '%s is a name',
    (text) => {
      expect(name.safeParse(text).success).toBe(true);
    },
  );

  it.each([
    ['nothing but blanks', '   '],
    ['a line break', 'Reetta\nBcc: all'],
    ['a bell', 'Reetta\u0007'],
    ['a turned direction', 'Reetta\u202Eattee'],
    ['forty-one characters', 'a'.repeat(41)],
  ])('%s is none', (_what, text) => {
    expect(name.safeParse(text).success).toBe(false);
  });
});
