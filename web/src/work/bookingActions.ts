import { dayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import { type BookingId, randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import { plainDate } from '@ohjaamo/shared/kernel/time.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type { Api, ApiProblem } from '../api.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { textOf, textsOf } from './form.ts';

/** What a button of a booking's page led to; the name stands in the address that the browser is sent on to. */
export const bookingOutcomes: Readonly<
  Record<string, { readonly kind: 'good' | 'caution'; readonly text: MessageKey } | undefined>
> = {
  cancel: { kind: 'good', text: 'house.done.cancel' },
  move: { kind: 'good', text: 'house.done.move' },
  restore: { kind: 'good', text: 'house.done.restore' },
  unmark: { kind: 'good', text: 'house.done.unmark' },
  hide: { kind: 'good', text: 'house.done.hide' },
  show: { kind: 'good', text: 'house.done.show' },
  cancelSeries: { kind: 'good', text: 'house.done.cancelSeries' },
  moveSeries: { kind: 'good', text: 'house.done.moveSeries' },
  taken: { kind: 'caution', text: 'house.error.restoreTaken' },
  conflict: { kind: 'caution', text: 'house.done.conflict' },
};

/** The move of a series as it stands on the screen. */
export interface SeriesMove {
  readonly changeId: string;
  /** Date of the first occurrence that moves, and its new one. */
  readonly from: string;
  readonly to: string;
  readonly time: string;
  readonly skip: readonly string[];
}

/** How a button of the page ended: the outcome's name, or what is to be mended, or a refusal of the whole page. */
export type BookingChange =
  | { readonly done: string }
  | { readonly move: SeriesMove; readonly fault: 'date' | 'conflicts'; readonly problem?: ApiProblem }
  | { readonly refusal: ApiProblem };

/** A move with an id of its own, as the form first shows it. */
export function emptyMove(from: string, time: string): SeriesMove {
  return { changeId: randomIds.id(20), from, to: from, time, skip: [] };
}

/** Does what a button of a booking's page asks for. */
export async function changeBookingAtDesk(api: Api, form: FormData): Promise<BookingChange> {
  const act = textOf(form, 'do');
  if (act === 'moveSeries') return moveSeries(api, form);
  if (act === 'cancelSeries') {
    const parameters = routes.cancelSeries.parameters.safeParse({ seriesId: textOf(form, 'series') });
    const body = routes.cancelSeries.body.safeParse({ from: textOf(form, 'from') });
    if (!parameters.success || !body.success) return { done: 'conflict' };
    return ended(await api.call('cancelSeries', { parameters: parameters.data, body: body.data }), act);
  }
  const asked = routes.cancelBySite.parameters.safeParse({ bookingId: textOf(form, 'booking') });
  if (!asked.success) return { done: 'conflict' };
  const parameters = asked.data;
  switch (act) {
    case 'cancel': {
      const body = { version: Number(textOf(form, 'version')) };
      return ended(await api.call('cancelBySite', { parameters, body }), act);
    }
    case 'restore':
      return ended(await api.call('restoreBySite', { parameters, body: {} }), act);
    case 'unmark':
      return ended(await api.call('markArrival', { parameters, body: { arrived: false } }), act);
    case 'hide':
    case 'show':
      return ended(await api.call('hidePlace', { parameters, body: { hidden: act === 'hide' } }), act);
    default:
      return { done: 'conflict' };
  }
}

/** Moves one booking to the chosen time and worker; `gone` when that cannot be had any more. */
export async function moveBookingAtDesk(
  api: Api,
  parameters: { readonly bookingId: BookingId },
  form: FormData,
): Promise<{ readonly done: 'move' | 'gone' } | { readonly refusal: ApiProblem }> {
  const body = routes.moveBySite.body.safeParse({
    start: textOf(form, 'start'),
    staff: textOf(form, 'staff'),
    version: Number(textOf(form, 'version')),
  });
  if (!body.success) return { done: 'gone' };
  const answer = await api.call('moveBySite', { parameters, body: body.data });
  if (answer.ok) return { done: 'move' };
  const isGone = ['time-taken', 'time-not-offered', 'time-does-not-exist', 'stale-version', 'state-conflict'];
  return isGone.includes(answer.error.type) ? { done: 'gone' } : { refusal: answer.error };
}

async function moveSeries(api: Api, form: FormData): Promise<BookingChange> {
  const move: SeriesMove = {
    changeId: textOf(form, 'changeId'),
    from: textOf(form, 'from'),
    to: textOf(form, 'to'),
    time: textOf(form, 'time'),
    skip: textsOf(form, 'skip'),
  };
  const isDated = plainDate.safeParse(move.from).success && plainDate.safeParse(move.to).success;
  const parameters = routes.changeSeries.parameters.safeParse({ seriesId: textOf(form, 'series') });
  const body = routes.changeSeries.body.safeParse({
    changeId: move.changeId,
    from: move.from,
    days: isDated ? dayNumber(move.to) - dayNumber(move.from) : NaN,
    time: move.time,
    skip: move.skip,
  });
  if (!parameters.success || !body.success) return { move, fault: 'date' };
  const done = await api.call('changeSeries', { parameters: parameters.data, body: body.data });
  if (!done.ok && done.error.type === 'series-conflict') {
    return { move, fault: 'conflicts', problem: done.error };
  }
  return ended(done, 'moveSeries');
}

function ended(
  answer: { readonly ok: true } | { readonly ok: false; readonly error: ApiProblem },
  done: string,
): BookingChange {
  if (answer.ok) return { done };
  const { type } = answer.error;
  if (type === 'time-taken') return { done: 'taken' };
  const isExpected = ['state-conflict', 'stale-version', 'time-does-not-exist', 'invalid-request'];
  return isExpected.includes(type) ? { done: 'conflict' } : { refusal: answer.error };
}
