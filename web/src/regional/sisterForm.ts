import { meetingChannel } from '@ohjaamo/shared/kernel/codes.ts';
import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';
import type { ApiProblem } from '../api.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { type BookingForm, told } from '../street/bookingForm.ts';

/** What is sent to book a time of a sister municipality. */
export function sisterBody(form: BookingForm, language: Language) {
  const channel = meetingChannel.safeParse(form.channel);
  return {
    ...{ bookingId: form.bookingId, secret: form.secret, start: form.start, language },
    ...(channel.success && { channel: channel.data }),
    ...(form.interpreter && { interpreter: form.interpreter }),
    ...(!form.anonymous && told(form)),
  };
}

/** What a refusal says that is no field's. */
const refusals: Partial<Record<ApiProblem['type'], MessageKey>> = {
  'time-taken': 'regional.refused.taken',
  'cap-reached': 'regional.refused.full',
  'not-found': 'regional.refused.gone',
  'time-not-offered': 'regional.refused.gone',
};

/** What to say when the time could not be booked for a reason that is no field's. */
export function refusalOf({ type }: ApiProblem): MessageKey | undefined {
  if (type === 'invalid-request') return undefined;
  return refusals[type] ?? 'regional.refused.unsure';
}

/** Why a place in a group could not be had by way of an opening; `undefined` for what any sign-up may be told. */
export function groupRefusalOf({ type, retryAfterSeconds }: ApiProblem): MessageKey | undefined {
  if (type === 'cap-reached' && retryAfterSeconds === undefined) return 'regional.refused.places';
  return type === 'not-found' ? 'regional.refused.groupGone' : undefined;
}
