import { MOST_FILE_CHARACTERS } from '@ohjaamo/shared/templates/contract.ts';
import type { ImportedVersion } from '@ohjaamo/shared/templates/contract.ts';
import type { Api, ApiProblem } from '../api.ts';
import type { MessageKey } from '../i18n/messages.ts';
import type { Translate } from '../i18n/translate.ts';

/** How the bringing in of a file ended. */
export interface Import {
  readonly versions?: readonly ImportedVersion[];
  readonly faults: readonly { readonly field: string; readonly text: string }[];
  readonly refusal?: ApiProblem;
}

const codes: Readonly<Record<string, MessageKey>> = {
  newer_format: 'templates.import.fault.newer_format',
  too_large: 'templates.import.fault.too_large',
  not_templates: 'templates.import.fault.not_templates',
  too_deep: 'templates.import.fault.too_deep',
  checksum_wrong: 'templates.import.fault.checksum_wrong',
  cycle: 'templates.import.fault.cycle',
  template_missing: 'templates.import.fault.template_missing',
  taken: 'templates.import.fault.taken',
  address_wrong: 'templates.import.fault.address_wrong',
};

/** Hands in what a file holds; every fault is told with its place in the file. */
export async function importFile(api: Api, form: FormData, t: Translate): Promise<Import> {
  const chosen = form.get('file');
  const file = chosen instanceof File ? await chosen.text() : '';
  if (file === '') return fault(t('templates.import.empty'));
  if (file.length > MOST_FILE_CHARACTERS) return tooLarge(t);
  const answer = await api.call('importTemplates', { body: { file } });
  if (answer.ok) return { versions: answer.value.versions, faults: [] };
  if (answer.error.type === 'body-too-large') return tooLarge(t);
  if (answer.error.type !== 'invalid-request') return { faults: [], refusal: answer.error };
  const faults = (answer.error.errors ?? []).map(({ pointer, code }) => {
    const text = t(codes[code] ?? 'templates.import.fault.other');
    return { field: 'file', text: pointer.startsWith('/body') ? text : `${text}: ${pointer}` };
  });
  return { faults };
}

/** The answer to a file that is larger than any form may be. */
export function tooLarge(t: Translate): Import {
  return fault(t('templates.import.fault.too_large'));
}

function fault(text: string): Import {
  return { faults: [{ field: 'file', text }] };
}
