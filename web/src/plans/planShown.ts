import type { ClientView } from '@ohjaamo/shared/cases/contract.ts';
import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';
import { inLanguage } from '@ohjaamo/shared/kernel/i18n.ts';
import { namesDiagnosis } from '@ohjaamo/shared/kernel/sensitive.ts';
import type { FieldView, PlanView } from '@ohjaamo/shared/plans/contract.ts';
import { isText } from '@ohjaamo/shared/plans/fields.ts';
import type { Format } from '../i18n/format.ts';
import type { MessageKey } from '../i18n/messages.ts';
import type { Translate } from '../i18n/translate.ts';
import type { FieldFault } from '../work/form.ts';

/** Everything the parts of the plan's page show and write with. */
export interface PlanShown {
  readonly plan: PlanView;
  readonly client: Pick<ClientView, 'team'>;
  readonly typed: ReadonlyMap<string, string>;
  readonly faults: readonly FieldFault[];
  /** Whether the writer has said of what was typed that it names no diagnosis. */
  readonly notADiagnosis: boolean;
}

/** Values to choose a doer from, with what is said of each. */
export interface Doer {
  readonly value: string;
  readonly label: string;
}

/** The one value of a field, or empty text. */
export function valueOf(field: FieldView): string {
  return field.length === 1 ? (field[0]?.value ?? '') : '';
}

/** The name of an organisation by its code. */
export function organisationName(plan: PlanView, code: string, language: Language): string {
  return inLanguage(plan.organisations.find((each) => each.code === code)?.name ?? {}, language) || code;
}

/** Who can be named for an action: the young person, the team, support persons, or the organisation as such. */
export function doersOf({ plan, client }: PlanShown, t: (key: MessageKey) => string): Doer[] {
  const workers = new Map([...client.team, ...plan.workers].map(({ id, name }) => [id, name]));
  return [
    { value: 'YOUNG_PERSON', label: t('plans.who.YOUNG_PERSON') },
    ...[...workers].map(([id, name]) => ({ value: `STAFF#${id}`, label: name })),
    ...plan.supporters.map(({ id, name }) => ({
      value: `SUPPORTER#${id}`,
      label: name.map(({ value }) => value).join(' / '),
    })),
    { value: 'ORGANISATION', label: t('plans.who.ORGANISATION') },
  ];
}

/** How a value of a field is read: dates as days, codes by their names, texts as they are. */
export function reader(
  shown: PlanShown,
  { language, t, format }: { readonly language: Language; readonly t: Translate; readonly format: Format },
): (name: string, value: string) => string {
  const doers = doersOf(shown, t);
  return (name, value) => {
    if (name === 'organisation') return organisationName(shown.plan, value, language);
    if (name === 'who')
      return doers.find((doer) => doer.value === value)?.label ?? t('plans.who.ORGANISATION');
    if (name === 'state') return t(`plans.state.${value}` as MessageKey);
    if (name === 'goal') {
      const goal = shown.plan.goals.find(({ id }) => id === value);
      return goal?.words.map((said) => said.value).join(' / ') ?? t('plans.otherActions');
    }
    return /^\d{4}-\d\d-\d\d$/u.test(value) ? format.date(value) : value;
  };
}

/** Whether a text of the form whose fields' paths begin so was refused because it seems to name a diagnosis. */
export function asksForDiagnosis({ faults }: PlanShown, at: string): boolean {
  return faults.some(({ field, text }) => text === 'plans.fault.diagnosis' && field.startsWith(at));
}

/** Whether it was said of the form's texts already that they name none: just now, or of those that stand. */
export function saysNoDiagnosis(
  { typed, notADiagnosis }: PlanShown,
  at: string,
  standing: readonly string[],
): boolean {
  const sent = [...typed.keys()].some((path) => path.startsWith(at));
  return sent ? notADiagnosis : standing.some((text) => namesDiagnosis(text));
}

/**
 * What to say when a change was refused, and what of it was typed in words: the form it came from may be gone from the page.
 *
 * @param plan the plan as it is seen now
 */
export function refusedChange(
  { typed, faults }: Pick<PlanShown, 'typed' | 'faults'>,
  plan: Pick<PlanView, 'withheld'>,
): { readonly faults: readonly FieldFault[]; readonly kept: readonly string[] } {
  const refused = faults.some(({ field }) => field === 'refused');
  if (!refused) return { faults, kept: [] };
  const kept = [...typed].filter(([path, value]) => isText(path) && value !== '').map(([, value]) => value);
  const text = plan.withheld ? 'plans.fault.noConsent' : 'plans.fault.refused';
  return { kept, faults: [{ field: kept.length > 0 ? 'refused' : 'goals', text }] };
}
