import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const css = readFileSync(join(import.meta.dirname, '../../web/src/styles/tokens.css'), 'utf8');
const [light = '', dark = ''] = css.split('@media (prefers-color-scheme: dark)');

function colours(block: string): Map<string, string> {
  return new Map(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/gu)].map(([, name, value]) => [name ?? '', value ?? '']),
  );
}

/** Relative luminance, WCAG 2.1. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const texts: [string, string[]][] = [
  [
    'ink',
    ['paper', 'surface', 'sand', 'accent-soft', 'good-soft', 'caution-soft', 'alert-soft', 'info-soft'],
  ],
  ['ink-soft', ['paper', 'surface', 'sand', 'accent-soft']],
  ['accent', ['paper', 'surface', 'accent-soft']],
  ['accent-strong', ['paper', 'surface', 'accent-soft']],
  ['on-accent', ['accent', 'accent-strong']],
  ['on-night', ['night']],
  ['on-night-soft', ['night']],
  ['glow', ['night']],
  ['good', ['paper', 'surface', 'good-soft']],
  ['caution', ['paper', 'surface', 'caution-soft']],
  ['alert', ['paper', 'surface', 'alert-soft']],
  ['info', ['paper', 'surface', 'info-soft']],
];

describe.each([
  ['light', light],
  ['dark', dark],
])('the %s theme', (_, block) => {
  const of = colours(block);

  it.each(texts.flatMap(([text, grounds]) => grounds.map((ground) => [text, ground] as const)))(
    'shows %s on %s with at least 4.5:1',
    (text, ground) => {
      expect(contrast(of.get(text) ?? '', of.get(ground) ?? '')).toBeGreaterThanOrEqual(4.5);
    },
  );

  it('draws the borders of fields and the focus with at least 3:1', () => {
    for (const ground of ['paper', 'surface']) {
      expect(contrast(of.get('line-strong') ?? '', of.get(ground) ?? '')).toBeGreaterThanOrEqual(3);
      expect(contrast(of.get('focus') ?? '', of.get(ground) ?? '')).toBeGreaterThanOrEqual(3);
    }
  });
});
