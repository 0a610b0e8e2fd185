import type {
  BookingId,
  ContactId,
  GroupId,
  OpeningId,
  ResourceId,
  SeriesId,
  SignUpId,
  SiteId,
  StaffId,
  ThreadId,
  TicketId,
  WaitingId,
} from '@ohjaamo/shared/kernel/ids.ts';
import type { Key } from './key.ts';

/** The keys of one tenant's Work table; `prefix` is what every key of the tenant begins with. */
export function workKeys(prefix: string) {
  return {
    tenant: (sk: string): Key => ({ pk: `${prefix}TENANT`, sk }),
    /** How far the municipality's set-up has come, a row a step. */
    setup: (sk: string): Key => ({ pk: `${prefix}SETUP`, sk }),
    /** The sites' plans and all workers' absences stand in one partition, so that one Query reads what a search needs. */
    plan: (site: SiteId): Key => ({ pk: `${prefix}CALENDAR`, sk: `PLAN#${site}` }),
    /** `sk` begins with the last day, so that past absences need no reading; every date sorts before the plans. */
    absence: (sk: string): Key => ({ pk: `${prefix}CALENDAR`, sk }),
    /**
     * `week` is the count of whole weeks since Monday 1969-12-29 UTC, four digits until the year 2161. `home` is the home
     * site of the worker or the room: everybody has one sheet a week, wherever the work is.
     */
    sheet: (home: SiteId, week: number, resource: ResourceId): Key => ({
      pk: `${prefix}SHEET#${home}`,
      sk: `${String(week)}#${resource}`,
    }),
    booking: (booking: BookingId): Key => ({ pk: `${prefix}BOOKING#${booking}`, sk: 'BOOKING' }),
    /** What was mailed about a booking, and the hashes of the links in those mails. */
    bookingMail: (booking: BookingId): Key => ({ pk: `${prefix}BOOKING#${booking}`, sk: 'MAIL' }),
    /** Bookings that the house has moved and whose holders wait to be told, all in one partition, which a job reads every minute. */
    moveToTell: (booking: BookingId | ''): Key => ({ pk: `${prefix}MOVETOTELL`, sk: booking }),
    /** More of a booking beside it: `REMINDER`, `INVITATION` and the like. */
    bookingPart: (booking: BookingId, sk: string): Key => ({ pk: `${prefix}BOOKING#${booking}`, sk }),
    /** A site's bookings by date, written from the stream; `sk` begins with the date. For showing, never for deciding. */
    agenda: (site: SiteId, sk: string): Key => ({ pk: `${prefix}AGENDA#${site}`, sk }),
    /** What was booked openly at a site on one date, for the caps; `sk` begins with the hash of the address. */
    cap: (site: SiteId, date: string, sk: string): Key => ({ pk: `${prefix}CAP#${site}#${date}`, sk }),
    series: (series: SeriesId): Key => ({ pk: `${prefix}SERIES#${series}`, sk: 'SERIES' }),
    waiting: (waiting: WaitingId): Key => ({ pk: `${prefix}WAITING#${waiting}`, sk: 'WAITING' }),
    /** What was mailed about an entry, and the hashes of the links in those mails. */
    waitingMail: (waiting: WaitingId): Key => ({ pk: `${prefix}WAITING#${waiting}`, sk: 'MAIL' }),
    /** The waiting list of a site in the order of joining. */
    waitlist: (site: SiteId, sk: string): Key => ({ pk: `${prefix}WAITLIST#${site}`, sk }),
    /** One day of a site's line. */
    line: (site: SiteId, date: string, sk: string): Key => ({ pk: `${prefix}LINE#${site}#${date}`, sk }),
    ticket: (ticket: TicketId): Key => ({ pk: `${prefix}TICKET#${ticket}`, sk: 'TICKET' }),
    /** A group, its meetings and what belongs to them. */
    group: (group: GroupId, sk: string): Key => ({ pk: `${prefix}GROUP#${group}`, sk }),
    /** The groups of a site. */
    groups: (site: SiteId, sk: string): Key => ({ pk: `${prefix}GROUPS#${site}`, sk }),
    signUp: (signUp: SignUpId): Key => ({ pk: `${prefix}SIGNUP#${signUp}`, sk: 'SIGNUP' }),
    thread: (thread: ThreadId, sk: string): Key => ({ pk: `${prefix}THREAD#${thread}`, sk }),
    inbox: (site: SiteId, sk: string): Key => ({ pk: `${prefix}INBOX#${site}`, sk }),
    /** The calls of a site in one month, `2027-02`. */
    call: (site: SiteId, month: string, sk: string): Key => ({ pk: `${prefix}CALL#${site}#${month}`, sk }),
    /** What one visitor tried on one day; `visitor` is the keyed hash of that day's address. */
    attempts: (visitor: string, sk: string): Key => ({ pk: `${prefix}ATTEMPTS#${visitor}`, sk }),
    /** A worker's own feed and where invitations go. */
    feed: (worker: StaffId, sk: string): Key => ({ pk: `${prefix}FEED#${worker}`, sk }),
    /** All workers' busy feeds in one partition, which a job reads every quarter of an hour. */
    busyFeed: (sk: string): Key => ({ pk: `${prefix}FEED`, sk }),
    /** Duty rota and work areas of a site. */
    duty: (site: SiteId, sk: string): Key => ({ pk: `${prefix}DUTY#${site}`, sk }),
    /** What the municipality has decided for itself from a date on; `sk` begins with what is decided on. */
    settings: (sk: string): Key => ({ pk: `${prefix}SETTINGS`, sk }),
    /** What is told to the Finnish Service Catalogue, and what was read of it. */
    catalogue: (sk: string): Key => ({ pk: `${prefix}CATALOGUE`, sk }),
    /** Index of a site's day; `order` sorts inside it. */
    day: (site: SiteId, date: string, order: string) => ({
      dayPk: `${prefix}DAY#${site}#${date}`,
      daySk: order,
    }),
    contact: (contact: ContactId): Key => ({ pk: `${prefix}CONTACT#${contact}`, sk: 'CONTACT' }),
    figures: (site: SiteId, date: string): Key => ({ pk: `${prefix}FIGURES#${site}`, sk: date }),
    /** What a site says of a quarter's figures: `<site>`, what stands, and `<site>#<version>` each. */
    figureNote: (quarter: string, sk: string): Key => ({ pk: `${prefix}FIGURENOTE#${quarter}`, sk }),
    /** A worker's own day in figures, for that worker alone. */
    ownWork: (worker: StaffId, date: string): Key => ({ pk: `${prefix}OWNWORK#${worker}`, sk: date }),
    /** What a quarter counts of persons: `COUNTED`, the numbers; `GONE`, what those count for who were erased since. Nobody is in it. */
    persons: (quarter: string, sk: 'COUNTED' | 'GONE'): Key => ({ pk: `${prefix}PERSONS#${quarter}`, sk }),
    applied: (fact: string, revision: number): Key => ({
      pk: `${prefix}APPLIED#${fact}`,
      sk: String(revision),
    }),
    /** What the municipality has opened of its own times to others. */
    opening: (opening: OpeningId | ''): Key => ({ pk: `${prefix}OPENING`, sk: opening }),
    /** What was booked through an opening in one calendar week; `week` is the date of its Monday. */
    openingUse: (opening: OpeningId, week: string): Key => ({
      pk: `${prefix}OPENINGUSE#${opening}`,
      sk: week,
    }),
    /** Where an opening stands that another municipality has offered. */
    sister: (opening: OpeningId | ''): Key => ({ pk: `${prefix}SISTER`, sk: opening }),
    ...feedbackKeys(prefix),
    ...practiceKeys(prefix),
  };
}

