import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { Temporal } from '@ohjaamo/shared/kernel/time.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type * as z from 'zod';
import type { MessageKey } from '../i18n/messages.ts';
import { faultsByCode, type FieldFault, textOf, textsOf, wrongBySchema, type WrongField } from './form.ts';

export type ConsentBody = z.input<(typeof routes.recordConsent)['body']>;
/** The form on the screen: texts, and the chosen categories. */
export type ConsentValues = Readonly<Record<Exclude<keyof ConsentBody, 'categories'>, string>> & {
  readonly categories: readonly string[];
};

const texts: Readonly<Record<string, MessageKey>> = {
  categories: 'work.consent.errorCategories',
  from: 'work.consent.errorFrom',
  to: 'work.consent.errorTo',
  purpose: 'work.consent.errorPurpose',
  validUntil: 'work.consent.errorUntil',
  means: 'work.consent.errorMeans',
  language: 'work.consent.errorLanguage',
  giver: 'cases.consent.giverWrong',
  capacityReason: 'cases.consent.capacityMissing',
};

/** Reads what was sent, so that nothing typed is lost when it has to be shown again. */
export function consentValues(form: FormData): ConsentValues {
  return {
    consentId: textOf(form, 'consentId'),
    categories: textsOf(form, 'categories'),
    from: textOf(form, 'from'),
    to: textOf(form, 'to'),
    purpose: textOf(form, 'purpose'),
    validUntil: textOf(form, 'validUntil'),
    means: textOf(form, 'means'),
    language: textOf(form, 'language').toLowerCase(),
    giver: textOf(form, 'giver') || 'SELF',
    capacityReason: textOf(form, 'capacityReason'),
  };
}

/** Turns the form into the body of `recordConsent`, or into the faults of its fields. */
export function readConsent(values: ConsentValues): Result<ConsentBody, FieldFault[]> {
  const { capacityReason, ...told } = values;
  const body = routes.recordConsent.body.safeParse({
    ...told,
    ...(capacityReason !== '' && { capacityReason }),
  });
  const wrong = body.success ? [] : wrongBySchema(body.error.issues);
  // A consent lets one organisation tell another; to itself nothing has to be allowed.
  if (values.from !== '' && values.from === values.to) wrong.push({ field: 'to', code: 'same' });
  return body.success && wrong.length === 0 ? succeed(body.data) : fail(consentFaults(wrong));
}

/** The faults of the form by the names of the body's fields. */
export function consentFaults(wrong: readonly WrongField[]): FieldFault[] {
  return faultsByCode(wrong, texts);
}

/**
 * The form before anything is chosen: in the client's language, for a year. Who tells whom, and how the consent was given, is
 * never guessed: it is evidence.
 *
 * @param today the present day, by the service's own clock
 */
export function consentDefaults(consentId: string, language: string, today: string): ConsentValues {
  return {
    consentId,
    categories: [],
    from: '',
    to: '',
    purpose: '',
    validUntil: Temporal.PlainDate.from(today).add({ years: 1 }).toString(),
    means: '',
    language,
    giver: 'SELF',
    capacityReason: '',
  };
}
