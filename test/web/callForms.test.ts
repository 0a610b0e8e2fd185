import { describe, expect, it } from 'vitest';
import { contactValues } from '../../web/src/work/contactForm.ts';
import { callForm, saveCall } from '../../web/src/work/messages/callForms.ts';

function formOf(values: Readonly<Record<string, string>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) form.set(name, value);
  return form;
}

describe('a call that is written down', () => {
  it('is never called saved when something is wrong that nobody typed', async () => {
    const sent = callForm(
      formOf({ do: 'answered', site: 'no site', date: '2027-02-01', time: '13:05', topics: 'zzz' }),
    );
    const api = { call: () => Promise.reject(new Error('asked')), cookies: [] };
    const { faults } = await saveCall(api, sent);
    expect(faults).toEqual([{ field: 'time', text: 'work.checkFields' }]);
  });
});

describe('the contact that follows a call', () => {
  it('is the young person’s own when who it was with is no choice of the form', () => {
    expect(contactValues(formOf({ party: 'zzz' })).party).toBe('YOUTH');
    expect(contactValues(formOf({ party: 'GUARDIAN' })).party).toBe('GUARDIAN');
  });
});
