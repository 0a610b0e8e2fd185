import * as z from 'zod';
import { consentMeans } from '../kernel/consents.ts';
import { consentCategories, consentCategory } from '../kernel/caseCategories.ts';
import { localizedText } from '../kernel/i18n.ts';
import { clientId, code, consentId, episodeId, linkSecret, noteId, referralId, slug } from '../kernel/ids.ts';
import { singleLine } from '../kernel/names.ts';
import { phone } from '../kernel/reach.ts';
import { defineRoutes } from '../kernel/route.ts';
import { sensitiveText } from '../kernel/sensitive.ts';
import { plainDate, plainTime } from '../kernel/time.ts';
import { provisionsAsked } from './provisions.ts';
import { CODE_DIGITS } from './states.ts';
import {
  arrivedView,
  declineReasons,
  linkContent,
  linkView,
  municipality,
  receivedLine,
  receivedView,
  receiverKinds,
  referralOutcomes,
  referralView,
  referralWishes,
} from './views.ts';

export * from './views.ts';

/** Who may ask; the policies and the sending say what each of them sees. */
const workRoles = ['COUNSELLOR', 'OUTREACH_WORKER', 'PARTNER_WORKER'] as const;
const ofClient = z.strictObject({ clientId });
const ofReferral = ofClient.extend({ referralId });
const ofReceived = z.strictObject({ referralId });
const byLink = z.strictObject({ link: z.string().max(64) });

export const WORDS_LONGEST = 2000;
const words = sensitiveText(WORDS_LONGEST);
const phoneCode = z
  .string()
  .transform((typed) => typed.replaceAll(/\s/gu, ''))
  .pipe(z.string().regex(new RegExp(`^\\d{${String(CODE_DIGITS)}}$`, 'u')));

/** What a step may need beside its name. */
const stepDetails = {
  on: plainDate.optional(),
  at: plainTime.optional(),
  place: singleLine(200).optional(),
  outcome: z.enum(referralOutcomes).optional(),
  text: words.optional(),
};

