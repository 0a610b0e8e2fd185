/** What a referral can be (glossary `Referral`, domain 3.6). */
export const referralStates = [
  'DRAFT',
  'CONSENTED',
  'SENT',
  'SEEN',
  'ACCEPTED',
  'DECLINED',
  'ALTERNATIVE_OFFERED',
  'FIRST_MEETING_BOOKED',
  'FIRST_MEETING_KEPT',
  'MISSED',
  'CLOSED',
  'WITHDRAWN',
] as const;
export type ReferralState = (typeof referralStates)[number];

/** Who takes a step: those who send the young person on, those who receive, or the service itself when the receiver has left it. */
export const referralSides = ['SENDER', 'RECEIVER', 'SERVICE'] as const;
export type ReferralSide = (typeof referralSides)[number];

/** What can be done with a referral. */
export const referralSteps = [
  'CONSENT',
  'SEND',
  'OPEN',
  'ACCEPT',
  'DECLINE',
  'OFFER_ALTERNATIVE',
  'BOOK_MEETING',
  'KEEP_MEETING',
  'MISS_MEETING',
  'CLOSE',
  'WITHDRAW',
  'GIVE_BACK',
] as const;
export type ReferralStep = (typeof referralSteps)[number];

interface Rule {
  readonly by: readonly ReferralSide[];
  readonly from: readonly ReferralState[];
  readonly to: ReferralState;
}

const BOTH = ['SENDER', 'RECEIVER'] as const;

/**
 * The whole machine. Receivers who offered something else may still accept; a missed first meeting is booked anew, and a booked
 * one can be moved. What was accepted cannot be taken back: it is closed, and the young person ends the consent at any time.
 */
export const referralRules = {
  CONSENT: { by: ['SENDER'], from: ['DRAFT', 'CONSENTED'], to: 'CONSENTED' },
  SEND: { by: ['SENDER'], from: ['CONSENTED'], to: 'SENT' },
  OPEN: { by: ['RECEIVER'], from: ['SENT'], to: 'SEEN' },
  ACCEPT: { by: ['RECEIVER'], from: ['SEEN', 'ALTERNATIVE_OFFERED'], to: 'ACCEPTED' },
  DECLINE: { by: ['RECEIVER'], from: ['SEEN', 'ALTERNATIVE_OFFERED'], to: 'DECLINED' },
  OFFER_ALTERNATIVE: { by: ['RECEIVER'], from: ['SEEN'], to: 'ALTERNATIVE_OFFERED' },
  BOOK_MEETING: {
    by: BOTH,
    from: ['ACCEPTED', 'FIRST_MEETING_BOOKED', 'MISSED'],
    to: 'FIRST_MEETING_BOOKED',
  },
  KEEP_MEETING: { by: BOTH, from: ['FIRST_MEETING_BOOKED'], to: 'FIRST_MEETING_KEPT' },
  MISS_MEETING: { by: BOTH, from: ['FIRST_MEETING_BOOKED'], to: 'MISSED' },
  CLOSE: {
    by: BOTH,
    from: [
      'ACCEPTED',
      'DECLINED',
      'ALTERNATIVE_OFFERED',
      'FIRST_MEETING_BOOKED',
      'FIRST_MEETING_KEPT',
      'MISSED',
    ],
    to: 'CLOSED',
  },
  WITHDRAW: {
    by: ['SENDER'],
    from: ['DRAFT', 'CONSENTED', 'SENT', 'SEEN', 'ALTERNATIVE_OFFERED'],
    to: 'WITHDRAWN',
  },
  /** The receiving municipality has left the service: nobody there answers any more, and the sender is told. */
  GIVE_BACK: { by: ['SERVICE'], from: ['SENT', 'SEEN', 'ALTERNATIVE_OFFERED'], to: 'WITHDRAWN' },
} as const satisfies Record<ReferralStep, Rule>;

/** The state after a step, or `undefined` when the side may not take it from this state. */
export function afterStep(
  state: ReferralState,
  step: ReferralStep,
  side: ReferralSide,
): ReferralState | undefined {
  const rule: Rule = referralRules[step];
  return rule.by.includes(side) && rule.from.includes(state) ? rule.to : undefined;
}

/** The steps a side may take now, in the order of the way. */
export function stepsOpen(state: ReferralState, side: ReferralSide): ReferralStep[] {
  return referralSteps.filter((step) => afterStep(state, step, side) !== undefined);
}

/** How a worker of the receiving organisation stands to a referral. */
export interface ReceiverStanding {
  /** Has opened it or accepted it, or is in the client's team. */
  readonly knows: boolean;
  /** Somebody else has accepted it, and the worker is not in the client's team. */
  readonly others: boolean;
}

/**
 * The steps that a worker of the receiving organisation may take. Before anybody has accepted whoever has opened it moves it; from then
 * on only who accepted it and those in the client's team.
 */
export function receiverSteps(state: ReferralState, { knows, others }: ReceiverStanding): ReferralStep[] {
  if (others) return [];
  if (knows) return stepsOpen(state, 'RECEIVER');
  return state === 'SENT' || state === 'SEEN' || state === 'ALTERNATIVE_OFFERED' ? ['OPEN'] : [];
}

/** Nothing more happens to these. */
export function isOver(state: ReferralState): boolean {
  return state === 'CLOSED' || state === 'WITHDRAWN';
}

/** Left the house: receivers may know of it. */
export function wasSent(state: ReferralState): boolean {
  return state !== 'DRAFT' && state !== 'CONSENTED';
}

/** Days after which a referral that nobody has opened comes back to the named worker. */
export const UNOPENED_DAYS = 7;
/** Days that the link of a receiver without an account opens, and wrong codes it bears. */
export const LINK_DAYS = 14;
export const LINK_TRIES = 5;
/** Minutes from the opening in which the one look of a link can be had again with the right code: a slip of a form, another language. */
export const LOOK_MINUTES = 15;
/** Digits of the code that is told by telephone. */
export const CODE_DIGITS = 8;
