import * as z from 'zod';
import { localizedText } from '../kernel/i18n.ts';
import { offsetDateTime } from '../kernel/time.ts';

/**
 * How one joins: `DROP_IN` – just come, heads are counted; `EACH_MEETING` – a seat for one meeting at a time; `WHOLE_SERIES` –
 * a closed group, one seat for all its meetings.
 */
export const joining = z.enum(['DROP_IN', 'EACH_MEETING', 'WHOLE_SERIES']);

export const meetingState = z.enum(['PLANNED', 'CANCELLED']);

/** Whom the group is meant for, in whole years, both inclusive; shown, never asked for. */
export const ages = z.strictObject({
  from: z.int().min(0).max(120).optional(),
  to: z.int().min(0).max(120).optional(),
});

/** ISO 639 code of the language that is spoken. */
export const spokenLanguage = z.string().regex(/^[a-z]{2,3}$/u);

/** What is told of a group, and may be changed later. */
export const groupFields = {
  name: localizedText,
  description: localizedText,
  seats: z.int().min(1).max(500),
  spokenLanguage,
  ages,
  /** True when nobody has to come anywhere. */
  online: z.boolean(),
  /** Where an online group meets; only those who have a seat see it. */
  meetingAddress: z
    .url({ protocol: /^https$/u })
    .max(500)
    .optional(),
} as const;

/** Numbers of one held meeting (M04): signed-up people who came, and heads that were counted. */
export const attendanceNumbers = z.strictObject({
  /** 1 when first recorded; grows by one with every correction. */
  revision: z.int(),
  signedUp: z.int(),
  heads: z.int(),
  recordedAt: offsetDateTime,
  recordedBy: z.string(),
});
