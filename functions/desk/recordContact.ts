import type { deskRoutes } from '@ohjaamo/shared/desk/contract.ts';
import { isRecordableStart, knowsClients, seesWholeSite } from '@ohjaamo/shared/desk/rules.ts';
import { ageBandOn } from '@ohjaamo/shared/kernel/ageBandOn.ts';
import { type AgeBand, type Identification, topics } from '@ohjaamo/shared/kernel/codes.ts';
import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';
import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import {
  currentMinute,
  formatOffsetDateTime,
  localDate,
  resolveOffsetDateTime,
} from '@ohjaamo/shared/kernel/time.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import { readBooking } from '../booking/index.ts';
import { readTicket } from '../line/index.ts';
import { readIdentification } from '../cases/index.ts';
import type { ContextOf, UseCase } from '../kernel/http/context.ts';
import { readWorkersTenant } from '../tenants/index.ts';
import { type ContactRecord, putContact } from './repository.ts';
import { isWorkerOf, viewContact } from './views.ts';

type RecordContact = typeof deskRoutes.recordContact;
type Context = ContextOf<RecordContact>;

/**
 * Records a contact, with its rows of the trail in one transaction. Without a client it is anonymous for good: no route
 * changes a contact but voiding it. Asked again with the same id and content, it answers with what stands.
 */
export const recordContact: UseCase<RecordContact> = async (context) => {
  const { scope, audit, request } = context;
  const tenant = await readWorkersTenant(scope);
  const { zone } = tenant.profile;
  if (!tenant.sites.some(({ id }) => id === request.body.site)) return fail(problem('not-found'));
  const together = staffOf(context, tenant);
  if (!together) return fail(problem('not-found'));
  const contact = await recordOf(context, zone, together);
  if (!contact.ok) return contact;

  const { clientId } = request.body;
  const subjects = [contact.value.id, ...(clientId ? [clientId] : [])];
  const done = await putContact(scope, contact.value, audit.writes(subjects));
  if (done.ok) return succeed({ body: viewContact(contact.value, zone) });
  if (!isSame(done.error.standing, contact.value)) return fail(problem('id-already-used'));
  await audit.append(subjects, 'DONE');
  return succeed({ body: viewContact(done.error.standing, zone) });
};

/** Who took part, the recorder first and each once; nothing when somebody named is not of the municipality. */
function staffOf({ request, actor }: Context, { staff }: Tenant): StaffId[] | undefined {
  const named = new Set(request.body.colleagues ?? []);
  named.delete(actor.staffId);
  const known = [...named].every((each) => staff.some(({ id }) => id === each));
  return known ? [actor.staffId, ...[...named].sort()] : undefined;
}

async function recordOf(
  context: Context,
  zone: string,
  staffIds: StaffId[],
): Promise<Result<ContactRecord, Problem>> {
  const {
    contactId,
    startedAt,
    topics: ticked,
    colleagues: _colleagues,
    ticketId,
    ...told
  } = context.request.body;
  const start = resolveOffsetDateTime(startedAt, zone);
  if (!start.ok) return fail(problem(start.error));
  if (!isRecordableStart(start.value, currentMinute(context.clock), zone)) {
    return fail(problem('time-not-offered'));
  }
  const date = localDate(start.value, zone);
  const identification = await identify(context, date);
  if (!identification.ok) return identification;
  const booking = await bookingOfThatDay(context, date);
  if (booking === 'NOT_THERE') {
    return fail(problem('not-found', { subjects: told.bookingId ? [told.bookingId] : [] }));
  }
  const ticket = await ticketOfThatDay(context, date);
  if (!ticket.ok) return ticket;
  const { language: own, ...known } = identification.value;
  // What was told in the line is never joined to a client, whose own language stands in the case.
  const language = told.clientId ? own : (ticket.value?.language ?? booking?.language);
  const arrivedAt = ticket.value && formatOffsetDateTime(Math.floor(ticket.value.arrivedAt / 60_000), zone);
  return succeed({
    kind: 'CONTACT',
    id: contactId,
    revision: 1,
    ...told,
    // A place in line is anonymous for good: beside a client only the time of arrival stays of it.
    ...(ticketId && !told.clientId && { ticketId }),
    ...(arrivedAt && { arrivedAt }),
    ...(language && { language }),
    // In the order of the catalogue and each once, so that the same ticks are the same content.
    topics: topics.filter((topic) => ticked.includes(topic)),
    ...known,
    state: 'RECORDED',
    start: start.value,
    date,
    staffIds,
    recordedBy: context.actor.staffId,
    recordedAt: new Date(context.clock.now()).toISOString(),
  });
}

/** What is known of whoever the contact was with. */
interface Known {
  readonly identification: Identification;
  readonly ageBand: AgeBand;
  readonly language?: Language;
}

/**
 * The client's level and language, and the age band as the birth date has it on the day; without a client, anonymous and of the band that was
 * told. A client of another tenant is not there, and the attempt is kept.
 */
async function identify({ scope, actor, request }: Context, date: string): Promise<Result<Known, Problem>> {
  const { clientId, ageBand, party } = request.body;
  if (!clientId) return succeed({ identification: 'ANONYMOUS', ageBand });
  const known = knowsClients(actor.roles) ? await readIdentification(scope, clientId) : undefined;
  if (!known) return fail(problem('not-found', { subjects: [clientId] }));
  const { identification, birthDate, contactLanguage } = known;
  const isOwnAge = party === 'YOUTH' && birthDate !== undefined;
  return succeed({
    identification,
    ageBand: isOwnAge ? ageBandOn(birthDate, date) : ageBand,
    language: contactLanguage,
  });
}

/** The booking of the contact, if it has one: of the same site and day, where the desk looks whether a booking is recorded. */
async function bookingOfThatDay({ scope, actor, request }: Context, date: string) {
  const { bookingId, site } = request.body;
  if (!bookingId) return undefined;
  const booking = await readBooking(scope, bookingId);
  const known =
    booking?.siteId === site &&
    booking.date === date &&
    (seesWholeSite(actor.roles) || isWorkerOf(booking, actor.staffId));
  return known ? booking : 'NOT_THERE';
}

/** The ticket of whoever came through the line, if there was one: of the same site and day, and a partner's own. */
async function ticketOfThatDay({ scope, actor, request }: Context, date: string) {
  const { ticketId, site } = request.body;
  if (!ticketId) return succeed(undefined);
  const ticket = await readTicket(scope, ticketId);
  const known =
    ticket?.siteId === site &&
    ticket.date === date &&
    (seesWholeSite(actor.roles) || ticket.staffId === actor.staffId);
  return known ? succeed(ticket) : fail(problem('not-found', { subjects: [ticketId] }));
}

/** Whether the standing contact says what is asked. */
function isSame(standing: ContactRecord, asked: ContactRecord): boolean {
  return (
    standing.topics.join() === asked.topics.join() &&
    standing.staffIds.join() === asked.staffIds.join() &&
    (
      [
        'site',
        'channel',
        'start',
        'minutes',
        'ageBand',
        'party',
        'bookingId',
        'ticketId',
        'clientId',
        'resolvedSameDay',
        'recordedBy',
      ] as const
    ).every((field) => standing[field] === asked[field])
  );
}
