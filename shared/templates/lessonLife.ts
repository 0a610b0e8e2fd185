/** How far a lesson is on its way to the network. Only a published one is found by others. */
export const lessonStates = ['REVIEW', 'RETURNED', 'PUBLISHED', 'WITHDRAWN', 'RETIRED'] as const;
export type LessonState = (typeof lessonStates)[number];

/** What a municipality does with its lesson: it hands it in, and withdraws it. */
export const lessonActs = ['HAND_IN', 'WITHDRAW'] as const;
export type LessonAct = (typeof lessonActs)[number];

/** What happens to a lesson: its municipality acts, the network's stewards publish it, return it with a word, or retire it. */
export type LessonEvent = LessonAct | 'PUBLISH' | 'RETURN' | 'RETIRE';

/**
 * The whole machine; what is not here cannot happen. Other words are another handing in, so a published lesson is withdrawn before it is
 * told anew. What the stewards retired is not told again.
 */
export const lessonSteps: Readonly<Record<LessonState, Readonly<Partial<Record<LessonEvent, LessonState>>>>> =
  {
    REVIEW: { PUBLISH: 'PUBLISHED', RETURN: 'RETURNED', WITHDRAW: 'WITHDRAWN' },
    RETURNED: { HAND_IN: 'REVIEW', WITHDRAW: 'WITHDRAWN' },
    PUBLISHED: { RETIRE: 'RETIRED', WITHDRAW: 'WITHDRAWN' },
    WITHDRAWN: { HAND_IN: 'REVIEW' },
    RETIRED: {},
  };

/** The state after an event; `undefined` when it cannot happen now. */
export function lessonStep(state: LessonState, event: LessonEvent): LessonState | undefined {
  return lessonSteps[state][event];
}

/** The state of a lesson that the network has not heard of before. */
export const firstState = { HAND_IN: 'REVIEW', WITHDRAW: 'WITHDRAWN' } as const satisfies Record<
  LessonAct,
  LessonState
>;

/** Whether the network keeps a lesson's words: only while they wait or are read. */
export function hasWords(state: LessonState): boolean {
  return state === 'REVIEW' || state === 'PUBLISHED';
}

/** What a municipality did last with a lesson: `turn` counts its acts. */
export interface LastAct {
  readonly turn: number;
  readonly act: LessonAct;
}

/**
 * How far a lesson is, by what its municipality did last and by what stands in the network, which hears of it a moment later.
 *
 * @param last absent for a lesson from before lessons were reviewed: those were published at once
 */
export function stateOfLesson(
  last: LastAct | undefined,
  inNetwork: { readonly turn: number; readonly state: LessonState } | undefined,
): LessonState {
  if (!last) return inNetwork?.state ?? 'PUBLISHED';
  return inNetwork && inNetwork.turn >= last.turn ? inNetwork.state : firstState[last.act];
}
