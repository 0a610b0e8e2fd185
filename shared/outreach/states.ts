/** How far a notification is. A notification is no client: it becomes one by the young person's own word, or is destroyed. */
export const outreachStates = [
  'RECEIVED',
  'CONTACTING',
  'REACHED',
  'NOT_REACHED',
  'AGREED',
  'DECLINED',
  'NO_LONGER_NEEDED',
  'DESTROYED',
] as const;
export type OutreachState = (typeof outreachStates)[number];

/** States in which a notification is kept; in the others nothing of it is left but an anonymous row. */
export const keptStates = ['RECEIVED', 'CONTACTING', 'REACHED', 'NOT_REACHED'] as const;
export type KeptState = (typeof keptStates)[number];

/** What happens to a notification. `EXPIRE` is the calendar's, all others are a worker's. */
export const outreachEvents = [
  'TRY',
  'REACH',
  'GIVE_UP',
  'AGREE',
  'DECLINE',
  'DROP',
  'EXPIRE',
  'DESTROY',
] as const;
export type OutreachEvent = (typeof outreachEvents)[number];

const kept = { DROP: 'NO_LONGER_NEEDED', EXPIRE: 'DESTROYED' } as const;

/** The whole machine: what each event makes of each state; what is not here cannot happen. */
export const outreachSteps: Readonly<
  Record<OutreachState, Readonly<Partial<Record<OutreachEvent, OutreachState>>>>
> = {
  RECEIVED: { ...kept, TRY: 'CONTACTING', REACH: 'REACHED' },
  CONTACTING: { ...kept, TRY: 'CONTACTING', REACH: 'REACHED', GIVE_UP: 'NOT_REACHED' },
  REACHED: { ...kept, TRY: 'REACHED', REACH: 'REACHED', AGREE: 'AGREED', DECLINE: 'DECLINED' },
  NOT_REACHED: { ...kept, TRY: 'CONTACTING', REACH: 'REACHED' },
  AGREED: { DESTROY: 'DESTROYED' },
  DECLINED: { DESTROY: 'DESTROYED' },
  NO_LONGER_NEEDED: { DESTROY: 'DESTROYED' },
  DESTROYED: {},
};

/** The state after an event; `undefined` when it cannot happen now. */
export function stepOf(state: OutreachState, event: OutreachEvent): OutreachState | undefined {
  return outreachSteps[state][event];
}

/** Whether a notification in this state is kept; in any other it is destroyed in the same breath (§12: at once). */
export function isKept(state: OutreachState): state is KeptState {
  return (keptStates as readonly OutreachState[]).includes(state);
}

/** What an anonymous row tells of a notification that is no longer there. */
export const outreachOutcomes = ['AGREED', 'DECLINED', 'NO_LONGER_NEEDED', 'EXPIRED'] as const;
export type OutreachOutcome = (typeof outreachOutcomes)[number];
