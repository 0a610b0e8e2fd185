import type { ClientId, MapId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { comparable } from '@ohjaamo/shared/maps/comparison.ts';
import type { mapsRoutes } from '@ohjaamo/shared/maps/contract.ts';
import type { MapView } from '@ohjaamo/shared/maps/views.ts';
import type { CaseAccess } from '../kernel/caseAccess.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readWorkersTenant } from '../tenants/index.ts';
import { instrumentOf, inUse, readRegister } from './instrumentRepository.ts';
import { open, readMapRow, readMapRows } from './repository.ts';
import { mayCopy, mayRecord, maySee, viewLine, viewMap, viewWords } from './views.ts';

type Routes = typeof mapsRoutes;

/** The client's maps that whoever asks may see, the latest first: one Query, the register, and the tenant's names. */
export const readMaps: UseCase<Routes['readMaps']> = async ({ scope, case: access }) => {
  const [rows, register, tenant] = await Promise.all([
    readMapRows(scope, access.clientId),
    readRegister(scope),
    readWorkersTenant(scope),
  ]);
  const seen = rows.filter((row) => maySee(access, row));
  const maps = seen.map(async (row) => {
    const [opened, instrument] = await Promise.all([
      open(scope, access.clientId, row),
      instrumentOf(scope, { id: row.instrumentId, version: row.instrumentVersion }),
    ]);
    return viewLine(opened, instrument, tenant);
  });
  return succeed({
    body: {
      maps: await Promise.all(maps),
      withheld: rows.length - seen.length,
      instruments: inUse(register).map(({ id, version, name }) => ({ id, version, name })),
      mayRecord: mayRecord(access, access.organisation),
    },
  });
};

/** What the latest finished map that whoever asks may see says in own words: one Query, and one map is opened. */
export async function latestWords(scope: TenantScope, access: CaseAccess) {
  const rows = await readMapRows(scope, access.clientId);
  const latest = rows.find((row) => row.state === 'DONE' && maySee(access, row));
  if (!latest) return undefined;
  const [opened, instrument] = await Promise.all([
    open(scope, access.clientId, latest),
    instrumentOf(scope, { id: latest.instrumentId, version: latest.instrumentVersion }),
  ]);
  return viewWords(opened, instrument);
}

/** One map: one read and the tenant's names. A map that may not be seen is not there. */
export const readMap: UseCase<Routes['readMap']> = async ({ scope, request, case: access }) => {
  const view = await showMap(scope, access, request.parameters.mapId);
  return view ? succeed({ body: view }) : fail(problem('not-found'));
};

/** One map for paper. */
export const copyMap: UseCase<Routes['copyMap']> = async ({ scope, request, case: access }) => {
  const view = await showMap(scope, access, request.parameters.mapId);
  if (!view) return fail(problem('not-found'));
  return mayCopy(access, view) ? succeed({ body: view }) : fail(problem('access-refused'));
};

/** Two finished maps that asked the same; `state-conflict` when one is a draft or asked something else. */
export const compareMaps: UseCase<Routes['compareMaps']> = async ({ scope, request, case: access }) => {
  const [before, after] = await Promise.all([
    showMap(scope, access, request.query.before),
    showMap(scope, access, request.query.after),
  ]);
  if (!before || !after) return fail(problem('not-found'));
  const fits = areCompared(before, after);
  return fits.ok ? succeed({ body: { before, after } }) : fits;
};

function areCompared(before: MapView, after: MapView): Result<void, Problem> {
  const done = before.state === 'DONE' && after.state === 'DONE';
  return done && comparable(before.instrument, after.instrument)
    ? succeed(undefined)
    : fail(problem('state-conflict'));
}

async function showMap(scope: TenantScope, access: CaseAccess, map: MapId): Promise<MapView | undefined> {
  const [opened, tenant] = await Promise.all([
    readMapRow(scope, access.clientId, map),
    readWorkersTenant(scope),
  ]);
  if (!opened || !maySee(access, opened.row)) return undefined;
  const { instrumentId: id, instrumentVersion: version } = opened.row;
  const instrument = await instrumentOf(scope, { id, version });
  return viewMap(access.clientId, opened, instrument, tenant, access);
}

/** Everything that the maps of a client say, in plain words, the latest first: for the person's own page and copy. */
export async function mapsOf(scope: TenantScope, client: ClientId) {
  const rows = await readMapRows(scope, client);
  return Promise.all(
    rows.map(async (row) => {
      const { id, state, way, startedAt, finishedAt, owner, instrumentId, instrumentVersion } = row;
      const [{ filled }, { name, areas }] = await Promise.all([
        open(scope, client, row),
        instrumentOf(scope, { id: instrumentId, version: instrumentVersion }),
      ]);
      return {
        ...{ id, state, way, startedAt, finishedAt, owner, first: filled.first },
        instrument: { id: instrumentId, version: instrumentVersion, name },
        areas: areas.flatMap(({ key, name: area }) => {
          const answer = filled.answers[key];
          return answer ? [{ key, name: area, ...answer }] : [];
        }),
      };
    }),
  );
}
