import { clientId } from '@ohjaamo/shared/kernel/ids.ts';
import { describe, expect, it } from 'vitest';
import type { Api, ApiProblem } from '../../web/src/api.ts';
import { changePerson } from '../../web/src/cases/personForm.ts';

const client = clientId.parse('c'.repeat(20));

function formOf(fields: Readonly<Record<string, string>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}

/** The service as it answers, with what it was asked. */
function service(
  answer:
    | { readonly ok: true; readonly value: unknown }
    | { readonly ok: false; readonly error: Partial<ApiProblem> },
) {
  const asked: unknown[] = [];
  const call = (route: string, request: unknown) => {
    asked.push([route, request]);
    return Promise.resolve(answer);
  };
  return { asked, api: { call } as unknown as Api };
}

const identifying = {
  do: 'identify',
  version: '3',
  displayName: 'Testi Revontuli',
  birthDate: '2004-02-02',
  identityCode: '020204a9021',
  means: 'PASSPORT',
};

describe('The forms of the page about a person', () => {
  it('send what was typed, the identity code in its one form and in the body', async () => {
    const { api, asked } = service({ ok: true, value: {} });
    const change = await changePerson(api, client, formOf(identifying));
    expect(change).toMatchObject({ form: 'identify', done: true });
    const { do: _do, ...body } = identifying;
    expect(asked).toEqual([
      [
        'identifyClient',
        { parameters: { clientId: client }, body: { ...body, version: 3, identityCode: '020204A9021' } },
      ],
    ]);
  });

  it('ask nothing of the service while a field is wrong, and keep all that was typed', async () => {
    const { api, asked } = service({ ok: true, value: {} });
    const typed = { ...identifying, identityCode: '020204A902X', means: '' };
    const change = await changePerson(api, client, formOf(typed));
    expect(change?.faults).toEqual([
      { field: 'identify-identityCode', text: 'cases.person.codeWrong' },
      { field: 'identify-means', text: 'cases.person.meansMissing' },
    ]);
    expect(change?.typed).toEqual(typed);
    expect(asked).toEqual([]);
  });

  it('say of a code that somebody has that there may be two records, not whose', async () => {
    const errors = [{ pointer: '/body/identityCode', code: 'identity_code_in_use' }];
    const { api } = service({ ok: false, error: { type: 'invalid-request', errors } });
    const change = await changePerson(api, client, formOf(identifying));
    expect(change?.faults).toEqual([{ field: 'identify-identityCode', text: 'cases.person.codeInUse' }]);
  });

  it('say of a text with an identity code that it is to be taken out', async () => {
    const { api, asked } = service({ ok: true, value: {} });
    const change = await changePerson(api, client, formOf({ do: 'shield', reason: 'Hän on 010190-900P' }));
    expect(change?.faults).toEqual([{ field: 'shield-reason', text: 'work.identityCode' }]);
    expect(asked).toEqual([]);
  });

  it('show both values when somebody else came first', async () => {
    const { api } = service({ ok: false, error: { type: 'stale-version', errors: [] } });
    const fields = { do: 'reach', version: '1', displayName: 'Testi', contactLanguage: 'fi', phone: '' };
    const change = await changePerson(api, client, formOf(fields));
    expect(change).toMatchObject({ late: true, typed: fields });
  });

  it('leave other forms to others', async () => {
    const { api } = service({ ok: true, value: {} });
    expect(await changePerson(api, client, formOf({ do: 'team' }))).toBeUndefined();
  });
});
