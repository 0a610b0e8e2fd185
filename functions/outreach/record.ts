import { ageBand } from '@ohjaamo/shared/kernel/codes.ts';
import { notificationId, staffId } from '@ohjaamo/shared/kernel/ids.ts';
import { plainDate } from '@ohjaamo/shared/kernel/time.ts';
import { outreachMeasures, receivedBy, toldInAdvance, tryMeans } from '@ohjaamo/shared/outreach/views.ts';
import { disclosedData, minorBases } from '@ohjaamo/shared/outreach/disclosure.ts';
import { consentGivers, senderKinds } from '@ohjaamo/shared/outreach/senders.ts';
import { keptStates } from '@ohjaamo/shared/outreach/states.ts';
import * as z from 'zod';

const act = { id: z.string(), at: z.string(), by: staffId };

/** Everything that tells of the young person or of who notified; it lies sealed, as one text. */
export const notificationContent = z.object({
  displayName: z.string(),
  birthDate: plainDate.optional(),
  phone: z.string().optional(),
  email: z.string().optional(),
  address: z.string().optional(),
  organisation: z.string(),
  contactPerson: z.string().optional(),
  consentBy: z.enum(consentGivers).optional(),
  by: z.enum(receivedBy),
  toldInAdvance: z.enum(toldInAdvance),
  recordedBy: staffId,
  tries: z.array(z.object({ ...act, means: z.enum(tryMeans), reached: z.boolean() })),
  measures: z.array(z.object({ ...act, measure: z.enum(outreachMeasures), words: z.string().optional() })),
  disclosures: z.array(
    z.object({
      ...act,
      to: z.string(),
      data: z.array(z.enum(disclosedData)),
      minorBasis: z.enum(minorBases).optional(),
      minorReason: z.string().optional(),
    }),
  ),
});
export type NotificationContent = z.infer<typeof notificationContent>;

/** What stands beside the sealed text: what the calendar and the anonymous row need, and nothing that names anybody. */
export const notificationHead = z.object({
  kind: z.literal('NOTIFICATION'),
  id: notificationId,
  version: z.int(),
  state: z.enum(keptStates),
  sender: z.enum(senderKinds),
  ageBand,
  receivedOn: plainDate,
  triedOn: plainDate.optional(),
  reviewedOn: plainDate.optional(),
});
export type NotificationHead = z.infer<typeof notificationHead>;

/** A notification, opened. */
export interface NotificationRecord {
  readonly head: NotificationHead;
  readonly content: NotificationContent;
}

/** The sort key of a notification. */
export function notificationKey(id: string): string {
  return `NOTIFICATION#${id}`;
}
