import { type ClientId, type MapId, mapId } from '@ohjaamo/shared/kernel/ids.ts';
import type { AreaAnswer } from '@ohjaamo/shared/maps/answers.ts';
import { nothingSaid } from '@ohjaamo/shared/maps/mergeAreas.ts';
import type { MapView } from '@ohjaamo/shared/maps/views.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type { Api, ApiProblem } from '../api.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { type FieldFault, textOf } from '../work/form.ts';
import { answersOf, areaValues, type MapValues, readMapValues } from './mapForm.ts';

/** How a form of the list of maps ended: at a map, to be mended with what was typed, or refused as a whole. */
export interface ListChange {
  readonly to?: MapId;
  readonly done?: 'claimed';
  readonly typed: string;
  readonly faults: readonly FieldFault[];
  readonly refusal?: ApiProblem;
}

/** Starts a map, or claims one by its code. */
export async function changeMaps(api: Api, clientId: ClientId, form: FormData): Promise<ListChange> {
  const typed = textOf(form, 'code');
  const id = mapId.safeParse(textOf(form, 'mapId'));
  const parameters = { clientId };
  if (textOf(form, 'do') === 'claim') {
    const body = routes.claimMap.body.safeParse({ mapId: id.data, code: typed });
    if (!body.success) return { typed, faults: [{ field: 'code', text: 'maps.error.codeForm' }] };
    const answer = await api.call('claimMap', { parameters, body: body.data });
    return answer.ok
      ? { to: answer.value.id, done: 'claimed', typed, faults: [] }
      : refused(answer.error, typed, 'code');
  }
  const [instrumentId, instrumentVersion] = textOf(form, 'instrument').split(' ');
  const body = routes.startMap.body.safeParse({ mapId: id.data, instrumentId, instrumentVersion });
  if (!body.success) return { typed, faults: [{ field: 'instrument', text: 'maps.error.save' }] };
  const answer = await api.call('startMap', { parameters, body: body.data });
  return answer.ok ? { to: answer.value.id, typed, faults: [] } : refused(answer.error, typed, 'instrument');
}

function refused(problem: ApiProblem, typed: string, field: string): ListChange {
  const texts: Partial<Record<ApiProblem['type'], MessageKey>> = {
    'link-not-found': 'maps.error.code',
    'too-many-attempts': 'maps.error.wait',
    'access-refused': 'maps.error.refused',
    'invalid-request': 'maps.error.save',
    'id-already-used': 'maps.error.save',
  };
  const text = texts[problem.type];
  return text ? { typed, faults: [{ field, text }] } : { typed, faults: [], refusal: problem };
}

/** How the form of one map ended. */
export interface MapChange {
  readonly done?: 'saved' | 'finished';
  readonly values: MapValues;
  readonly faults: readonly FieldFault[];
  /** What somebody else has saved of the areas that both changed, by their keys. */
  readonly theirs: Readonly<Record<string, AreaAnswer>>;
  readonly refusal?: ApiProblem;
}

/** Saves or finishes a map, as the button says. `map` is the map as it stood when the page was asked. */
export async function changeMap(api: Api, map: MapView, form: FormData): Promise<MapChange> {
  const { instrument, client } = map;
  const values = readMapValues(form, instrument);
  const { answers, faults } = answersOf(values, instrument);
  if (faults.length > 0) return { values, faults, theirs: {} };
  const first = instrument.areas.find(({ key }) => key === values.first)?.key;
  const areas = instrument.areas.map((area) => {
    const { seen } = areaValues(values, area);
    return { key: area.key, ...(seen !== undefined && { seen }), answer: answers[area.key] ?? nothingSaid };
  });
  const finishes = textOf(form, 'do') === 'finish';
  const answer = await api.call(finishes ? 'finishMap' : 'saveMap', {
    parameters: { clientId: client, mapId: map.id },
    body: { areas, ...(first !== undefined && { first }) },
  });
  if (answer.ok) return { done: finishes ? 'finished' : 'saved', values, faults: [], theirs: {} };
  if (answer.error.type === 'stale-version') return conflicts(api, map, values, answer.error);
  const texts: Partial<Record<ApiProblem['type'], MessageKey>> = {
    'state-conflict': 'maps.error.finished',
    'access-refused': 'maps.error.refused',
    'invalid-request':
      answer.error.errors?.[0]?.code === 'nothing_said' ? 'maps.error.nothing' : 'maps.error.save',
    'temporarily-unavailable': 'maps.error.save',
    'internal-error': 'maps.error.save',
  };
  const text = texts[answer.error.type];
  return text
    ? { values, faults: [{ field: 'map', text }], theirs: {} }
    : { values, faults: [], theirs: {}, refusal: answer.error };
}

/**
 * Both wrote of the same area: what was typed stays in the form, what stands is shown beside it and counts as seen, so that the next
 * press chooses.
 */
async function conflicts(
  api: Api,
  { client, id, instrument }: MapView,
  values: MapValues,
  problem: ApiProblem,
): Promise<MapChange> {
  const now = await api.call('readMap', { parameters: { clientId: client, mapId: id } });
  if (!now.ok) return { values, faults: [], theirs: {}, refusal: now.error };
  const keys = (problem.errors ?? []).flatMap(({ pointer }) => {
    const area = instrument.areas[Number(pointer.split('/')[3])];
    return area ? [area.key] : [];
  });
  const standing = now.value.areas.filter(({ key }) => keys.includes(key));
  const seen = standing.map(
    ({ key, mark }) => [key, { ...areaValues(values, { key }), seen: mark }] as const,
  );
  return {
    values: { ...values, areas: { ...values.areas, ...Object.fromEntries(seen) } },
    faults: keys.map((key) => ({ field: `area-${key}`, text: 'maps.error.conflict' })),
    theirs: Object.fromEntries(standing.map(({ key, answer }) => [key, answer])),
  };
}
