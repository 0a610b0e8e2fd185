export { adoptKit, type TakenPart } from './adoptKit.ts';
export { tellNetwork } from './follow.ts';
