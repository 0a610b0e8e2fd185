import * as z from 'zod';
import { meetingChannel } from '../kernel/codes.ts';
import { localizedText } from '../kernel/i18n.ts';
import { code, openingId, siteId, slug, staffId } from '../kernel/ids.ts';
import { plainDate } from '../kernel/time.ts';
import { MOST_PER_WEEK, openingActs, openingStates } from './opening.ts';

export const municipality = z.strictObject({ slug, name: localizedText });
const namedCode = z.strictObject({ code, name: localizedText });

/** What an opening says, whichever side looks. */
const terms = {
  id: openingId,
  state: z.enum(openingStates),
  site: localizedText,
  service: namedCode,
  /** Absent: whoever gives the service. */
  staff: z.string().optional(),
  from: plainDate,
  until: plainDate,
  perWeek: z.int(),
};

/** How many times were booked through it: in this calendar week, and since it was opened. */
const used = z.strictObject({ week: z.int(), total: z.int() });

/** An opening as those see it who give the service. */
export const givenView = z.strictObject({
  ...terms,
  to: municipality,
  /** The other municipality has left the service for good, or is closed for now. */
  stands: z.enum(['OPEN', 'CLOSED', 'GONE']),
  used,
  history: z.array(
    z.strictObject({ act: z.enum([...openingActs, 'OFFER']), at: z.string(), by: z.string().optional() }),
  ),
  acts: z.array(z.enum(openingActs)),
});

/** The same for those whose young people may book; of the other municipality's workers no name but the one that was opened. */
export const receivedOpeningView = z.strictObject({
  ...terms,
  giver: municipality,
  used,
  acts: z.array(z.enum(openingActs)),
});

/** A service of a sister municipality as young people see it beside their own. */
export const sisterService = z.strictObject({
  id: openingId,
  giver: municipality,
  site: z.strictObject({ name: localizedText, address: z.string() }),
  service: z.strictObject({ code, name: localizedText, lengthMinutes: z.int() }),
  staff: z.string().optional(),
  channels: z.array(meetingChannel),
  /** A worker there decides on each time. */
  needsApproval: z.boolean(),
  from: plainDate,
  until: plainDate,
});

/** What is offered for opening: the municipality's own sites and bookable services, and who gives them. */
export const openable = z.strictObject({
  sites: z.array(z.strictObject({ id: siteId, name: localizedText })),
  services: z.array(namedCode),
  staff: z.array(z.strictObject({ id: staffId, name: z.string() })),
  municipalities: z.array(municipality),
});

/** What is opened, as a form asks it. */
export const openingForm = z.strictObject({
  /** Chosen by the caller: the idempotency key. */
  openingId,
  to: slug,
  site: siteId,
  service: code,
  staff: staffId.optional(),
  from: plainDate,
  until: plainDate,
  perWeek: z.int().min(1).max(MOST_PER_WEEK),
});

export type GivenView = z.infer<typeof givenView>;
export type ReceivedOpeningView = z.infer<typeof receivedOpeningView>;
export type SisterService = z.infer<typeof sisterService>;
