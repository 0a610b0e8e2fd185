import { type FurtherLanguage, furtherLanguages } from '@ohjaamo/shared/kernel/i18n.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import { matterOf, type SettingValue } from '@ohjaamo/shared/settings/tenantSettings.ts';
import type { Api, ApiProblem } from '../api.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { type FieldFault, textOf, textsOf } from '../work/form.ts';

/** The numbers of a setting, by what it is about, in the order of the form; those that may be left out come without a limit. */
export const settingNumbers = {
  BOOKING_CAPS: ['perAddress', 'perSite', 'holds'],
  WORKERS_UNNAMED: [],
  FURTHER_LANGUAGES: [],
  RESIDENTS: ['residents', 'year'],
  SERVICE_BOOKING: ['noticeHours', 'horizonDays', 'perDay', 'perWeek', 'perPerson'],
} as const satisfies Record<SettingValue['of'], readonly string[]>;

/** Numbers that mean "no limit" when they are left out. */
export const withoutLimit: readonly string[] = ['perDay', 'perWeek', 'perPerson'];

/** What became of a form of the page: done, to be mended with what was typed, or a refusal of the whole page. */
export type SettingChange =
  { readonly done: string; readonly matter: string } | SettingMending | { readonly refusal: ApiProblem };

/** A form to be mended, as it was typed. */
export interface SettingMending {
  readonly matter: string;
  readonly typed: Readonly<Record<string, string>>;
  readonly faults: readonly FieldFault[];
  /** Set when the matter was changed since the form was opened: what was typed is kept, to be sent over what stands now. */
  readonly stale?: true;
}

/** What the page says when a form was taken, by the outcome in its address. */
export const settingOutcomes: Readonly<
  Record<string, { readonly kind: 'good' | 'caution'; readonly text: MessageKey } | undefined>
> = {
  saved: { kind: 'good', text: 'settings.saved' },
  withdrawn: { kind: 'good', text: 'settings.withdrawn' },
  changed: { kind: 'caution', text: 'settings.changed' },
  begun: { kind: 'caution', text: 'settings.begun' },
};

/** A value as the fields of its form hold it. */
export function fieldsOf(value: SettingValue | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(value ?? {}).map(([name, each]) => [name, String(each)]));
}

/** Takes a form of the page: a change from a date on, or a coming change taken back. */
export async function changeSetting(api: Api, form: FormData): Promise<SettingChange> {
  // Of several choices a text holds all, as `fieldsOf` writes them.
  const languages = textsOf(form, 'languages').join(',');
  const typed: Readonly<Record<string, string>> = {
    ...Object.fromEntries([...form.keys()].map((name) => [name, textOf(form, name)])),
    languages,
  };
  const version = Number(typed['version']);
  if (typed['do'] === 'withdraw') {
    const parameters = { matter: typed['matter'] ?? '', decision: typed['decision'] ?? '' };
    const answer = await api.call('withdrawSetting', { parameters, body: { version } });
    return endOf(answer, 'withdrawn', parameters.matter);
  }
  const body = routes.decideSetting.body.safeParse({
    ...{ id: typed['id'], version, from: typed['from'] },
    value: valueOf(typed),
  });
  if (!body.success) {
    const wrong = body.error.issues.map(({ path }) => String(path[0] === 'value' ? path[1] : path[0]));
    return { matter: typed['matter'] ?? '', typed, faults: faultsIn(wrong) };
  }
  const matter = matterOf(body.data.value);
  const answer = await api.call('decideSetting', { body: body.data });
  if (!answer.ok && answer.error.conflicts?.some(({ reason }) => reason === 'IN_THE_PAST')) {
    return { matter, typed, faults: [{ field: 'from', text: 'settings.error.past' }] };
  }
  if (isOvertaken(answer)) {
    return { matter, typed, faults: [{ field: 'from', text: 'settings.overtaken' }], stale: true };
  }
  return endOf(answer, 'saved', matter);
}

/** The value that the fields mean, for the schema to judge. */
function valueOf(typed: Readonly<Record<string, string>>): Record<string, unknown> {
  const of = typed['of'] as SettingValue['of'];
  const names: readonly string[] = Object.hasOwn(settingNumbers, of) ? settingNumbers[of] : [];
  const numbers = names
    .filter((name) => typed[name] !== '' || !withoutLimit.includes(name))
    .map((name) => [name, /^\d+$/u.test(typed[name] ?? '') ? Number(typed[name]) : Number.NaN] as const);
  return {
    of,
    ...Object.fromEntries(numbers),
    ...(of === 'WORKERS_UNNAMED' && { unnamed: typed['unnamed'] === 'true' }),
    ...(of === 'FURTHER_LANGUAGES' && { languages: languagesIn(typed['languages']) }),
    ...(of === 'RESIDENTS' && { source: typed['source'] }),
    ...(of === 'SERVICE_BOOKING' && {
      service: typed['service'],
      needsApproval: typed['needsApproval'] === 'true',
    }),
  };
}

/** The further languages that a form's text holds, in their order. */
export function languagesIn(text = ''): FurtherLanguage[] {
  return furtherLanguages.filter((each) => text.split(',').includes(each));
}

const faultTexts: Readonly<Record<string, MessageKey>> = {
  from: 'settings.error.from',
  residents: 'settings.error.residents',
  year: 'settings.error.year',
  source: 'settings.error.source',
};

function faultsIn(wrong: readonly string[]): FieldFault[] {
  return [...new Set(wrong)].map((field) => ({
    field,
    text: faultTexts[field] ?? 'settings.error.number',
  }));
}

/** Whether another change came first: somebody else's, or one's own from a page that the browser went back to. */
export function isOvertaken(
  answer: { readonly ok: true } | { readonly ok: false; readonly error: ApiProblem },
): boolean {
  return !answer.ok && ['stale-version', 'id-already-used'].includes(answer.error.type);
}

function endOf(
  answer: { readonly ok: true } | { readonly ok: false; readonly error: ApiProblem },
  done: string,
  matter: string,
): SettingChange {
  if (answer.ok) return { done, matter };
  const { type } = answer.error;
  if (type === 'stale-version') return { done: 'changed', matter };
  if (type === 'state-conflict') return { done: 'begun', matter };
  return { refusal: answer.error };
}
