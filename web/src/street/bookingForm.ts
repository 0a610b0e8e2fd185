import { bookingId, linkSecret, randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';
import type { Api, ApiProblem } from '../api.ts';
import type { MessageKey } from '../i18n/messages.ts';
import type { SiteAddress } from './addresses.ts';

/** Step 3 as it was sent or is first shown. */
export interface BookingForm {
  /** Chosen when the page is made, so that a second press or a reload names the same booking. */
  readonly bookingId: string;
  readonly secret: string;
  readonly service: string;
  readonly staff: string | undefined;
  readonly start: string;
  readonly nickname: string;
  readonly email: string;
  /** True when the button for talking anonymously was pressed: then nothing that was typed is sent on. */
  readonly anonymous: boolean;
}

/** An empty form with ids of its own. */
export function emptyForm(choice: {
  service: string;
  staff: string | undefined;
  start: string;
}): BookingForm {
  return {
    ...choice,
    bookingId: randomIds.id(20),
    secret: randomIds.secret(128),
    nickname: '',
    email: '',
    anonymous: false,
  };
}

/** Reads what was sent; ids that are no ids are replaced, everything else is left for the API to judge. */
export function readForm(
  data: FormData,
  choice: { service: string; staff: string | undefined; start: string },
): BookingForm {
  const text = (name: string) => {
    const value = data.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  const id = bookingId.safeParse(text('bookingId'));
  const secret = linkSecret.safeParse(text('secret'));
  const empty = emptyForm(choice);
  // A nearest free time is a button of its own: "<start> <worker>", the worker empty when anybody will do;
  // once one was chosen, the form itself holds it, because the address still names the first.
  const [start, staff] = (text('instead') || text('held')).split(' ');
  return {
    ...empty,
    ...(id.success && secret.success ? { bookingId: id.data, secret: secret.data } : {}),
    ...(start ? { start, staff: staff === '' ? undefined : staff } : {}),
    nickname: text('nickname'),
    email: text('email'),
    anonymous: text('reach') === 'anonymous',
  };
}

/** Sends the booking. */
export function sendBooking(api: Api, site: SiteAddress, language: Language, form: BookingForm) {
  const { bookingId: id, secret, service, start, staff, nickname, email, anonymous } = form;
  return api.call('createBooking', {
    parameters: { tenantSlug: site.tenantSlug, siteSlug: site.siteSlug },
    body: {
      bookingId: id,
      secret,
      service,
      start,
      language,
      ...(staff ? { staff } : {}),
      ...(nickname && !anonymous ? { nickname } : {}),
      ...(email && !anonymous ? { email } : {}),
    },
  });
}

/** Which fields have to be mended, in the words of the page. */
export function fieldErrors(
  refusal: ApiProblem | undefined,
): { readonly field: string; readonly key: MessageKey }[] {
  if (refusal?.type !== 'invalid-request') return [];
  const pointers = (refusal.errors ?? []).map(({ pointer }) => pointer);
  const errors: { field: string; key: MessageKey }[] = [];
  if (pointers.some((pointer) => pointer.endsWith('/nickname'))) {
    errors.push({ field: 'nickname', key: 'book.error.nickname' });
  }
  if (pointers.some((pointer) => pointer.endsWith('/email'))) {
    errors.push({ field: 'email', key: 'book.error.email' });
  }
  return errors;
}
