import { bookingId, linkSecret, randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import { meetingChannel } from '@ohjaamo/shared/kernel/codes.ts';
import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';
import { offsetDateTime } from '@ohjaamo/shared/kernel/time.ts';
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
  readonly phone: string;
  readonly channel: string;
  readonly interpreter: string;
  /** Does not want to be asked afterwards how it was. */
  readonly noMail: boolean;
  /** True when the button for talking anonymously was pressed: then nothing that was typed is sent on. */
  readonly anonymous: boolean;
}

/** What was chosen before step 3. */
export interface Chosen {
  readonly service: string;
  readonly staff: string | undefined;
  readonly start: string;
  /** The booking for which the time is kept, when it is. */
  readonly booking?: string | undefined;
}

/** An empty form with ids of its own; a time that is kept is kept for the booking's id. */
export function emptyForm({ booking, ...choice }: Chosen): BookingForm {
  const kept = bookingId.safeParse(booking);
  return {
    ...choice,
    bookingId: kept.success ? kept.data : randomIds.id(20),
    secret: randomIds.secret(128),
    nickname: '',
    email: '',
    phone: '',
    channel: '',
    interpreter: '',
    noMail: false,
    anonymous: false,
  };
}

/** Reads what was sent; ids that are no ids are replaced, everything else is left for the API to judge. */
export function readForm(data: FormData, choice: Chosen): BookingForm {
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
    phone: text('phone'),
    channel: text('channel'),
    interpreter: text('interpreter'),
    noMail: text('noMail') === 'yes',
    anonymous: text('reach') === 'anonymous',
  };
}

/**
 * What became of the time that is kept for the form: asked, not believed of an address that may be an hour old. Nothing when the
 * service cannot say; the form is shown all the same.
 */
export async function readKept(api: Api, site: SiteAddress, { bookingId: id, start }: BookingForm) {
  const parsed = { id: bookingId.safeParse(id), start: offsetDateTime.safeParse(start) };
  if (!parsed.id.success || !parsed.start.success) return undefined;
  const kept = await api.call('readHold', {
    parameters: { tenantSlug: site.tenantSlug, siteSlug: site.siteSlug, bookingId: parsed.id.data },
    query: { start: parsed.start.data },
  });
  return kept.ok ? kept.value : undefined;
}

/** Sends the booking. */
export function sendBooking(api: Api, site: SiteAddress, language: Language, form: BookingForm) {
  const { bookingId: id, secret, service, start, staff, anonymous } = form;
  const channel = meetingChannel.safeParse(form.channel);
  return api.call('createBooking', {
    parameters: { tenantSlug: site.tenantSlug, siteSlug: site.siteSlug },
    body: {
      bookingId: id,
      secret,
      service,
      start,
      language,
      ...(staff ? { staff } : {}),
      ...(channel.success && { channel: channel.data }),
      ...(form.interpreter && { interpreter: form.interpreter }),
      ...(!anonymous && told(form)),
      ...(!anonymous && form.email && !form.noMail && { askAfterwards: true }),
      // Whoever wants to be called without a name must still be called somewhere.
      ...(anonymous && form.channel === 'PHONE' && form.phone && { phone: form.phone }),
    },
  });
}

/** What somebody tells of themselves, as far as they do. */
export function told({ nickname, email, phone }: Pick<BookingForm, 'nickname' | 'email' | 'phone'>) {
  return { ...(nickname && { nickname }), ...(email && { email }), ...(phone && { phone }) };
}

const toldFields = ['nickname', 'email', 'phone'] as const;

/** Which fields have to be mended, in the words of the page. */
export function fieldErrors(
  refusal: ApiProblem | undefined,
): { readonly field: string; readonly key: MessageKey }[] {
  if (refusal?.type !== 'invalid-request') return [];
  const pointers = (refusal.errors ?? []).map(({ pointer }) => pointer);
  return toldFields
    .filter((field) => pointers.some((pointer) => pointer.endsWith(`/${field}`)))
    .map((field) => ({ field, key: `book.error.${field}` as const }));
}
