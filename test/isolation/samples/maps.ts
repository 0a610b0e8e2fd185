import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import type { mapsRoutes } from '@ohjaamo/shared/maps/contract.ts';
import { newMapCode } from '@ohjaamo/shared/maps/mapCode.ts';
import { ownInstrument } from '@ohjaamo/shared/maps/ownInstrument.ts';
import type { Ids } from '../ids.ts';
import { KEPT_MAP_CODE } from '../maps.ts';
import { none, type SamplesOf, where } from './sample.ts';

const own = { instrumentId: ownInstrument.id, instrumentVersion: ownInstrument.version };
const ofClient = ({ clientId }: Ids) => ({ clientId });
const draft = ({ clientId, mapId }: Ids) => ({ clientId, mapId });
const done = ({ clientId, doneMapId }: Ids) => ({ clientId, mapId: doneMapId });
const answer = { value: 6, strength: false, help: false };
const sent = { areas: [{ key: 'home', answer }], first: 'home' };

export const mapsSamples: SamplesOf<typeof mapsRoutes> = {
  readStreetMap: { request: (ids) => ({ parameters: where(ids) }) },
  keepMap: {
    request: (ids) => ({
      parameters: where(ids),
      body: {
        code: newMapCode((count) => crypto.getRandomValues(new Uint8Array(count))),
        ...own,
        map: { answers: { home: answer } },
      },
    }),
  },
  openKeptMap: { request: (ids) => ({ parameters: where(ids), body: { code: KEPT_MAP_CODE } }) },
  forgetKeptMap: { request: (ids) => ({ parameters: where(ids), body: { code: KEPT_MAP_CODE } }) },
  listInstruments: none,
  readInstrument: { request: () => ({ parameters: own }) },
  loadInstrument: {
    request: () => ({ body: { instrument: { ...ownInstrument, id: `map-${randomIds.id(10)}` } } }),
  },
  setInstrument: { request: () => ({ parameters: own, body: { state: 'ACTIVE' } }) },
  readMaps: { request: (ids) => ({ parameters: ofClient(ids) }) },
  startMap: {
    request: (ids) => ({ parameters: ofClient(ids), body: { mapId: ids.newMapId, ...own } }),
    chosen: ['newMapId'],
  },
  claimMap: {
    request: (ids) => ({
      parameters: ofClient(ids),
      body: { mapId: ids.newMapId, code: KEPT_MAP_CODE },
    }),
    chosen: ['newMapId'],
  },
  readMap: { request: (ids) => ({ parameters: draft(ids) }) },
  copyMap: { request: (ids) => ({ parameters: done(ids) }) },
  saveMap: { request: (ids) => ({ parameters: draft(ids), body: sent }) },
  finishMap: { request: (ids) => ({ parameters: draft(ids), body: sent }) },
  compareMaps: {
    request: (ids) => ({
      parameters: ofClient(ids),
      query: { before: ids.doneMapId, after: ids.doneMapId },
    }),
  },
};
