import { openingChannels, weekdays } from '@ohjaamo/shared/kernel/codes.ts';
import { type Language, languages } from '@ohjaamo/shared/kernel/i18n.ts';
import { faultCode } from '@ohjaamo/shared/kernel/problem.ts';
import {
  setupStep,
  type SetupStep,
  setupSteps,
  stepValue,
  type StepView,
} from '@ohjaamo/shared/onboarding/steps.ts';
import type { OpeningHours } from '@ohjaamo/shared/schedule/plan.ts';
import { clock } from '../calendar/ruleForm.ts';
import { textOf, textsOf } from '../work/form.ts';

/** A place of the form that is wrong: the field's id, and the code that says why. */
export interface StepFault {
  readonly field: string;
  readonly code: string;
}

/** The step of an address; `undefined` for a word that is none. */
export function stepOf(text: string | undefined): SetupStep | undefined {
  const parsed = setupStep.safeParse(text);
  return parsed.success ? parsed.data : undefined;
}

/** The step after one; `undefined` after the last. */
export function stepAfter(step: SetupStep): SetupStep | undefined {
  return setupSteps[setupSteps.indexOf(step) + 1];
}

/** What a form of a step says, as it is sent on. Rows that were left empty are left out. */
export function readStepForm(form: FormData, view: StepView): unknown {
  const { step } = view;
  switch (view.step) {
    case 'kit': {
      const [name = '', version = ''] = textOf(form, 'kit').split(' ');
      return { step, name, version };
    }
    case 'languages': {
      const chosen = new Set([...view.bound, ...textsOf(form, 'languages')]);
      return { step, name: nameOf(form, 'name'), languages: languages.filter((each) => chosen.has(each)) };
    }
    case 'sites':
      return { step, sites: takenSites(view.sites, form).map(({ key }) => siteOf(form, key)) };
    case 'organisations':
      return { step, organisations: organisationRows(form).map(({ row }) => organisationOf(form, row)) };
    case 'services':
      return {
        step,
        services: takenServices(view.services, form).map(({ code }) => ({
          code,
          name: nameOf(form, `name-${code}`),
          lengthMinutes: Number(textOf(form, `length-${code}`)),
        })),
      };
    case 'calendar':
      return {
        step,
        roles: view.sites.flatMap(({ key, roles }) =>
          roles.map((role) => ({
            ...{ site: key, role: role.key },
            staff: [...new Set(textsOf(form, roleField(key, role.key)).filter((each) => each !== ''))],
          })),
        ),
      };
    case 'branding': {
      const accent = textOf(form, 'accent').toLowerCase();
      return { step, ...(accent !== '' && { accent }) };
    }
    case 'people':
    case 'instruments':
    case 'retention':
      return { step };
  }
}

/** Which field each wrong place of a step is. */
export function faultsIn(
  errors: readonly { readonly pointer: string; readonly code: string }[],
  view: StepView,
  form: FormData,
): StepFault[] {
  const faults = errors.map(({ pointer, code }) => {
    const [list = '', index = '', member = '', lacking = ''] = pointer.replace('/body/value/', '').split('/');
    const field = fieldOf(view, form, { list, index: Number(index), member, within: lacking });
    const spoken = member === 'name' ? lacking : list === 'name' ? index : '';
    // A name that lacks a language is told at the field of that language.
    return {
      field: spoken === '' ? field : field.replace(/-(?:fi|sv|en)$/u, `-${spoken}`),
      code: codeOf(member, code),
    };
  });
  const first = new Map<string, StepFault>();
  for (const fault of faults) if (!first.has(fault.field)) first.set(fault.field, fault);
  return [...first.values()];
}

/** The faults of what a form says, before it is sent. */
export function schemaFaults(value: unknown, view: StepView, form: FormData): StepFault[] {
  const parsed = stepValue.safeParse(value);
  if (parsed.success) return [];
  const errors = parsed.error.issues.map((issue) => ({
    pointer: `/body/value/${issue.path.join('/')}`,
    code: faultCode(issue),
  }));
  return faultsIn(errors, view, form);
}

function codeOf(member: string, code: string): string {
  return ['hours', 'slug', 'lengthMinutes'].includes(member) && code !== 'slug_twice' ? member : code;
}

interface Place {
  readonly list: string;
  readonly index: number;
  readonly member: string;
  /** What stands inside of the member: the number of a stretch of hours. */
  readonly within: string;
}

