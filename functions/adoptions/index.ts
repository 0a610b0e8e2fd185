export { tellNetwork } from './follow.ts';
