import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { evidenceMetrics } from '@ohjaamo/shared/figures/contract.ts';
import { definitionOf, metricDefinitions } from '@ohjaamo/shared/figures/definitions/all.ts';
import { metricIds, units, unitWords } from '@ohjaamo/shared/figures/definitions/definition.ts';
import { reportLines } from '@ohjaamo/shared/figures/report.ts';
import { languages } from '@ohjaamo/shared/kernel/i18n.ts';
import { describe, expect, it } from 'vitest';
import { metricOf } from '../../web/src/figures/lines.ts';

const web = fileURLToPath(new URL('../../web/src/', import.meta.url));

describe('the definitions of the metrics', () => {
  it('are those of the whole catalogue, M01 to M25', () => {
    const catalogue = Array.from({ length: 25 }, (_, at) => `M${String(at + 1).padStart(2, '0')}`);
    expect(metricDefinitions.map(({ id }) => id)).toEqual(catalogue);
  });

  it.each(metricIds)('%s says what it counts, what it rests on and what it does not tell', (id) => {
    const { name, numerator, denominator, coverage, doesNotTell, units: counted } = definitionOf(id);
    for (const words of [name, numerator, coverage, doesNotTell, ...(denominator ? [denominator] : [])]) {
      const said = languages.map((language) => words[language]);
      expect(said.every((text) => text.trim() !== '')).toBe(true);
      expect(new Set(said).size).toBe(languages.length);
    }
    for (const words of [numerator, coverage, doesNotTell]) expect(words.fi).toMatch(/\.$/u);
    expect(counted.length).toBeGreaterThan(0);
    // A share or a mean is of something.
    if (counted.some((unit) => ['PERCENT', 'GRADE', 'PER_SESSION', 'PER_1000'].includes(unit))) {
      expect(denominator).toBeDefined();
    }
  });

  it('name every unit', () => {
    for (const unit of units) expect(unitWords[unit].en).not.toBe('');
  });
});

describe('every figure that is shown', () => {
  it('of a report is of a metric', () => {
    for (const line of reportLines) expect(definitionOf(metricOf(line)).id).toBe(line.slice(0, 3));
    for (const metric of evidenceMetrics) expect(definitionOf(metric).id).toBe(metric);
  });

  it('on a page stands beside the definition of its metric', () => {
    const pages = globSync('**/*.{astro,tsx}', { cwd: web })
      .map((file) => ({ file, source: readFileSync(`${web}${file}`, 'utf8') }))
      .filter(({ source }) => source.includes('figure__number'));
    expect(pages.length).toBeGreaterThan(5);
    const count = (source: string, part: RegExp) => source.match(part)?.length ?? 0;
    for (const { file, source } of pages) {
      const figures = count(source, /className?="figure__number"/gu);
      expect(
        count(source, /<(?:Metric)?Definition$|<(?:Metric)?Definition /gmu),
        file,
      ).toBeGreaterThanOrEqual(figures);
    }
  });
});
