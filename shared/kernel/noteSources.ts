/**
 * Where what a note says comes from (380/2023 §114, 703/2023 §39): the young person, what the worker saw or did, a guardian, an
 * authority or service, somebody else. All but the first two need to be named.
 */
export const noteSources = ['CLIENT', 'OBSERVED', 'GUARDIAN', 'AUTHORITY', 'OTHER'] as const;
export type NoteSource = (typeof noteSources)[number];

/** A note that was struck out is kept and marked, never deleted. */
export const noteStates = ['STANDS', 'STRUCK'] as const;
export type NoteState = (typeof noteStates)[number];
