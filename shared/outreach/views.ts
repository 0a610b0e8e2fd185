import * as z from 'zod';
import { notificationId, staffId } from '../kernel/ids.ts';
import { email, phone } from '../kernel/reach.ts';
import { sensitiveLine } from '../kernel/sensitive.ts';
import { plainDate } from '../kernel/time.ts';
import { disclosedData, minorBases } from './disclosure.ts';
import { consentGivers, senderKinds } from './senders.ts';
import { keptStates } from './states.ts';

/** How a notification reached us; each is typed in by a worker. */
export const receivedBy = ['SECURE_MESSAGE', 'PHONE', 'PAPER'] as const;
/** Whether the young person had been told that data would be given (§11). */
export const toldInAdvance = ['YES', 'NO', 'NOT_KNOWN'] as const;
/** How somebody was tried to be reached. */
export const tryMeans = ['PHONE', 'TEXT_MESSAGE', 'EMAIL', 'LETTER', 'VISIT', 'SOCIAL_MEDIA'] as const;
/** What was decided to be done (§12). */
export const outreachMeasures = [
  'FIRST_MEETING',
  'TALK_BY_PHONE',
  'ACCOMPANY',
  'GUIDE_TO_SERVICE',
  'TRY_LATER',
  'NONE',
] as const;

/** One line about a person or an organisation. */
export const line = sensitiveLine(120);
const address = sensitiveLine(200);
/** Who a notification is about and how to reach them; there is nothing else to tell. */
export const person = {
  displayName: line,
  birthDate: plainDate.optional(),
  phone: phone.optional(),
  email: email.optional(),
  address: address.optional(),
};

const worker = z.strictObject({ id: staffId, name: z.string() });
const days = {
  state: z.enum(keptStates),
  receivedOn: plainDate,
  firstContactBy: plainDate.optional(),
  reviewOn: plainDate,
  expiresOn: plainDate,
  next: z.enum(['FIRST_CONTACT', 'TRY_AGAIN', 'ASK', 'REVIEW']),
};

/** One line of the queue. */
export const notificationLine = z.strictObject({
  id: notificationId,
  displayName: z.string(),
  sender: z.enum(senderKinds),
  tries: z.int(),
  ...days,
});

/** A notification as outreach workers see it: who and how to reach them, who notified, and what was done (§12). */
export const notificationView = z.strictObject({
  id: notificationId,
  ...person,
  displayName: z.string(),
  phone: z.string().optional(),
  email: z.string().optional(),
  address: z.string().optional(),
  minor: z.boolean(),
  sender: z.enum(senderKinds),
  organisation: z.string(),
  contactPerson: z.string().optional(),
  consentBy: z.enum(consentGivers).optional(),
  by: z.enum(receivedBy),
  toldInAdvance: z.enum(toldInAdvance),
  recordedBy: worker,
  ...days,
  today: plainDate,
  tries: z.array(
    z.strictObject({ at: z.string(), by: worker, means: z.enum(tryMeans), reached: z.boolean() }),
  ),
  measures: z.array(
    z.strictObject({
      at: z.string(),
      by: worker,
      measure: z.enum(outreachMeasures),
      words: z.string().optional(),
    }),
  ),
  disclosures: z.array(
    z.strictObject({
      at: z.string(),
      by: worker,
      to: z.string(),
      data: z.array(z.enum(disclosedData)),
      minorBasis: z.enum(minorBases).optional(),
      minorReason: z.string().optional(),
    }),
  ),
});

/** What became a client's own: who notified and what was done before. `destroyed` once it was no longer needed. */
export const clientNotification = z.strictObject({
  id: notificationId,
  agreedAt: z.string(),
  agreedBy: worker,
  reviewOn: plainDate.optional(),
  destroyed: z.boolean(),
  told: notificationView
    .pick({
      sender: true,
      organisation: true,
      contactPerson: true,
      consentBy: true,
      by: true,
      toldInAdvance: true,
      receivedOn: true,
      measures: true,
      disclosures: true,
    })
    .optional(),
});

export type NotificationView = z.infer<typeof notificationView>;
export type NotificationLine = z.infer<typeof notificationLine>;
export type ClientNotification = z.infer<typeof clientNotification>;
