import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type * as z from 'zod';
import type { MessageKey } from '../i18n/messages.ts';
import { type FieldFault, faultsOf, textOf } from './form.ts';

export type ClientBody = z.input<(typeof routes.openClient)['body']>;
/** Every field of the form is a text on the screen. */
export type ClientValues = Readonly<Record<keyof ClientBody, string>>;

const texts: Readonly<Partial<Record<keyof ClientBody, MessageKey>>> = {
  displayName: 'work.open.errorName',
  identification: 'work.open.errorIdentification',
  birthDate: 'work.open.errorBirth',
  contactLanguage: 'work.open.errorLanguage',
  phone: 'work.open.errorPhone',
  email: 'work.open.errorEmail',
  routeIn: 'work.open.errorRoute',
  mainActivity: 'work.open.errorActivity',
};

/** Reads what was sent, so that nothing typed is lost when it has to be shown again. */
export function clientValues(form: FormData): ClientValues {
  return {
    clientId: textOf(form, 'clientId'),
    episodeId: textOf(form, 'episodeId'),
    displayName: textOf(form, 'displayName'),
    identification: textOf(form, 'identification'),
    birthDate: textOf(form, 'birthDate'),
    contactLanguage: textOf(form, 'contactLanguage'),
    phone: textOf(form, 'phone'),
    email: textOf(form, 'email'),
    routeIn: textOf(form, 'routeIn'),
    mainActivity: textOf(form, 'mainActivity'),
  };
}

/** The form before anything is typed, but for what is known already. */
export function clientDefaults(known: Partial<ClientValues>): ClientValues {
  const blank = clientValues(new FormData());
  return { ...blank, clientId: randomIds.id(20), episodeId: randomIds.id(20), ...known };
}

/** Turns the form into the body of `openClient`, or into the faults of its fields; an empty optional field is left out. */
export function readClientForm(values: ClientValues): Result<ClientBody, FieldFault[]> {
  const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
  const body = routes.openClient.body.safeParse(given);
  return body.success
    ? succeed(body.data)
    : fail(clientFaults(body.error.issues.map(({ path }) => String(path[0]))));
}

/** The faults of the form by the names of the body's fields. */
export function clientFaults(wrong: readonly string[]): FieldFault[] {
  return faultsOf(wrong, texts);
}
