import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type * as z from 'zod';
import type { Api, ApiProblem } from '../api.ts';
import { type FieldFault, textOf, textsOf, wrongByApi, wrongBySchema } from '../work/form.ts';
import { faultsOfWork } from './words.ts';

/** How a form about work ended: done, to be mended with all that was typed, or a refusal of the whole page. */
export interface WorkChange {
  readonly done?: string;
  readonly faults?: readonly FieldFault[];
  /** Somebody else has changed the same since: both values are shown, and the next press chooses. */
  readonly late?: true;
  readonly refusal?: ApiProblem;
}

type Issues = z.core.$ZodIssue[];

/** Faults that a schema found. */
export function issueFaults(issues: Issues): FieldFault[] {
  return faultsOfWork(wrongBySchema(issues));
}

/** What the API's refusal means to a form. */
export function ended(
  answer: { readonly ok: true } | { readonly ok: false; readonly error: ApiProblem },
  done: string,
): WorkChange {
  if (answer.ok) return { done };
  const { type } = answer.error;
  if (type === 'invalid-request') return { faults: faultsOfWork(wrongByApi(answer.error)) };
  if (type === 'stale-version' || type === 'state-conflict' || type === 'id-already-used') {
    const faults = [{ field: 'save', text: 'employers.error.state' }] as const;
    return { faults, ...(type === 'stale-version' && { late: true }) };
  }
  if (type === 'access-refused') return { faults: [{ field: 'save', text: 'employers.error.refused' }] };
  return { refusal: answer.error };
}

/** The fields of a form that are not empty. */
export function given(form: FormData, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.map((name) => [name, textOf(form, name)] as const).filter(([, text]) => text !== ''),
  );
}

/** A number as it was typed, with a comma or a point; what is none stays a text, which no schema takes. */
export function numberIn(form: FormData, name: string): number | string {
  const text = textOf(form, name).replace(',', '.');
  return /^\d+(?:\.\d+)?$/u.test(text) ? Number(text) : text;
}

/** The codes of languages that were typed in one line. */
export function languagesIn(form: FormData): string[] {
  const typed = textOf(form, 'languages').toLowerCase();
  return typed.split(/[\s,;]+/u).filter((code) => code !== '');
}

/** Faults at the fields of a form that have other names than those of the body. */
export function renamed(change: WorkChange, names: Readonly<Record<string, string>>): WorkChange {
  if (!change.faults) return change;
  const faults = change.faults.map((each) => ({ ...each, field: names[each.field] ?? each.field }));
  return { ...change, faults };
}

/** Does what a form of the page about work asks for. */
export function changeWork(api: Api, clientId: ClientId, form: FormData): Promise<WorkChange> {
  const act = textOf(form, 'do');
  if (act === 'wishes') return saveWishes(api, clientId, form);
  if (act === 'earlier') return saveEarlier(api, clientId, form);
  return plan(api, clientId, form);
}

async function saveWishes(api: Api, clientId: ClientId, form: FormData): Promise<WorkChange> {
  const hours = textOf(form, 'hoursMost');
  const body = routes.recordWishes.body.safeParse({
    version: Number(textOf(form, 'version')),
    kinds: textsOf(form, 'kinds'),
    fields: textsOf(form, 'fields'),
    languages: languagesIn(form),
    ...given(form, ['municipality', 'unemployedSince', 'words']),
    ...(hours !== '' && { hoursMost: numberIn(form, 'hoursMost') }),
  });
  if (!body.success) return { faults: issueFaults(body.error.issues) };
  return ended(await api.call('recordWishes', { parameters: { clientId }, body: body.data }), 'wishes');
}

async function saveEarlier(api: Api, clientId: ClientId, form: FormData): Promise<WorkChange> {
  const typed = {
    trialId: textOf(form, 'trialId'),
    start: textOf(form, 'earlierStart'),
    end: textOf(form, 'earlierEnd'),
  };
  const names = { start: 'earlierStart', end: 'earlierEnd' };
  const body = routes.recordEarlierTrial.body.safeParse(typed);
  if (!body.success) return renamed({ faults: issueFaults(body.error.issues) }, names);
  const answer = await api.call('recordEarlierTrial', { parameters: { clientId }, body: body.data });
  return renamed(ended(answer, 'earlier'), names);
}

async function plan(api: Api, clientId: ClientId, form: FormData): Promise<WorkChange> {
  const texts = ['trialId', 'employer', 'supervisor', 'start', 'end', 'payer', 'tasks', 'goals'];
  const ticks = textsOf(form, 'conditions');
  const body = routes.planTrial.body.safeParse({
    ...given(form, texts),
    hoursPerDay: numberIn(form, 'hoursPerDay'),
    daysPerWeek: numberIn(form, 'daysPerWeek'),
    noCompetition: ticks.includes('noCompetition'),
    drugTestClear: ticks.includes('drugTestClear'),
    childrenClear: ticks.includes('childrenClear'),
  });
  if (!body.success) return { faults: issueFaults(body.error.issues) };
  const change = ended(await api.call('planTrial', { parameters: { clientId }, body: body.data }), 'planned');
  // The three conditions are one question on the page.
  const conditions = new Set(['noCompetition', 'drugTestClear', 'childrenClear']);
  const faults = (change.faults ?? []).filter(({ field }) => !conditions.has(field));
  const missing = change.faults?.find(({ field }) => conditions.has(field));
  return {
    ...change,
    ...(change.faults && {
      faults: missing ? [...faults, { ...missing, field: 'conditions' }] : faults,
    }),
  };
}
