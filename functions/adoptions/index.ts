export { adoptKit, type TakenPart } from './adoptKit.ts';
export { tellNetwork, tellOpened } from './follow.ts';
