export { type Place as ViewPlace, readPlace, readShownPlace } from '../tenants/index.ts';
