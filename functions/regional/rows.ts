import { localizedText } from '@ohjaamo/shared/kernel/i18n.ts';
import { bookingId, code, openingId, siteId, slug, staffId, tenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { plainDate } from '@ohjaamo/shared/kernel/time.ts';
import { openingActs, openingStates } from '@ohjaamo/shared/regional/opening.ts';
import * as z from 'zod';

/** One thing that happened to an opening; who did it in the other municipality is not told here. */
const happened = z.object({ act: z.enum([...openingActs, 'OFFER']), at: z.string(), by: staffId.optional() });

/** What a municipality has opened to another one. The one truth about it stands with the giver. */
export const openingRow = z.lazy(() =>
  z.object({
    kind: z.literal('OPENING'),
    id: openingId,
    version: z.int(),
    state: z.enum(openingStates),
    to: z.object({ tenantId, slug, name: localizedText }),
    site: siteId,
    service: code,
    /** Absent: whoever gives the service. */
    staff: staffId.optional(),
    from: plainDate,
    until: plainDate,
    perWeek: z.int(),
    history: z.array(happened),
  }),
);
export type OpeningRow = z.infer<typeof openingRow>;

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

/** At the receiver: where an opening stands. It says nothing of it, so that the two cannot contradict each other. */
export const sisterRow = z.object({ kind: z.literal('SISTER'), id: openingId, giver: tenantId });
export type SisterRow = z.infer<typeof sisterRow>;
