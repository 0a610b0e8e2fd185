import type { MessageKey } from '../i18n/messages.ts';
import type { Translate } from '../i18n/translate.ts';
import { type FieldFault, sensitiveTexts, type WrongField } from '../work/form.ts';

/** What the rules of employers and work trials say of a field, by their codes. */
const said: Readonly<Record<string, MessageKey | undefined>> = {
  ends_before_start: 'employers.error.endsBeforeStart',
  overlaps: 'employers.error.overlaps',
  over_maximum: 'employers.error.overMaximum',
  hours_of_day: 'employers.error.hoursOfDay',
  days_of_week: 'employers.error.daysOfWeek',
  condition_not_met: 'employers.error.condition',
  in_the_future: 'employers.error.inTheFuture',
  outside_trial: 'employers.error.outsideTrial',
  not_begun: 'employers.error.notBegun',
  missing: 'employers.error.dayMissing',
  ...sensitiveTexts,
};

/** What a field of the register is to hold, by its name in the API. */
const ofField: Readonly<Record<string, MessageKey | undefined>> = {
  name: 'employers.error.name',
  title: 'employers.error.title',
  municipality: 'employers.error.municipality',
  contacts: 'employers.error.contacts',
  kind: 'employers.error.choose',
  field: 'employers.error.choose',
  hoursPerWeek: 'employers.error.hours',
  seats: 'employers.error.seats',
  startsOn: 'employers.error.day',
  openUntil: 'employers.error.day',
  on: 'employers.error.day',
  where: 'employers.error.where',
  languages: 'employers.error.languages',
};

/** Faults of a form, one for each field, by the codes of the rules; what has none, by what the field is to hold. */
export function faultsOfWork(wrong: readonly WrongField[]): FieldFault[] {
  const first = new Map(wrong.toReversed().map((each) => [each.field, each.code]));
  return [...first].map(([field, code]) => ({
    field,
    text: said[code] ?? ofField[field] ?? 'employers.error.field',
  }));
}

/** `{ months: 2, days: 1 }` → "2 months and 1 day". */
export function lengthWords(
  { months, days }: { readonly months: number; readonly days: number },
  t: Translate,
): string {
  const inMonths = t.count('employers.months', months);
  return days === 0 ? inMonths : `${inMonths} ${t.count('employers.days', days)}`;
}
