import * as z from 'zod';
import { meetingChannel } from '../kernel/codes.ts';
import { localizedText } from '../kernel/i18n.ts';
import { streetGroup, streetMeeting } from '../groups/views.ts';
import { code, groupId, openingId, siteId, slug, staffId } from '../kernel/ids.ts';
import { plainDate } from '../kernel/time.ts';
import { MOST_PER_WEEK, MOST_PLACES, openingActs, openingStates } from './opening.ts';

export const municipality = z.strictObject({ slug, name: localizedText });
const namedCode = z.strictObject({ code, name: localizedText });

/** What an opening says, whichever side looks. */
const terms = {
  id: openingId,
  state: z.enum(openingStates),
  site: localizedText,
  from: plainDate,
  until: plainDate,
};

/** How many times were booked through it: in this calendar week, and since it was opened. */
const used = z.strictObject({ week: z.int(), total: z.int() });

/** Times of a service. */
const ofTimes = {
  service: namedCode,
  /** Absent: whoever gives the service. */
  staff: z.string().optional(),
  perWeek: z.int(),
  used,
};

/** A group: so many places at most in it, or in each of its meetings; `taken` are all that are had or waited for now. */
const ofGroup = {
  group: localizedText,
  eachMeeting: z.boolean(),
  places: z.int(),
  taken: z.int(),
};

/** What those see of an opening who give what is opened. */
const givenSide = {
  to: municipality,
  /** The other municipality has left the service for good, or is closed for now. */
  stands: z.enum(['OPEN', 'CLOSED', 'GONE']),
  history: z.array(
    z.strictObject({ act: z.enum([...openingActs, 'OFFER']), at: z.string(), by: z.string().optional() }),
  ),
  acts: z.array(z.enum(openingActs)),
};

/** The same for those whose young people may book or sign up. */
const receivedSide = { giver: municipality, acts: z.array(z.enum(openingActs)) };

/** An opening as those see it who give what is opened. */
export const givenView = z.union([
  z.strictObject({ ...terms, ...ofTimes, ...givenSide }),
  z.strictObject({ ...terms, ...ofGroup, ...givenSide }),
]);

/** The same on the other side; of the giver's workers no name but the one that was opened. */
export const receivedOpeningView = z.union([
  z.strictObject({ ...terms, ...ofTimes, ...receivedSide }),
  z.strictObject({ ...terms, ...ofGroup, ...receivedSide }),
]);

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
  /** Groups that take sign-ups and still meet. */
  groups: z.array(z.strictObject({ id: groupId, site: siteId, name: localizedText })),
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

/** A group that is opened, as a form asks it. */
export const groupOpeningForm = z.strictObject({
  ...openingForm.pick({ openingId: true, to: true, site: true, from: true, until: true }).shape,
  group: groupId,
  places: z.int().min(1).max(MOST_PLACES),
});

/** A group of a sister municipality as young people see it beside their own: without who leads it and in which room it meets. */
export const sisterGroup = z.strictObject({
  id: openingId,
  giver: municipality,
  site: z.strictObject({ name: localizedText, address: z.string() }),
  group: streetGroup
    .omit({ leaders: true })
    .extend({ meetings: z.array(streetMeeting.omit({ room: true })) }),
  /** The places for this municipality's young people are had, in the series or in every meeting that is left. */
  isFull: z.boolean(),
});

export type SisterGroup = z.infer<typeof sisterGroup>;
export type GivenView = z.infer<typeof givenView>;
export type ReceivedOpeningView = z.infer<typeof receivedOpeningView>;
export type SisterService = z.infer<typeof sisterService>;
