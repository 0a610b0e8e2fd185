import { describe, expect, it } from 'vitest';
import type { Api } from '../../web/src/api.ts';
import { areaOfFault } from '../../web/src/maps/mapForm.ts';
import { saveEmployer } from '../../web/src/employers/registerActions.ts';

/** Nothing wrong is sent on to the API. */
const noApi = {
  cookies: [],
  call: () => Promise.reject(new Error('nothing is sent')),
} as unknown as Api;

function formOf(fields: Readonly<Record<string, string>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}

describe('A form that cannot be sent says of each field what it is to hold', () => {
  it('of an employer: name, municipality, contact persons', async () => {
    const form = formOf({ employerId: 'e'.repeat(20), version: '0', name0: 'Esihenkilö', phone0: 'abc' });
    const { faults = [] } = await saveEmployer(noApi, form);
    expect(new Map(faults.map(({ field, text }) => [field, text]))).toEqual(
      new Map([
        ['name', 'employers.error.name'],
        ['municipality', 'employers.error.municipality'],
        ['contacts', 'employers.error.contacts'],
      ]),
    );
  });
});

describe('A fault of a map', () => {
  it('is said with the name of its area; one of the whole map without', () => {
    const name = { fi: 'Raha', sv: 'Pengar', en: 'Money' };
    const instrument = { areas: [{ key: 'money', name }] } as unknown as Parameters<typeof areaOfFault>[0];
    expect(areaOfFault(instrument, { field: 'words-money', text: 'work.identityCode' })).toEqual(name);
    expect(areaOfFault(instrument, { field: 'code', text: 'work.identityCode' })).toBeUndefined();
  });
});
