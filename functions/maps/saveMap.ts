import type { ClientId, StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { answerFaults, completeness, type FilledMap } from '@ohjaamo/shared/maps/answers.ts';
import type { mapsRoutes } from '@ohjaamo/shared/maps/contract.ts';
import type { Instrument } from '@ohjaamo/shared/maps/instrument.ts';
import { mapSteps } from '@ohjaamo/shared/maps/mapState.ts';
import { mergeAreas } from '@ohjaamo/shared/maps/mergeAreas.ts';
import { clientStands } from '../kernel/clientStands.ts';
import type { ContextOf, UseCase } from '../kernel/http/context.ts';
import { pause } from '../kernel/pause.ts';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { timelineWrite } from '../kernel/timeline.ts';
import { readWorkersTenant } from '../tenants/index.ts';
import { instrumentOf } from './instrumentRepository.ts';
import { type MapRow, type OpenedMap, putMap, readMapRow, sealedRow } from './repository.ts';
import { markOf, mayRecord, maySee, viewMap } from './views.ts';

type Routes = typeof mapsRoutes;
type Saving = ContextOf<Routes['saveMap']>;
/** What both routes are asked with. */
type Save = Pick<Saving, 'scope' | 'case' | 'actor' | 'audit' | 'clock'> & {
  readonly request: Pick<Saving['request'], 'parameters' | 'body'>;
};
type Sent = Save['request']['body'];

/** How often a save is tried again when somebody else saved the same map at the same moment. */
const TRIES = 12;

/** Saves a draft. What changes nothing writes nothing. One read, and a transaction of three. */
export const saveMap: UseCase<Routes['saveMap']> = (context) => save(context, 'SAVE');

/** Saves and finishes a map, with the entry in the story. Asked again with the same answers, it is the same finish. */
export const finishMap: UseCase<Routes['finishMap']> = (context) => save(context, 'FINISH');

async function save(context: Save, step: 'SAVE' | 'FINISH') {
  const { scope, case: access, request } = context;
  const tenant = await readWorkersTenant(scope);
  for (let tried = 1; ; tried++) {
    const opened = await readMapRow(scope, access.clientId, request.parameters.mapId);
    if (!opened || !maySee(access, opened.row)) return fail(problem('not-found'));
    if (!mayRecord(access, opened.row.owner)) return fail(problem('access-refused'));
    const { instrumentId: id, instrumentVersion: version } = opened.row;
    const instrument = await instrumentOf(scope, { id, version });
    const next = merged(opened, request.body, instrument, step);
    if (!next.ok) return next;
    const written = await write(context, opened, next.value, step);
    if (written) {
      return succeed({ body: viewMap(access.clientId, written, instrument, tenant, access) });
    }
    if (tried === TRIES) throw new Error('Too many saved one map at one moment');
    await pause(tried);
  }
}

/** What the map says after the save, or why it cannot be saved so. */
function merged(
  { row, filled }: OpenedMap,
  sent: Sent,
  instrument: Instrument,
  step: 'SAVE' | 'FINISH',
): Result<FilledMap, Problem> {
  const { answers, conflicts } = mergeAreas(filled.answers, sent.areas, markOf);
  const first = sent.first ?? filled.first;
  const next: FilledMap = { answers, ...(first !== undefined && { first }) };
  if (mapSteps[row.state][step] === 'REFUSE') {
    // Sent twice: the second press finds the map as the first one left it.
    const twice = step === 'FINISH' && isSame(next, filled);
    return twice ? succeed(filled) : fail(problem('state-conflict'));
  }
  const place = (key: string): string => `/body/areas/${sent.areas.findIndex((each) => each.key === key)}`;
  const faults = answerFaults(instrument, next);
  if (faults.length > 0) {
    const errors = faults.map(({ key, code }) => ({ pointer: place(key), code }));
    return fail(problem('invalid-request', { errors }));
  }
  if (conflicts.length > 0) {
    const errors = conflicts.map((key) => ({ pointer: place(key), code: 'changed_meanwhile' }));
    return fail(problem('stale-version', { errors }));
  }
  if (step === 'FINISH' && completeness(instrument, answers).answered.length === 0) {
    return fail(problem('invalid-request', { errors: [{ pointer: '/body/areas', code: 'nothing_said' }] }));
  }
  return succeed(next);
}

/** Writes the next state of the map; `undefined` when somebody else was faster. */
async function write(
  { scope, case: access, actor, audit, clock }: Save,
  { row, filled }: OpenedMap,
  next: FilledMap,
  step: 'SAVE' | 'FINISH',
): Promise<OpenedMap | undefined> {
  const state = mapSteps[row.state][step];
  const client = access.clientId;
  if (state === 'REFUSE' || (state === 'DRAFT' && isSame(next, filled))) {
    // A try before this one had taken the row of the trail with it, and nothing of it was written.
    if (audit.taken) await audit.append([client], 'DONE');
    return { row, filled };
  }
  const at = new Date(clock.now()).toISOString();
  const { kind: _kind, sealed: _sealed, ...kept } = row;
  const changed = {
    ...kept,
    state,
    version: row.version + 1,
    ...(state === 'DONE' && { finishedAt: at }),
  };
  const after = await sealedRow(scope, client, changed, next);
  const done = await putMap(scope, client, row, after, [
    clientStands(scope, client),
    ...(state === 'DONE' ? [storyOf(scope, client, after, { at, by: actor.staffId })] : []),
    ...audit.writes([client]),
  ]);
  return done.ok ? { row: after, filled: next } : undefined;
}

/** The story's entry about a finished map. */
export function storyOf(
  scope: TenantScope,
  client: ClientId,
  { id, owner }: MapRow,
  { at, by }: { readonly at: string; readonly by: StaffId },
): Write {
  const entry = { id, at, what: 'MAP', by, category: 'SITUATION_MAP', owner, record: id } as const;
  return timelineWrite(scope, client, entry);
}

function isSame(one: FilledMap, other: FilledMap): boolean {
  const textOf = ({ answers, first }: FilledMap): string =>
    JSON.stringify([
      first ?? null,
      Object.entries(answers)
        .map(([key, answer]) => [key, markOf(answer)])
        .sort(([one_ = ''], [other_ = '']) => one_.localeCompare(other_)),
    ]);
  return textOf(one) === textOf(other);
}
