import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const folder = join(import.meta.dirname, '../../web/src/styles');
const sheets = readdirSync(folder).filter((file) => file.endsWith('.css'));

/** Declarations that mean a side of the screen and not a side of the text: they stay where they are when a page reads from the right. */
const physical =
  /(?:^|[\s;{])(?:(?:margin|padding|border)-(?:left|right)|(?:left|right)|border-(?:top|bottom)-(?:left|right)-radius)\b[\w-]*\s*:|(?:text-align|float|clear)\s*:\s*(?:left|right)/u;
/** A shorthand of four sides whose left and right differ. */
const lopsided =
  /(?:margin|padding|inset|border-width)\s*:\s*(?:[^;\s]+)\s+(?<right>[^;\s]+)\s+(?:[^;\s]+)\s+(?!\k<right>\s*[;}])[^;\s]+\s*;/u;

const lines = (sheet: string) => readFileSync(join(folder, sheet), 'utf8').split('\n');

describe('a style sheet', () => {
  it('is found', () => {
    expect(sheets.length).toBeGreaterThan(20);
  });

  it.each(sheets)('%s names no side of the screen', (sheet) => {
    expect(lines(sheet).filter((line) => physical.test(line) || lopsided.test(line))).toEqual([]);
  });

  it.each([
    '  margin-left: 1rem;',
    '  right: 0;',
    '  text-align: right;',
    '  border-top-left-radius: 1px;',
    '  padding: 1px 2px 1px 3px;',
  ])('would be found out by %j', (line) => {
    expect(physical.test(line) || lopsided.test(line)).toBe(true);
  });

  it.each(['  margin-inline: 0 1rem;', '  padding: 1px 2px 3px 2px;', '  text-align: end;'])(
    'is left alone for %j',
    (line) => {
      expect(physical.test(line) || lopsided.test(line)).toBe(false);
    },
  );
});
