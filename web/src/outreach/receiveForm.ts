import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type * as z from 'zod';
import type { ApiProblem } from '../api.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { faultsByCode, type FieldFault, textOf, wrongByApi, wrongBySchema } from '../work/form.ts';

export type ReceiveBody = z.input<(typeof routes)['receiveOutreach']['body']>;
/** Every field of the form is a text on the screen. */
export type ReceiveValues = Readonly<Record<keyof ReceiveBody, string>>;

const fields = [
  'notificationId',
  'sender',
  'organisation',
  'contactPerson',
  'consentBy',
  'by',
  'receivedOn',
  'toldInAdvance',
  'displayName',
  'birthDate',
  'phone',
  'email',
  'address',
] as const satisfies readonly (keyof ReceiveBody)[];

/** What to say of a field that is missing or of another form, in the order of the form. */
const texts: Readonly<Record<string, MessageKey>> = {
  sender: 'outreach.new.errorSender',
  organisation: 'outreach.new.errorOrganisation',
  contactPerson: 'outreach.new.errorLine',
  consentBy: 'outreach.new.errorConsent',
  by: 'outreach.new.errorBy',
  receivedOn: 'outreach.new.errorReceived',
  toldInAdvance: 'outreach.new.errorTold',
  displayName: 'outreach.new.errorName',
  birthDate: 'outreach.new.errorBirth',
  phone: 'outreach.new.errorPhone',
  email: 'outreach.new.errorEmail',
  address: 'outreach.new.errorLine',
};

/** What to say of what the rules refuse, by their code. */
const codes: Readonly<Record<string, MessageKey | undefined>> = {
  consent_required: 'outreach.new.consentRequired',
  guardian_of_adult: 'outreach.new.guardianOfAdult',
  in_the_future: 'outreach.new.inTheFuture',
  not_young: 'outreach.new.notYoung',
  unreachable: 'outreach.new.unreachable',
};

/** What was typed, so that nothing of it is lost when it has to be shown again. */
export function receiveValues(form: FormData): ReceiveValues {
  return Object.fromEntries(fields.map((field) => [field, textOf(form, field)])) as ReceiveValues;
}

/** Turns the form into the body of `receiveOutreach`, or into the faults of its fields. */
export function readReceiveForm(values: ReceiveValues): Result<ReceiveBody, FieldFault[]> {
  const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));
  const body = routes.receiveOutreach.body.safeParse(given);
  if (body.success) return succeed(body.data);
  return fail(faultsByCode(wrongBySchema(body.error.issues), texts, codes));
}

/** The faults that the API found. */
export function receiveFaults(problem: ApiProblem): FieldFault[] {
  return faultsByCode(wrongByApi(problem), texts, codes);
}
