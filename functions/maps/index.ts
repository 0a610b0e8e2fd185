export { latestWords, mapsOf } from './readMaps.ts';
