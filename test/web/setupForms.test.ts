import { stepView } from '@ohjaamo/shared/onboarding/steps.ts';
import { describe, expect, it } from 'vitest';
import type { Api } from '../../web/src/api.ts';
import { saveStep } from '../../web/src/onboarding/saveStep.ts';

function formOf(fields: Readonly<Record<string, string>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}

/** The service is not asked while anything is wrong on the page. */
const unasked = { call: () => Promise.reject(new Error('asked')) } as unknown as Api;

const site = { kind: 'MAIN_SITE', slug: '', name: {}, address: '', hours: [], taken: true };
const service = { name: {}, ptvClasses: [], lengthMinutes: 45, bookable: true, taken: true };

describe('A step of the set-up tells in one round', () => {
  it('addresses, hours and names of sites that are wrong', async () => {
    const view = stepView.parse({
      step: 'sites',
      languages: ['fi', 'sv'],
      sites: ['main', 'side', 'third'].map((key) => ({ ...site, key })),
    });
    const form = formOf({
      'take-main': 'on',
      'slug-main': 'keskusta',
      'name-main-fi': 'Keskusta',
      'take-side': 'on',
      'slug-side': 'keskusta',
      'name-side-en': 'Side',
      'hours-side-WALK_IN-MON': '16–12',
      'take-third': 'on',
      'slug-third': 'Ei näin',
    });
    const saved = await saveStep(unasked, form, view);
    expect(saved.kind === 'faults' && saved.faults).toEqual(
      expect.arrayContaining([
        { field: 'slug-side', code: 'slug_twice' },
        { field: 'name-side-fi', code: 'national_language_missing' },
        { field: 'hours-side-WALK_IN-MON', code: 'hours' },
        { field: 'slug-third', code: 'slug' },
        { field: 'name-third-fi', code: 'national_language_missing' },
      ]),
    );
  });

  it('lengths and names of services that are wrong', async () => {
    const view = stepView.parse({
      step: 'services',
      languages: ['fi'],
      services: ['TALK', 'WORK'].map((code) => ({ ...service, code })),
    });
    const form = formOf({
      'take-TALK': 'on',
      'length-TALK': '2',
      'name-TALK-fi': 'Juttelu',
      'take-WORK': 'on',
      'length-WORK': '45',
    });
    expect(await saveStep(unasked, form, view)).toEqual({
      kind: 'faults',
      faults: [
        { field: 'length-TALK', code: 'lengthMinutes' },
        { field: 'name-WORK-fi', code: 'national_language_missing' },
      ],
    });
  });
});
