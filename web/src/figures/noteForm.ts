import { languages } from '@ohjaamo/shared/kernel/i18n.ts';
import type { SiteId } from '@ohjaamo/shared/kernel/ids.ts';
import type { ProblemType } from '@ohjaamo/shared/kernel/problem.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type { Api, ApiProblem } from '../api.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { type FieldFault, faultsByCode, orWhole, textOf, wrongByApi, wrongBySchema } from '../work/form.ts';

/** What became of a note: it stands or is gone, something is to be mended, or why the page cannot be shown. */
export type NoteAnswer =
  | { readonly done: 'done' | 'gone' }
  | { readonly faults: readonly FieldFault[]; readonly status: 409 | 422 }
  | { readonly refusal: ApiProblem };

const wrong = { fi: 'figures.note.wrong', sv: 'figures.note.wrong', en: 'figures.note.wrong' } as const;
const codes = {
  phone: 'figures.note.phone',
  email: 'figures.note.email',
  names_worker: 'figures.note.worker',
} as const;

/** What is said of a refusal that belongs to no field. */
const whole: Partial<Record<ProblemType, MessageKey>> = {
  'stale-version': 'figures.note.stale',
  'state-conflict': 'figures.note.closed',
  'cap-reached': 'figures.note.full',
};

/** Writes or takes back the note of a site and a quarter, as its form says. */
export async function sendNote(
  api: Api,
  siteId: SiteId,
  quarter: string,
  form: FormData,
): Promise<NoteAnswer> {
  const parameters = { siteId, quarter };
  const version = Number(textOf(form, 'version'));
  if (textOf(form, 'do') === 'WITHDRAW') {
    const done = await api.call('withdrawSiteNote', { parameters, body: { version } });
    return done.ok ? { done: 'gone' } : refused(done.error);
  }
  const given = languages.flatMap((each) => {
    const text = textOf(form, each);
    return text === '' && each !== 'fi' ? [] : [[each, text] as const];
  });
  const body = routes.writeSiteNote.body.safeParse({ version, ...Object.fromEntries(given) });
  if (!body.success) {
    const faults = faultsByCode(wrongBySchema(body.error.issues), wrong, codes);
    return { faults: orWhole(faults, 'fi'), status: 422 };
  }
  const done = await api.call('writeSiteNote', { parameters, body: body.data });
  return done.ok ? { done: 'done' } : refused(done.error);
}

function refused(error: ApiProblem): NoteAnswer {
  const text = whole[error.type];
  if (text) return { faults: [{ field: 'fi', text }], status: 409 };
  if (error.type !== 'invalid-request') return { refusal: error };
  return { faults: orWhole(faultsByCode(wrongByApi(error), wrong, codes), 'fi'), status: 422 };
}
