import type { NotificationId } from '@ohjaamo/shared/kernel/ids.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type { Api, ApiProblem } from '../api.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { clientFaults, clientValues, readClientForm } from '../work/clientForm.ts';
import {
  type FieldFault,
  orWhole,
  refusalText,
  sensitiveTexts,
  textOf,
  textsOf,
  wrongFields,
} from '../work/form.ts';

/** How a form of a notification's page ended; `gone` when the notification is no longer in the register. */
export interface NotificationChange {
  readonly done?: string;
  readonly gone?: { readonly to: 'queue' } | { readonly to: 'client'; readonly clientId: string };
  readonly faults?: readonly FieldFault[];
  readonly refusal?: ApiProblem;
}

/** What a form led to; the name stands in the address that the browser is sent on to. */
export const notificationOutcomes: Readonly<Record<string, MessageKey | undefined>> = {
  received: 'outreach.done.received',
  try: 'outreach.done.try',
  reached: 'outreach.done.reached',
  measure: 'outreach.done.measure',
  disclosure: 'outreach.done.disclosure',
  review: 'outreach.done.review',
  waiting: 'outreach.done.waiting',
};

type Act = (api: Api, id: NotificationId, form: FormData) => Promise<NotificationChange>;

const refused = (error: ApiProblem, field = 'save'): NotificationChange => {
  if (error.type === 'state-conflict' || error.type === 'stale-version' || error.type === 'id-already-used') {
    return { faults: [{ field, text: 'outreach.errorState' }] };
  }
  return error.type === 'invalid-request'
    ? { faults: [{ field, text: 'work.checkFields' }] }
    : { refusal: error };
};

const noteTry: Act = async (api, notificationId, form) => {
  const body = routes.recordOutreachTry.body.safeParse({
    eventId: textOf(form, 'eventId'),
    means: textOf(form, 'means'),
    reached: textOf(form, 'reached') === 'yes',
  });
  if (!body.success || textOf(form, 'reached') === '') {
    const faults: (FieldFault | false)[] = [
      textOf(form, 'means') === '' && { field: 'means', text: 'outreach.try.meansMissing' },
      textOf(form, 'reached') === '' && { field: 'reached', text: 'outreach.try.reachedMissing' },
    ];
    return { faults: faults.filter((each) => each !== false) };
  }
  const answer = await api.call('recordOutreachTry', { parameters: { notificationId }, body: body.data });
  return answer.ok ? { done: body.data.reached ? 'reached' : 'try' } : refused(answer.error);
};

const decide: Act = async (api, notificationId, form) => {
  const words = textOf(form, 'words');
  const body = routes.decideOutreachMeasure.body.safeParse({
    eventId: textOf(form, 'eventId'),
    measure: textOf(form, 'measure'),
    ...(words && { words }),
  });
  if (!body.success) {
    const wrong = body.error.issues[0];
    return {
      faults: [
        wrong?.path[0] === 'words'
          ? { field: 'words', text: sensitiveTexts[wrong.message] ?? 'outreach.errorWords' }
          : { field: 'measure', text: 'outreach.measure.missing' },
      ],
    };
  }
  const answer = await api.call('decideOutreachMeasure', { parameters: { notificationId }, body: body.data });
  return answer.ok ? { done: 'measure' } : refused(answer.error);
};

const disclosureCodes: Readonly<Record<string, MessageKey | undefined>> = {
  consent_required: 'outreach.disclose.consentRequired',
  capacity_required: 'outreach.disclose.capacityRequired',
  reason_required: 'outreach.disclose.reasonRequired',
  not_a_minor: 'outreach.disclose.notMinor',
};

const disclose: Act = async (api, notificationId, form) => {
  const [minorBasis, minorReason] = [textOf(form, 'minorBasis'), textOf(form, 'minorReason')];
  const body = routes.discloseOutreach.body.safeParse({
    eventId: textOf(form, 'eventId'),
    to: textOf(form, 'to'),
    data: textsOf(form, 'data'),
    consented: textOf(form, 'consented') === 'yes',
    ...(minorBasis && { minorBasis }),
    ...(minorReason && { minorReason }),
  });
  if (!body.success) {
    const names = { to: 'outreach.disclose.toMissing', data: 'outreach.disclose.dataMissing' } as const;
    const faults = body.error.issues.map(({ path, message }): FieldFault => {
      const field = String(path[0]);
      const own = field in names ? names[field as keyof typeof names] : 'outreach.errorWords';
      return { field, text: sensitiveTexts[message] ?? own };
    });
    return { faults };
  }
  const answer = await api.call('discloseOutreach', { parameters: { notificationId }, body: body.data });
  if (answer.ok) return { done: 'disclosure' };
  const found = answer.error.errors?.[0];
  const text = found && disclosureCodes[found.code];
  return text ? { faults: [{ field: found.pointer.split('/')[2] ?? 'save', text }] } : refused(answer.error);
};

const review: Act = async (api, notificationId) => {
  const answer = await api.call('reviewOutreach', { parameters: { notificationId }, body: {} });
  return answer.ok ? { done: 'review' } : refused(answer.error);
};

const end: Act = async (api, notificationId, form) => {
  const body = routes.endOutreach.body.safeParse({ outcome: textOf(form, 'outcome') });
  if (!body.success) return { faults: [{ field: 'save', text: 'work.checkFields' }] };
  const answer = await api.call('endOutreach', { parameters: { notificationId }, body: body.data });
  if (!answer.ok) return refused(answer.error);
  return answer.value.destroyed ? { gone: { to: 'queue' } } : { done: 'waiting' };
};

/** Opens the client first and then lets the notification go over; sent again, both find what the first sending has done. */
const agree: Act = async (api, notificationId, form) => {
  const body = readClientForm({ ...clientValues(form), routeIn: 'OUTREACH' });
  if (!body.ok) return { faults: orWhole(body.error) };
  const opened = await api.call('openClient', { body: body.value });
  if (!opened.ok) {
    const faults = clientFaults(wrongFields(opened.error));
    const text = refusalText(opened.error, { 'id-already-used': 'work.open.errorTwice' });
    return { faults: faults.length > 0 ? faults : [{ field: 'save', text }] };
  }
  const { id: clientId } = opened.value;
  const answer = await api.call('agreeOutreach', { parameters: { clientId, notificationId }, body: {} });
  return answer.ok ? { gone: { to: 'client', clientId } } : refused(answer.error);
};

const acts: Readonly<Record<string, Act | undefined>> = {
  try: noteTry,
  measure: decide,
  disclose,
  review,
  end,
  agree,
};

/** Does what a form of a notification's page asks for. */
export function changeNotification(
  api: Api,
  id: NotificationId,
  form: FormData,
): Promise<NotificationChange> {
  const act = acts[textOf(form, 'do')];
  return act
    ? act(api, id, form)
    : Promise.resolve({ faults: [{ field: 'save', text: 'work.checkFields' }] });
}
