import { describe, expect, it } from 'vitest';
import { translator } from '../../web/src/i18n/translate.ts';
import { namedFaults } from '../../web/src/adoptions/trialForm.ts';

describe('What is wrong with a trial', () => {
  it('is told with the name of each field, and without one where no field is meant', () => {
    const faults = [
      { field: 'title', text: 'adoptions.trial.error.text' },
      { field: 'need', text: 'adoptions.trial.error.text' },
      { field: 'trial', text: 'adoptions.error.state' },
    ] as const;
    expect(namedFaults(faults, translator('fi'))).toEqual([
      { field: 'title', text: 'Nimi: Kirjoita tämä.' },
      { field: 'need', text: 'Mihin tarpeeseen: Kirjoita tämä.' },
      { field: 'trial', text: 'Tätä ei voi tehdä nyt. Katso, missä ollaan.' },
    ]);
  });
});
