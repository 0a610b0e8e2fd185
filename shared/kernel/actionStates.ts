/** How far an action of the plan is. */
export const actionStates = ['OPEN', 'DOING', 'DONE', 'DROPPED'] as const;
export type ActionState = (typeof actionStates)[number];
