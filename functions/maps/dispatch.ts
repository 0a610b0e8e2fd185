import type { mapsRoutes } from '@ohjaamo/shared/maps/contract.ts';
import type { Dispatch } from '../kernel/http/context.ts';
import { claimMap } from './claimMap.ts';
import { listInstruments, loadInstrument, readInstrument, setInstrument } from './instruments.ts';
import { compareMaps, copyMap, readMap, readMaps } from './readMaps.ts';
import { finishMap, saveMap } from './saveMap.ts';
import { startMap } from './startMap.ts';
import { forgetKeptMap, keepMap, openKeptMap, readStreetMap } from './street.ts';

export const mapsDispatch: Dispatch<typeof mapsRoutes> = {
  readStreetMap,
  keepMap,
  openKeptMap,
  forgetKeptMap,
  listInstruments,
  readInstrument,
  loadInstrument,
  setInstrument,
  readMaps,
  startMap,
  claimMap,
  readMap,
  copyMap,
  saveMap,
  finishMap,
  compareMaps,
};
