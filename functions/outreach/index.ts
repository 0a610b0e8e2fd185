export { outreachOf } from './agree.ts';
export { outreachDue, purgeOutreach } from './purge.ts';
