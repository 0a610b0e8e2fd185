import { linkSecret } from '@ohjaamo/shared/kernel/ids.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type { Api, ApiProblem } from '../api.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { type FieldFault, faultsOf, textOf, wrongFields } from './form.ts';

/** How a change of the own calendars ended. */
export interface CalendarChange {
  /** What to say when it was done. */
  readonly done?: MessageKey;
  /** The own feed's link, which is shown this once. */
  readonly link?: string;
  readonly faults: readonly FieldFault[];
  /** A refusal of the whole page. */
  readonly refusal?: ApiProblem;
}

const texts = {
  email: 'calendars.invitations.errorEmail',
  address: 'calendars.busy.errorAddress',
  link: 'calendars.video.error',
} as const satisfies Readonly<Record<string, MessageKey>>;

/** Does what a button of the page asks for. */
export async function changeMyCalendars(api: Api, form: FormData): Promise<CalendarChange> {
  switch (textOf(form, 'do')) {
    case 'invitations':
      return setInvitations(api, form);
    case 'open': {
      const secret = linkSecret.safeParse(textOf(form, 'secret'));
      if (!secret.success) return { faults: [] };
      const opened = await api.call('openMyFeed', { body: { secret: secret.data } });
      if (!opened.ok) return refused(opened.error);
      return { done: 'calendars.feed.opened', link: opened.value.link, faults: [] };
    }
    case 'close':
      return ended(await api.call('closeMyFeed', { body: {} }), 'calendars.feed.closed');
    case 'busy': {
      const body = routes.setBusyFeed.body.safeParse({ address: textOf(form, 'address') });
      if (!body.success) return { faults: faultsOf(['address'], texts) };
      return ended(await api.call('setBusyFeed', { body: body.data }), 'calendars.busy.saved');
    }
    case 'video': {
      const link = textOf(form, 'link');
      const body = routes.setMyVideoLink.body.safeParse(link === '' ? {} : { link });
      if (!body.success) return { faults: faultsOf(['link'], texts) };
      return ended(await api.call('setMyVideoLink', { body: body.data }), 'calendars.video.saved');
    }
    case 'remove':
      return ended(await api.call('removeBusyFeed', { body: {} }), 'calendars.busy.removed');
    default:
      return { faults: [] };
  }
}

async function setInvitations(api: Api, form: FormData): Promise<CalendarChange> {
  const email = textOf(form, 'email');
  const body = routes.setInvitations.body.safeParse({
    ...(email !== '' && { email }),
    language: textOf(form, 'language'),
    choice: textOf(form, 'choice') === 'ALL' ? 'ALL' : 'LENT',
  });
  if (!body.success) return { faults: faultsOf(['email'], texts) };
  return ended(await api.call('setInvitations', { body: body.data }), 'calendars.invitations.saved');
}

function ended(
  answer: { readonly ok: true } | { readonly ok: false; readonly error: ApiProblem },
  done: MessageKey,
): CalendarChange {
  return answer.ok ? { done, faults: [] } : refused(answer.error);
}

function refused(problem: ApiProblem): CalendarChange {
  if (problem.type === 'feed-refused') return { faults: faultsOf(['address'], texts) };
  const faults = faultsOf(wrongFields(problem), texts);
  return faults.length > 0 ? { faults } : { faults, refusal: problem };
}