/** Keys of what young people say about a site. */
function feedbackKeys(prefix: string) {
  return {
    /** An answer without a name; `answer` is the hash of its form's id. */
    feedback: (answer: string): Key => ({ pk: `${prefix}FEEDBACK#${answer}`, sk: 'FEEDBACK' }),
    /** Index of the answers of a site's day. */
    feedbackDay: (site: SiteId, date: string, answer: string) => ({
      dayPk: `${prefix}FEEDBACKDAY#${site}#${date}`,
      daySk: answer,
    }),
    /** What was written to a site in its own words; `sk` begins with the month. */
    feedbackText: (site: SiteId, sk: string): Key => ({ pk: `${prefix}FEEDBACKTEXT#${site}`, sk }),
    /** The invitations of a site's day, or its tablets; `sk` is the hash of the link's secret. */
    feedbackLink: (site: SiteId, day: string, sk: string): Key => ({
      pk: `${prefix}FEEDBACKLINK#${site}#${day}`,
      sk,
    }),
    /** Feedback about accessibility by its id, which begins with the date of receipt; and `REMINDER`, where the house is reminded. */
    accessibility: (sk: string): Key => ({ pk: `${prefix}ACCESSIBILITY`, sk }),
  };
}

/** Keys of the practice that a municipality uses. */
function practiceKeys(prefix: string) {
  return {
    /** The municipality's own copy of a template, and what belongs to it. */
    adoption: (kind: string, name: string, sk: string): Key => ({
      pk: `${prefix}ADOPTION#${kind}#${name}`,
      sk,
    }),
    /** The copies as lines: the list of what the municipality uses. */
    adoptions: (sk: string): Key => ({ pk: `${prefix}ADOPTIONS`, sk }),
    /** Practice that is in use, as the modules that go by it read it. */
    practice: (kind: string, name: string): Key => ({ pk: `${prefix}PRACTICE`, sk: `${kind}#${name}` }),
    /** What the municipality tries out in its practice. */
    trials: (trial: string): Key => ({ pk: `${prefix}TRIALS`, sk: trial }),
    /** Practice that the municipality writes itself, and that is not used yet. */
    drafts: (sk: string): Key => ({ pk: `${prefix}DRAFTS`, sk }),
  };
}
