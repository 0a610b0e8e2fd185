import { figuresOf } from '@ohjaamo/shared/figures/facts.ts';
import { personFiguresOf } from '@ohjaamo/shared/figures/persons/figures.ts';
import { reportLines, reportOf } from '@ohjaamo/shared/figures/report.ts';
import { describe, expect, it } from 'vitest';
import { translator } from '../../web/src/i18n/translate.ts';
import { lineGroups } from '../../web/src/figures/lines.ts';
import { spokenIn } from '../../web/src/figures/spoken.ts';

const { number, spoken, change } = spokenIn({ t: translator('en'), language: 'en' });

describe('a number of the report', () => {
  it('is told with its unit and what it is counted of', () => {
    expect(spoken({ unit: 'PERCENT', value: 33.4, of: 12 })).toBe('33 % (n = 12)');
    expect(number({ unit: 'GRADE', value: 9.2 })).toBe('9.2');
    expect(spoken({ unit: 'PERCENT', of: 0 })).toBe('–');
  });

  it('carries a star when it tells of few persons, also when few are left out of it', () => {
    const persons = personFiguresOf({ identified: 20, light: 3, acrossOrganisations: 18 });
    const report = reportOf(figuresOf([], persons));
    expect([report.M02, report.M02_LIGHT, report.M09].map(number)).toEqual(['20', '3*', '90 %*']);
  });

  it('is a dash, not nought, before the night has counted', () => {
    const report = reportOf(figuresOf([]));
    expect([report.M02, report.M09, report.M19].map(number)).toEqual(['–', '–', '–']);
  });

  it('differs from that of a year ago in percent, in points of a percent, or in its unit', () => {
    expect(change({ unit: 'COUNT', value: 90 }, { unit: 'COUNT', value: 120 })).toBe('-25 %');
    expect(change({ unit: 'PERCENT', value: 30 }, { unit: 'PERCENT', value: 20 })).toBe(
      '+10 percentage points',
    );
    expect(change({ unit: 'DAYS', value: 3 }, { unit: 'DAYS', value: 5 })).toBe('-2 days');
    expect(change({ unit: 'COUNT', value: 3 }, { unit: 'COUNT', value: 0 })).toBeUndefined();
    expect(change({ unit: 'DAYS', value: 3 }, { unit: 'DAYS' })).toBeUndefined();
  });
});

describe('the page of trends', () => {
  it('shows every line of the report once', () => {
    expect(Object.values(lineGroups).flat().toSorted()).toEqual([...reportLines].toSorted());
  });
});
