import { markOf } from '@ohjaamo/shared/adoptions/places.ts';
import { describe, expect, it } from 'vitest';
import { type FormField, textsAfter } from '../../web/src/adoptions/fields.ts';

/** A line of a copy as it stands now; the form was sent by somebody who had seen `Laskut`. */
const field = (value: string): FormField => ({
  ...{ path: ['meetings', 'debts', 'title', 'en'], place: '/meetings/debts/title/en', value },
  ...{ form: { is: 'LINE' }, isOptional: false, hold: 'RECOMMENDED', seen: 'the mark of what stands' },
});

async function sent(text: string): Promise<FormData> {
  const form = new FormData();
  form.set('/meetings/debts/title/en', text);
  form.set('seen:/meetings/debts/title/en', await markOf('Laskut'));
  return form;
}

describe('A form of practice that comes back unsaved', () => {
  it('keeps what was typed over what was seen', async () => {
    expect(await textsAfter(field('Laskut ja velat'), await sent('Velat'))).toEqual(['Velat']);
  });

  it('lets a field that was left as it was follow what somebody else has saved meanwhile', async () => {
    expect(await textsAfter(field('Laskut ja velat'), await sent('Laskut'))).toEqual(['Laskut ja velat']);
  });

  it('shows what stands before anything is sent', async () => {
    expect(await textsAfter(field('Laskut'), undefined)).toEqual(['Laskut']);
  });
});
