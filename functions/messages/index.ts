export { countCallBacks, countWaitingThreads } from './waiting.ts';
