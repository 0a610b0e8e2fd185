/** How far a version is on its way to the network. */
export const versionStates = ['DRAFT', 'REVIEW', 'PUBLISHED', 'RETIRED'] as const;
export type VersionState = (typeof versionStates)[number];

/** What happens to a version: its maker hands it in or takes it back, the network's stewards return, publish or retire it. */
export const versionEvents = ['SUBMIT', 'TAKE_BACK', 'RETURN', 'PUBLISH', 'RETIRE'] as const;
export type VersionEvent = (typeof versionEvents)[number];

/** What stewards do, as the log of the network names it. */
export const stewardActs = ['RETURN', 'PUBLISH', 'RETIRE'] as const satisfies readonly VersionEvent[];
export type StewardAct = (typeof stewardActs)[number];

/**
 * The whole machine; what is not here cannot happen. A draft may change, and gets its address when it is handed in. A retired version
 * is offered to nobody new; who has adopted it keeps it, and a kit that names it goes on working.
 */
export const versionSteps: Readonly<
  Record<VersionState, Readonly<Partial<Record<VersionEvent, VersionState>>>>
> = {
  DRAFT: { SUBMIT: 'REVIEW' },
  REVIEW: { TAKE_BACK: 'DRAFT', RETURN: 'DRAFT', PUBLISH: 'PUBLISHED' },
  PUBLISHED: { RETIRE: 'RETIRED' },
  RETIRED: {},
};

/** The state after an event; `undefined` when it cannot happen now. */
export function versionStep(state: VersionState, event: VersionEvent): VersionState | undefined {
  return versionSteps[state][event];
}
