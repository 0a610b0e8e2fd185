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

/** What to say when the time could not be booked for a reason that is no field's. */
export function refusalOf({ type }: ApiProblem): MessageKey | undefined {
  switch (type) {
    case 'invalid-request':
      return undefined;
    case 'time-taken':
      return 'regional.refused.taken';
    case 'cap-reached':
      return 'regional.refused.full';
    case 'not-found':
    case 'time-not-offered':
      return 'regional.refused.gone';
    default:
      return 'regional.refused.unsure';
  }
}
