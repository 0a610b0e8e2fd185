import { matchPlaces, type PlaceOffered, type Wishes } from '@ohjaamo/shared/employers/match.ts';
import { sheetOf } from '@ohjaamo/shared/employers/sheet.ts';
import { trialEvents, trialStates, trialStep, trialSteps } from '@ohjaamo/shared/employers/trialStates.ts';
import { describe, expect, it } from 'vitest';

const TODAY = '2027-02-01';
const place = (parts: Partial<PlaceOffered> = {}): PlaceOffered => ({
  kind: 'WORK_TRIAL',
  field: 'IT',
  municipality: 'Helsinki',
  hoursPerWeek: 30,
  languages: ['fi'],
  openUntil: '2027-03-01',
  seats: 1,
  ...parts,
});
const wishes = (parts: Partial<Wishes> = {}): Wishes => ({ kinds: [], fields: [], languages: [], ...parts });

describe('Matching places to wishes', () => {
  it.each<[string, Partial<PlaceOffered>, Partial<Wishes>]>([
    ['one of another kind', {}, { kinds: ['SUMMER_JOB'] }],
    ['one in another municipality', {}, { municipality: 'Espoo' }],
    ['one with longer weeks', {}, { hoursMost: 29 }],
    ['one that asks a language more', { languages: ['fi', 'sv'] }, { languages: ['fi'] }],
    ['one that is no longer open', { openUntil: '2027-01-31' }, {}],
    ['one without a seat', { seats: 0 }, {}],
  ])('rules out %s', (_, offered, wished) => {
    expect(matchPlaces([place(offered)], wishes(wished), TODAY)).toEqual([]);
  });

  it('shows those of a wished field first, each with its reasons', () => {
    const other = place({ field: 'CARE', languages: [] });
    const wanted = place({ municipality: 'HELSINKI ' });
    const wished = wishes({ fields: ['IT'], municipality: 'helsinki', hoursMost: 30, languages: ['fi'] });
    expect(matchPlaces([other, wanted], wished, TODAY)).toEqual([
      { place: wanted, reasons: ['FIELD', 'MUNICIPALITY', 'HOURS', 'LANGUAGE'] },
      { place: other, reasons: ['MUNICIPALITY', 'HOURS'] },
    ]);
  });

  it('asks nothing that was not wished', () => {
    expect(matchPlaces([place()], wishes(), TODAY)).toEqual([{ place: place(), reasons: [] }]);
  });
});

describe('The steps of a work trial', () => {
  it('nothing runs that the employment authority has not directed to', () => {
    const toRunning = trialStates.filter((state) =>
      trialEvents.some((event) => trialStep(state, event) === 'RUNNING'),
    );
    expect(toRunning).toEqual(['DIRECTED']);
    expect(trialSteps.PLANNED).not.toHaveProperty('START');
  });

  it('what is over stays over', () => {
    for (const state of ['ENDED', 'INTERRUPTED', 'CANCELLED'] as const) expect(trialSteps[state]).toEqual({});
  });
});

describe('The sheet for the place of work (380/2023 §116, §118)', () => {
  it('carries the terms and nothing of health, absences or what the worker wrote, whatever it is made of', () => {
    const trial = {
      ...{ employer: 'Kauppa', supervisor: 'Esihenkilö', start: '2027-03-01', end: '2027-04-30' },
      ...{ hoursPerDay: 6, daysPerWeek: 4, payer: 'KELA', tasks: 'Kassalla', goals: 'Kokeilla alaa' },
      days: [{ mark: 'AUTHORISED', words: 'Lääkärissä' }],
      drugTestClear: true,
      words: 'Uupunut',
      reason: 'Sairastui',
    };
    const sheet = sheetOf(trial, 'Testi Kaisla');
    expect(Object.keys(sheet).sort()).toEqual(
      [
        ...['daysPerWeek', 'employer', 'end', 'goals', 'hoursPerDay', 'name', 'payer'],
        ...['start', 'supervisor', 'tasks', 'weeklyHours'],
      ].sort(),
    );
    expect(sheet.weeklyHours).toBe(24);
    expect(JSON.stringify(sheet)).not.toMatch(/Lääkär|Uupunut|Sairastui|drug/u);
  });
});
