import { scheduleRoutes } from '@ohjaamo/shared/schedule/contract.ts';
import { describe, expect, it } from 'vitest';
import type { Api } from '../../web/src/api.ts';
import { bringsSomething, takeCopyStep } from '../../web/src/calendar/copyForm.ts';
import { takeStep } from '../../web/src/calendar/planStep.ts';
import { readRuleForm, ruleDefaults } from '../../web/src/calendar/ruleForm.ts';
import type { Seen } from '../../web/src/calendar/seenForm.ts';
import { readExceptionForm } from '../../web/src/calendar/siteForms.ts';
import { calendarTown, mondays, people } from '../schedule/calendarTown.ts';

type Fields = Readonly<Record<string, string | readonly string[]>>;

/** A calendar that a manager changes by its forms, as the pages do. */
async function managedCalendar() {
  const town = await calendarTown();
  const call = async (id: keyof typeof scheduleRoutes, request: object) => {
    const { status, body, problem } = await town.as('manager', scheduleRoutes[id], request);
    return status < 300
      ? { ok: true, value: body }
      : { ok: false, error: { ...problem, type: problem.type.replace('/problems/', '') } };
  };
  const api = { call, cookies: [] } as unknown as Api;
  const exceptions = async (fields: Fields) => {
    const { plan } = await town.planOf();
    return takeStep(api, town.main.id, sent(fields), readExceptionForm(plan.exceptions));
  };
  const named = async () => (await town.planOf()).plan.exceptions.map(({ name }) => name.fi);
  return {
    town,
    rule: (fields: Fields) => takeStep(api, town.main.id, sent(fields), readRuleForm),
    exceptions,
    copy: (fields: Fields) => takeCopyStep(api, town.main.id, sent(fields)),
    named,
    startOfMondays: async () => (await town.planOf()).plan.rules.find(({ id }) => id === mondays.id)?.start,
  };
}

function sent(fields: Fields): FormData {
  const form = new FormData();
  for (const [name, values] of Object.entries(fields)) {
    for (const value of [values].flat()) form.append(name, value);
  }
  return form;
}

/** The step that must have looked at something. */
function looked<Looked extends { readonly seen: Seen; readonly changeId: string }>(
  step: { readonly kind: 'lookedAt'; readonly lookedAt: Looked } | { readonly kind: string },
): Looked {
  if (!('lookedAt' in step)) throw new Error(`Nothing was looked at: ${JSON.stringify(step)}`);
  return step.lookedAt;
}

type LookedAt = Extract<Awaited<ReturnType<typeof takeStep>>, { kind: 'lookedAt' }>['lookedAt'];

/** What the button that saves sends beside the form's own fields. */
const saving = ({ seen, change, changeId, preview }: LookedAt) => ({
  do: 'apply',
  asked: seen.asked,
  seen: seen.fields,
  change: JSON.stringify(change),
  changeId,
  version: String(preview.version),
});

const mondaysForm = {
  ...ruleDefaults({ newId: 'newhours01', afterId: 'afterhours' }, '', mondays),
  start: '10:00',
};
const season = (name: string): Fields => ({ kind: 'CLOSED', from: '2027-06-07', to: '2027-06-11', name });

