export { comparedMaps } from './comparedMaps.ts';
export { type InstrumentToTake, instrumentToTake } from './takeInstrument.ts';
export { latestWords, mapsOf } from './readMaps.ts';
