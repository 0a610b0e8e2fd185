import { priorityFlags } from '@ohjaamo/shared/line/priority.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type { Api, ApiProblem } from '../api.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { textOf, textsOf } from './form.ts';

/** What a button of the line led to; the name stands in the address that the browser is sent on to. */
export const lineOutcomes: Readonly<
  Record<string, { readonly kind: 'good' | 'info' | 'caution'; readonly text: MessageKey } | undefined>
> = {
  called: { kind: 'good', text: 'line.desk.outcome.called' },
  nobody: { kind: 'info', text: 'line.desk.outcome.nobody' },
  done: { kind: 'good', text: 'line.desk.outcome.done' },
  stale: { kind: 'caution', text: 'line.desk.outcome.stale' },
  closed: { kind: 'caution', text: 'line.desk.outcome.closed' },
  wrong: { kind: 'caution', text: 'line.desk.outcome.wrong' },
};

/** How a change ended: the outcome's name with the number it is about, where to go on, or a refusal of the whole page. */
export interface LineChange {
  readonly done: keyof typeof lineOutcomes;
  readonly number?: number;
  /** The contact form of this ticket is next. */
  readonly record?: string;
  /** The link of a ticket that was made at the desk. */
  readonly link?: string;
  readonly refusal?: ApiProblem;
}

type Change = Promise<LineChange>;

/** Does what a button of the line asks for. */
export async function changeLine(api: Api, form: FormData, site: string): Change {
  const act = textOf(form, 'do');
  if (act === 'next') return callNext(api, form, site);
  if (act === 'add') return add(api, form, site);
  if (act === 'switch') return switchLine(api, form, site);
  return changeTicket(api, form, act);
}

async function callNext(api: Api, form: FormData, site: string): Change {
  const place = textOf(form, 'place');
  const body = routes.callNext.body.safeParse({
    site,
    callKey: textOf(form, 'callKey'),
    ...(place && { place }),
  });
  if (!body.success) return { done: 'stale' };
  const answer = await api.call('callNext', { body: body.data });
  if (!answer.ok) return refused(answer.error);
  const { ticket } = answer.value;
  return ticket ? { done: 'called', number: ticket.number } : { done: 'nobody' };
}

async function add(api: Api, form: FormData, site: string): Change {
  const nickname = textOf(form, 'nickname');
  const body = routes.addToLine.body.safeParse({
    site,
    ticketId: textOf(form, 'ticketId'),
    secret: textOf(form, 'secret'),
    language: textOf(form, 'language'),
    showNickname: form.has('showNickname'),
    flags: flagsOf(form),
    ...(nickname && { nickname }),
  });
  if (!body.success) return { done: 'wrong' };
  const answer = await api.call('addToLine', { body: body.data });
  if (!answer.ok) return refused(answer.error);
  return { done: 'done', number: answer.value.ticket.number, link: answer.value.link };
}

async function switchLine(api: Api, form: FormData, site: string): Change {
  const reason = textOf(form, 'reason');
  const body = routes.switchLine.body.safeParse({ site, to: textOf(form, 'to'), ...(reason && { reason }) });
  if (!body.success) return { done: 'stale' };
  const answer = await api.call('switchLine', { body: body.data });
  return answer.ok ? { done: 'done' } : refused(answer.error);
}

async function changeTicket(api: Api, form: FormData, act: string): Change {
  const asked = routes.readDeskTicket.parameters.safeParse({ ticketId: textOf(form, 'ticket') });
  if (!asked.success) return { done: 'stale' };
  const parameters = asked.data;
  const version = Number(textOf(form, 'version'));
  const answer = await send();
  if (!answer) return { done: 'stale' };
  if (!answer.ok) return refused(answer.error);
  const { id, number } = answer.value;
  if (act === 'call' || act === 'RECALL') return { done: 'called', number };
  return { done: 'done', number, ...(act === 'FINISH' && { record: id }) };

  async function send() {
    if (act === 'call') {
      const place = textOf(form, 'place');
      const body = { version, callKey: textOf(form, 'callKey'), ...(place && { place }) };
      return api.call('callTicket', { parameters, body });
    }
    if (act === 'handOver') {
      const to = textOf(form, 'to');
      const body = routes.handOver.body.safeParse({ version, ...(to && { to }) });
      return body.success ? api.call('handOver', { parameters, body: body.data }) : undefined;
    }
    if (act === 'flags') return api.call('setFlags', { parameters, body: { version, flags: flagsOf(form) } });
    if (act === 'hideNickname') return api.call('hideNickname', { parameters, body: { version } });
    if (act === 'booking') {
      const body = routes.handToBooking.body.safeParse({ version, bookingId: textOf(form, 'booking') });
      return body.success ? api.call('handToBooking', { parameters, body: body.data }) : undefined;
    }
    const body = routes.moveTicket.body.safeParse({ version, event: act });
    return body.success ? api.call('moveTicket', { parameters, body: body.data }) : undefined;
  }
}

function flagsOf(form: FormData) {
  return priorityFlags.filter((flag) => textsOf(form, 'flags').includes(flag));
}

function refused(error: ApiProblem): LineChange {
  if (error.type === 'line-closed') return { done: 'closed' };
  if (error.type === 'invalid-request') return { done: 'wrong' };
  const expected: readonly ApiProblem['type'][] = [
    'not-found',
    'state-conflict',
    'stale-version',
    'id-already-used',
  ];
  return expected.includes(error.type) ? { done: 'stale' } : { done: 'stale', refusal: error };
}
