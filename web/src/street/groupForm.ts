import type { routes } from '@ohjaamo/shared/routes.ts';
import { linkSecret, randomIds, signUpId } from '@ohjaamo/shared/kernel/ids.ts';
import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';
import type { Api, ApiProblem } from '../api.ts';
import type { MessageKey } from '../i18n/messages.ts';
import type { SiteAddress } from './addresses.ts';

/** The form of a sign-up as it was sent or is first shown. */
export interface SignUpForm {
  /** Chosen when the page is made, so that a second press or a reload names the same sign-up. */
  readonly signUpId: string;
  readonly secret: string;
  readonly meeting: string;
  readonly nickname: string;
  readonly email: string;
  readonly phone: string;
  /** True on a page that said that no seat is left. */
  readonly readyToWait: boolean;
}

/** An empty form with ids of its own. */
export function emptySignUp(meeting = ''): SignUpForm {
  return {
    signUpId: randomIds.id(20),
    secret: randomIds.secret(128),
    meeting,
    nickname: '',
    email: '',
    phone: '',
    readyToWait: false,
  };
}

/** Reads what was sent; ids that are no ids are replaced, everything else is left for the API to judge. */
export function readSignUp(data: FormData): SignUpForm {
  const text = (name: string) => {
    const value = data.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  const id = signUpId.safeParse(text('signUpId'));
  const secret = linkSecret.safeParse(text('secret'));
  return {
    ...emptySignUp(text('meeting')),
    ...(id.success && secret.success ? { signUpId: id.data, secret: secret.data } : {}),
    nickname: text('nickname'),
    email: text('email'),
    phone: text('phone'),
    readyToWait: text('join') === 'wait',
  };
}

/** Sends the sign-up. */
export function sendSignUp(api: Api, site: SiteAddress, group: string, language: Language, form: SignUpForm) {
  return api.call('signUpToGroup', {
    parameters: { tenantSlug: site.tenantSlug, siteSlug: site.siteSlug, groupId: group },
    body: signUpBody(form, language),
  });
}

/** What is sent of a form; what was left empty is not. */
export function signUpBody(form: SignUpForm, language: Language) {
  const { signUpId: id, secret, meeting, nickname, email, phone, readyToWait } = form;
  return {
    signUpId: id,
    secret,
    language,
    readyToWait,
    ...(meeting ? { meetingId: meeting } : {}),
    ...(nickname ? { nickname } : {}),
    ...(email ? { email } : {}),
    ...(phone ? { phone } : {}),
  };
}

/** Which fields have to be mended, in the words of the page. */
export function signUpFaults(
  refusal: ApiProblem | undefined,
): { readonly field: string; readonly key: MessageKey }[] {
  if (refusal?.type !== 'invalid-request') return [];
  const wrong = (field: keyof typeof routes.signUpToGroup.body.shape) =>
    (refusal.errors ?? []).some(({ pointer }) => pointer === `/body/${field}`);
  return [
    ...(wrong('nickname') ? [{ field: 'nickname', key: 'groups.error.nickname' as const }] : []),
    ...(wrong('email') ? [{ field: 'email', key: 'groups.error.email' as const }] : []),
    ...(wrong('phone') ? [{ field: 'phone', key: 'groups.error.phone' as const }] : []),
    ...(wrong('meetingId') ? [{ field: 'meeting', key: 'groups.error.meeting' as const }] : []),
  ];
}
