export { adopt } from './adopt.ts';
export { tellNetwork } from './follow.ts';
export { readCopy } from './repository.ts';
