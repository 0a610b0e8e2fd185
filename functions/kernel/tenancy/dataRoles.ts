import { caseRoles } from './caseRoles.ts';
import { catalogueRoles } from './catalogueRoles.ts';
import type { keyKinds, TenantTableName } from './keys.ts';
import { feedbackRoles } from './feedbackRoles.ts';
import { figureRoles } from './figureRoles.ts';
import { leavingRoles } from './leavingRoles.ts';
import { append, erase, once, read, show, write, type Operation } from './operations.ts';

type Grant<T extends TenantTableName> = Readonly<
  Partial<Record<(typeof keyKinds)[T][number], readonly Operation[]>>
>;

/** The tables that hold tenants' data. */
export const tenantTables = ['work', 'cases', 'audit'] as const satisfies readonly TenantTableName[];

/** What one data role may do: table, kind of key, operation. IAM policies and the client guard are made of this. */
export interface DataRole {
  readonly work?: Grant<'work'>;
  readonly cases?: Grant<'cases'>;
  readonly audit?: Grant<'audit'>;
  /** Whether it may use the tenant's own key to seal and open free text. */
  readonly vault?: boolean;
  /** Whether it may wrap a data key that was made elsewhere, for a municipality that comes with an export. */
  readonly wrapsKey?: boolean;
  /** Whether its tables are the copies that a restore has made, and none that is in use. */
  readonly ofCopies?: boolean;
}

/**
 * The roles that functions assume with the session tag `tenantId`. Whoever is not signed in gets `street`, which knows
 * neither contacts nor clients nor the audit trail.
 */
