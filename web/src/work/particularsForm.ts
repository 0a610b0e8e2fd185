import { workerParticulars } from '@ohjaamo/shared/tenants/workers.ts';
import type { Api, ApiProblem } from '../api.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { type FieldFault, textOf, textsOf } from './form.ts';

/** What became of the form of a worker's details: saved, wrong in a field, or refused as a whole. */
type Change =
  { readonly done: true } | { readonly faults: readonly FieldFault[] } | { readonly refusal: ApiProblem };

const faultTexts: Readonly<Record<string, MessageKey>> = {
  name: 'people.edit.nameWrong',
  share: 'people.edit.shareWrong',
  languages: 'people.edit.languagesWrong',
};

/** The form as it was typed; the share is a percentage. */
export function typedParticulars(form: FormData) {
  return {
    name: textOf(form, 'name'),
    title: textOf(form, 'title'),
    organisation: textOf(form, 'organisation'),
    homeSite: textOf(form, 'homeSite'),
    share: textOf(form, 'share'),
    languages: textsOf(form, 'languages'),
  };
}

/** Saves a worker's details. */
export async function changeParticulars(api: Api, staffId: string, form: FormData): Promise<Change> {
  const typed = typedParticulars(form);
  const percent = /^(?:[1-9]\d?|100)$/u.test(typed.share) ? Number(typed.share) : Number.NaN;
  const read = workerParticulars.safeParse({ ...typed, share: percent / 100 });
  if (!read.success) {
    const fields = [...new Set(read.error.issues.map(({ path }) => String(path[0])))];
    return { faults: fields.map((field) => ({ field, text: faultTexts[field] ?? 'people.edit.wrong' })) };
  }
  const answer = await api.call('changeWorker', {
    parameters: { staffId },
    body: { particulars: read.data },
  });
  if (answer.ok) return { done: true };
  if (answer.error.type !== 'state-conflict') return { refusal: answer.error };
  const hasTimes = answer.error.conflicts?.some(({ reason }) => reason === 'HAS_TIMES');
  return {
    faults: [
      hasTimes
        ? { field: 'homeSite', text: 'people.edit.hasTimes' }
        : { field: 'name', text: 'people.edit.conflict' },
    ],
  };
}
