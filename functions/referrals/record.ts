import { consentCategory } from '@ohjaamo/shared/kernel/caseCategories.ts';
import {
  clientId,
  code,
  consentId,
  episodeId,
  noteId,
  referralId,
  slug,
  staffId,
  tenantId,
} from '@ohjaamo/shared/kernel/ids.ts';
import { language, localizedText } from '@ohjaamo/shared/kernel/i18n.ts';
import { plainDate, plainTime } from '@ohjaamo/shared/kernel/time.ts';
import { declineReasons, referralOutcomes, referralWishes } from '@ohjaamo/shared/referrals/views.ts';
import { referralStates, referralSteps } from '@ohjaamo/shared/referrals/states.ts';
import * as z from 'zod';

/** Who receives. An organisation has workers here; the others are reached by the courier. */
const receiver = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ORGANISATION'), code }),
  z.object({ kind: z.literal('MUNICIPALITY'), tenantId, slug, name: localizedText }),
  z.object({ kind: z.literal('OUTSIDE'), name: z.string(), email: z.string() }),
]);

/** What lets it disclose: a consent on record, or a provision of law (L03). */
const ground = z.union([z.object({ consentId }), z.object({ provision: z.string() })]);

const answered = z.object({ at: z.string(), reason: z.enum(declineReasons).optional() });
const meeting = z.object({ on: plainDate, at: plainTime });

/** One thing that happened; receivers elsewhere and without an account have no `by`. */
const happened = z.object({
  step: z.enum([...referralSteps, 'DRAFT']),
  at: z.string(),
  by: staffId.optional(),
});

/** A referral in the client's own partition. `sealed`: words, package, answer, place, outcome. */
export const referralRow = z.lazy(() =>
  z.object({
    kind: z.literal('REFERRAL'),
    id: referralId,
    version: z.int(),
    state: z.enum(referralStates),
    createdAt: z.string(),
    createdBy: staffId,
    /** Code of the sending organisation. */
    from: code,
    to: receiver,
    wish: z.enum(referralWishes),
    categories: z.array(consentCategory),
    /** Chosen notes that go along. */
    notes: z.array(noteId).default([]),
    warm: z.boolean(),
    ground: ground.optional(),
    sentAt: z.string().optional(),
    comesBackOn: plainDate.optional(),
    seenAt: z.string().optional(),
    /** Workers of the receiving organisation who have opened it: the name is shown to them. */
    openedBy: z.array(staffId).default([]),
    acceptedBy: staffId.optional(),
    answer: answered.optional(),
    meeting: meeting.optional(),
    outcome: z.enum(referralOutcomes).optional(),
    history: z.array(happened),
    sealed: z.record(z.string(), z.string()),
  }),
);
export type ReferralRow = z.infer<typeof referralRow>;

/** The line of a referral in the receiving organisation's list; it mirrors the referral and is written with it. */
export const receivedRow = z.lazy(() =>
  z.object({
    kind: z.literal('RECEIVED'),
    id: referralId,
    clientId,
    state: z.enum(referralStates),
    from: code,
    wish: z.enum(referralWishes),
    warm: z.boolean(),
    sentAt: z.string(),
    changedAt: z.string(),
    seen: z.boolean(),
    openedBy: z.array(staffId).default([]),
    acceptedBy: staffId.optional(),
    consentId: consentId.optional(),
  }),
);
export type ReceivedRow = z.infer<typeof receivedRow>;

/** What stands behind a link: which referral, which secrets open it, how often a wrong code was given. */
export const linkRow = z.lazy(() =>
  z.object({
    kind: z.literal('REFERRAL_LINK'),
    clientId,
    secretHash: z.string(),
    /** Set by each new link: the code told by telephone is made of it. */
    turn: z.string(),
    tries: z.int(),
    opensUntil: z.string(),
    openedAt: z.string().optional(),
  }),
);
export type LinkRow = z.infer<typeof linkRow>;

/** A referral from another municipality, sealed under the receiving one's key for its own place. */
export const envelopeRow = z.lazy(() =>
  z.object({
    kind: z.literal('ENVELOPE'),
    id: referralId,
    version: z.int(),
    fromTenant: tenantId,
    fromName: localizedText,
    state: z.enum(referralStates),
    wish: z.enum(referralWishes),
    warm: z.boolean(),
    categories: z.array(consentCategory),
    consentId: consentId.optional(),
    sentAt: z.string(),
    changedAt: z.string(),
    seenAt: z.string().optional(),
    /** Workers here who have opened it: the name is shown to them. */
    openedBy: z.array(staffId).default([]),
    /** Somebody here accepts it; the courier asks the sender whether what it rests on still holds, and opens the client then. */
    accepting: z.object({ at: z.string(), by: staffId, clientId, episodeId }).optional(),
    acceptedBy: staffId.optional(),
    /** The client that accepting opened. */
    clientId: clientId.optional(),
    answer: answered.optional(),
    meeting: meeting.optional(),
    outcome: z.enum(referralOutcomes).optional(),
    /** The sender took it back, or the consent ended: what was sealed is gone. */
    recalledAt: z.string().optional(),
    /** A non-disclosure at the sender's: from then on no contact details stand in it. */
    contactWithheldAt: z.string().optional(),
    sealed: z.record(z.string(), z.string()),
  }),
);
export type EnvelopeRow = z.infer<typeof envelopeRow>;

const outboxOf = { kind: z.literal('OUTBOX'), referralId, at: z.string() };
/** What the courier carries. Rows go when they are carried; a letter stays until its referral is over, so that it can be recalled. */
export const outboxRow = z.discriminatedUnion('what', [
  z.object({
    ...outboxOf,
    sk: z.string(),
    what: z.literal('MAIL'),
    clientId,
    language,
    /** The secret of the link, gone when the mail is. */
    sealed: z.object({ secret: z.string() }),
  }),
  z.object({
    ...outboxOf,
    sk: z.string(),
    what: z.literal('LETTER'),
    clientId,
    to: tenantId,
    deliveredAt: z.string().optional(),
  }),
  z.object({
    ...outboxOf,
    sk: z.string(),
    what: z.literal('ANSWER'),
    to: tenantId,
    step: z.enum(referralSteps),
    reason: z.enum(declineReasons).optional(),
    meeting: meeting.optional(),
    outcome: z.enum(referralOutcomes).optional(),
    sealed: z.object({ answer: z.string().optional(), place: z.string().optional() }),
  }),
]);
export type OutboxRow = z.infer<typeof outboxRow>;
