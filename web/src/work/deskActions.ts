import { routes } from '@ohjaamo/shared/routes.ts';
import type { Api, ApiProblem } from '../api.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { textOf } from './form.ts';

/** What a button of the Today page led to; the name stands in the address that the browser is sent on to. */
export const deskOutcomes: Readonly<
  Record<string, { readonly kind: 'good' | 'caution'; readonly text: MessageKey } | undefined>
> = {
  arrive: { kind: 'good', text: 'work.arrival.done' },
  unarrive: { kind: 'good', text: 'work.arrival.undone' },
  miss: { kind: 'good', text: 'house.missed' },
  void: { kind: 'good', text: 'work.contact.voided' },
  conflict: { kind: 'caution', text: 'work.arrival.conflict' },
  missing: { kind: 'caution', text: 'work.contact.voidMissing' },
};

/** How a change ended: the outcome's name and the place on the page, or a refusal of the whole page. */
export interface DeskChange {
  readonly done: string;
  readonly at: string;
  readonly refusal?: ApiProblem;
}

/** Does what a button of the Today page asks for: marks an arrival or that nobody came, takes it back, or undoes an entry. */
export async function changeDesk(api: Api, form: FormData): Promise<DeskChange> {
  const act = textOf(form, 'do');
  if (act === 'void') {
    const parameters = routes.voidContact.parameters.safeParse({ contactId: textOf(form, 'contact') });
    if (!parameters.success) return { done: 'missing', at: '' };
    return ended(
      await api.call('voidContact', { parameters: parameters.data, body: {} }),
      act,
      'missing',
      '',
    );
  }
  const parameters = routes.markArrival.parameters.safeParse({ bookingId: textOf(form, 'booking') });
  if (!parameters.success) return { done: 'conflict', at: '' };
  if (act === 'miss') {
    const missed = await api.call('markNoShow', { parameters: parameters.data, body: {} });
    return ended(missed, act, 'conflict', `#booking-${parameters.data.bookingId}`);
  }
  const answer = await api.call('markArrival', {
    parameters: parameters.data,
    body: { arrived: act === 'arrive' },
  });
  return ended(
    answer,
    act === 'arrive' ? 'arrive' : 'unarrive',
    'conflict',
    `#booking-${parameters.data.bookingId}`,
  );
}

function ended(
  answer: { readonly ok: true } | { readonly ok: false; readonly error: ApiProblem },
  done: string,
  otherwise: string,
  at: string,
): DeskChange {
  if (answer.ok) return { done, at };
  const expected = answer.error.type === 'not-found' || answer.error.type === 'state-conflict';
  return expected ? { done: otherwise, at } : { done, at, refusal: answer.error };
}
