import { localizedText } from '@ohjaamo/shared/kernel/i18n.ts';
import {
  bookingId,
  code,
  groupId,
  openingId,
  siteId,
  slug,
  staffId,
  tenantId,
} from '@ohjaamo/shared/kernel/ids.ts';
import { plainDate } from '@ohjaamo/shared/kernel/time.ts';
import { openingActs, openingStates } from '@ohjaamo/shared/regional/opening.ts';
import * as z from 'zod';

/** One thing that happened to an opening; who did it in the other municipality is not told here. */
const happened = z.object({ act: z.enum([...openingActs, 'OFFER']), at: z.string(), by: staffId.optional() });

const common = {
  kind: z.literal('OPENING'),
  id: openingId,
  version: z.int(),
  state: z.enum(openingStates),
  to: z.object({ tenantId, slug, name: localizedText }),
  site: siteId,
  from: plainDate,
  until: plainDate,
  history: z.array(happened),
};

const timesRow = z.lazy(() =>
  z.object({
    ...common,
    service: code,
    /** Absent: whoever gives the service. */
    staff: staffId.optional(),
    perWeek: z.int(),
  }),
);

const groupRow = z.lazy(() =>
  z.object({
    ...common,
    group: groupId,
    /** Of the group, or of each of its meetings: seats and places on the waiting list together. */
    places: z.int(),
  }),
);

/** What a municipality has opened to another one. The one truth about it stands with the giver. */
export const openingRow = z.lazy(() => z.union([groupRow, timesRow]));
export type OpeningRow = z.infer<typeof openingRow>;
export type TimesOpening = z.infer<typeof timesRow>;
export type GroupOpening = z.infer<typeof groupRow>;

/** What was booked through an opening in one calendar week. */
export const useRow = z.object({
  kind: z.literal('OPENINGUSE'),
  /** Date of the week's Monday. */
  sk: plainDate,
  version: z.int(),
  /** Those that count towards the cap; cancelled ones leave when the cap is reached. */
  bookings: z.array(bookingId),
  /** All that were ever booked. */
  made: z.int(),
});
export type UseRow = z.infer<typeof useRow>;

/**
 * At the receiver: where an opening stands. Whether it may be used is said by the opening alone, so that the two cannot contradict each
 * other; last day and `open` tell which need not even be looked at.
 */
export const sisterRow = z.object({
  kind: z.literal('SISTER'),
  id: openingId,
  giver: tenantId,
  until: plainDate,
  /** The own municipality has accepted it, and neither side has ended it since. */
  open: z.boolean(),
});
export type SisterRow = z.infer<typeof sisterRow>;