export const referralsRoutes = defineRoutes('referrals', {
  /** The referrals of a client that whoever asks may know of, newest first, and what a new one can be made of. */
  listReferrals: {
    method: 'GET',
    path: '/api/referrals/clients/{clientId}',
    access: { kind: 'session', roles: workRoles },
    parameters: ofClient,
    response: z.strictObject({
      referrals: z.array(referralView),
      /** There are referrals that whoever asks may not see. */
      withheld: z.boolean(),
      /** What other municipalities sent when the person was referred here, as far as it is open. */
      arrived: z.array(arrivedView),
      organisations: z.array(z.strictObject({ code, name: localizedText })),
      municipalities: z.array(municipality),
      today: plainDate,
    }),
    status: 200,
    problems: ['not-found'],
    audit: { action: 'LIST_REFERRALS', subjectParameter: 'clientId' },
    case: { action: 'VIEW' },
  },
  /** Drafts a referral. Of `to`, the field that its kind needs: the organisation, the municipality, or name and e-mail. */
  draftReferral: {
    method: 'POST',
    path: '/api/referrals/clients/{clientId}',
    access: { kind: 'session', roles: workRoles },
    parameters: ofClient,
    body: z.strictObject({
      /** Chosen by the caller: the idempotency key. */
      referralId,
      kind: z.enum(receiverKinds),
      organisation: code.optional(),
      municipality: slug.optional(),
      name: singleLine(120).optional(),
      email: z.email().max(254).optional(),
      wish: z.enum(referralWishes),
      categories: z.array(consentCategory).min(1).max(consentCategories.length),
      warm: z.boolean(),
      /** Notes that go along; their categories must be ticked. */
      notes: z.array(noteId).max(20).optional(),
      words: words.optional(),
      /** Where the receiver reaches the worker who sends. */
      senderPhone: phone.optional(),
    }),
    response: referralView,
    status: 201,
    problems: ['not-found', 'invalid-request', 'access-refused', 'id-already-used'],
    audit: { action: 'DRAFT_REFERRAL', subjectParameter: 'clientId' },
    case: { action: 'REFER' },
  },
  /**
   * Says what lets the referral disclose (L03): a consent that stands, a consent that the young person gives now (`means`,
   * `language`, `validUntil`) to this receiver for the ticked categories, or a provision of law: one of the list, or another by
   * name with the reason. What is sent on a provision an administrator goes through afterwards.
   */
  groundReferral: {
    method: 'POST',
    path: '/api/referrals/clients/{clientId}/{referralId}/ground',
    access: { kind: 'session', roles: workRoles },
    parameters: ofReferral,
    body: z.strictObject({
      consentId: consentId.optional(),
      means: z.enum(consentMeans).optional(),
      language: z
        .string()
        .regex(/^[a-z]{2,3}$/u)
        .optional(),
      validUntil: plainDate.optional(),
      /** Why a minor decides alone (1285/2016 §12), or why another provision of law than those of the list lets it. */
      reason: sensitiveText(500).optional(),
      provision: z.enum(provisionsAsked).optional(),
      /** The act and section of another provision. */
      provisionName: singleLine(200).optional(),
    }),
    response: referralView,
    status: 200,
    problems: ['not-found', 'invalid-request', 'access-refused', 'state-conflict', 'id-already-used'],
    audit: { action: 'GROUND_REFERRAL', subjectParameter: 'clientId' },
    case: { action: 'REFER' },
  },
  /** Sends it, or sends a receiver without an account a new link. `secret` is that of the link. */
  sendReferral: {
    method: 'POST',
    path: '/api/referrals/clients/{clientId}/{referralId}/sending',
    access: { kind: 'session', roles: workRoles },
    parameters: ofReferral,
    body: z.strictObject({ secret: linkSecret }),
    response: referralView,
    status: 200,
    problems: ['not-found', 'invalid-request', 'state-conflict', 'access-refused'],
    audit: { action: 'SEND_REFERRAL', subjectParameter: 'clientId' },
    case: { action: 'REFER' },
  },
  /** A step of those who sent; `NOTE` says that an answer was read and takes the task away. */
  moveReferral: {
    method: 'POST',
    path: '/api/referrals/clients/{clientId}/{referralId}/step',
    access: { kind: 'session', roles: workRoles },
    parameters: ofReferral,
    body: z.strictObject({
      step: z.enum(['BOOK_MEETING', 'KEEP_MEETING', 'MISS_MEETING', 'CLOSE', 'WITHDRAW', 'NOTE']),
      ...stepDetails,
    }),
    response: referralView,
    status: 200,
    problems: ['not-found', 'invalid-request', 'state-conflict'],
    audit: { action: 'MOVE_REFERRAL', subjectParameter: 'clientId' },
    case: { action: 'REFER' },
  },
  /** What was sent to one's own organisation, newest first: open ones, and those of the last 90 days. */
  listReceived: {
    method: 'GET',
    path: '/api/referrals/received',
    access: { kind: 'session', roles: workRoles },
    response: z.strictObject({ referrals: z.array(receivedLine) }),
    status: 200,
    problems: [],
    audit: { action: 'LIST_RECEIVED_REFERRALS' },
  },
  readReceived: {
    method: 'GET',
    path: '/api/referrals/received/{referralId}',
    access: { kind: 'session', roles: workRoles },
    parameters: ofReceived,
    response: receivedView,
    status: 200,
    problems: ['not-found'],
    audit: { action: 'VIEW_REFERRAL' },
  },
  /** A step of those who receive. `join` takes the worker into the client's team; the ids are of a client opened by accepting. */
  moveReceived: {
    method: 'POST',
    path: '/api/referrals/received/{referralId}/step',
    access: { kind: 'session', roles: workRoles },
    parameters: ofReceived,
    body: z.strictObject({
      step: z.enum([
        'OPEN',
        'ACCEPT',
        'DECLINE',
        'OFFER_ALTERNATIVE',
        'BOOK_MEETING',
        'KEEP_MEETING',
        'MISS_MEETING',
        'CLOSE',
      ]),
      reason: z.enum(declineReasons).optional(),
      join: z.boolean().optional(),
      clientId: clientId.optional(),
      episodeId: episodeId.optional(),
      ...stepDetails,
    }),
    response: receivedView,
    status: 200,
    problems: ['not-found', 'invalid-request', 'state-conflict', 'id-already-used'],
    audit: { action: 'ANSWER_REFERRAL' },
  },
  /** The page behind a link of a mail: that there is a referral, nothing of anybody. */
  readReferralLink: {
    method: 'GET',
    path: '/api/referrals/link/{link}',
    access: { kind: 'link' },
    parameters: byLink,
    response: linkView,
    status: 200,
    problems: ['link-not-found', 'link-expired'],
  },
  /** The one look, for whoever has the link and the code told by telephone. */
  openReferralLink: {
    method: 'POST',
    path: '/api/referrals/link/{link}/opening',
    access: { kind: 'link' },
    parameters: byLink,
    body: z.strictObject({ phoneCode }),
    response: linkContent,
    status: 200,
    problems: ['link-not-found', 'link-expired', 'credentials-rejected', 'too-many-attempts'],
  },
  answerReferralLink: {
    method: 'POST',
    path: '/api/referrals/link/{link}/answer',
    access: { kind: 'link' },
    parameters: byLink,
    body: z.strictObject({
      phoneCode,
      step: z.enum(['ACCEPT', 'DECLINE', 'OFFER_ALTERNATIVE']),
      reason: z.enum(declineReasons).optional(),
      text: words.optional(),
    }),
    response: linkView,
    status: 200,
    problems: [
      'link-not-found',
      'link-expired',
      'credentials-rejected',
      'too-many-attempts',
      'state-conflict',
      'invalid-request',
    ],
  },
});
