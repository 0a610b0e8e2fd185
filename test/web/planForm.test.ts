import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import { describe, expect, it } from 'vitest';
import type { Api } from '../../web/src/api.ts';
import { actOnPlan } from '../../web/src/plans/planForm.ts';
import { asksForDiagnosis, refusedChange, saysNoDiagnosis } from '../../web/src/plans/planShown.ts';

const client = 'c'.repeat(20) as ClientId;
const item = 'a'.repeat(20);
const what = `actions/${item}/what`;

function formOf(fields: Readonly<Record<string, string>>): FormData {
  const form = new FormData();
  const all = { do: 'change', base: '3', changeId: 'd'.repeat(20), ...fields };
  for (const [name, value] of Object.entries(all)) form.append(name, value);
  return form;
}

/** An API that refuses every change so, and keeps what it was asked. */
function refusing(type: 'access-refused' | 'stale-version') {
  const asked: unknown[] = [];
  const api = {
    cookies: [],
    call: (_: string, request: { readonly body?: unknown }) => {
      asked.push(request.body);
      return Promise.resolve({ ok: false, error: { type } });
    },
  } as unknown as Api;
  return { api, asked };
}

describe('A change of the plan that is refused', () => {
  const sent = { [what]: 'Soitetaan työnantajalle', [`actions/${item}/who`]: 'YOUNG_PERSON' };

  it('because the consent ended says so, and keeps what was typed in words', async () => {
    const act = await actOnPlan(refusing('access-refused').api, client, formOf(sent));
    expect(act.refusal).toBeUndefined();
    expect(refusedChange(act, { withheld: true })).toEqual({
      kept: ['Soitetaan työnantajalle'],
      faults: [{ field: 'refused', text: 'plans.fault.noConsent' }],
    });
  });

  it('because the part is another organisation’s says that', async () => {
    const act = await actOnPlan(refusing('access-refused').api, client, formOf(sent));
    expect(refusedChange(act, { withheld: false }).faults).toEqual([
      { field: 'refused', text: 'plans.fault.refused' },
    ]);
  });

  it('for another reason keeps its form, and nothing is shown twice', async () => {
    const act = await actOnPlan(refusing('stale-version').api, client, formOf(sent));
    expect(refusedChange(act, { withheld: true })).toEqual({
      kept: [],
      faults: [{ field: what, text: 'plans.fault.stale' }],
    });
  });
});

describe('What looks like a diagnosis code in the plan', () => {
  const sent = { [what]: 'Tavataan huoneessa, R02' };

  it('is not sent on before the writer says that it is none', async () => {
    const { api, asked } = refusing('stale-version');
    const act = await actOnPlan(api, client, formOf(sent));
    expect(asked).toEqual([]);
    const shown = { ...act, notADiagnosis: false } as unknown as Parameters<typeof asksForDiagnosis>[0];
    expect(asksForDiagnosis(shown, `actions/${item}/`)).toBe(true);
    expect(asksForDiagnosis(shown, 'goals/')).toBe(false);
    expect(saysNoDiagnosis(shown, `actions/${item}/`, ['Tavataan huoneessa, R02'])).toBe(false);
  });

  it('is sent with the writer’s word', async () => {
    const { api, asked } = refusing('stale-version');
    await actOnPlan(api, client, formOf({ ...sent, notADiagnosis: 'yes' }));
    expect(asked).toMatchObject([{ notADiagnosis: true, set: [{ path: what }] }]);
  });

  it('was let through already when it stands in the plan', () => {
    const shown = { typed: new Map(), faults: [], notADiagnosis: false } as unknown as Parameters<
      typeof saysNoDiagnosis
    >[0];
    expect(saysNoDiagnosis(shown, what, ['Tavataan huoneessa, R02'])).toBe(true);
    expect(saysNoDiagnosis(shown, what, ['Tavataan'])).toBe(false);
  });
});
