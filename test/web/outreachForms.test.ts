import { notificationId } from '@ohjaamo/shared/kernel/ids.ts';
import { describe, expect, it } from 'vitest';
import type { Api } from '../../web/src/api.ts';
import { changeNotification } from '../../web/src/outreach/notificationActions.ts';

const notification = notificationId.parse('n'.repeat(20));
const agreeing = {
  do: 'agree',
  clientId: 'c'.repeat(20),
  episodeId: 'e'.repeat(20),
  displayName: 'Testi Kuura',
  identification: 'LIGHT',
  contactLanguage: 'fi',
  mainActivity: 'UNKNOWN',
  phone: '040 1234568',
  email: '',
};

function formOf(fields: Readonly<Record<string, string>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}

/** The service as it opens every client, with what it was asked. */
function service() {
  const asked: [route: string, request: unknown][] = [];
  const call = (route: string, request: unknown) => {
    asked.push([route, request]);
    return Promise.resolve({ ok: true, value: { id: agreeing.clientId } });
  };
  return { asked, api: { call } as unknown as Api };
}

describe('The answer of a young person whom outreach youth work has reached', () => {
  it('opens a client who came by outreach, and lets the notification go over to it', async () => {
    const { api, asked } = service();
    const change = await changeNotification(api, notification, formOf(agreeing));
    expect(change).toEqual({ gone: { to: 'client', clientId: agreeing.clientId } });
    const { do: _do, email: _email, ...body } = agreeing;
    expect(asked).toEqual([
      ['openClient', { body: { ...body, routeIn: 'OUTREACH' } }],
      [
        'agreeOutreach',
        { parameters: { clientId: agreeing.clientId, notificationId: notification }, body: {} },
      ],
    ]);
  });

  it('says at each field what is wrong with it, before anything is opened', async () => {
    const { api, asked } = service();
    const wrong = { ...agreeing, mainActivity: '', phone: 'ei ole', email: 'ei ole' };
    expect((await changeNotification(api, notification, formOf(wrong))).faults).toEqual([
      { field: 'phone', text: 'work.open.errorPhone' },
      { field: 'email', text: 'work.open.errorEmail' },
      { field: 'mainActivity', text: 'work.open.errorActivity' },
    ]);
    expect(asked).toEqual([]);
  });
});
