import { dayNumber, weekdayOf } from '@ohjaamo/shared/kernel/dates.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { planChange, type PlanChange } from '@ohjaamo/shared/schedule/change.ts';
import type { Recurrence, WeeklyRule } from '@ohjaamo/shared/schedule/plan.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { type FieldFault, faultsOf, textOf } from '../work/form.ts';

/** The form of one rule as it stands on the screen; every field is a text. */
export interface RuleValues {
  /** Empty for hours that are new. */
  readonly ruleId: string;
  /** The date of the series that was opened; empty when the whole series was. */
  readonly date: string;
  readonly extent: string;
  readonly onto: string;
  readonly newId: string;
  readonly afterId: string;
  readonly staffId: string;
  readonly service: string;
  readonly mode: string;
  readonly weekday: string;
  readonly start: string;
  readonly end: string;
  readonly recurrence: string;
  readonly number: string;
  readonly countedFrom: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly note: string;
}

const texts: Readonly<Record<string, MessageKey>> = {
  staffId: 'calendar.error.choose',
  service: 'calendar.error.choose',
  mode: 'calendar.error.choose',
  weekday: 'calendar.error.choose',
  start: 'calendar.error.time',
  end: 'calendar.error.time',
  onto: 'calendar.error.date',
  number: 'calendar.error.number',
  countedFrom: 'calendar.error.date',
  validFrom: 'calendar.error.date',
  validTo: 'calendar.error.date',
  save: 'calendar.error.form',
};

/** Names of the API's fields that the form calls otherwise. */
const fieldOf: Readonly<Record<string, string>> = {
  weeks: 'number',
  nth: 'number',
  from: 'countedFrom',
  date: 'onto',
};

/** Reads what was sent, so that nothing typed is lost when it has to be shown again. */
export function ruleValues(form: FormData): RuleValues {
  const of = (name: keyof RuleValues): string => textOf(form, name);
  return {
    ruleId: of('ruleId'),
    date: of('date'),
    extent: of('extent'),
    onto: of('onto'),
    newId: of('newId'),
    afterId: of('afterId'),
    staffId: of('staffId'),
    service: of('service'),
    mode: of('mode'),
    weekday: of('weekday'),
    start: clock(of('start')),
    end: clock(of('end')),
    recurrence: of('recurrence') || 'EVERY_WEEK',
    number: of('number'),
    countedFrom: of('countedFrom'),
    validFrom: of('validFrom'),
    validTo: of('validTo'),
    note: of('note'),
  };
}

/** The form of hours that stand, or of new ones on a date. */
export function ruleDefaults(
  ids: { readonly newId: string; readonly afterId: string },
  date: string,
  rule?: WeeklyRule,
): RuleValues {
  const recurrence = rule?.recurrence;
  return {
    ruleId: rule?.id ?? '',
    date: rule ? date : '',
    extent: 'ONLY',
    onto: '',
    ...ids,
    staffId: rule?.staffId ?? '',
    service: rule?.service ?? '',
    mode: rule?.mode ?? '',
    weekday: rule?.weekday ?? (date ? weekdayOf(dayNumber(date)) : ''),
    start: rule?.start ?? '',
    end: rule?.end ?? '',
    recurrence: recurrence?.kind ?? 'EVERY_WEEK',
    number: numberOf(recurrence),
    countedFrom: recurrence?.kind === 'EVERY_N_WEEKS' ? recurrence.from : '',
    validFrom: rule ? (rule.validFrom ?? '') : date,
    validTo: rule?.validTo ?? '',
    note: rule?.note ?? '',
  };
}

function numberOf(recurrence: Recurrence | undefined): string {
  if (recurrence?.kind === 'EVERY_N_WEEKS') return String(recurrence.weeks);
  return recurrence?.kind === 'NTH_WEEKDAY' ? String(recurrence.nth) : '';
}

/** Makes the change that the form asks for, or the faults of its fields. */
export function readRuleForm(form: FormData): Result<PlanChange, FieldFault[]> {
  const values = ruleValues(form);
  const isRemoval = textOf(form, 'do') === 'remove';
  const parsed = planChange.safeParse(changeOf(values, isRemoval));
  const wrong = parsed.success ? [] : parsed.error.issues.map(({ path }) => String(path.at(-1)));
  if (!isRemoval && values.start >= values.end) wrong.push('end');
  if (parsed.success && wrong.length === 0) return succeed(parsed.data);
  const faults = faultsOf(
    wrong.map((field) => fieldOf[field] ?? field),
    texts,
  );
  return fail(faults.length > 0 ? faults : [{ field: 'save', text: 'calendar.error.form' }]);
}

function changeOf(values: RuleValues, isRemoval: boolean): unknown {
  const { ruleId, date, extent, onto, newId, afterId, staffId, service, mode, weekday, start, end, note } =
    values;
  const isPart = ruleId !== '' && date !== '' && (extent === 'ONLY' || extent === 'FOLLOWING');
  if (isPart) {
    const moved = extent === 'FOLLOWING' ? { weekday } : onto !== '' ? { date: onto } : {};
    const to = { staffId, service, mode, start, end, note, ...moved };
    const part = { kind: 'EDIT_DATES', ruleId, date, extent, editedId: newId, afterId };
    return isRemoval ? part : { ...part, to };
  }
  if (isRemoval) return { kind: 'DELETE_RULE', ruleId };
  return {
    kind: 'SAVE_RULE',
    rule: {
      id: ruleId || newId,
      staffId,
      service,
      mode,
      weekday,
      start,
      end,
      recurrence: recurrenceOf(values),
      ...(values.validFrom && { validFrom: values.validFrom }),
      ...(values.validTo && { validTo: values.validTo }),
      note,
    },
  };
}

function recurrenceOf({ recurrence: kind, number, countedFrom }: RuleValues): unknown {
  if (kind === 'EVERY_N_WEEKS') return { kind, weeks: Number(number), from: countedFrom };
  return kind === 'NTH_WEEKDAY' ? { kind, nth: Number(number) } : { kind };
}

/** `9.00` and `9:00` are `09:00`. */
export function clock(text: string): string {
  const [hours = '', minutes = ''] = text.replace('.', ':').split(':');
  return minutes === '' ? text : `${hours.padStart(2, '0')}:${minutes}`;
}
