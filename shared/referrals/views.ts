import * as z from 'zod';
import { consentCategory } from '../kernel/caseCategories.ts';
import { language, localizedText } from '../kernel/i18n.ts';
import { clientId, code, consentId, referralId, slug, staffId } from '../kernel/ids.ts';
import { plainDate, plainTime } from '../kernel/time.ts';
import { referralStates, referralSteps } from './states.ts';

/** What the young person wishes of the receiver, in words that tell nothing of anybody. */
export const referralWishes = [
  'GUIDANCE',
  'SERVICE',
  'ASSESSMENT',
  'INFORMATION',
  'WORKING_TOGETHER',
  'OTHER',
] as const;

/** Why a receiver cannot take somebody. */
export const declineReasons = [
  'NO_ROOM_NOW',
  'NOT_OUR_TASK',
  'OTHER_AREA',
  'ALREADY_WITH_US',
  'YOUNG_PERSON_DECLINES',
  'OTHER',
] as const;

/** What came of a referral. */
export const referralOutcomes = [
  'SERVICE_STARTED',
  'HELPED_AT_ONCE',
  'SENT_ON',
  'NOT_REACHED',
  'NOT_WANTED',
  'OTHER',
] as const;

/** Who receives: an organisation of the house, another municipality's, or somebody without an account. */
export const receiverKinds = ['ORGANISATION', 'MUNICIPALITY', 'OUTSIDE'] as const;

const person = z.strictObject({ id: staffId, name: z.string() });
const named = z.strictObject({ code, name: localizedText });

/** The first meeting. `place` is where, or how, in the workers' own words. */
const meetingView = z.strictObject({
  on: plainDate,
  at: plainTime,
  place: z.string().optional(),
});

/** One thing that happened to a referral. */
const happened = z.strictObject({
  step: z.enum([...referralSteps, 'DRAFT']),
  at: z.string(),
  by: person.optional(),
});

/** A part of a case as it was when the referral was sent. */
export const sentPart = z.strictObject({
  category: consentCategory,
  what: z.enum(['NOTE', 'MAP', 'PLAN']),
  at: z.string().optional(),
  text: z.string(),
});

/** Who sends, by the work's own contact details: for those who come to the first meeting or have no page of the sender's. */
const sender = z.strictObject({
  name: z.string(),
  title: z.string(),
  organisation: localizedText,
  site: localizedText.optional(),
  address: z.string().optional(),
  phone: z.string().optional(),
});

/** What a referral carries of a person: who it is, and the ticked categories. */
export const sentPackage = z.strictObject({
  name: z.string(),
  language,
  contact: z
    .strictObject({
      phone: z.string().optional(),
      email: z.string().optional(),
      birthDate: plainDate.optional(),
    })
    .optional(),
  parts: z.array(sentPart),
  words: z.string().optional(),
  sender: sender.optional(),
});

/** What another municipality sent with a person who became a client here. */
export const arrivedView = z.lazy(() =>
  z.strictObject({
    id: referralId,
    fromName: localizedText,
    sentAt: z.string(),
    sent: sentPackage,
  }),
);

/** What receivers answered. */
const answerView = z.lazy(() =>
  z.strictObject({
    at: z.string(),
    reason: z.enum(declineReasons).optional(),
    text: z.string().optional(),
  }),
);

/** A referral as those see it who send the young person on. */
export const referralView = z.lazy(() =>
  z.strictObject({
    id: referralId,
    state: z.enum(referralStates),
    createdAt: z.string(),
    from: named,
    to: z.strictObject({
      kind: z.enum(receiverKinds),
      /** The code by which a consent names the receiver. */
      code,
      name: localizedText,
      email: z.string().optional(),
    }),
    wish: z.enum(referralWishes),
    categories: z.array(consentCategory),
    /** How many chosen notes go along. */
    notes: z.int(),
    warm: z.boolean(),
    words: z.string().optional(),
    ground: z
      .strictObject({
        consentId: consentId.optional(),
        provision: z.string().optional(),
        /** Why a provision that is not of the list lets it. */
        reason: z.string().optional(),
        /** Whether it carries the referral today. */
        inForce: z.boolean(),
      })
      .optional(),
    /** Of a draft in the list: ticked categories of which there is nothing to send. */
    nothingOf: z.array(consentCategory).optional(),
    /** Consents in force that would carry the draft as it is. */
    carriedBy: z.array(consentId),
    sentAt: z.string().optional(),
    /** The day on which it comes back unless somebody has opened it. */
    comesBackOn: plainDate.optional(),
    seenAt: z.string().optional(),
    acceptedBy: person.optional(),
    answer: answerView.optional(),
    meeting: meetingView.optional(),
    outcome: z.enum(referralOutcomes).optional(),
    outcomeText: z.string().optional(),
    /** Told by telephone to a receiver without an account, while the link is open. */
    phoneCode: z.string().optional(),
    linkState: z.enum(['OPEN', 'LOCKED', 'EXPIRED', 'USED']).optional(),
    history: z.array(happened),
    /** What whoever asks may do with it now. */
    steps: z.array(z.enum(referralSteps)),
  }),
);

/** A line of the receiver's list: nobody's name before somebody of the organisation has opened it. */
export const receivedLine = z.strictObject({
  id: referralId,
  state: z.enum(referralStates),
  fromName: localizedText,
  wish: z.enum(referralWishes),
  warm: z.boolean(),
  sentAt: z.string(),
  name: z.string().optional(),
  acceptedBy: z.string().optional(),
  /** The consent ended or the sender took it back: nothing of the person is shown. */
  ended: z.boolean(),
});

/** A referral as receivers see it. */
export const receivedView = receivedLine.extend({
  fromWorker: z.string().optional(),
  categories: z.array(consentCategory),
  /** What was sent; absent until it is opened, and from the moment the consent ends. */
  sent: sentPackage.optional(),
  /** The client's page, once the organisation has accepted. */
  clientId: clientId.optional(),
  seenAt: z.string().optional(),
  answer: answerView.optional(),
  meeting: meetingView.optional(),
  outcome: z.enum(referralOutcomes).optional(),
  outcomeText: z.string().optional(),
  /** From another municipality: accepting opens a client of one's own. */
  fromElsewhere: z.boolean(),
  /** Somebody here accepts it; whether what it rests on still holds is being asked of the sender. */
  confirming: z.boolean(),
  mine: z.boolean(),
  steps: z.array(z.enum(referralSteps)),
});

/** What a link without an account shows before its code is given: nothing of anybody. */
export const linkView = z.lazy(() =>
  z.strictObject({
    state: z.enum(['ASKS_CODE', 'USED', 'ANSWERED']),
    fromName: localizedText,
    municipality: localizedText,
    language,
  }),
);

/** The one look that a link and its code give. */
export const linkContent = z.lazy(() =>
  z.strictObject({
    fromName: localizedText,
    fromWorker: z.string(),
    wish: z.enum(referralWishes),
    warm: z.boolean(),
    categories: z.array(consentCategory),
    sent: sentPackage,
  }),
);

export const municipality = z.strictObject({ slug, name: localizedText });

export type ReferralView = z.infer<typeof referralView>;
export type ReceivedView = z.infer<typeof receivedView>;
export type ReceivedLine = z.infer<typeof receivedLine>;
export type SentPackage = z.infer<typeof sentPackage>;
export type Sender = z.infer<typeof sender>;
export type SentPart = z.infer<typeof sentPart>;
