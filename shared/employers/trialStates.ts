/** How far a work trial is. Only the employment authority directs to one (380/2023 §54): our plan does not run before that. */
export const trialStates = ['PLANNED', 'DIRECTED', 'RUNNING', 'ENDED', 'INTERRUPTED', 'CANCELLED'] as const;
export type TrialState = (typeof trialStates)[number];

/** What happens to a work trial. */
export const trialEvents = ['DIRECT', 'START', 'END', 'INTERRUPT', 'CANCEL'] as const;
export type TrialEvent = (typeof trialEvents)[number];

/** The whole machine: what each event makes of each state; what is not here cannot happen. */
export const trialSteps: Readonly<Record<TrialState, Readonly<Partial<Record<TrialEvent, TrialState>>>>> = {
  PLANNED: { DIRECT: 'DIRECTED', CANCEL: 'CANCELLED' },
  DIRECTED: { START: 'RUNNING', CANCEL: 'CANCELLED' },
  RUNNING: { END: 'ENDED', INTERRUPT: 'INTERRUPTED' },
  ENDED: {},
  INTERRUPTED: {},
  CANCELLED: {},
};

/** The state after an event; `undefined` when it cannot happen now. */
export function trialStep(state: TrialState, event: TrialEvent): TrialState | undefined {
  return trialSteps[state][event];
}

/** Whether the days of a trial in this state count to the longest time: all but those of a cancelled one. */
export function countsToMaximum(state: TrialState): boolean {
  return state !== 'CANCELLED';
}