describe('A change that was looked at', () => {
  it('is saved as it was looked at', async () => {
    const calendar = await managedCalendar();
    const seen = looked(await calendar.rule({ ...mondaysForm, do: 'look' }));
    expect(await calendar.rule({ ...mondaysForm, ...saving(seen) })).toMatchObject({ kind: 'applied' });
    expect(await calendar.startOfMondays()).toBe('10:00');
  });

  it('is looked at again when the form says something else by now, and saved as the form says', async () => {
    const calendar = await managedCalendar();
    const seen = looked(await calendar.rule({ ...mondaysForm, do: 'look' }));
    const changed = { ...mondaysForm, start: '11:00' };
    const again = looked(await calendar.rule({ ...changed, ...saving(seen) }));
    expect(again.seen.again).toBe('CHANGED');
    expect(again.change).toMatchObject({ rule: { start: '11:00' } });
    expect(await calendar.startOfMondays()).toBe('09:00');
    expect(await calendar.rule({ ...changed, ...saving(again) })).toMatchObject({ kind: 'applied' });
    expect(await calendar.startOfMondays()).toBe('11:00');
  });

  it('stays a removal when it is looked at again', async () => {
    const calendar = await managedCalendar();
    const form = { ...mondaysForm, date: '2027-02-08', extent: 'ONLY' };
    const seen = looked(await calendar.rule({ ...form, do: 'remove' }));
    const again = looked(await calendar.rule({ ...form, extent: 'FOLLOWING', ...saving(seen) }));
    expect(again.change).toMatchObject({ kind: 'EDIT_DATES', extent: 'FOLLOWING' });
    expect(again.change).not.toHaveProperty('to');
  });

  it('takes what another saved meanwhile along, and loses neither', async () => {
    const calendar = await managedCalendar();
    const mine = season('Juhannus');
    const seen = looked(await calendar.exceptions({ ...mine, do: 'look' }));
    const other = season('Remontti');
    const others = looked(await calendar.exceptions({ ...other, do: 'look' }));
    await calendar.exceptions({ ...other, ...saving(others) });
    const again = looked(await calendar.exceptions({ ...mine, ...saving(seen) }));
    expect(again.seen.again).toBe('STALE');
    await calendar.exceptions({ ...mine, ...saving(again) });
    expect(await calendar.named()).toEqual(['Remontti', 'Juhannus']);
  });

  it('is made once, however often its button is pressed', async () => {
    const calendar = await managedCalendar();
    const mine = season('Juhannus');
    const button = { ...mine, ...saving(looked(await calendar.exceptions({ ...mine, do: 'look' }))) };
    expect(await calendar.exceptions(button)).toMatchObject({ kind: 'applied' });
    expect(await calendar.exceptions(button)).toMatchObject({ kind: 'applied' });
    expect(await calendar.named()).toEqual(['Juhannus']);
  });
});

describe('A copy', () => {
  const counsellor = people.counsellor.id;
  const week = { from: '2027-02-01', to: '2027-02-07', onto: '2027-02-01', worker: counsellor };

  it('of nobody and nothing is not looked at: the question that lacks an answer is named', async () => {
    const calendar = await managedCalendar();
    const step = await calendar.copy({ ...week, sites: calendar.town.second.id, do: 'look' });
    expect(step).toEqual({ kind: 'faults', faults: [{ field: 'who', text: 'calendar.copy.errorNothing' }] });
  });

  it('of days on which the chosen workers have no hours brings nothing', async () => {
    const calendar = await managedCalendar();
    const sunday = { ...week, from: '2027-02-07', onto: '2027-02-07', who: counsellor };
    const copied = { sites: calendar.town.second.id, do: 'look' };
    expect(bringsSomething(looked(await calendar.copy({ ...sunday, ...copied })).preview)).toBe(false);
    const whole = looked(await calendar.copy({ ...week, who: counsellor, ...copied }));
    expect(bringsSomething(whole.preview)).toBe(true);
  });

  it('is looked at again when other workers are chosen by now', async () => {
    const calendar = await managedCalendar();
    const form = { ...week, worker: [counsellor, people.partner.id], sites: calendar.town.second.id };
    const seen = looked(await calendar.copy({ ...form, who: counsellor, do: 'look' }));
    const { targets } = seen.preview;
    const button = {
      do: 'apply',
      asked: seen.seen.asked,
      seen: seen.seen.fields,
      copy: JSON.stringify(seen.body),
      changeId: seen.changeId,
      targets: JSON.stringify(targets.map(({ site, version }) => ({ site: site.id, version }))),
    };
    const again = looked(await calendar.copy({ ...form, who: people.partner.id, ...button }));
    expect([again.seen.again, again.body.workers[0]?.from]).toEqual(['CHANGED', people.partner.id]);
    expect((await calendar.town.planOf(calendar.town.second)).plan.rules).toEqual([]);
  });
});
