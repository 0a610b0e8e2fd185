import { languages } from '@ohjaamo/shared/kernel/i18n.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type { Api, ApiProblem } from '../api.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { type FieldFault, faultsOf, orWhole, textOf } from '../work/form.ts';

/** What became of a form of the page: done, to be mended, or a refusal of the whole page. */
export type TellingChange =
  | { readonly done: string }
  | {
      /** Which form it was: `key`, or the site's id. */
      readonly form: string;
      readonly faults: readonly FieldFault[];
      /** Whether somebody else has changed the same meanwhile: what was typed stands, and is saved over it when it is sent again. */
      readonly isOvertaken?: true;
    }
  | { readonly refusal: ApiProblem };

/** What the page says when a form was taken, by the outcome in its address. */
export const tellingOutcomes: Readonly<
  Record<string, { readonly kind: 'good' | 'caution'; readonly text: MessageKey } | undefined>
> = {
  saved: { kind: 'good', text: 'catalogue.saved' },
  asked: { kind: 'good', text: 'catalogue.asked' },
  on: { kind: 'good', text: 'catalogue.turnedOn' },
  off: { kind: 'good', text: 'catalogue.turnedOff' },
  noKey: { kind: 'caution', text: 'catalogue.noKey' },
  changed: { kind: 'caution', text: 'settings.changed' },
};

const keyTexts = {
  organizationId: 'catalogue.error.organization',
  user: 'catalogue.error.user',
  password: 'catalogue.error.password',
} as const satisfies Record<string, MessageKey>;

const siteTexts = {
  channelId: 'catalogue.error.channel',
  street: 'catalogue.error.street',
  streetNumber: 'catalogue.error.street',
  postalCode: 'catalogue.error.postalCode',
  phone: 'catalogue.error.phone',
  email: 'catalogue.error.email',
  summary: 'catalogue.error.summary',
  description: 'catalogue.error.description',
} as const satisfies Record<string, MessageKey>;

/** Takes a form of the page, by what it does: `key`, `SEND`, `DRY_RUN`, `ask` or `site`. */
export function changeTelling(api: Api, form: FormData): Promise<TellingChange> {
  const act = textOf(form, 'do');
  if (act === 'ask') return ask(api, form);
  return act === 'site' ? saveSite(api, form) : saveTelling(api, form);
}

async function ask(api: Api, form: FormData): Promise<TellingChange> {
  return endOf(await api.call('askForTelling', { body: { version: versionOf(form) } }), 'asked');
}

async function saveTelling(api: Api, form: FormData): Promise<TellingChange> {
  const act = textOf(form, 'do');
  const [user, password] = [textOf(form, 'user'), textOf(form, 'password')];
  const read = routes.changeTelling.body.safeParse({
    ...{ version: versionOf(form), organizationId: textOf(form, 'organizationId').toLowerCase() },
    mode: act === 'key' ? textOf(form, 'mode') : act,
    ...((user !== '' || password !== '') && { key: { user, password } }),
  });
  if (!read.success) {
    const wrong = read.error.issues.map(({ path }) => String(path.at(-1)));
    return { form: 'key', faults: orWhole(faultsOf(wrong, keyTexts), 'key-save') };
  }
  const answer = await api.call('changeTelling', { body: read.data });
  const done = { SEND: 'on', DRY_RUN: 'off' }[act];
  return done === undefined ? overtakenOr(answer, 'key', 'key-save') : endOf(answer, done);
}

async function saveSite(api: Api, form: FormData): Promise<TellingChange> {
  const siteId = textOf(form, 'site');
  const parameters = routes.changeSiteEntry.parameters.safeParse({ siteId });
  const optional = (name: string) => {
    const text = textOf(form, name);
    return text === '' ? {} : { [name]: text };
  };
  const read = routes.changeSiteEntry.body.safeParse({
    version: versionOf(form),
    entry: {
      ...optional('channelId'),
      ...optional('streetNumber'),
      ...optional('phone'),
      ...optional('email'),
      postalCode: textOf(form, 'postalCode'),
      street: inLanguages(form, 'street'),
      summary: inLanguages(form, 'summary'),
      description: inLanguages(form, 'description'),
    },
  });
  if (!read.success || !parameters.success) {
    const faults = read.success ? [] : siteFaults(read.error.issues, siteId);
    return { form: siteId, faults: orWhole(faults, `save-${siteId}`) };
  }
  const answer = await api.call('changeSiteEntry', { parameters: parameters.data, body: read.data });
  return overtakenOr(answer, siteId, `save-${siteId}`);
}

/** The faults of a site's form, at its fields: `summary-fi-<site>`. */
function siteFaults(
  issues: readonly { readonly path: readonly PropertyKey[] }[],
  site: string,
): FieldFault[] {
  const found = issues.flatMap(({ path }) => {
    const [, field = '', language] = path.map(String);
    const text = Object.hasOwn(siteTexts, field) ? siteTexts[field as keyof typeof siteTexts] : undefined;
    return text ? [{ field: [field, language, site].filter((part) => part).join('-'), text }] : [];
  });
  return found.filter(({ field }, index) => found.findIndex((each) => each.field === field) === index);
}

function inLanguages(form: FormData, name: string): Record<string, string> {
  return Object.fromEntries(
    languages
      .map((language) => [language, textOf(form, `${name}-${language}`)] as const)
      .filter(([, text]) => text !== ''),
  );
}

const versionOf = (form: FormData): number => Number(textOf(form, 'version'));

type Answer = { readonly ok: true } | { readonly ok: false; readonly error: ApiProblem };

function overtakenOr(answer: Answer, form: string, field: string): TellingChange {
  if (answer.ok || answer.error.type !== 'stale-version') return endOf(answer, 'saved');
  return { form, faults: [{ field, text: 'catalogue.overtaken' }], isOvertaken: true };
}

function endOf(answer: Answer, done: string): TellingChange {
  if (answer.ok) return { done };
  const { type } = answer.error;
  if (type === 'stale-version') return { done: 'changed' };
  if (type === 'state-conflict') return { done: 'noKey' };
  return { refusal: answer.error };
}
