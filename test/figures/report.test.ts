import { appointmentCounts, contactCounts, figuresOf, sessionCounts } from '@ohjaamo/shared/figures/facts.ts';
import { qualityOf, toMend } from '@ohjaamo/shared/figures/quality.ts';
import { personFiguresOf } from '@ohjaamo/shared/figures/persons/figures.ts';
import { reportOf } from '@ohjaamo/shared/figures/report.ts';
import { describe, expect, it } from 'vitest';
import { fixtureAppointments, fixtureContacts, fixtureSessions } from './fixture.ts';

const example = figuresOf(
  [
    ...fixtureContacts().map(contactCounts),
    ...fixtureAppointments().map(appointmentCounts),
    ...fixtureSessions().map(sessionCounts),
  ].map(({ counts }) => counts),
);
const nothing = figuresOf([]);

describe('The quarterly report', () => {
  it('tells the worked example of the metric catalogue', () => {
    expect(reportOf(example)).toMatchObject({
      M01: { value: 11 },
      M03: { value: 500 / 11, of: 11 },
      M04_SESSIONS: { value: 2 },
      M04_ATTENDANCES: { value: 15 },
      M04_MEAN: { value: 7.5, of: 2 },
      M05_MEDIAN: { value: 13.5, of: 4 },
      M05_IN_TIME: { value: 50, of: 4 },
      M06: { value: 7, of: 6 },
      M07_NO_SHOW: { value: 20, of: 5 },
      M07_LATE: { value: 20, of: 5 },
      M08: { value: 600 / 11, of: 11 },
      M12_TOTAL: { value: 295 / 60 },
      M12_MEDIAN: { value: 24, of: 11 },
      M24_AGE_BAND: { value: 1000 / 11, of: 11 },
      M24_ARRIVAL: { value: 100, of: 4 },
      M24_IN_TIME: { value: 100, of: 11 },
    });
  });

  it('tells who agrees with each statement of the feedback, hidden while few answered', () => {
    const said = figuresOf([
      { statement_LISTENED_5: 3, statement_LISTENED_4: 1, statement_LISTENED_2: 1, statement_CLEARER_5: 4 },
    ]);
    expect(reportOf(said)).toMatchObject({
      M20_LISTENED: { unit: 'PERCENT', of: 5, value: 80 },
      M20_CLEARER: { unit: 'PERCENT', of: 4 },
    });
    expect(reportOf(said).M20_CLEARER.value).toBeUndefined();
  });

  it('counts reach of identified people and those with a nickname, without anonymous contacts', () => {
    const counts = [{ contacts: 900, anonymous: 800 }];
    const residents = { residents: 12_000, year: 2025, source: 'Väestörakenne' };
    const reach = (identified: number, light: number) =>
      reportOf(figuresOf(counts, personFiguresOf({ identified, light })), residents).M22;
    expect(reach(100, 20)).toEqual({ unit: 'PER_1000', value: 10, of: 12_000 });
    expect(reach(2, 1)).toMatchObject({ value: 0.25, small: true });
    // Not nought while nobody was counted, or nobody knows the residents.
    expect(reportOf(figuresOf(counts), residents).M22).toEqual({ unit: 'PER_1000' });
    expect(reportOf(figuresOf(counts, personFiguresOf({ identified: 100 }))).M22).toEqual({
      unit: 'PER_1000',
    });
  });

  it('has no share and no median of nothing', () => {
    const { M02: _clients, M02_LIGHT: _light, ...report } = reportOf(nothing);
    for (const { unit, value } of Object.values(report)) {
      expect(value).toBe(unit === 'COUNT' || unit === 'HOURS' ? 0 : undefined);
    }
  });
});

describe('The quality of the records (M24)', () => {
  it('tells what is known of the worked example', () => {
    expect(qualityOf(example).map(({ measure, known, of }) => [measure, known, of])).toEqual([
      ['AGE_BAND', 10, 11],
      ['ARRIVAL', 4, 4],
      ['SOLVED', 11, 11],
      ['IN_TIME', 11, 11],
    ]);
    expect(toMend(qualityOf(example))).toEqual([]);
  });

  it('asks to mend what is known in less than nine of ten, the least known first', () => {
    const lacking = { ...example, withAgeBand: 9, solved: { answered: 2, solved: 1 } };
    expect(toMend(qualityOf(lacking)).map(({ measure }) => measure)).toEqual(['SOLVED', 'AGE_BAND']);
  });

  it('asks for nothing where nothing was recorded', () => {
    expect(toMend(qualityOf(nothing))).toEqual([]);
  });
});
