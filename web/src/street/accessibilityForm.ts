import type { AccessibilityStep } from '@ohjaamo/shared/feedback/accessibility.ts';
import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';
import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import { fail, type Result } from '@ohjaamo/shared/kernel/result.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type * as z from 'zod';
import type { Api, ApiProblem } from '../api.ts';
import { type FieldFault, faultsByCode, textOf, wrongByApi, wrongBySchema } from '../work/form.ts';

/** What stands for the service itself in the list of municipalities. */
export const SERVICE = 'service';

/** The form as it stands on the screen. */
export interface AccessibilityValues {
  /** Chosen when the page is made, so that a second press is the same feedback, with what will open it. */
  readonly formId: string;
  readonly secret: string;
  /** A municipality's slug, or {@link SERVICE}. */
  readonly about: string;
  readonly text: string;
  readonly place: string;
  readonly email: string;
}

/** A form that nobody has touched. */
export function emptyAccessibility(about = ''): AccessibilityValues {
  return { ...newKeys(), about, text: '', place: '', email: '' };
}

function newKeys() {
  return { formId: randomIds.id(20).slice(0, 12), secret: randomIds.secret(128) };
}

/** Reads what was sent; keys that are none are replaced, all else is left for the rules to judge. */
export function readAccessibilityForm(form: FormData): AccessibilityValues {
  const keys = { formId: textOf(form, 'formId'), secret: textOf(form, 'secret') };
  const { formId, secret } = routes.sendAccessibility.body.shape;
  const stands = formId.safeParse(keys.formId).success && secret.safeParse(keys.secret).success;
  return {
    ...(stands ? keys : newKeys()),
    about: textOf(form, 'about'),
    text: textOf(form, 'text'),
    place: textOf(form, 'place'),
    email: textOf(form, 'email'),
  };
}

/** How sending ended: the link that opens it, what has to be mended, or why the service did not take it. */
export type SentAccessibility =
  { readonly link: string } | { readonly faults: readonly FieldFault[] } | { readonly problem: ApiProblem };

type Body = z.input<(typeof routes)['sendAccessibility']['body']>;

/** Sends the feedback to whom it is about. */
export async function sendAccessibility(
  api: Api,
  values: AccessibilityValues,
  language: Language,
): Promise<SentAccessibility> {
  const { formId, secret, about, text, place, email } = values;
  const body = routes.sendAccessibility.body.safeParse({
    ...{ formId, secret, language, text },
    ...(place !== '' && { place }),
    ...(email !== '' && { email }),
  });
  if (about === '' || !body.success) {
    const wrong = body.success ? [] : wrongBySchema(body.error.issues);
    return { faults: faultsIn(about === '' ? [{ field: 'about', code: 'missing' }, ...wrong] : wrong) };
  }
  const sent = await deliver(api, about, body.data);
  if (sent.ok) return { link: sent.value.link };
  const faults = sent.error.type === 'invalid-request' ? faultsIn(wrongByApi(sent.error)) : [];
  return faults.length > 0 ? { faults } : { problem: sent.error };
}

async function deliver(api: Api, about: string, body: Body): Promise<Result<{ link: string }, ApiProblem>> {
  if (about === SERVICE) return api.call('sendServiceAccessibility', { body });
  const parameters = routes.sendAccessibility.parameters.safeParse({ tenantSlug: about });
  if (!parameters.success) return fail({ type: 'not-found' });
  return api.call('sendAccessibility', { parameters: parameters.data, body });
}

function faultsIn(wrong: Parameters<typeof faultsByCode>[0]): readonly FieldFault[] {
  return faultsByCode(wrong, {
    about: 'accessibility.error.about',
    text: 'accessibility.error.text',
    place: 'accessibility.error.place',
    email: 'accessibility.error.email',
  });
}

/** What became of a step of the house: it is done, something is to be mended at the piece of feedback, or why the page cannot be shown. */
export type Stepped =
  | { readonly done: AccessibilityStep | 'REMINDER' }
  | { readonly id: string; readonly faults: readonly FieldFault[] }
  | { readonly refusal: ApiProblem };

/** Answers, puts an answer off, or sets where reminders go, as the form says. */
export async function stepAccessibility(
  api: Api,
  form: FormData,
  routeId: 'answerAccessibility' | 'answerServiceAccessibility',
): Promise<Stepped> {
  if (textOf(form, 'do') === 'REMINDER') return setReminder(api, form);
  const id = textOf(form, 'id');
  const asked = textOf(form, 'do') === 'EXTEND' ? 'EXTEND' : 'ANSWER';
  const until = textOf(form, 'until');
  const parameters = routes[routeId].parameters.safeParse({ id });
  const body = routes[routeId].body.safeParse({
    version: Number(textOf(form, 'version')),
    step: asked,
    text: textOf(form, 'text'),
    ...(asked === 'EXTEND' && { until }),
  });
  if (!parameters.success) return { refusal: { type: 'invalid-request' } };
  if (!body.success) return { id, faults: stepFaults(wrongBySchema(body.error.issues)) };
  const done = await api.call(routeId, { parameters: parameters.data, body: body.data });
  if (done.ok) return { done: asked };
  if (['stale-version', 'state-conflict', 'not-found'].includes(done.error.type)) {
    return { id, faults: [{ field: 'text', text: 'accessibility.work.stale' }] };
  }
  const faults = done.error.type === 'invalid-request' ? stepFaults(wrongByApi(done.error)) : [];
  return faults.length > 0 ? { id, faults } : { refusal: done.error };
}

async function setReminder(api: Api, form: FormData): Promise<Stepped> {
  const email = textOf(form, 'email');
  const body = routes.setAccessibilityReminder.body.safeParse(email === '' ? {} : { email });
  if (!body.success) {
    return { id: 'REMINDER', faults: [{ field: 'email', text: 'accessibility.error.email' }] };
  }
  const done = await api.call('setAccessibilityReminder', { body: body.data });
  return done.ok ? { done: 'REMINDER' } : { refusal: done.error };
}

function stepFaults(wrong: Parameters<typeof faultsByCode>[0]): readonly FieldFault[] {
  return faultsByCode(wrong, { text: 'accessibility.work.noText', until: 'accessibility.work.until.wrong' });
}
