import { callId, randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import { HELSINKI, Temporal } from '@ohjaamo/shared/kernel/time.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type { Api, ApiProblem } from '../../api.ts';
import type { MessageKey } from '../../i18n/messages.ts';
import { type FieldFault, faultsOf, textOf, textsOf, wrongFields } from '../form.ts';

/** A call as it stands on the screen: the one that is going on, or one that was missed. */
export interface CallForm {
  readonly callId: string;
  readonly site: string;
  readonly missed: boolean;
  /** `2027-02-01` and `13:05`, in Helsinki. */
  readonly date: string;
  readonly time: string;
  readonly topics: readonly string[];
  readonly number: string;
  readonly nickname: string;
}

/** Reads what was sent; an id that is none is replaced. */
export function callForm(data: FormData): CallForm {
  const id = callId.safeParse(textOf(data, 'callId'));
  return {
    callId: id.success ? id.data : randomIds.id(20),
    site: textOf(data, 'site'),
    missed: textOf(data, 'do') === 'missed',
    date: textOf(data, 'date'),
    time: textOf(data, 'time').replace('.', ':'),
    topics: textsOf(data, 'topics'),
    number: textOf(data, 'number'),
    nickname: textOf(data, 'nickname'),
  };
}

/** A form for a call that begins at `now`, an RFC 3339 time of the site. */
export function emptyCall(site: string, now: string, missed: boolean): CallForm {
  const form = { site, missed, date: now.slice(0, 10), time: now.slice(11, 16) };
  return { ...form, callId: randomIds.id(20), topics: [], number: '', nickname: '' };
}

/** Writes the call down; gives the faults of the form, or the refusal of the whole page. */
export async function saveCall(
  api: Api,
  form: CallForm,
): Promise<{ readonly faults: readonly FieldFault[]; readonly problem?: ApiProblem }> {
  const at = instantOf(form);
  const body = routes.recordCall.body.safeParse({
    callId: form.callId,
    site: form.site,
    at,
    answered: !form.missed,
    topics: form.missed ? [] : form.topics,
    ...(form.missed && form.number && { number: form.number }),
    ...(form.missed && form.nickname && { nickname: form.nickname }),
  });
  if (!body.success) return { faults: faults(body.error.issues.map(({ path }) => String(path[0]))) };
  const done = await api.call('recordCall', { body: body.data });
  if (done.ok) return { faults: [] };
  if (done.error.type === 'invalid-request') return { faults: faults(wrongFields(done.error)) };
  if (done.error.type.startsWith('time-')) return { faults: faults(['at']) };
  if (done.error.type === 'id-already-used')
    return { faults: [{ field: 'time', text: 'work.contact.errorTwice' }] };
  return { faults: [], problem: done.error };
}

const texts: Readonly<Record<string, MessageKey>> = {
  time: 'messages.call.errorTime',
  number: 'messages.call.errorWho',
};

/** Never none: what is wrong with a field that nobody typed into still means that nothing was written down. */
function faults(wrong: readonly string[]): FieldFault[] {
  const found = faultsOf(
    wrong.map((field) => (field === 'at' ? 'time' : field === 'nickname' ? 'number' : field)),
    texts,
  );
  return found.length > 0 ? found : [{ field: 'time', text: 'work.checkFields' }];
}

/** The wall time with its offset; of the hour that comes twice in autumn, the first is meant. */
function instantOf({ date, time }: CallForm): string | undefined {
  try {
    const wall = Temporal.PlainDate.from(date).toPlainDateTime(Temporal.PlainTime.from(time));
    return wall.toZonedDateTime(HELSINKI).toString({ timeZoneName: 'never', smallestUnit: 'minute' });
  } catch {
    return undefined;
  }
}

/** Where the contact of an answered call is recorded, with what is known of it. */
export function contactOfCall(language: string, { site, date, time, topics }: CallForm): string {
  const known = new URLSearchParams({ site, channel: 'PHONE', date, time, topics: topics.join('.') });
  return `/${language}/desk/contact?${known}`;
}

/** Does what a button of the list asks for: take a task, give it back, or note a try. */
export async function changeCall(
  api: Api,
  data: FormData,
): Promise<{ readonly done: string } | { readonly problem: ApiProblem }> {
  const parameters = routes.claimCallBack.parameters.safeParse({ callId: textOf(data, 'call') });
  const tryId = callId.safeParse(textOf(data, 'tryId'));
  const site = routes.claimCallBack.body.shape.site.safeParse(textOf(data, 'site'));
  if (!parameters.success || !site.success) return { done: 'conflict' };
  const act = textOf(data, 'do');
  const outcome =
    act === 'claim' || act === 'release'
      ? await api.call('claimCallBack', {
          parameters: parameters.data,
          body: { site: site.data, claimed: act === 'claim' },
        })
      : await api.call('recordTry', {
          parameters: parameters.data,
          body: {
            site: site.data,
            tryId: tryId.success ? tryId.data : randomIds.id(20),
            outcome: act === 'reached' ? 'DONE' : 'NOT_REACHED',
          },
        });
  if (outcome.ok) return { done: 'saved' };
  const expected = outcome.error.type === 'state-conflict' || outcome.error.type === 'not-found';
  return expected ? { done: 'conflict' } : { problem: outcome.error };
}
