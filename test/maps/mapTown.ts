import { type ClientId, mapId, randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import type { AreaAnswer } from '@ohjaamo/shared/maps/answers.ts';
import { mapsRoutes } from '@ohjaamo/shared/maps/contract.ts';
import { newMapCode } from '@ohjaamo/shared/maps/mapCode.ts';
import { ownInstrument } from '@ohjaamo/shared/maps/ownInstrument.ts';
import type { MapView } from '@ohjaamo/shared/maps/views.ts';
import { openedClient } from '../cases/caseTown.ts';
import { type Person, type WorkTown, workTown } from '../support/workTown.ts';

export const newMap = () => mapId.parse(randomIds.id(20));

/** A code as the page makes one. */
export const anyCode = () => newMapCode((count) => crypto.getRandomValues(new Uint8Array(count)));

/** What is said of an area. */
export const says = (parts: Partial<AreaAnswer>): AreaAnswer => ({ strength: false, help: false, ...parts });

export const own = { instrumentId: ownInstrument.id, instrumentVersion: ownInstrument.version };

/** What a page sends that shows this map and changes some areas of it. */
export function sentOf(map: MapView, changed: Readonly<Record<string, AreaAnswer>>) {
  return {
    areas: map.areas.map(({ key, answer, mark }) => ({ key, seen: mark, answer: changed[key] ?? answer })),
  };
}

/** A town with a client, and the acts of maps in it. */
export async function mapTown() {
  const town = await workTown();
  const client = await openedClient(town);
  return { town, client, ...actsOf(town, client) };
}

function actsOf(town: WorkTown, client: ClientId) {
  const parameters = { clientId: client };
  async function start(person: Person = 'counsellor', id = newMap()): Promise<MapView> {
    const answer = await town.as(person, mapsRoutes.startMap, { parameters, body: { mapId: id, ...own } });
    if (answer.status !== 201) throw new Error(answer.text);
    return answer.body;
  }
  const save = (map: MapView, changed: Readonly<Record<string, AreaAnswer>>, person: Person = 'counsellor') =>
    town.as(person, mapsRoutes.saveMap, {
      parameters: { ...parameters, mapId: map.id },
      body: sentOf(map, changed),
    });
  const finish = (
    map: MapView,
    changed: Readonly<Record<string, AreaAnswer>>,
    person: Person = 'counsellor',
  ) =>
    town.as(person, mapsRoutes.finishMap, {
      parameters: { ...parameters, mapId: map.id },
      body: sentOf(map, changed),
    });
  return {
    parameters,
    start,
    save,
    finish,
    async finished(answers: Readonly<Record<string, AreaAnswer>>, person: Person = 'counsellor') {
      const answer = await finish(await start(person), answers, person);
      if (answer.status !== 200) throw new Error(answer.text);
      return answer.body;
    },
    list: (person: Person = 'counsellor') => town.as(person, mapsRoutes.readMaps, { parameters }),
    read: (map: Pick<MapView, 'id'>, person: Person = 'counsellor') =>
      town.as(person, mapsRoutes.readMap, { parameters: { ...parameters, mapId: map.id } }),
    /** Somebody keeps a map without a name; gives its code. */
    async keeps(answers: Readonly<Record<string, AreaAnswer>>, code = anyCode()) {
      const answer = await town.fromStreet(mapsRoutes.keepMap, { body: { code, ...own, map: { answers } } });
      if (answer.status !== 201) throw new Error(answer.text);
      return code;
    },
    claim: (code: string, id = newMap(), person: Person = 'counsellor') =>
      town.as(person, mapsRoutes.claimMap, { parameters, body: { mapId: id, code } }),
  };
}
