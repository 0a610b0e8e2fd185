import { append, read } from './operations.ts';

/** The roles of feedback: see `dataRoles`. None of them reaches a client, a contact or the message that asked. */
export const feedbackRoles = {
  /** Answers from the street: puts an answer and its words, and can neither list answers nor read words. */
  feedbackGiver: {
    work: {
      TENANT: read,
      FEEDBACK: ['GetItem', 'PutItem'],
      FEEDBACKDAY: append,
      FEEDBACKTEXT: append,
      FEEDBACKLINK: ['GetItem', 'UpdateItem'],
      ACCESSIBILITY: ['GetItem', 'PutItem'],
      ATTEMPTS: ['UpdateItem'],
    },
  },
  /** Asks, types in what was answered on paper, and screens what was written. */
  feedback: {
    work: {
      TENANT: read,
      FEEDBACK: ['GetItem', 'PutItem'],
      FEEDBACKDAY: append,
      FEEDBACKTEXT: ['GetItem', 'Query', 'PutItem', 'DeleteItem'],
      FEEDBACKLINK: ['Query', 'PutItem', 'UpdateItem'],
      ACCESSIBILITY: ['GetItem', 'Query', 'PutItem', 'UpdateItem'],
    },
    audit: { MONTH: append, SUBJECT: append },
  },
  /** Asks after visits: reads who came and may be asked, notes that they were, and makes invitations that name nobody. */
  feedbackInviter: {
    work: {
      TENANT: read,
      AGENDA: ['Query'],
      BOOKING: ['GetItem', 'PutItem'],
      FEEDBACKLINK: ['PutItem', 'UpdateItem'],
      ACCESSIBILITY: ['GetItem', 'Query'],
    },
  },
  /** Tells whoever sent feedback about accessibility how it stands; forgets their address with the last mail. */
  accessibilityPost: { work: { TENANT: ['Query'], ACCESSIBILITY: ['GetItem', 'UpdateItem'] } },
  /** Erases the words whose term is over; the numbers are none of its business. */
  feedbackKeeper: {
    work: { FEEDBACKTEXT: ['Query', 'DeleteItem'], ACCESSIBILITY: ['Query', 'DeleteItem'] },
  },
} as const;
