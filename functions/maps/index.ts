export { mapsOf } from './readMaps.ts';
