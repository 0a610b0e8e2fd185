import { clientId } from '@ohjaamo/shared/kernel/ids.ts';
import { describe, expect, it } from 'vitest';
import type { Api } from '../../web/src/api.ts';
import { changeRequests } from '../../web/src/rights/requestForms.ts';

const client = clientId.parse('c'.repeat(20));
const unasked = { call: () => Promise.reject(new Error('Nothing may be sent')) } as unknown as Api;

/** The faults of an answer or a record with these fields. */
async function faultsOf(fields: Readonly<Record<string, string>>) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  const { faults } = await changeRequests(unasked, client, form);
  return faults.map(({ field, text }) => [field, text]);
}
const answer = { do: 'answer', requestId: 'r'.repeat(20), decision: 'ACCEPTED' };

describe('An answer to a request', () => {
  it.each([
    ['', 'rights.staff.reasonMissing'],
    ['a'.repeat(2001), 'rights.staff.tooLong'],
    ['Koodi 020204A9021', 'rights.ask.identityCode'],
    ['Syy on F32.1', 'rights.ask.diagnosisCode'],
    ['\u0000', 'rights.staff.unreadable'],
  ])('with the reason %j says what is wrong with it', async (reason, text) => {
    expect(await faultsOf({ ...answer, reason })).toEqual([['reason', text]]);
  });

  it('names every field that is wrong, in the order of the form', async () => {
    const annotation = 'a'.repeat(2001);
    expect(await faultsOf({ ...answer, decision: '', reason: '', annotation })).toEqual([
      ['decision', 'rights.staff.decisionMissing'],
      ['reason', 'rights.staff.reasonMissing'],
      ['annotation', 'rights.staff.tooLong'],
    ]);
  });
});

describe('A request that is written down', () => {
  it('that is too long says so, and an empty one what to write', async () => {
    const record = { do: 'record', requestId: 'r'.repeat(20) };
    expect(await faultsOf({ ...record, text: 'a'.repeat(2001) })).toEqual([['text', 'rights.staff.tooLong']]);
    expect(await faultsOf({ ...record, text: '' })).toEqual([['text', 'rights.staff.recordMissing']]);
  });
});
