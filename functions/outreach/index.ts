export { outreachOf } from './agree.ts';
export { type OutreachDue, outreachDue, purgeOutreach } from './purge.ts';
