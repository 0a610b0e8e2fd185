import { parties } from '@ohjaamo/shared/kernel/codes.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { HELSINKI, Temporal } from '@ohjaamo/shared/kernel/time.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type * as z from 'zod';
import type { MessageKey } from '../i18n/messages.ts';
import { type FieldFault, faultsOf, textOf, textsOf } from './form.ts';

/** The lengths offered as one choice, in minutes; any other is typed. */
export const usualMinutes = ['5', '15', '30', '45', '60'] as const;

/** The quick form as it stands on the screen. */
export interface ContactValues {
  readonly contactId: string;
  readonly site: string;
  readonly bookingId: string;
  readonly ticketId: string;
  readonly clientId: string;
  readonly channel: string;
  readonly topics: readonly string[];
  readonly ageBand: string;
  readonly minutes: string;
  readonly minutesOther: string;
  /** Who else of the staff took part. */
  readonly colleagues: readonly string[];
  /** `yes`, `no` or nothing. */
  readonly resolved: string;
  readonly party: string;
  /** `2026-11-23` and `13:05`, in Helsinki. */
  readonly date: string;
  readonly time: string;
}

export type ContactBody = z.input<(typeof routes.recordContact)['body']>;

const texts: Readonly<Record<string, MessageKey>> = {
  channel: 'work.contact.errorChannel',
  topics: 'work.contact.errorTopics',
  ageBand: 'work.contact.errorAge',
  minutes: 'work.contact.errorMinutes',
  time: 'work.contact.errorTime',
};

/** Reads what was sent, so that nothing typed is lost when it has to be shown again. */
export function contactValues(form: FormData): ContactValues {
  return {
    contactId: textOf(form, 'contactId'),
    site: textOf(form, 'site'),
    bookingId: textOf(form, 'bookingId'),
    ticketId: textOf(form, 'ticketId'),
    clientId: textOf(form, 'clientId'),
    channel: textOf(form, 'channel'),
    topics: textsOf(form, 'topics'),
    ageBand: textOf(form, 'ageBand'),
    minutes: textOf(form, 'minutes'),
    minutesOther: textOf(form, 'minutesOther'),
    colleagues: textsOf(form, 'colleagues'),
    resolved: textOf(form, 'resolved'),
    party: parties.find((party) => party === textOf(form, 'party')) ?? parties[0],
    date: textOf(form, 'date'),
    time: textOf(form, 'time').replace('.', ':'),
  };
}

/** Turns the form into the body of `recordContact`, or into the faults of its fields. */
export function readContact(values: ContactValues): Result<ContactBody, FieldFault[]> {
  const startedAt = startOf(values.date, values.time);
  const body = routes.recordContact.body.safeParse({
    contactId: values.contactId,
    site: values.site,
    channel: values.channel,
    startedAt,
    minutes: Number(values.minutesOther || values.minutes || Number.NaN),
    topics: values.topics,
    ageBand: values.ageBand,
    party: values.party,
    ...(values.bookingId && { bookingId: values.bookingId }),
    ...(values.ticketId && { ticketId: values.ticketId }),
    ...(values.clientId && { clientId: values.clientId }),
    ...(values.colleagues.length > 0 && { colleagues: values.colleagues }),
    ...(values.resolved && { resolvedSameDay: values.resolved === 'yes' }),
  });
  return body.success
    ? succeed(body.data)
    : fail(contactFaults(body.error.issues.map(({ path }) => String(path[0]))));
}

/** The faults of the form by the names of the body's fields. */
export function contactFaults(wrong: readonly string[]): FieldFault[] {
  return faultsOf(
    wrong.map((field) => (field === 'startedAt' ? 'time' : field)),
    texts,
  );
}

/**
 * A wall time in Helsinki with its offset. Nothing when it is no time, or falls into the hour that the clock skips in spring;
 * of the hour that comes twice in autumn, the first is meant.
 */
function startOf(date: string, time: string): string | undefined {
  try {
    const wall = Temporal.PlainDate.from(date, { overflow: 'reject' }).toPlainDateTime(
      Temporal.PlainTime.from(time),
    );
    const zoned = wall.toZonedDateTime(HELSINKI);
    if (!zoned.toPlainDateTime().equals(wall)) return undefined;
    return zoned.toString({ timeZoneName: 'never', smallestUnit: 'minute' });
  } catch {
    return undefined;
  }
}
