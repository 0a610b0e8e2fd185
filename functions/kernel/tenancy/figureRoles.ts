import { append, once, read, show, write } from './operations.ts';

/** What the roles of the figures may do: see `dataRoles`, which they are part of. */
export const figureRoles = {
  figures: {
    work: {
      TENANT: read,
      FIGURES: read,
      FIGURENOTE: show,
      OWNWORK: ['Query'],
      PERSONS: ['GetItem'],
      // Offered time and opening hours (M21, M23); no contact and no sign-up among them.
      CALENDAR: read,
      AGENDA: ['Query'],
      DUTY: ['Query'],
      GROUPS: ['Query'],
    },
    audit: { MONTH: append, SUBJECT: append },
  },
  /** Applies stream records to the daily figures. */
  aggregator: { work: { FIGURES: write, OWNWORK: write, APPLIED: write } },
  /** Compares daily figures with the facts that they are made of, and makes them anew. */
  figuresKeeper: {
    work: {
      TENANT: read,
      DAY: ['Query'],
      AGENDA: ['Query'],
      BOOKING: ['GetItem'],
      GROUPS: ['Query'],
      GROUP: ['Query'],
      FEEDBACKDAY: ['Query'],
      FEEDBACKLINK: ['Query'],
      FIGURES: ['GetItem', 'Query', 'PutItem'],
      OWNWORK: ['GetItem', 'Query', 'PutItem'],
      APPLIED: once,
    },
  },
  /**
   * Counts a quarter's persons: reads the cases, opens maps to compare them, and writes numbers. Nobody's request has it but the one that
   * erases a client, who is counted before.
   */
  personCounter: {
    work: {
      TENANT: read,
      CONTACT: ['GetItem'],
      PERSONS: ['GetItem', 'PutItem', 'DeleteItem', 'ConditionCheckItem'],
    },
    cases: {
      CLIENT: ['Query'],
      DUE: ['Query'],
      CONTACTS: ['Query'],
      INSTRUMENT: ['GetItem'],
      DATAKEY: ['GetItem'],
    },
    vault: true,
  },
  /** Submits a tenant's quarter to the network, and tells it what its sites say of their figures. */
  publisher: {
    work: {
      TENANT: read,
      FIGURES: read,
      FIGURENOTE: ['GetItem'],
      PERSONS: ['GetItem'],
      CALENDAR: ['GetItem'],
    },
  },
} as const;
