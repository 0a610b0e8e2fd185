import { joining } from '@ohjaamo/shared/groups/fields.ts';
import { minuteOfDay } from '@ohjaamo/shared/kernel/dates.ts';
import type { Programme } from '@ohjaamo/shared/groups/views.ts';
import { languages } from '@ohjaamo/shared/kernel/i18n.ts';
import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type { CallOf } from '../api.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { faultsOf, type FieldFault, textOf, textsOf } from './form.ts';

/** How often a group may meet, in weeks. */
export const rhythms = ['1', '2', '3', '4'] as const;
/** Languages that groups are held in, most spoken in the centres first (ISO 639-1). */
export const spokenLanguages = ['fi', 'sv', 'en', 'ru', 'ar', 'so', 'uk', 'fa', 'ku', 'se'] as const;
/** The ways of joining, in the order of the form. */
export const joinings = joining.options;

const fields = [
  'groupId',
  ...languages.flatMap((language) => [`name_${language}` as const, `description_${language}` as const]),
  'joining',
  'seats',
  'leader',
  'second',
  'room',
  'spokenLanguage',
  'from',
  'to',
  'place',
  'meetingAddress',
  'first',
  'start',
  'end',
  'everyWeeks',
  'times',
] as const;
type Field = (typeof fields)[number];

/** A group as the form holds it: every value a text, and the dates that are left out. */
export type GroupValues = Readonly<Record<Field, string>> & { readonly skip: readonly string[] };

type GroupBody = CallOf<(typeof routes)['createGroup']>['body'];

const texts: Readonly<Record<string, MessageKey>> = {
  name: 'groups.new.errorName',
  description: 'groups.new.errorDescription',
  seats: 'groups.new.errorSeats',
  leaders: 'groups.new.errorLeader',
  ages: 'groups.new.errorAges',
  meetingAddress: 'groups.new.errorAddress',
  first: 'groups.new.errorFirst',
  start: 'groups.new.errorTime',
  end: 'groups.new.errorTime',
  times: 'groups.new.errorTimes',
};

/** The form of a group that is not made yet. */
export function emptyGroup(leader: string, first: string): GroupValues {
  const empty = Object.fromEntries(fields.map((field) => [field, ''])) as Record<Field, string>;
  return {
    ...empty,
    groupId: randomIds.id(10),
    joining: 'DROP_IN',
    seats: '10',
    leader,
    spokenLanguage: 'fi',
    place: 'site',
    first,
    start: '14:00',
    end: '16:00',
    everyWeeks: '1',
    times: '10',
    skip: [],
  };
}

/** The form of a group that begins from a programme: when, where and with whom is still to be said. */
export function groupFrom(empty: GroupValues, { group, series }: Programme): GroupValues {
  const { name, description, seats, spokenLanguage, ages, online, joining: way } = group;
  const texts = languages.flatMap((language) => [
    [`name_${language}`, name[language] ?? ''],
    [`description_${language}`, description[language] ?? ''],
  ]);
  return {
    ...empty,
    ...(Object.fromEntries(texts) as Partial<Record<Field, string>>),
    ...{ joining: way, seats: String(seats), spokenLanguage, place: online ? 'online' : 'site' },
    ...{ from: String(ages.from ?? ''), to: String(ages.to ?? '') },
    ...{ everyWeeks: String(series.everyWeeks), times: String(series.times) },
    end: timeAfter(empty.start, series.minutes),
  };
}

/** `14:00` and 90 minutes: `15:30`; at most the last minute of the day. */
function timeAfter(start: string, minutes: number): string {
  const end = Math.min(minuteOfDay(start) + minutes, 24 * 60 - 1);
  return [Math.floor(end / 60), end % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

/** Reads what was sent, so that nothing typed is lost when it has to be shown again. */
export function groupValues(form: FormData): GroupValues {
  const values = Object.fromEntries(fields.map((field) => [field, textOf(form, field)]));
  return { ...(values as Record<Field, string>), skip: textsOf(form, 'skip') };
}

/** Who leads, where, and when: the part that is looked at before anything is made. */
export function seriesBody(values: Pick<GroupValues, Exclude<Field, 'groupId'> | 'skip'>) {
  const { first, start, end, everyWeeks, times, skip, leader, second, room } = values;
  return {
    leaders: [...new Set([leader, second].filter(Boolean))],
    ...(room && { room }),
    series: { first, start, end, everyWeeks: Number(everyWeeks), times: numberOf(times), skip: [...skip] },
  };
}

/** Turns the form into the body of `createGroup`, or into the faults of its fields. */
export function readGroupForm(values: GroupValues): Result<GroupBody, FieldFault[]> {
  const of = (what: 'name' | 'description') =>
    Object.fromEntries(
      languages
        .map((language) => [language, values[`${what}_${language}`]] as const)
        .filter(([, text]) => text),
    );
  const isOnline = values.place === 'online';
  const { from, to, meetingAddress } = values;
  const body = routes.createGroup.body.safeParse({
    groupId: values.groupId,
    name: of('name'),
    description: of('description'),
    joining: values.joining,
    seats: numberOf(values.seats),
    spokenLanguage: values.spokenLanguage,
    ages: { ...(from && { from: numberOf(from) }), ...(to && { to: numberOf(to) }) },
    online: isOnline,
    ...(isOnline && meetingAddress && { meetingAddress }),
    ...seriesBody(isOnline ? { ...values, room: '' } : values),
  });
  const missing = Object.keys(of('name')).length === 0 ? ['name'] : [];
  const wrong = [...missing, ...(body.error?.issues ?? []).map(fieldOf)];
  return body.success && missing.length === 0 ? succeed(body.data) : fail(groupFaults(wrong));
}

/** The faults of the form by the names of the body's fields. */
export function groupFaults(wrong: readonly string[]): FieldFault[] {
  return faultsOf(wrong, texts).map(({ field, text }) => ({ field: ids[field] ?? field, text }));
}

/** The inputs that stand for a field of the body under another name. */
const ids: Readonly<Record<string, string>> = {
  name: 'name_fi',
  description: 'description_fi',
  leaders: 'leader',
  ages: 'from',
};

function fieldOf({ path }: { readonly path: readonly PropertyKey[] }): string {
  return String(path[0] === 'series' ? path[1] : path[0]);
}

/** The fields of the body that the API found wrong, those of the series by their own names. */
export function wrongGroupFields(errors: readonly { readonly pointer: string }[] = []): string[] {
  return errors.map(({ pointer }) => fieldOf({ path: pointer.split('/').slice(2) }));
}

/** A whole number, or what no schema takes for one. */
function numberOf(text: string): number {
  return /^\d{1,4}$/u.test(text) ? Number(text) : Number.NaN;
}
