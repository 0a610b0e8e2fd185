import type { BookingView } from '@ohjaamo/shared/booking/contract.ts';
import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type { Api, ApiProblem } from '../api.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { type FieldFault, faultsOf, textOf, textsOf, wrongFields } from './form.ts';

/** What a worker fills in to book for somebody, as it stands on the screen. */
export interface DeskBookingValues {
  /** Id of the booking or of the series, and the secret of its link: chosen when the form is made. */
  readonly id: string;
  readonly secret: string;
  readonly language: string;
  readonly nickname: string;
  readonly email: string;
  readonly phone: string;
  readonly channel: string;
  readonly interpreter: string;
  /** The place is not told in messages. */
  readonly hidePlace: boolean;
  /** Does not want to be asked afterwards how it was. */
  readonly noMail: boolean;
  /** How often the time comes: `1` is once. */
  readonly occurrences: string;
  readonly everyWeeks: string;
  /** Dates of a series that are left out. */
  readonly skip: readonly string[];
}

/** The time that is booked. */
export interface DeskTime {
  readonly site: string;
  readonly service: string;
  readonly staff: string;
  /** `2027-02-01T09:00+02:00` */
  readonly start: string;
}

/** One made booking with the link that opens it. */
export interface Booked {
  readonly link: string;
  readonly booking: BookingView;
}

/** An empty form with ids of its own. */
export function emptyDeskBooking(language: string): DeskBookingValues {
  return {
    id: randomIds.id(20),
    secret: randomIds.secret(128),
    language,
    nickname: '',
    email: '',
    phone: '',
    channel: '',
    interpreter: '',
    hidePlace: false,
    noMail: false,
    occurrences: '1',
    everyWeeks: '1',
    skip: [],
  };
}

/** Reads what was sent, so that nothing typed is lost when it has to be shown again. */
export function deskBookingValues(form: FormData): DeskBookingValues {
  return {
    id: textOf(form, 'id'),
    secret: textOf(form, 'secret'),
    language: textOf(form, 'language'),
    nickname: textOf(form, 'nickname'),
    email: textOf(form, 'email'),
    phone: textOf(form, 'phone'),
    channel: textOf(form, 'channel'),
    interpreter: textOf(form, 'interpreter'),
    hidePlace: textOf(form, 'hidePlace') === '1',
    noMail: textOf(form, 'noMail') === '1',
    occurrences: textOf(form, 'occurrences') || '1',
    everyWeeks: textOf(form, 'everyWeeks') || '1',
    skip: textsOf(form, 'skip'),
  };
}

/** Books the time once or as a series, and gives what was booked. */
export async function sendDeskBooking(
  api: Api,
  values: DeskBookingValues,
  time: DeskTime,
): Promise<Result<readonly Booked[], ApiProblem>> {
  const { nickname, email, phone, channel, interpreter, hidePlace, language, secret } = values;
  const common = {
    secret,
    language,
    ...(nickname && { nickname }),
    ...(email && { email }),
    ...(phone && { phone }),
    ...(channel && { channel }),
    ...(interpreter && { interpreter }),
    ...(hidePlace && { hidePlace }),
  };
  const { site, service, staff, start } = time;
  if (values.occurrences === '1') {
    const body = routes.bookForSomebody.body.safeParse({
      ...common,
      bookingId: values.id,
      site,
      service,
      staff,
      start,
      ...(email && !values.noMail && { askAfterwards: true }),
    });
    if (!body.success) return fail(invalid(body.error.issues));
    const done = await api.call('bookForSomebody', { body: body.data });
    return done.ok ? succeed([done.value]) : done;
  }
  const body = routes.createSeries.body.safeParse({
    ...common,
    seriesId: values.id,
    site,
    service,
    staff,
    first: start.slice(0, 10),
    time: start.slice(11, 16),
    everyWeeks: Number(values.everyWeeks),
    occurrences: Number(values.occurrences),
    skip: values.skip,
  });
  if (!body.success) return fail(invalid(body.error.issues));
  const done = await api.call('createSeries', { body: body.data });
  return done.ok ? succeed(done.value.bookings) : done;
}

function invalid(
  issues: readonly { readonly path: readonly PropertyKey[]; readonly code?: string | undefined }[],
) {
  return {
    type: 'invalid-request',
    errors: issues.map(({ path, code }) => ({ pointer: `/body/${path.join('/')}`, code: code ?? 'invalid' })),
  } as const satisfies ApiProblem;
}

const texts: Readonly<Record<string, MessageKey>> = {
  nickname: 'book.error.nickname',
  email: 'book.error.email',
  phone: 'book.error.phone',
  occurrences: 'house.error.occurrences',
};

/** The fields that have to be mended, in the words of the page; none when the refusal is of another kind. */
export function deskBookingFaults(refusal: ApiProblem | undefined): FieldFault[] {
  return refusal?.type === 'invalid-request' ? faultsOf(wrongFields(refusal), texts) : [];
}
