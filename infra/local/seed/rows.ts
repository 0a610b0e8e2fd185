import {
  identification,
  meetingChannel,
  meetingChannels,
  openingChannels,
  siteKind,
  weekday as weekdayCode,
  weekdays,
} from '@ohjaamo/shared/kernel/codes.ts';
import { joining, spokenLanguage } from '@ohjaamo/shared/groups/fields.ts';
import { language, languages } from '@ohjaamo/shared/kernel/i18n.ts';
import { code as codeSchema, slug as slugSchema } from '@ohjaamo/shared/kernel/ids.ts';
import { tenantRole, tenantRoles } from '@ohjaamo/shared/kernel/roles.ts';
import { plainDate, plainTime } from '@ohjaamo/shared/kernel/time.ts';
import { defaultBasicSkills } from '@ohjaamo/shared/duty/defaultSkills.ts';
import { dutyMode, dutyRules, MOST_WORKERS } from '@ohjaamo/shared/duty/shifts.ts';
import { slotMode } from '@ohjaamo/shared/schedule/slotMode.ts';
import type { Recurrence } from '@ohjaamo/shared/schedule/plan.ts';
import { bookingMode, hoursFor } from '@ohjaamo/shared/tenants/profile.ts';
import * as z from 'zod';

/** A field that fits `schema`; `what` ends the sentence "The opens "9" is not …". */
export function field<S extends z.ZodType>(schema: S, what: string) {
  return z.string().transform((text, context): z.output<S> => {
    const parsed = schema.safeParse(text);
    if (parsed.success) return parsed.data;
    context.issues.push({ code: 'custom', message: what, input: text });
    return z.NEVER;
  });
}

/** Values parted by `;`, none when the field is empty. */
export function list<S extends z.ZodType>(schema: S, what: string, atLeast = 0) {
  return z.string().transform((text, context): z.output<S>[] => {
    const values = text === '' ? [] : text.split(';').map((value) => value.trim());
    const parsed = z.array(schema).min(atLeast).safeParse(values);
    if (parsed.success) return parsed.data;
    context.issues.push({ code: 'custom', message: `${what}, parted by ;`, input: text });
    return z.NEVER;
  });
}

export function oneOf<S extends z.ZodEnum>(schema: S) {
  return field(schema, `one of ${schema.options.join(', ')}`);
}

export function optional<S extends z.ZodType>(schema: S, what: string) {
  return field(z.union([z.literal('').transform(() => undefined), schema]), what);
}

export const code = field(codeSchema, 'a code of capital letters, digits and hyphens');
const slug = field(slugSchema, 'a name for an address: lower-case letters, digits and hyphens, 2 to 40');
export const name = field(z.string().trim().min(1).max(120), 'a name of 1 to 120 characters');
const translation = optional(z.string().trim().max(120), 'a name of at most 120 characters');
const note = field(z.string().max(200), 'a note of at most 200 characters');
const words = list(z.string().regex(/^[a-z_]+$/u), 'a list of words in lower-case letters');
const time = field(plainTime, 'a time such as 09:00');
const optionalTime = optional(plainTime, 'a time such as 09:00, or empty');
const date = field(plainDate, 'a date such as 2027-02-01');
const optionalDate = optional(plainDate, 'a date such as 2027-02-01, or empty');
const day = oneOf(weekdayCode);
export const tenant = slug;

export function whole(from: number, to: number) {
  return field(
    z
      .string()
      .regex(/^\d{1,4}$/u)
      .transform(Number)
      .pipe(z.int().min(from).max(to)),
    `a whole number from ${String(from)} to ${String(to)}`,
  );
}

const recurrenceWords = /^EVERY_(\d{1,2})_WEEKS_FROM (\d{4}-\d{2}-\d{2})$/u;
const recurrence = z.string().transform((text, context): Recurrence => {
  if (text === 'EVERY_WEEK' || text === 'ISO_ODD_WEEKS' || text === 'ISO_EVEN_WEEKS') return { kind: text };
  const [, weeks, from] = recurrenceWords.exec(text) ?? [];
  const everyWeeks = z.object({ weeks: z.int().min(2).max(52), from: plainDate });
  const parsed = everyWeeks.safeParse({ weeks: Number(weeks), from });
  if (parsed.success) return { kind: 'EVERY_N_WEEKS', ...parsed.data };
  const message = 'EVERY_WEEK, ISO_ODD_WEEKS, ISO_EVEN_WEEKS or EVERY_2_WEEKS_FROM 2027-01-13';
  context.issues.push({ code: 'custom', message, input: text });
  return z.NEVER;
});

const languageList = (atLeast: number) =>
  list(language, `a list of the languages ${languages.join(', ')}`, atLeast);

export const tenantRow = z.object({
  tenant,
  slug,
  municipality_code: field(z.string().regex(/^\d{3}$/u), 'a municipality code of three digits'),
  name_fi: name,
  name_sv: translation,
  name_en: translation,
  languages: languageList(1),
});

export const siteRow = z.object({
  site: code,
  tenant,
  slug,
  name_fi: name,
  name_sv: translation,
  name_en: translation,
  kind: oneOf(siteKind),
  address: field(z.string().max(200), 'an address of at most 200 characters'),
  duty_per_week: optional(
    z
      .string()
      .regex(/^\d{1,2}$/u)
      .transform(Number)
      .pipe(dutyRules.shape.perWeek),
    'a whole number from 1 to 14, or empty',
  ),
});

export const roomRow = z.object({
  room: code,
  site: code,
  name,
  capacity: whole(1, 500),
  part_of: optional(codeSchema, 'the code of a room, or empty'),
});

