import { routes } from '@ohjaamo/shared/routes.ts';
import { workAreas } from '@ohjaamo/shared/kernel/workAreas.ts';
import { languages } from '@ohjaamo/shared/kernel/i18n.ts';
import type { SiteId } from '@ohjaamo/shared/kernel/ids.ts';
import type { Api } from '../api.ts';
import { textOf, textsOf } from '../work/form.ts';
import { type DutyChange, ended, wrongForm } from './dutyActions.ts';

const numberOf = (form: FormData, name: string) => Number(textOf(form, name) || Number.NaN);

/** Keeps or takes away a shift, or keeps the rules, as the form asks. */
export async function changeShifts(api: Api, siteId: SiteId, form: FormData): Promise<DutyChange> {
  const version = numberOf(form, 'version');
  const act = textOf(form, 'do');
  if (act === 'rules') {
    const rules = { perWeek: numberOf(form, 'perWeek'), lateFrom: textOf(form, 'lateFrom') };
    const body = routes.saveDutyRules.body.safeParse({ version, rules });
    if (!body.success) return wrongForm;
    return ended(await api.call('saveDutyRules', { parameters: { siteId }, body: body.data }), 'saved');
  }
  if (act === 'remove') {
    const parameters = routes.removeShift.parameters.safeParse({ siteId, shiftId: textOf(form, 'id') });
    const body = routes.removeShift.body.safeParse({ version });
    if (!parameters.success || !body.success) return wrongForm;
    return ended(await api.call('removeShift', { parameters: parameters.data, body: body.data }), 'removed');
  }
  const [service, mode] = textOf(form, 'service').split('|');
  const [from, to] = [textOf(form, 'from'), textOf(form, 'to')];
  const shift = {
    id: textOf(form, 'id'),
    weekday: textOf(form, 'weekday'),
    start: textOf(form, 'start'),
    end: textOf(form, 'end'),
    mode,
    service,
    workers: numberOf(form, 'workers'),
    skills: textsOf(form, 'skills'),
    ...(from && { from }),
    ...(to && { to }),
  };
  const body = routes.saveShift.body.safeParse({ version, shift });
  if (!body.success) return wrongForm;
  return ended(await api.call('saveShift', { parameters: { siteId }, body: body.data }), 'saved');
}

/** Keeps a worker's planned shares. */
export async function planAreas(api: Api, siteId: SiteId, form: FormData): Promise<DutyChange> {
  const shares = Object.fromEntries(workAreas.map((area) => [area, numberOf(form, area)]));
  const body = routes.planWorkAreas.body.safeParse({ staffId: textOf(form, 'staff'), shares });
  if (!body.success) return wrongForm;
  return ended(await api.call('planWorkAreas', { parameters: { siteId }, body: body.data }), 'saved');
}

/** Says what a worker knows, or changes the list of basic skills, as the form asks. */
export async function changeSkills(api: Api, siteId: SiteId, form: FormData): Promise<DutyChange> {
  const parameters = { siteId };
  const act = textOf(form, 'do');
  const version = numberOf(form, 'version');
  if (act === 'knows' || act === 'not') {
    const [staffId, skill] = textOf(form, 'of').split('|');
    const body = routes.confirmSkill.body.safeParse({ staffId, skill, knows: act === 'knows' });
    if (!body.success) return wrongForm;
    return ended(await api.call('confirmSkill', { parameters, body: body.data }), 'saved');
  }
  if (act === 'remove') {
    const body = routes.removeSkill.body.safeParse({ version, skill: textOf(form, 'code') });
    if (!body.success) return wrongForm;
    return ended(await api.call('removeSkill', { parameters, body: body.data }), 'removed');
  }
  const names = languages.map((language) => [language, textOf(form, `name-${language}`)] as const);
  const skill = {
    code: textOf(form, 'code'),
    name: Object.fromEntries(names.filter(([, name]) => name)),
    need: textOf(form, 'need'),
  };
  const body = routes.saveSkill.body.safeParse({ version, skill });
  if (!body.success) return wrongForm;
  return ended(await api.call('saveSkill', { parameters, body: body.data }), 'saved');
}
