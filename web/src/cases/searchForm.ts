import { readIdentityCode } from '@ohjaamo/shared/kernel/identityCode.ts';
import { phoneForm } from '@ohjaamo/shared/cases/search.ts';
import type { FoundClient } from '@ohjaamo/shared/cases/searchRoutes.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type { Api, ApiProblem } from '../api.ts';
import { type FieldFault, refusalText, textOf } from '../work/form.ts';

/** What was typed and chosen for a search. */
export const noSearch = { text: '', topic: '', purpose: '' };

/** How a search ended: what it found, or what is to be mended, with everything typed; a refusal turns the whole page away. */
interface SearchOutcome {
  readonly typed: typeof noSearch;
  readonly faults: readonly FieldFault[];
  readonly found?: { readonly clients: readonly FoundClient[]; readonly more: boolean };
  readonly refusal?: ApiProblem;
}

/** Searches by what the one field holds (a telephone, a personal identity code, else a name), or by topic when it is empty. */
export async function search(api: Api, form: FormData): Promise<SearchOutcome> {
  const typed = {
    text: textOf(form, 'text'),
    topic: textOf(form, 'topic'),
    purpose: textOf(form, 'purpose'),
  };
  // Comes from the finding of anything by its name, which asks for no purpose: here it is asked for.
  if (form.has('find')) return { typed, faults: [] };
  if (typed.text === '' && typed.topic === '') {
    return { typed, faults: [{ field: 'text', text: 'cases.search.missing' }] };
  }
  const body = routes.searchClients.body.safeParse({ by: wanted(typed), purpose: typed.purpose });
  if (!body.success) {
    const noPurpose = body.error.issues.some(({ path }) => path[0] === 'purpose');
    const fault = noPurpose
      ? ({ field: 'purpose', text: 'cases.purpose.missing' } as const)
      : ({ field: 'text', text: 'cases.search.tooLong' } as const);
    return { typed, faults: [fault] };
  }
  const answer = await api.call('searchClients', { body: body.data });
  if (answer.ok) return { typed, faults: [], found: answer.value };
  const { error } = answer;
  if (error.type !== 'invalid-request') return { typed, faults: [], refusal: error };
  const text = error.errors?.[0]?.code === 'too_short' ? 'cases.search.tooShort' : refusalText(error, {});
  return { typed, faults: [{ field: 'text', text }] };
}

function wanted({ text, topic }: Pick<typeof noSearch, 'text' | 'topic'>) {
  if (text === '') return { kind: 'TAG', text: topic };
  if (readIdentityCode(text)) return { kind: 'IDENTITY_CODE', text };
  return { kind: phoneForm(text) ? 'PHONE' : 'NAME', text };
}