export const organisationRow = z.object({
  org: code,
  tenant,
  name_fi: name,
  name_sv: translation,
  name_en: translation,
  type: field(z.string().regex(/^[A-Z_]+$/u), 'a type in capital letters'),
  runs_sites: oneOf(z.enum(['yes', 'no'])),
  note,
});

export const staffRow = z.object({
  staff: code,
  tenant,
  display_name: name,
  role_en: name,
  home_org: code,
  home_site: code,
  share: field(
    z
      .string()
      .regex(/^[01](?:\.\d{1,2})?$/u)
      .transform(Number)
      .pipe(z.number().gt(0).max(1)),
    'a share of full-time work over 0 and at most 1',
  ),
  access_role: list(tenantRole, `a list of the roles ${tenantRoles.join(', ')}`, 1),
  languages: words,
  skills: words,
});

const count = z
  .string()
  .regex(/^\d{1,3}$/u)
  .transform(Number)
  .pipe(z.int().min(1));

const serviceHours = z
  .string()
  .regex(/^[A-Z]{3} [\d:]+-[\d:]+$/u)
  .transform((text) => {
    const [weekday, opens, closes] = text.split(/[ -]/u);
    return { weekday, opens, closes };
  })
  .pipe(z.object({ weekday: weekdayCode, opens: plainTime, closes: plainTime }));

const serviceColumns = {
  code,
  name_fi: name,
  name_sv: translation,
  name_en: translation,
  ptv_class: list(z.string().regex(/^P\d+(?:\.\d+)?$/u), 'a list of PTV service classes'),
  min_identification: oneOf(identification),
  booking_mode: oneOf(bookingMode),
  hours_for: oneOf(hoursFor),
  length_min: whole(5, 480),
  buffer_before_min: whole(0, 120),
  buffer_after_min: whole(0, 120),
  notice_hours: whole(0, 720),
  horizon_days: whole(1, 365),
  channels: list(meetingChannel, `a list of ${meetingChannels.join(', ')}`, 1),
  skills: words,
  approval: oneOf(z.enum(['yes', 'no'])),
  room_for: optional(count, 'a number of persons, or empty'),
  alongside: list(codeSchema, 'a list of workers'),
  per_day: optional(count, 'a number of bookings, or empty'),
  per_week: optional(count, 'a number of bookings, or empty'),
  per_person: optional(count, 'a number of bookings, or empty'),
  hours: list(serviceHours, 'a list of hours such as MON 09:00-15:00'),
};

/** Services have one more column for every tenant, with the workers or roles that give the service there. */
export function serviceRow(tenants: readonly string[]) {
  const givers = list(z.union([codeSchema, tenantRole]), 'a list of workers or roles');
  return z.object({ ...serviceColumns, ...Object.fromEntries(tenants.map((each) => [each, givers])) });
}
export type ServiceColumns = z.output<z.ZodObject<typeof serviceColumns>>;

export const openingHoursRow = z.object({
  site: code,
  channel: oneOf(z.enum(openingChannels)),
  weekday: day,
  opens: time,
  closes: time,
  note,
});

export const openingExceptionRow = z.object({
  site: field(z.union([z.literal('*'), codeSchema]), 'the code of a site, or * for every site'),
  date_from: date,
  date_to: date,
  kind: oneOf(z.enum(['CLOSED', 'REPLACE'])),
  weekdays: list(weekdayCode, `a list of ${weekdays.join(', ')}`),
  opens: optionalTime,
  closes: optionalTime,
  name_fi: name,
  name_sv: translation,
  name_en: translation,
});

export const weeklySlotRow = z.object({
  site: code,
  weekday: day,
  start: time,
  end: time,
  staff: code,
  service: code,
  mode: oneOf(slotMode),
  recurrence,
  valid_from: optionalDate,
  valid_to: optionalDate,
  note,
});

const basicSkill = z.enum(defaultBasicSkills.map(({ code: skill }) => skill));
const basicSkills = list(basicSkill, `a list of ${basicSkill.options.join(', ')}`);

export const dutyShiftRow = z.object({
  site: code,
  weekday: day,
  start: time,
  end: time,
  mode: oneOf(dutyMode),
  service: code,
  workers: whole(1, MOST_WORKERS),
  skills: basicSkills,
});

export const basicSkillsRow = z.object({ staff: code, date, skills: basicSkills });

const weeksFromNow = field(
  z
    .string()
    .regex(/^-?\d{1,2}$/u)
    .transform(Number)
    .pipe(z.int().min(-8).max(26)),
  'a number of weeks from now, -8 to 26',
);
const about = field(z.string().trim().min(1).max(500), 'a text of 1 to 500 characters');
const age = optional(
  z
    .string()
    .regex(/^\d{1,2}$/u)
    .transform(Number),
  'an age in years, or empty',
);

export const groupRow = z.object({
  group: code,
  site: code,
  name_fi: name,
  name_sv: name,
  name_en: name,
  about_fi: about,
  about_sv: about,
  about_en: about,
  leader: code,
  room: optional(codeSchema, 'the code of a room, or empty'),
  begins: weeksFromNow,
  weekday: day,
  start: time,
  end: time,
  every_weeks: whole(1, 8),
  times: whole(1, 40),
  seats: whole(1, 500),
  joining: oneOf(joining),
  language: field(spokenLanguage, 'the code of a language'),
  age_from: age,
  age_to: age,
  online: oneOf(z.enum(['yes', 'no'])),
});