export const dataRoles = {
  street: {
    work: {
      TENANT: read,
      CALENDAR: read,
      SHEET: write,
      BOOKING: write,
      CAP: read,
      SERIES: read,
      WAITING: write,
      WAITLIST: erase,
      PRACTICE: ['Query'],
    },
  },
  /** Bookings made and decided by workers: the street's rights, the agenda, and the trail. */
  bookings: {
    work: {
      TENANT: read,
      CALENDAR: read,
      SHEET: write,
      BOOKING: write,
      AGENDA: show,
      SERIES: write,
      WAITING: write,
      WAITLIST: erase,
    },
    audit: { MONTH: append, SUBJECT: append },
  },
  /** Lets moves by the house wait, and tells them to the holders of the bookings. */
  moveTeller: {
    work: {
      TENANT: ['Query'],
      BOOKING: ['GetItem', 'UpdateItem'],
      MOVETOTELL: ['Query', 'PutItem', 'UpdateItem', 'DeleteItem'],
    },
  },
  /** Follows bookings: agenda, caps, waiting list, reminders. */
  follower: {
    work: {
      TENANT: read,
      CALENDAR: read,
      SHEET: write,
      BOOKING: write,
      AGENDA: write,
      CAP: write,
      SERIES: read,
      WAITING: write,
      WAITLIST: erase,
    },
  },
  /** Compares the agenda with bookings and sheets, mends the agenda, and forgets who made the bookings of earlier dates. */
  agendaKeeper: {
    work: {
      TENANT: ['Query'],
      SHEET: ['GetItem'],
      BOOKING: ['GetItem', 'UpdateItem'],
      AGENDA: ['Query', 'PutItem'],
    },
  },
  /** Changes a site's hours, rules and absences. */
  planner: {
    work: {
      TENANT: ['Query'],
      CALENDAR: ['GetItem', 'Query', 'PutItem', 'DeleteItem'],
      BOOKING: ['GetItem', 'PutItem'],
      AGENDA: show,
      GROUPS: ['Query'],
    },
    audit: { MONTH: append, SUBJECT: append },
  },
  /** The hours of an organisation's workers: names and plans, and nothing of what is done in the hours. */
  staffHours: { work: { TENANT: ['Query'], CALENDAR: read } },
  /** Takes a place in the line from the street, and follows it. */
  walkIn: { work: { TENANT: read, CALENDAR: read, LINE: write, TICKET: write } },
  /** The line as workers run it. */
  line: {
    work: { TENANT: read, CALENDAR: read, BOOKING: ['GetItem'], LINE: write, TICKET: write },
    audit: { MONTH: append, SUBJECT: append },
  },
  /** Groups as the street sees them and signs up. */
  groupStreet: {
    work: {
      TENANT: read,
      GROUP: ['GetItem', 'Query', 'PutItem'],
      GROUPS: ['GetItem', 'Query', 'ConditionCheckItem'],
      SIGNUP: ['GetItem', 'PutItem'],
    },
  },
  /** Groups, their meetings and who came, as workers run them. */
  groups: {
    work: {
      TENANT: read,
      CALENDAR: read,
      SHEET: write,
      GROUP: ['GetItem', 'Query', 'PutItem', 'ConditionCheckItem'],
      GROUPS: ['GetItem', 'Query', 'PutItem', 'ConditionCheckItem'],
      SIGNUP: ['GetItem', 'UpdateItem'],
      PRACTICE: ['Query'],
    },
    audit: { MONTH: append, SUBJECT: append },
  },
  /** Tells of groups: reads them, and notes at a sign-up what was told. */
  groupPost: {
    work: {
      TENANT: read,
      GROUP: ['GetItem'],
      GROUPS: ['GetItem'],
      SIGNUP: ['GetItem', 'UpdateItem'],
    },
  },
  /** An anonymous thread by its code, and "call me back"; it cannot list who else writes or waits for a call. */
  writer: {
    work: {
      TENANT: read,
      CALENDAR: read,
      THREAD: ['GetItem', 'Query', 'PutItem', 'UpdateItem'],
      INBOX: ['GetItem', 'PutItem', 'DeleteItem'],
      ATTEMPTS: ['GetItem', 'PutItem', 'UpdateItem'],
      PRACTICE: ['Query'],
    },
  },
  /** Answers messages and calls. */
  messages: {
    work: {
      TENANT: read,
      THREAD: ['GetItem', 'Query', 'PutItem', 'UpdateItem'],
      INBOX: ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'],
      CALL: ['Query', 'PutItem'],
    },
    audit: { MONTH: append, SUBJECT: append },
  },
  /** Reads a worker's own feed, and takes a lender's answer, by secret link. */
  feedReader: {
    work: {
      TENANT: read,
      CALENDAR: read,
      SHEET: read,
      BOOKING: ['GetItem', 'Query', 'PutItem', 'UpdateItem'],
      AGENDA: ['Query'],
      GROUPS: ['Query'],
      FEED: ['GetItem'],
    },
  },
  /** A worker's own calendars and lent times, and the own address of meetings by video. */
  calendars: {
    work: {
      TENANT: [...read, 'UpdateItem'],
      CALENDAR: show,
      SHEET: write,
      BOOKING: write,
      AGENDA: show,
      FEED: erase,
    },
    audit: { MONTH: append, SUBJECT: append },
  },
  /** Invites lenders to bookings in their time. */
  inviter: {
    work: { TENANT: read, BOOKING: ['GetItem', 'Query', 'UpdateItem'], FEED: ['GetItem'] },
  },
  /** Reads workers' busy feeds into their sheets. */
  busyReader: {
    work: { TENANT: read, SHEET: write, FEED: ['GetItem', 'Query', 'PutItem', 'DeleteItem'] },
  },
  /** Fills and publishes a site's duty: writes the site's plan as a whole row, and what is duty's own. */
  duty: {
    work: {
      TENANT: ['Query'],
      CALENDAR: show,
      AGENDA: ['Query'],
      DAY: ['Query'],
      GROUPS: ['Query'],
      DUTY: ['GetItem', 'Query', 'PutItem'],
    },
    audit: { MONTH: append, SUBJECT: append },
  },
  /** Settings and the agreement with their history, and what is laid beside the agreement: hours, bookings, contacts, meetings. */
  settings: {
    work: {
      TENANT: ['Query', 'PutItem'],
      CALENDAR: read,
      AGENDA: ['Query'],
      DAY: ['Query'],
      GROUPS: ['Query'],
      DUTY: ['Query'],
      SETTINGS: show,
      PRACTICE: ['Query'],
    },
    audit: { MONTH: append, SUBJECT: append },
  },
  /** What is opened to other municipalities and what others have opened, in the own one. */
  regional: {
    work: {
      TENANT: read,
      BOOKING: ['GetItem', 'PutItem'],
      GROUPS: ['GetItem', 'Query'],
      GROUP: ['Query'],
      SIGNUP: ['UpdateItem'],
      OPENING: ['GetItem', 'Query', 'PutItem'],
      OPENINGUSE: ['Query'],
      SISTER: ['GetItem', 'Query', 'PutItem'],
    },
    audit: { MONTH: append, SUBJECT: append },
  },
  /** The street of the receiving municipality: where openings stand, and nothing else. */
  regionalStreet: { work: { SISTER: ['GetItem', 'Query'] } },
  /** In the municipality that gives: what a booking through an opening needs, by that one's own rules. */
  regionalGuest: {
    work: {
      TENANT: read,
      CALENDAR: read,
      SHEET: ['GetItem', 'Query', 'PutItem'],
      BOOKING: ['GetItem', 'PutItem'],
      CAP: read,
      OPENING: ['GetItem', 'PutItem', 'ConditionCheckItem'],
      OPENINGUSE: ['GetItem', 'Query', 'PutItem'],
    },
  },
  /** The same for a group: that group, its rolls, and the sign-up that is made. */
  regionalGroupGuest: {
    work: {
      GROUPS: ['GetItem', 'ConditionCheckItem'],
      GROUP: ['GetItem', 'Query', 'PutItem'],
      SIGNUP: ['GetItem', 'PutItem', 'UpdateItem'],
      OPENING: ['ConditionCheckItem'],
    },
  },
  /** In the municipality that receives: puts where the opening stands, and reads nothing. */
  regionalCourier: { work: { SISTER: ['PutItem'] } },
  desk: {
    work: {
      TENANT: read,
      SETTINGS: ['Query'],
      CALENDAR: read,
      BOOKING: write,
      AGENDA: show,
      DAY: write,
      CONTACT: write,
      LINE: ['GetItem', 'Query'],
      TICKET: ['GetItem'],
      INBOX: ['Query'],
      GROUPS: ['Query'],
      GROUP: ['Query'],
    },
    cases: { CLIENT: ['GetItem'], CONTACTS: append },
    audit: { MONTH: append, SUBJECT: append },
  },
  /** A municipality's own copies of templates, what it writes itself, and what it tries out. */
  adoptions: {
    work: {
      TENANT: read,
      ADOPTION: write,
      ADOPTIONS: ['Query', 'PutItem'],
      TRIALS: ['GetItem', 'Query', 'PutItem'],
      DRAFTS: ['GetItem', 'Query', 'PutItem', 'DeleteItem'],
    },
    audit: { MONTH: append, SUBJECT: append },
  },
  /** Takes a copy into use: writes where the module that goes by it reads, and the copy's own history. */
  practice: {
    work: {
      TENANT: ['Query', 'PutItem'],
      CALENDAR: ['GetItem', 'Query', 'PutItem'],
      BOOKING: ['GetItem', 'PutItem'],
      AGENDA: show,
      GROUPS: ['Query'],
      DUTY: ['GetItem', 'PutItem'],
      ADOPTION: ['GetItem', 'PutItem'],
      ADOPTIONS: ['Query', 'PutItem'],
      PRACTICE: ['Query', 'PutItem'],
    },
    cases: { INSTRUMENT: ['GetItem', 'PutItem'] },
    audit: { MONTH: append, SUBJECT: append },
  },
  /** What a municipality says of itself when it hands in practice; templates themselves stand in the Network table. */
  templates: { work: { TENANT: read }, audit: { MONTH: append, SUBJECT: append } },
  ...caseRoles,
  ...figureRoles,
  ...catalogueRoles,
  ...feedbackRoles,
  /** Sets a municipality up: its names, sites and plans, before the street sees them. */
  onboarding: {
    work: {
      TENANT: ['Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'],
      CALENDAR: ['GetItem', 'Query', 'PutItem', 'DeleteItem'],
      SETUP: [...show, 'ConditionCheckItem'],
      AGENDA: ['Query'],
      DUTY: ['GetItem', 'PutItem'],
      ADOPTION: ['GetItem', 'PutItem'],
      ADOPTIONS: ['Query', 'PutItem'],
      PRACTICE: append,
    },
    cases: { INSTRUMENT: ['GetItem', 'PutItem'] },
    audit: { MONTH: append, SUBJECT: append },
  },
  ...leavingRoles,
  auditor: {
    work: { TENANT: read },
    audit: { MONTH: ['Query', 'PutItem'], SUBJECT: ['Query', 'PutItem'] },
  },
  /** Puts invited workers on the list of workers. */
  people: {
    work: { TENANT: [...read, 'PutItem', 'UpdateItem'], SHEET: ['GetItem'] },
    audit: { MONTH: append, SUBJECT: append },
  },
  /** Works out the key that a worker's device seals with, from the municipality's own; it reads and writes nothing else. */
  deviceKeys: { cases: { DATAKEY: once }, vault: true },
  /** Seeds a new tenant's profile, first site and staff. */
  provisioning: { work: { TENANT: write, CALENDAR: append, ADOPTIONS: ['Query'], TRIALS: ['Query'] } },
} as const satisfies Record<string, DataRole>;

export type DataRoleName = keyof typeof dataRoles;
