import type { deskGroup } from '@ohjaamo/shared/groups/contract.ts';
import { signUpId } from '@ohjaamo/shared/kernel/ids.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type * as z from 'zod';
import type { Api, ApiProblem, CallOf } from '../api.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { textOf } from './form.ts';

export type DeskGroup = z.infer<typeof deskGroup>;
export type GroupChoices = z.infer<(typeof routes)['readGroupChoices']['response']>;

/** What a button of a group's page led to; the name stands in the address that the browser is sent on to. */
export const groupOutcomes: Readonly<Record<string, MessageKey | undefined>> = {
  made: 'groups.done.made',
  move: 'groups.done.move',
  cancel: 'groups.done.cancel',
  restore: 'groups.done.restore',
  remove: 'groups.done.remove',
  add: 'groups.done.add',
  change: 'groups.done.change',
  recorded: 'groups.done.recorded',
};

/** How a change ended: done, or refused; `wrong` when what was typed cannot be sent at all. */
export type GroupChange =
  { readonly done: string } | { readonly wrong: true } | { readonly refusal: ApiProblem };

/** Does what a button of a group's page asks for. */
export async function changeGroup(api: Api, form: FormData, group: DeskGroup): Promise<GroupChange> {
  const act = textOf(form, 'do');
  const of = { siteId: group.site.id, groupId: group.id };
  const version = Number(textOf(form, 'version'));
  if (act === 'change') return changeFacts(api, form, group, of, version);
  if (act === 'add') {
    const body = routes.addMeetings.body.safeParse({
      version,
      leaders: group.leaders.map(({ id }) => id),
      ...(group.room && { room: group.room.id }),
      series: {
        first: textOf(form, 'first'),
        start: textOf(form, 'start'),
        end: textOf(form, 'end'),
        everyWeeks: Number(textOf(form, 'everyWeeks')),
        times: Number(textOf(form, 'times')),
        skip: [],
      },
    });
    return body.success
      ? ended(await api.call('addMeetings', { parameters: of, body: body.data }), act)
      : { wrong: true };
  }
  if (act === 'remove') return removeSomebody(api, form, of);
  const meeting = group.meetings.find(({ id }) => id === textOf(form, 'meeting'));
  return meeting
    ? changeMeeting(api, form, meeting, { ...of, meetingId: meeting.id })
    : { refusal: { type: 'not-found' } };
}

type OfGroup = Pick<CallOf<(typeof routes)['readGroup']>['parameters'], 'siteId' | 'groupId'>;
type OfMeeting = CallOf<(typeof routes)['moveMeetings']>['parameters'];

/** Takes somebody off the roll. */
export async function removeSomebody(api: Api, form: FormData, of: OfGroup): Promise<GroupChange> {
  const id = signUpId.safeParse(textOf(form, 'signUp'));
  if (!id.success) return { refusal: { type: 'not-found' } };
  const parameters = { ...of, signUpId: id.data };
  return ended(await api.call('removeSignUp', { parameters, body: {} }), 'remove');
}

async function changeMeeting(
  api: Api,
  form: FormData,
  meeting: DeskGroup['meetings'][number],
  parameters: OfMeeting,
): Promise<GroupChange> {
  const act = textOf(form, 'do');
  const version = Number(textOf(form, 'version'));
  const following = textOf(form, 'following') === 'yes';
  if (act === 'cancel') {
    return ended(await api.call('cancelMeetings', { parameters, body: { version, following } }), act);
  }
  const room = textOf(form, 'room');
  // The form has places for two; whoever leads beside them goes on leading.
  const others = meeting.leaders.slice(2).map(({ id }): string => id);
  const chosen = [textOf(form, 'leader'), textOf(form, 'second'), ...others].filter(Boolean);
  const resources = { version, leaders: [...new Set(chosen)], ...(room && { room }) };
  if (act === 'restore') {
    const body = routes.restoreMeeting.body.safeParse(resources);
    return body.success
      ? ended(await api.call('restoreMeeting', { parameters, body: body.data }), act)
      : { wrong: true };
  }
  const [date, start, end] = [textOf(form, 'date'), textOf(form, 'start'), textOf(form, 'end')];
  const body = routes.moveMeetings.body.safeParse({ ...resources, date, start, end, following });
  return body.success
    ? ended(await api.call('moveMeetings', { parameters, body: body.data }), 'move')
    : { wrong: true };
}

async function changeFacts(
  api: Api,
  form: FormData,
  group: DeskGroup,
  parameters: OfGroup,
  version: number,
): Promise<GroupChange> {
  const localized = (what: 'name' | 'description') =>
    Object.fromEntries(
      Object.keys(group[what]).map((language) => [language, textOf(form, `${what}_${language}`)] as const),
    );
  const { spokenLanguage, ages, online, meetingAddress } = group;
  const body = routes.changeGroup.body.safeParse({
    version,
    name: localized('name'),
    description: localized('description'),
    seats: Number(textOf(form, 'seats')),
    spokenLanguage,
    ages,
    online,
    ...(meetingAddress && { meetingAddress }),
  });
  return body.success
    ? ended(await api.call('changeGroup', { parameters, body: body.data }), 'change')
    : { wrong: true };
}

function ended(
  answer: { readonly ok: true } | { readonly ok: false; readonly error: ApiProblem },
  done: string,
): GroupChange {
  return answer.ok ? { done } : { refusal: answer.error };
}

/** What to say of a value that is more than the room or one change of a series holds. */
const limits: Readonly<Record<string, MessageKey>> = {
  '/body/seats': 'groups.refused.seats',
  '/body/series/times': 'groups.refused.tooLong',
  '/body/leaders': 'groups.refused.tooLong',
  '/body/following': 'groups.refused.following',
};

/** What to say of a change that was refused and leaves the page as it is. */
export function refusalOf({ type, errors = [] }: ApiProblem): MessageKey | undefined {
  const tooBig = errors.find(({ code }) => code === 'too_big')?.pointer;
  if (tooBig !== undefined && tooBig in limits) return limits[tooBig];
  const known: Partial<Record<ApiProblem['type'], MessageKey>> = {
    'stale-version': 'groups.refused.stale',
    'state-conflict': 'groups.refused.over',
    'series-conflict': 'groups.refused.conflict',
    'invalid-request': 'work.checkFields',
  };
  return known[type];
}
