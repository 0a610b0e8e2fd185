/**
 * Use cases that are asked for seldom, in one file beside the function's own: every further file would cost each cold start
 * about what it saves (see `lazily`).
 */
export { answerSwap } from './answerSwap.ts';
export { assignDuty, discardRota, undoDuty } from './assignDuty.ts';
export { fillRota } from './fillRota.ts';
export { proposeSwap } from './proposeSwap.ts';
export { publishRota } from './publishRota.ts';
export { confirmSkill, readSkills, removeSkill, saveSkill } from './skills.ts';
export { planWorkAreas, readWorkAreas } from './workAreas.ts';
