import { topics } from '@ohjaamo/shared/kernel/codes.ts';
import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';
import { linkSecret, randomIds, ticketId } from '@ohjaamo/shared/kernel/ids.ts';
import { type routes } from '@ohjaamo/shared/routes.ts';
import type * as z from 'zod';
import type { Api, ApiProblem } from '../api.ts';
import type { MessageKey } from '../i18n/messages.ts';
import type { SiteAddress } from '../street/addresses.ts';
import { textOf, textsOf } from '../work/form.ts';

type Body = z.input<(typeof routes.takePlace)['body']>;

/** Languages for which interpreters are asked for most (ISO 639). */
export const interpreterLanguages = [
  'ar',
  'et',
  'fa',
  'fse',
  'ku',
  'ru',
  'se',
  'so',
  'ti',
  'uk',
  'vi',
  'zh',
] as const;

/** The form for a place in line, as it was sent or is first shown. */
export interface PlaceForm {
  /** Chosen when the page is made, so that a second press or a reload gives the same number. */
  readonly ticketId: string;
  readonly secret: string;
  readonly nickname: string;
  readonly showNickname: boolean;
  readonly topics: readonly string[];
  readonly interpreter: string;
  readonly way: string;
}

/** An empty form with ids of its own. */
export function emptyPlace(way: Body['way']): PlaceForm {
  return {
    ticketId: randomIds.id(20),
    secret: randomIds.secret(128),
    nickname: '',
    showNickname: false,
    topics: [],
    interpreter: '',
    way,
  };
}

/** Reads what was sent; ids that are no ids are replaced, everything else is left for the API to judge. */
export function readPlace(form: FormData, way: Body['way']): PlaceForm {
  const id = ticketId.safeParse(textOf(form, 'ticketId'));
  const secret = linkSecret.safeParse(textOf(form, 'secret'));
  return {
    ...emptyPlace(way),
    ...(id.success && secret.success && { ticketId: id.data, secret: secret.data }),
    nickname: textOf(form, 'nickname'),
    showNickname: form.has('showNickname'),
    topics: topics.filter((topic) => textsOf(form, 'topics').includes(topic)),
    interpreter: textOf(form, 'interpreter'),
  };
}

/** Sends the form; the answer holds the link and the number. */
export function takePlace(
  api: Api,
  { tenantSlug, siteSlug }: SiteAddress,
  language: Language,
  form: PlaceForm,
) {
  const { nickname, interpreter, ...rest } = form;
  return api.call('takePlace', {
    parameters: { tenantSlug, siteSlug },
    body: {
      ...rest,
      language,
      topics: [...rest.topics] as Body['topics'],
      way: rest.way as Body['way'],
      ...(nickname && { nickname }),
      ...(interpreter && { interpreter }),
    },
  });
}

/** What to say when no number was given. */
export function refusalOf({ type }: ApiProblem): MessageKey {
  if (type === 'line-closed') return 'line.take.closed';
  if (type === 'cap-reached') return 'line.take.capped';
  if (type === 'id-already-used') return 'line.take.again';
  return type === 'invalid-request' ? 'line.take.wrong' : 'line.take.unsure';
}
