import { serviceChange, siteChange } from '@ohjaamo/shared/onboarding/live.ts';
import type { Api, ApiProblem } from '../api.ts';
import { textOf, textsOf } from '../work/form.ts';
import { hoursIn, nameOf, type StepFault } from './stepForm.ts';

/**
 * How a change of an open municipality went: done, refused with faults, changed by somebody else in between, asking first because
 * bookings lose their time, not possible for a reason, or the page has to turn away.
 */
export type Changed =
  | { readonly kind: 'done' }
  | { readonly kind: 'faults'; readonly faults: readonly StepFault[] }
  | { readonly kind: 'stale' }
  | { readonly kind: 'bookings'; readonly count: number }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'turn'; readonly problem: ApiProblem };

/** Saves what the form of a service says. */
export async function saveService(api: Api, form: FormData): Promise<Changed> {
  const numbers = ['lengthMinutes', 'bufferBeforeMinutes', 'bufferAfterMinutes'] as const;
  const body = serviceChange.safeParse({
    ...conditionOf(form),
    value: {
      code: textOf(form, 'code'),
      name: nameOf(form, 'name'),
      ...Object.fromEntries(numbers.map((each) => [each, numberOf(form, each)])),
      ...Object.fromEntries(
        ['bookingMode', 'minimumIdentification', 'hoursFor'].map((each) => [each, textOf(form, each)]),
      ),
      channels: textsOf(form, 'channels'),
      staff: textsOf(form, 'staff'),
    },
  });
  return body.success ? endOf(await api.call('saveService', { body: body.data })) : wrong(body.error.issues);
}

/** Saves what the form of a site says; `hours` of a new one go along. */
export async function saveSite(api: Api, form: FormData, isNew: boolean): Promise<Changed> {
  const { version } = conditionOf(form);
  const body = siteChange.safeParse({
    version,
    value: {
      ...{ id: textOf(form, 'id'), slug: textOf(form, 'slug'), kind: textOf(form, 'kind') },
      ...{ name: nameOf(form, 'name'), address: textOf(form, 'address') },
      ...(isNew && { hours: hoursIn(form, 'new') }),
    },
  });
  return body.success ? endOf(await api.call('saveSite', { body: body.data })) : wrong(body.error.issues);
}

/** Takes a service out of use, or back into it. */
export async function retireService(api: Api, form: FormData, service: string): Promise<Changed> {
  const body = { version: textOf(form, 'version'), retired: textOf(form, 'do') === 'retire' };
  return endOf(await api.call('retireService', { parameters: { service }, body }));
}

/** Closes a site from a day on, or opens it again. */
export async function closeSite(api: Api, form: FormData, site: string): Promise<Changed> {
  const from = textOf(form, 'from');
  const closes = textOf(form, 'do') === 'close';
  if (closes && !/^\d{4}-\d\d-\d\d$/u.test(from)) {
    return { kind: 'faults', faults: [{ field: 'from', code: 'from' }] };
  }
  const body = { ...conditionOf(form), from: closes ? from : 'NEVER' };
  return endOf(await api.call('closeSite', { parameters: { site }, body: body }));
}

function conditionOf(form: FormData): { readonly version: string; readonly bookings: number } {
  return { version: textOf(form, 'version'), bookings: Number(textOf(form, 'bookings')) || 0 };
}

function numberOf(form: FormData, field: string): number {
  const text = textOf(form, field);
  return /^\d+$/u.test(text) ? Number(text) : Number.NaN;
}

function wrong(issues: readonly { readonly path: readonly PropertyKey[] }[]): Changed {
  const paths = issues.map(({ path }) => ({ pointer: `/body/${path.map(String).join('/')}`, code: '' }));
  return { kind: 'faults', faults: faultsAt(paths) };
}

/** Which field each wrong place is: a name's is that of its language. */
function faultsAt(errors: readonly { readonly pointer: string; readonly code: string }[]): StepFault[] {
  const found = errors.map(({ pointer, code }) => {
    const [member = '', part = ''] = pointer.replace('/body/value/', '').split('/');
    if (member === 'name') return { field: `name-${part === '' ? 'fi' : part}`, code: code || 'name' };
    return { field: member === 'hours' ? 'hours-new' : member, code: code || member };
  });
  return found.filter((each, at) => found.findIndex(({ field }) => field === each.field) === at);
}

function endOf(answer: { ok: true } | { ok: false; error: ApiProblem }): Changed {
  if (answer.ok) return { kind: 'done' };
  const { type, errors = [], conflicts = [] } = answer.error;
  if (type === 'stale-version' || type === 'id-already-used') return { kind: 'stale' };
  if (type === 'invalid-request') return { kind: 'faults', faults: faultsAt(errors) };
  const [reason = ''] = conflicts.map((each) => each.reason);
  const count = /^BOOKINGS:(\d+)$/u.exec(reason)?.[1];
  if (count !== undefined) return { kind: 'bookings', count: Number(count) };
  return type === 'state-conflict' ? { kind: 'refused', reason } : { kind: 'turn', problem: answer.error };
}
