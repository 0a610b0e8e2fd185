import type { JsonObject } from '@ohjaamo/shared/templates/json.ts';
import { keyedElements, type Path, pathText } from '@ohjaamo/shared/templates/paths.ts';
import { isList } from '@ohjaamo/shared/templates/json.ts';
import type { Api } from '../api.ts';
import { textIn } from '../i18n/language.ts';
import { knownTexts } from './known.ts';
import type { ShownCopy } from './fields.ts';
import type { Locals } from './words.ts';

/** Lists whose elements are told by something that the service or the library knows: it is chosen, not made up. */
const chosen: readonly string[] = ['/texts', '/parts'];

/** Whether an element of a list begins with a choice of what it is about. */
export function isChosen(list: Path): boolean {
  return chosen.includes(pathText(list));
}

/** What an element of a list may be about, that none is about yet; `undefined` where nothing is chosen. */
export async function choicesFor(
  locals: Locals & { readonly api: Api },
  { content }: Pick<ShownCopy, 'content'>,
  list: Path,
): Promise<{ value: string; label: string }[] | undefined> {
  const at = pathText(list);
  if (at === '/texts') {
    const used = keysIn(content, 'texts');
    return [...knownTexts]
      .filter(([key]) => !used.includes(key))
      .map(([value, text]) => ({ value, label: textIn(text, locals.language).text }));
  }
  if (at !== '/parts') return undefined;
  const answer = await locals.api.call('listAdoptions', {});
  const copies = answer.ok ? answer.value.adoptions : [];
  return copies
    .filter(({ kind, own, endedAt }) => kind !== 'SITE_KIT' && own !== 'WRITTEN' && endedAt === undefined)
    .map(({ kind, name, version, title }) => ({
      value: [kind, name, version].join(' '),
      label: `${locals.t(`templates.kindName.${kind}`)}: ${textIn(title, locals.language).text}`,
    }));
}

/** What was chosen, as the members that tell the element. */
export function toldBy(list: Path, choice: string): JsonObject {
  if (pathText(list) === '/texts') return { key: choice };
  const [kind = '', name = '', version = ''] = choice.split(' ');
  return { template: { kind, name, version } };
}

function keysIn(content: JsonObject, name: string): string[] {
  const list = content[name];
  return (isList(list) ? keyedElements(['key'], list) : undefined)?.map(({ key }) => key) ?? [];
}