function fieldOf(view: StepView, form: FormData, { list, index, member, within }: Place): string {
  switch (view.step) {
    case 'sites': {
      const key = takenSites(view.sites, form)[index]?.key;
      if (key === undefined) return 'save';
      return member === 'name'
        ? `name-${key}-${view.languages[0] ?? 'fi'}`
        : member === 'hours'
          ? hoursFieldOf(form, key, within)
          : `${member}-${key}`;
    }
    case 'organisations': {
      const row = organisationRows(form)[index]?.row;
      if (row === undefined) return 'save';
      return member === 'runsSites' ? `runs-${row}` : `name-${row}-${view.languages[0] ?? 'fi'}`;
    }
    case 'services': {
      const code = takenServices(view.services, form)[index]?.code;
      if (code === undefined) return 'save';
      return member === 'lengthMinutes' ? `length-${code}` : `name-${code}-${view.languages[0] ?? 'fi'}`;
    }
    case 'calendar': {
      const roles = view.sites.flatMap(({ key, roles: own }) => own.map((role) => roleField(key, role.key)));
      return roles[index] ?? 'save';
    }
    case 'languages':
      return list === 'name' ? 'name-fi' : list;
    case 'kit':
      return 'kit';
    case 'branding':
      return 'accent';
    case 'people':
    case 'instruments':
    case 'retention':
      return 'save';
  }
}

/** The field of a stretch of hours, by its number among those typed; all hours of the site for none of them. */
function hoursFieldOf(form: FormData, site: string, number: string): string {
  const stretch = hoursIn(form, site)[number === '' ? -1 : Number(number)];
  return stretch ? hoursField(site, stretch.channel, stretch.weekday) : `hours-${site}`;
}

/** The name of the lists of a role. */
export function roleField(site: string, role: string): string {
  return `role-${site}-${role}`;
}

type Taken<S extends StepView['step'], L extends string> =
  Extract<StepView, { step: S }> extends Readonly<Record<L, readonly (infer E)[]>> ? readonly E[] : never;

function takenSites(sites: Taken<'sites', 'sites'>, form: FormData) {
  return sites.filter(({ key }) => textOf(form, `take-${key}`) !== '');
}

function takenServices(services: Taken<'services', 'services'>, form: FormData) {
  return services.filter(({ code }) => textOf(form, `take-${code}`) !== '');
}

/** Rows of organisations in which a name was typed; of those that were closed the ones to be taken back. */
function organisationRows(form: FormData): { readonly row: string }[] {
  return Array.from({ length: Math.min(Number(textOf(form, 'rows')) || 0, 60) }, (_, row) => ({
    row: String(row),
  })).filter(
    ({ row }) =>
      Object.keys(nameOf(form, `name-${row}`)).length > 0 &&
      (textOf(form, `closed-${row}`) === '' || textOf(form, `again-${row}`) !== ''),
  );
}

function organisationOf(form: FormData, row: string) {
  const code = textOf(form, `code-${row}`);
  return {
    ...(code !== '' && { code }),
    name: nameOf(form, `name-${row}`),
    type: textOf(form, `type-${row}`),
    runsSites: textOf(form, `runs-${row}`) !== '',
  };
}

function siteOf(form: FormData, key: string) {
  return {
    key,
    slug: textOf(form, `slug-${key}`),
    name: nameOf(form, `name-${key}`),
    address: textOf(form, `address-${key}`),
    hours: hoursIn(form, key),
  };
}

/** The hours of a site as they were typed. */
export function hoursIn(form: FormData, site: string) {
  return openingChannels.flatMap((channel) =>
    weekdays.flatMap((weekday) =>
      stretchesOf(textOf(form, hoursField(site, channel, weekday))).map((stretch) => ({
        ...{ channel, weekday },
        ...stretch,
      })),
    ),
  );
}

/** The name of a day's field of hours. */
export function hoursField(site: string, channel: string, weekday: string): string {
  return `hours-${site}-${channel}-${weekday}`;
}

/** `9–12, 13.00–16` as stretches; a part that is none stays as it was typed, and is told to be wrong. */
function stretchesOf(text: string): { opens: string; closes: string }[] {
  if (text === '') return [];
  return text.split(/[,;]/u).map((part) => {
    const [opens = '', closes = ''] = part.split(/[-–—]/u).map((time) => time.trim());
    return { opens: clock(whole(opens)), closes: clock(whole(closes)) };
  });
}

function whole(time: string): string {
  return /^\d{1,2}$/u.test(time) ? `${time}:00` : time;
}

/** A day's hours as they are typed. */
export function hoursText(hours: readonly OpeningHours[], channel: string, weekday: string): string {
  return hours
    .filter((each) => each.channel === channel && each.weekday === weekday)
    .map(({ opens, closes }) => `${opens}–${closes}`)
    .join(', ');
}

/** A name in the languages in which it was typed. */
export function nameOf(form: FormData, field: string): Partial<Record<Language, string>> {
  return Object.fromEntries(
    languages.flatMap((each) => {
      const text = textOf(form, `${field}-${each}`);
      return text === '' ? [] : [[each, text]];
    }),
  );
}
