import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type { Api, ApiProblem } from '../api.ts';
import type { MessageKey } from '../i18n/messages.ts';
import {
  faultsByCode,
  type FieldFault,
  orWhole,
  refusalText,
  textOf,
  wrongByApi,
  wrongBySchema,
  type WrongField,
} from '../work/form.ts';

/** The forms of the page about the person, by what their button does. */
export const personForms = [
  'identify',
  'reach',
  'reveal',
  'code-out',
  'shield',
  'unshield',
  'prohibit',
  'permit',
  'guardian',
  'guardian-gone',
  'welfare',
] as const;
export type PersonForm = (typeof personForms)[number];

/** What was typed and chosen, by the names of the fields. */
export type Typed = Readonly<Record<string, string>>;

/** How a form ended: done, with a fault and all that was typed, with the identity code told, or refused as a whole page. */
export interface PersonChange {
  readonly form: PersonForm;
  readonly done?: true;
  readonly typed: Typed;
  readonly faults: readonly FieldFault[];
  /** Somebody else changed the same meanwhile: both values are shown. */
  readonly late?: true;
  readonly identityCode?: string;
  readonly refusal?: ApiProblem;
}

/** What is said of a field, in the order of each form. The field's id is the form's name and its own. */
const texts: Readonly<Record<PersonForm, Readonly<Record<string, MessageKey>>>> = {
  identify: {
    displayName: 'cases.person.nameMissing',
    birthDate: 'cases.person.birthMissing',
    identityCode: 'cases.person.codeWrong',
    means: 'cases.person.meansMissing',
  },
  reach: {
    displayName: 'cases.person.nameMissing',
    interpreterLanguage: 'cases.person.interpreterWrong',
    phone: 'work.open.errorPhone',
    email: 'work.open.errorEmail',
    municipality: 'cases.person.municipalityWrong',
    address: 'cases.person.addressWrong',
  },
  reveal: { reason: 'cases.person.reasonMissing' },
  'code-out': { reason: 'cases.person.reasonMissing' },
  shield: { reason: 'cases.person.reasonMissing' },
  unshield: { reason: 'cases.person.reasonMissing' },
  prohibit: { reason: 'cases.person.reasonMissing' },
  permit: { reason: 'cases.person.reasonMissing' },
  guardian: {
    name: 'cases.person.nameMissing',
    phone: 'work.open.errorPhone',
    relation: 'cases.person.relationMissing',
  },
  'guardian-gone': {},
  welfare: { notifiedOn: 'cases.person.dayMissing', way: 'cases.person.wayMissing' },
};

/** What a refusal by the service means for a field. */
const codes: Readonly<Record<string, MessageKey>> = {
  identity_code_in_use: 'cases.person.codeInUse',
  other_birth_date: 'cases.person.codeOtherBirth',
  other_identity_code: 'cases.person.codeOther',
  invalid_identity_code: 'cases.person.codeWrong',
  in_the_future: 'cases.person.inTheFuture',
};

/** Does what a form of the page about the person asks; `undefined` for another form. */
export async function changePerson(
  api: Api,
  clientId: ClientId,
  form: FormData,
): Promise<PersonChange | undefined> {
  const name = personForms.find((each) => each === textOf(form, 'do'));
  if (!name) return undefined;
  const typed = typedIn(form);
  const sent = await send(api, clientId, name, typed);
  if ('issues' in sent) return { form: name, typed, faults: faultsOf(name, sent.issues) };
  if (sent.ok) {
    const told = sent.value;
    const identityCode = 'identityCode' in told ? told.identityCode : undefined;
    return { form: name, done: true, typed, faults: [], ...(identityCode && { identityCode }) };
  }
  return refused(name, typed, sent.error);
}

function typedIn(form: FormData): Typed {
  return Object.fromEntries([...form.keys()].map((field) => [field, textOf(form, field)]));
}

function send(api: Api, clientId: ClientId, form: PersonForm, typed: Typed) {
  const parameters = { clientId };
  const { do: _do, version, ...fields } = typed;
  const told = Object.fromEntries(Object.entries(fields).filter(([, text]) => text !== ''));
  const versioned = { ...told, version: Number(version) };
  const inForce = form === 'shield' || form === 'prohibit';
  switch (form) {
    case 'identify':
      return checked(routes.identifyClient.body, versioned, (body) =>
        api.call('identifyClient', { parameters, body }),
      );
    case 'reach':
      return checked(routes.changeClient.body, versioned, (body) =>
        api.call('changeClient', { parameters, body }),
      );
    case 'reveal':
      return checked(routes.revealIdentityCode.body, told, (body) =>
        api.call('revealIdentityCode', { parameters, body }),
      );
    case 'code-out':
      return checked(routes.takeOutIdentityCode.body, told, (body) =>
        api.call('takeOutIdentityCode', { parameters, body }),
      );
    case 'shield':
    case 'unshield':
      return checked(routes.setShield.body, { ...told, inForce }, (body) =>
        api.call('setShield', { parameters, body }),
      );
    case 'prohibit':
    case 'permit':
      return checked(routes.setGuardianProhibition.body, { ...told, inForce }, (body) =>
        api.call('setGuardianProhibition', { parameters, body }),
      );
    case 'guardian':
      return checked(routes.addGuardian.body, told, (body) => api.call('addGuardian', { parameters, body }));
    case 'guardian-gone':
      return checked(routes.removeGuardian.parameters, { ...told, clientId }, (of) =>
        api.call('removeGuardian', { parameters: of, body: {} }),
      );
    case 'welfare': {
      const ticks = { policeTold: typed['policeTold'] === '1', personTold: typed['personTold'] === '1' };
      return checked(routes.recordChildWelfare.body, { ...told, ...ticks }, (body) =>
        api.call('recordChildWelfare', { parameters, body }),
      );
    }
  }
}

/** The part of a schema that a form is checked with. */
interface Schema<T> {
  safeParse(value: unknown):
    | { readonly success: true; readonly data: T }
    | {
        readonly success: false;
        readonly error: {
          readonly issues: readonly { readonly path: PropertyKey[]; readonly message: string }[];
        };
      };
}

async function checked<T, Answer>(
  schema: Schema<T>,
  value: unknown,
  call: (body: T) => Promise<Answer>,
): Promise<Answer | { readonly issues: readonly WrongField[] }> {
  const body = schema.safeParse(value);
  if (body.success) return call(body.data);
  return { issues: wrongBySchema(body.error.issues) };
}

function faultsOf(form: PersonForm, issues: readonly WrongField[]): FieldFault[] {
  const found = orWhole(faultsByCode(issues, texts[form], codes));
  return found.map(({ field, text }) => ({ field: `${form}-${field}`, text }));
}

function refused(form: PersonForm, typed: Typed, error: ApiProblem): PersonChange {
  if (error.type === 'stale-version') {
    const text = 'cases.person.changedMeanwhile' as const;
    return { form, typed, faults: [{ field: `${form}-save`, text }], late: true };
  }
  const issues = wrongByApi(error);
  if (error.type === 'invalid-request' && issues.length > 0) {
    return { form, typed, faults: faultsOf(form, issues) };
  }
  if (error.type === 'state-conflict' || error.type === 'access-refused') {
    const text = refusalText(error, {
      'state-conflict': 'cases.person.notOfAdults',
      'access-refused': 'cases.person.notAllowed',
    });
    return { form, typed, faults: [{ field: `${form}-save`, text }] };
  }
  return { form, typed, faults: [], refusal: error };
}
