import { type RestrictionGround, restrictionGround } from '@ohjaamo/shared/kernel/restriction.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type { Api, ApiProblem } from '../api.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { type FieldFault, refusalText, textOf, wrongFields } from '../work/form.ts';

/** How a form of the own page ended: done, to be mended, or refused. */
export interface OwnChange {
  readonly done?: string;
  readonly faults?: readonly FieldFault[];
  readonly refusal?: ApiProblem;
}

/** What a form of the own page led to, by the name in the address. */
export const ownOutcomes: Readonly<
  Record<string, { readonly kind: 'good' | 'caution'; readonly text: MessageKey } | undefined>
> = {
  withdrawn: { kind: 'good', text: 'rights.done.withdrawn' },
  ended: { kind: 'caution', text: 'rights.done.ended' },
  asked: { kind: 'good', text: 'rights.done.asked' },
  signOff: { kind: 'good', text: 'rights.done.signOff' },
  restriction: { kind: 'good', text: 'rights.done.restriction' },
};

/** Withdraws a consent, or asks to sign the plan off, as the form says. */
export async function changeOwnPage(api: Api, form: FormData, signOffText: string): Promise<OwnChange> {
  if (textOf(form, 'do') === 'signOff') {
    const asked = { requestId: textOf(form, 'requestId'), what: 'PLAN_SIGN_OFF', text: signOffText };
    return ask(api, asked, 'signOff');
  }
  const parameters = routes.withdrawMyConsent.parameters.safeParse({ consentId: textOf(form, 'consentId') });
  if (!parameters.success) return { done: 'ended' };
  const answer = await api.call('withdrawMyConsent', { parameters: parameters.data, body: {} });
  if (answer.ok) return { done: 'withdrawn' };
  return answer.error.type === 'state-conflict' ? { done: 'ended' } : { refusal: answer.error };
}

/** Asks to restrict the processing (GDPR article 18), on the ground and in the words of the form. */
export async function askRestriction(api: Api, form: FormData): Promise<OwnChange> {
  const ground = restrictionGround.safeParse(textOf(form, 'ground'));
  const text = textOf(form, 'text');
  const requestId = textOf(form, 'requestId');
  const change = await ask(api, { requestId, what: 'RESTRICTION', ground: ground.data, text }, 'restriction');
  if (ground.success) return change;
  const missing: FieldFault = { field: 'ground', text: 'rights.restriction.groundMissing' };
  return { faults: [missing, ...(text === '' ? (change.faults ?? []) : [])] };
}

/** Asks for a correction with what was typed. */
export function askCorrection(api: Api, form: FormData): Promise<OwnChange> {
  const asked = { requestId: textOf(form, 'requestId'), what: 'CORRECTION', text: textOf(form, 'text') };
  return ask(api, asked, 'asked');
}

async function ask(
  api: Api,
  asked: {
    readonly requestId: string;
    readonly what: string;
    readonly ground?: RestrictionGround | undefined;
    readonly text: string;
  },
  done: string,
): Promise<OwnChange> {
  const body = routes.askMyRequest.body.safeParse(asked);
  if (!body.success) return { faults: [faultOf(asked.text, body.error.issues[0]?.message)] };
  const answer = await api.call('askMyRequest', { body: body.data });
  if (answer.ok) return { done };
  const { type } = answer.error;
  if (type === 'session-expired' || type === 'session-required') return { refusal: answer.error };
  const wrong = wrongFields(answer.error).includes('text');
  const text = refusalText(answer.error, { 'id-already-used': 'rights.ask.twice' });
  return { faults: [wrong ? faultOf(asked.text, answer.error.errors?.[0]?.code) : { field: 'text', text }] };
}

function faultOf(typed: string, code: string | undefined): FieldFault {
  if (typed === '') return { field: 'text', text: 'rights.ask.missing' };
  if (code === 'identity_code') return { field: 'text', text: 'rights.ask.identityCode' };
  if (code === 'diagnosis_code') return { field: 'text', text: 'rights.ask.diagnosisCode' };
  return { field: 'text', text: 'rights.ask.long' };
}
