import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import { type AreaAnswer, type Answers, strengthsFirst } from '@ohjaamo/shared/maps/answers.ts';
import type { Instrument } from '@ohjaamo/shared/maps/instrument.ts';
import { nothingSaid } from '@ohjaamo/shared/maps/mergeAreas.ts';
import type { MapLine, MapView, MapWords } from '@ohjaamo/shared/maps/views.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { CaseAccess } from '../kernel/caseAccess.ts';
import { hashOf } from '../kernel/hash.ts';
import { workerOf } from '../tenants/index.ts';
import type { MapRow, OpenedMap } from './repository.ts';

/** What the policies open of a case; see `CaseAccess`. */
export type Opened = Pick<CaseAccess, 'may'>;

/** Whether whoever asks may see a map. */
export function maySee(access: Opened, { owner }: Pick<MapRow, 'owner'>): boolean {
  return access.may('VIEW', { category: 'SITUATION_MAP', owner });
}

/** Whether whoever asks may write into a map of this organisation. */
export function mayRecord(access: Opened, owner: string): boolean {
  return access.may('RECORD', { category: 'SITUATION_MAP', owner });
}

/** Whether whoever asks may take a copy of a map out of the service. */
export function mayCopy(access: Opened, { owner }: Pick<MapRow, 'owner'>): boolean {
  return access.may('TAKE_COPY', { category: 'SITUATION_MAP', owner });
}

/** Stands for an answer: the same for the same, another for another. 96 bits of a SHA-256. */
export function markOf({ value, strength, help, words }: AreaAnswer): string {
  return hashOf(value, strength, help, words).slice(0, 16);
}

/** A map with all that was said in it, in the order of the instrument. */
export function viewMap(
  client: ClientId,
  { row, filled }: OpenedMap,
  instrument: Instrument,
  tenant: Tenant,
  access: Opened,
): MapView {
  const save = row.state === 'DRAFT' && mayRecord(access, row.owner);
  return {
    ...headOf(row, tenant),
    ...(filled.first !== undefined && { first: filled.first }),
    client,
    instrument,
    areas: instrument.areas.map(({ key }) => {
      const answer = filled.answers[key] ?? nothingSaid;
      return { key, answer, mark: markOf(answer) };
    }),
    may: [...(save ? (['SAVE'] as const) : []), ...(mayCopy(access, row) ? (['COPY'] as const) : [])],
  };
}

/** A line of the list of maps. */
export function viewLine({ row, filled }: OpenedMap, instrument: Instrument, tenant: Tenant): MapLine {
  const { id, version, name } = instrument;
  const marked = (mark: 'strength' | 'help') =>
    instrument.areas.filter(({ key }) => filled.answers[key]?.[mark]).map((area) => area.name);
  return {
    ...headOf(row, tenant),
    ...(filled.first !== undefined && { first: filled.first }),
    instrument: { id, version, name },
    strengths: marked('strength'),
    wanted: marked('help'),
  };
}

/** The own words of a finished map, what to begin with first. */
export function viewWords({ row, filled }: OpenedMap, instrument: Instrument): MapWords {
  const { answers, first } = filled;
  const areas = strengthsFirst(instrument, answers);
  const ordered = [...areas.filter(({ key }) => key === first), ...areas.filter(({ key }) => key !== first)];
  const said = (test: (answer: Answers[string]) => boolean | undefined) =>
    ordered.filter(({ key }) => test(answers[key] ?? nothingSaid)).map(({ name }) => name);
  return {
    id: row.id,
    finishedAt: row.finishedAt ?? row.startedAt,
    words: ordered.flatMap(({ key, name }) => {
      const text = answers[key]?.words;
      return text === undefined ? [] : [{ area: name, text }];
    }),
    wanted: said(({ help }) => help),
    strengths: said(({ strength }) => strength),
  };
}

function headOf(row: MapRow, tenant: Tenant) {
  const { id, state, way, startedAt, startedBy, finishedAt, owner } = row;
  return {
    ...{ id, state, way, startedAt, owner },
    startedBy: workerOf(tenant, startedBy),
    ...(finishedAt !== undefined && { finishedAt }),
  };
}
