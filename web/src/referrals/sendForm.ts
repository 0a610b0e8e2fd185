import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import type * as z from 'zod';
import { OTHER_PROVISION } from '@ohjaamo/shared/referrals/provisions.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type { Api, ApiProblem } from '../api.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { type FieldFault, refusalText, textOf, wrongByApi, wrongBySchema } from '../work/form.ts';
import { faultsAt, stepBody, stepFaults, type StepValues, stepValues } from './stepForm.ts';

type Parameters = z.infer<typeof routes.sendReferral.parameters>;

/** What was typed about the consent or the provision. */
export const noGround = {
  consentId: '',
  means: '',
  validUntil: '',
  reason: '',
  provision: '',
  provisionName: '',
};
export type GroundValues = typeof noGround;

/** How a form of a referral's page ended: done with a word for the address, or what is to be mended with all that was typed. */
export interface SenderChange {
  readonly done?: string;
  readonly faults: readonly FieldFault[];
  readonly ground?: GroundValues;
  readonly step?: StepValues;
  readonly refusal?: ApiProblem;
}

const texts = {
  means: 'referrals.error.means',
  validUntil: 'referrals.error.until',
  reason: 'referrals.error.minor',
  provision: 'referrals.error.provision',
  provisionName: 'referrals.error.provisionName',
} as const satisfies Readonly<Record<string, MessageKey>>;
const rest: FieldFault = { field: 'send', text: 'referrals.error.noGround' };

/** Sends a referral, on the ground that the form gives, or takes a step. */
export async function changeReferral(
  api: Api,
  parameters: Parameters,
  form: FormData,
): Promise<SenderChange> {
  const act = textOf(form, 'do');
  if (act === 'send') return send(api, parameters, undefined);
  if (act === 'ground') return ground(api, parameters, form);
  const values = stepValues(form);
  const { body, faults } = stepBody(routes.moveReferral.body, values);
  if (!body) return { faults, step: values };
  const answer = await api.call('moveReferral', { parameters, body });
  if (answer.ok) return { done: body.step, faults: [] };
  return isOfPage(answer.error)
    ? { faults: [], refusal: answer.error }
    : { faults: stepFaults(answer.error), step: values };
}

async function ground(api: Api, parameters: Parameters, form: FormData): Promise<SenderChange> {
  const names = Object.keys(noGround) as (keyof GroundValues)[];
  const typed = Object.fromEntries(names.map((name) => [name, textOf(form, name)])) as GroundValues;
  const asked = Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== ''));
  const needed =
    textOf(form, 'by') === 'law'
      ? ['provision']
      : textOf(form, 'by') === 'now'
        ? ['means', 'validUntil']
        : [];
  const missing = needed.filter((name) => !(name in asked));
  const parsed = routes.groundReferral.body.safeParse(asked);
  if (!parsed.success || missing.length > 0) {
    const wrong = parsed.success ? [] : wrongBySchema(parsed.error.issues);
    const left = missing.map((field) => ({ field, code: 'missing' }));
    return { faults: faultsAt([...left, ...wrong], texts, rest), ground: typed };
  }
  const lacking = faultsOfLaw(typed);
  if (lacking.length > 0) return { faults: lacking, ground: typed };
  const answer = await api.call('groundReferral', { parameters, body: parsed.data });
  if (answer.ok) return send(api, parameters, typed);
  if (isOfPage(answer.error)) return { faults: [], refusal: answer.error };
  const found = faultsAt(wrongByApi(answer.error), texts, rest);
  const text = refusalText(answer.error, { 'state-conflict': 'referrals.error.meanwhile' });
  return { faults: found.length > 0 ? found : [{ field: 'send', text }], ground: typed };
}

/** Another provision of law than those of the list needs its name and why it allows the sending. */
function faultsOfLaw({ provision, provisionName, reason }: GroundValues): FieldFault[] {
  if (provision !== OTHER_PROVISION) return [];
  return [
    ...(provisionName === '' ? [{ field: 'provisionName', text: texts.provisionName } as const] : []),
    ...(reason === '' ? [{ field: 'reason', text: 'referrals.error.lawReason' } as const] : []),
  ];
}

/** Sends with a secret for the link of a receiver without an account; for the others it opens nothing. */
async function send(
  api: Api,
  parameters: Parameters,
  typed: GroundValues | undefined,
): Promise<SenderChange> {
  const answer = await api.call('sendReferral', { parameters, body: { secret: randomIds.secret(128) } });
  if (answer.ok) return { done: 'SEND', faults: [] };
  if (isOfPage(answer.error)) return { faults: [], refusal: answer.error };
  const text = refusalText(answer.error, {
    'state-conflict': 'referrals.error.noGround',
    'access-refused': 'referrals.error.shielded',
  });
  return { faults: [{ field: 'send', text }], ...(typed && { ground: typed }) };
}

function isOfPage({ type }: ApiProblem): boolean {
  return type === 'session-expired' || type === 'session-required' || type === 'not-found';
}
