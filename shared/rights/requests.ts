/** What a person can ask of what is held about them (GDPR articles 16, 18 and 7; the plan's sign-off). */
export const requestKinds = ['CORRECTION', 'RESTRICTION', 'PLAN_SIGN_OFF'] as const;
export type RequestKind = (typeof requestKinds)[number];

export const requestStates = ['OPEN', 'ACCEPTED', 'REFUSED'] as const;
export type RequestState = (typeof requestStates)[number];

/** What answering does, by the state it finds: an answer is given once, and said again it changes nothing. */
export const answering = {
  OPEN: 'ANSWER',
  ACCEPTED: 'ANSWERED',
  REFUSED: 'ANSWERED',
} as const satisfies Record<RequestState, string>;

/**
 * Days within which a request is to be answered (GDPR article 12(3): a month; the task stands for less, so that none is missed). What
 * should not be used is used until it is restricted, so that is answered first.
 */
export const answerWithinDays = {
  CORRECTION: 14,
  RESTRICTION: 3,
  PLAN_SIGN_OFF: 14,
} as const satisfies Record<RequestKind, number>;

/** The task that each request puts before whoever guides. */
export const requestTask = {
  CORRECTION: 'CORRECTION_ASKED',
  RESTRICTION: 'RESTRICTION_ASKED',
  PLAN_SIGN_OFF: 'SIGN_OFF_ASKED',
} as const satisfies Record<RequestKind, string>;
