import { openingChannels, weekdays } from '@ohjaamo/shared/kernel/codes.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { plainDate } from '@ohjaamo/shared/kernel/time.ts';
import { planChange, type PlanChange } from '@ohjaamo/shared/schedule/change.ts';
import { hoursFrom, withoutChange } from '@ohjaamo/shared/schedule/datedHours.ts';
import { type DatedHours, type OpeningException, openingHours } from '@ohjaamo/shared/schedule/plan.ts';
import * as z from 'zod';
import type { MessageKey } from '../i18n/messages.ts';
import { type FieldFault, faultsOf, textOf, textsOf } from '../work/form.ts';
import { clock } from './ruleForm.ts';

const texts: Readonly<Record<string, MessageKey>> = {
  staffId: 'calendar.error.choose',
  kind: 'calendar.error.choose',
  from: 'calendar.error.date',
  to: 'calendar.error.date',
  start: 'calendar.error.time',
  end: 'calendar.error.time',
  opens: 'calendar.error.time',
  closes: 'calendar.error.time',
  channel: 'calendar.error.choose',
  weekdays: 'calendar.error.choose',
  name: 'calendar.exceptions.nameMissing',
  save: 'calendar.error.form',
};

/** Periods of one day that the form of opening hours has room for. */
export const PERIODS = [0, 1] as const;

/** Makes the change of an absence: a new one, or the end of one that is named. */
export function readAbsenceForm(form: FormData): Result<PlanChange, FieldFault[]> {
  const gone = textOf(form, 'absenceId');
  if (textOf(form, 'do') === 'remove') return checked({ kind: 'DELETE_ABSENCE', absenceId: gone });
  const start = clock(textOf(form, 'start'));
  const end = clock(textOf(form, 'end'));
  return checked({
    kind: 'SAVE_ABSENCE',
    absence: {
      id: textOf(form, 'newId'),
      staffId: textOf(form, 'staffId'),
      from: textOf(form, 'from'),
      to: textOf(form, 'to') || textOf(form, 'from'),
      ...(start && { start }),
      ...(end && { end }),
      kind: textOf(form, 'kind'),
    },
  });
}

/**
 * Makes the change of one channel's weekly hours from a date on, or takes back one that has not begun; those of the other channels and of
 * earlier dates stay.
 */
export function readHoursForm({
  hours: standing,
  today,
}: {
  readonly hours: readonly DatedHours[];
  readonly today: string;
}): (form: FormData) => Result<PlanChange, FieldFault[]> {
  return (form) => {
    const channel = openingChannels.find((each) => each === textOf(form, 'channel'));
    const from = plainDate.safeParse(textOf(form, 'from'));
    if (!channel) return fail([{ field: 'save', text: 'calendar.error.form' }]);
    if (!from.success) return fail(faultsOf(['from'], texts));
    if (textOf(form, 'do') === 'takeBack') {
      const left = from.data > today ? withoutChange(standing, channel, from.data) : undefined;
      return left
        ? checked({ kind: 'SAVE_HOURS', hours: left })
        : fail([{ field: 'save', text: 'calendar.error.gone' }]);
    }
    if (from.data < today) return fail([{ field: 'from', text: 'calendar.error.past' }]);
    const own = weekdays.flatMap((weekday) =>
      PERIODS.flatMap((period) => {
        const opens = clock(textOf(form, `${weekday}-opens-${String(period)}`));
        const closes = clock(textOf(form, `${weekday}-closes-${String(period)}`));
        return opens || closes ? [{ channel, weekday, opens, closes }] : [];
      }),
    );
    const typed = z.array(openingHours).safeParse(own);
    if (!typed.success) return fail([{ field: 'MON-opens-0', text: 'calendar.error.time' }]);
    return checked({ kind: 'SAVE_HOURS', hours: hoursFrom(standing, channel, typed.data, from.data) });
  };
}

/** Makes the change of the exceptions: one more, or one less by its place in the list. */
export function readExceptionForm(
  standing: readonly OpeningException[],
): (form: FormData) => Result<PlanChange, FieldFault[]> {
  return (form) => {
    if (textOf(form, 'do') === 'remove') {
      const gone = textOf(form, 'exception');
      const left = standing.filter((each) => JSON.stringify(each) !== gone);
      return left.length < standing.length
        ? checked({ kind: 'SAVE_EXCEPTIONS', exceptions: left })
        : fail([{ field: 'save', text: 'calendar.error.gone' }]);
    }
    const name = nameOf(form);
    if (Object.keys(name).length === 0) return fail(faultsOf(['name'], texts));
    return checked({ kind: 'SAVE_EXCEPTIONS', exceptions: [...standing, exceptionOf(form, name)] });
  };
}

function nameOf(form: FormData): Record<string, string> {
  const told = { fi: textOf(form, 'name'), sv: textOf(form, 'nameSv'), en: textOf(form, 'nameEn') };
  return Object.fromEntries(Object.entries(told).filter(([, text]) => text !== ''));
}

function exceptionOf(form: FormData, name: Record<string, string>): unknown {
  const kind = textOf(form, 'kind');
  const from = textOf(form, 'from');
  const chosen = textsOf(form, 'weekdays');
  const common = { kind, from, to: textOf(form, 'to') || from, name };
  const hours = { opens: clock(textOf(form, 'opens')), closes: clock(textOf(form, 'closes')) };
  const some = chosen.length > 0 && { weekdays: chosen };
  if (kind === 'REPLACE')
    return { ...common, ...hours, weekdays: chosen.length > 0 ? chosen : [...weekdays] };
  if (kind === 'OPEN') return { ...common, ...hours, ...some, channel: textOf(form, 'channel') };
  return { ...common, ...some };
}

function checked(change: unknown): Result<PlanChange, FieldFault[]> {
  const parsed = planChange.safeParse(change);
  if (parsed.success) return succeed(parsed.data);
  const faults = faultsOf(
    parsed.error.issues.map(({ path }) => String(path.at(-1))),
    texts,
  );
  return fail(faults.length > 0 ? faults : [{ field: 'save', text: 'calendar.error.form' }]);
}
