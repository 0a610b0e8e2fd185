import { read, write, erase, append, once } from './operations.ts';

/** What the roles of the case may do: see `dataRoles`, which they are part of. Who opens which part of a case, the policies say. */
export const caseRoles = {
  cases: {
    work: { TENANT: read },
    cases: {
      CLIENT: write,
      FIND: erase,
      IDENTITY: erase,
      DUE: write,
      CONTACTS: read,
      OUTREACH: ['Query'],
      RULES: ['GetItem', 'PutItem'],
      WORKER: write,
      INSTRUMENT: ['GetItem'],
      DATAKEY: once,
    },
    audit: { MONTH: append, SUBJECT: append },
    vault: true,
  },
  /** Finds clients, and raises unusual searching. */
  searcher: {
    work: { TENANT: read },
    cases: {
      CLIENT: read,
      FIND: ['Query'],
      IDENTITY: ['GetItem'],
      WATCH: ['GetItem', 'UpdateItem'],
      REVIEW: ['PutItem'],
      DATAKEY: once,
    },
    audit: { MONTH: append, SUBJECT: append },
    vault: true,
  },
  /** Takes two records of one person together and apart: moves the rows of a case between the two. */
  merger: {
    work: { TENANT: read },
    cases: { CLIENT: erase, FIND: write, DUE: write, WORKER: write, DATAKEY: once },
    audit: { MONTH: append, SUBJECT: append },
    vault: true,
  },
  notes: {
    work: { TENANT: read },
    cases: { CLIENT: write, DATAKEY: once },
    audit: { MONTH: append, SUBJECT: append },
    vault: true,
  },
  maps: {
    work: { TENANT: read, ATTEMPTS: ['GetItem', 'UpdateItem'] },
    cases: {
      CLIENT: write,
      KEPTMAP: ['GetItem', 'DeleteItem'],
      INSTRUMENT: ['GetItem', 'PutItem'],
      DATAKEY: once,
    },
    audit: { MONTH: append, SUBJECT: append },
    vault: true,
  },
  /** A map that is filled in and kept without a name; it opens with its code only, and nothing can be listed. */
  mapKeeper: {
    work: { TENANT: read, ATTEMPTS: ['GetItem', 'UpdateItem'] },
    cases: { KEPTMAP: ['GetItem', 'PutItem', 'DeleteItem'], INSTRUMENT: ['GetItem'], DATAKEY: once },
    vault: true,
  },
  plans: {
    work: { TENANT: read, PRACTICE: ['Query'] },
    cases: { CLIENT: write, DATAKEY: once },
    audit: { MONTH: append, SUBJECT: append },
    vault: true,
  },
  referrals: {
    work: { TENANT: read },
    cases: {
      CLIENT: write,
      WORKER: write,
      INSTRUMENT: ['GetItem'],
      REFERRALS: write,
      REFERRALLINK: write,
      ENVELOPE: write,
      OUTBOX: ['PutItem'],
      REVIEW: ['PutItem'],
      DATAKEY: once,
    },
    audit: { MONTH: append, SUBJECT: append },
    vault: true,
  },
  /** Opens one referral for whoever has its link and the code told by telephone; it can list nothing. */
  referralLink: {
    work: { TENANT: read },
    cases: {
      CLIENT: ['GetItem', 'PutItem', 'UpdateItem', 'ConditionCheckItem'],
      REFERRALLINK: ['GetItem', 'UpdateItem'],
      DATAKEY: once,
    },
    audit: { MONTH: append, SUBJECT: append },
    vault: true,
  },
  /** Carries what is in a municipality's outbox: out of one tenant's scope, into another's, never both in one. */
  courier: {
    work: { TENANT: read },
    cases: {
      CLIENT: ['GetItem', 'PutItem', 'UpdateItem', 'ConditionCheckItem'],
      FIND: ['PutItem'],
      DUE: ['PutItem'],
      WORKER: ['PutItem'],
      REFERRALLINK: ['GetItem'],
      ENVELOPE: ['GetItem', 'PutItem', 'UpdateItem'],
      OUTBOX: ['GetItem', 'Query', 'UpdateItem', 'DeleteItem'],
      DATAKEY: once,
    },
    audit: { MONTH: append, SUBJECT: append },
    vault: true,
  },
  /** Destroys notifications: the one thing of a person that a request takes away (1285/2016 §12). */
  outreach: {
    work: { TENANT: read },
    cases: { CLIENT: write, OUTREACH: erase, DATAKEY: once },
    audit: { MONTH: append, SUBJECT: append },
    vault: true,
  },
  employers: {
    work: { TENANT: read },
    cases: { CLIENT: write, EMPLOYER: write, DATAKEY: once },
    audit: { MONTH: append, SUBJECT: append },
    vault: true,
  },
  /** A person's own page, and what the law lets them ask: all of one client, and who has looked. */
  rights: {
    work: { TENANT: read, CONTACT: ['GetItem'], BOOKING: ['GetItem'] },
    cases: { CLIENT: write, CONTACTS: ['Query'], INSTRUMENT: ['GetItem'], DATAKEY: once },
    audit: { MONTH: append, SUBJECT: ['Query', 'PutItem'] },
    vault: true,
  },
  /** Finds whose identity code it is that the identification service told, and nothing else of anybody. */
  identifying: {
    work: { TENANT: read, ATTEMPTS: ['UpdateItem'] },
    cases: {
      IDENTITY: ['GetItem'],
      CLIENT: ['GetItem', 'PutItem', 'UpdateItem'],
      DATAKEY: once,
    },
    audit: { MONTH: append, SUBJECT: append },
    vault: true,
  },
  /**
   * Keeps the terms of records: closes, erases, forgets who booked. The one role that deletes what happened to somebody, and it
   * opens no sealed text.
   */
  eraser: {
    work: {
      TENANT: read,
      CONTACT: ['GetItem', 'UpdateItem'],
      BOOKING: ['GetItem', 'UpdateItem'],
      AGENDA: ['Query', 'UpdateItem'],
      PERSONS: ['UpdateItem'],
    },
    cases: {
      CLIENT: erase,
      FIND: erase,
      IDENTITY: erase,
      CONTACTS: erase,
      REVIEW: ['Query', 'DeleteItem'],
      WATCH: ['Query', 'UpdateItem'],
      DUE: write,
      RULES: ['GetItem', 'PutItem'],
      REFERRALS: erase,
      REFERRALLINK: erase,
      ENVELOPE: erase,
      OUTREACH: erase,
      OUTBOX: erase,
    },
    audit: { MONTH: append, SUBJECT: append },
  },
  /** Takes months of the log away whose term is over: nothing else, and it writes nothing. No request has it. */
  logKeeper: { audit: { MONTH: ['Query', 'DeleteItem'] } },
  /** Says why a case is opened, and what is to be gone through. */
  access: {
    work: { TENANT: read },
    cases: { CLIENT: ['GetItem', 'Query', 'PutItem'], WATCH: ['GetItem', 'UpdateItem'], REVIEW: write },
    audit: { MONTH: append, SUBJECT: append },
  },
} as const;
