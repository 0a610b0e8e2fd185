import type { ClientView } from '@ohjaamo/shared/cases/contract.ts';
import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';
import { inLanguage } from '@ohjaamo/shared/kernel/i18n.ts';
import type { FieldView, PlanView } from '@ohjaamo/shared/plans/contract.ts';
import type { MessageKey } from '../i18n/messages.ts';
import type { FieldFault } from '../work/form.ts';

/** Everything the parts of the plan's page show and write with. */
export interface PlanShown {
  readonly plan: PlanView;
  readonly client: Pick<ClientView, 'team'>;
  readonly typed: ReadonlyMap<string, string>;
  readonly faults: readonly FieldFault[];
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
  { language, t, format }: App.Locals,
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
