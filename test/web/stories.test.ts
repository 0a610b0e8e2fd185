import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const table = readFileSync(join(root, 'docs/stories.md'), 'utf8');
const specs = readdirSync(join(root, 'test/e2e'))
  .filter((file) => file.endsWith('.spec.ts'))
  .map((file) => readFileSync(join(root, 'test/e2e', file), 'utf8'))
  .join('\n');

describe('the table of the ten stories', () => {
  const rows = table.split('\n').filter((line) => /^\| \d/u.test(line));

  it('has a browser test for each', () => {
    expect(rows.map((row) => Number(/\d+/u.exec(row)?.[0]))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it.each(rows)('names tests that there are: %s', (row) => {
    const [, , walk = ''] = row.split('|');
    const names = [...walk.matchAll(/`([^`]+)`/gu)].map(([, name = '']) => name);
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name) => !specs.includes(name))).toEqual([]);
  });
});
