import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { mapsRoutes } from '@ohjaamo/shared/maps/contract.ts';
import { clientStands } from '../kernel/clientStands.ts';
import type { ContextOf, UseCase } from '../kernel/http/context.ts';
import { readWorkersTenant } from '../tenants/index.ts';
import { inUse, isVersion, readInstrument, readRegister } from './instrumentRepository.ts';
import { type MapRow, open, putNewMap, sealedRow } from './repository.ts';
import { mayRecord, viewMap } from './views.ts';

type StartMap = typeof mapsRoutes.startMap;

/** Starts a map as a draft with one of the instruments in use. Asked again with the same id, it answers with what stands. */
export const startMap: UseCase<StartMap> = async (context) => {
  const { scope, request, case: access, audit } = context;
  if (!mayRecord(access, access.organisation)) return fail(problem('access-refused'));
  const { instrumentId: id, instrumentVersion: version } = request.body;
  const [register, instrument, tenant] = await Promise.all([
    readRegister(scope),
    readInstrument(scope, { id, version }),
    readWorkersTenant(scope),
  ]);
  if (!instrument || !inUse(register).some((each) => isVersion(each, instrument))) {
    const errors = [{ pointer: '/body/instrumentId', code: 'not_in_use' }];
    return fail(problem('invalid-request', { errors }));
  }
  const row = await freshRow(context);
  const done = await putNewMap(scope, access.clientId, row, [
    clientStands(scope, access.clientId),
    ...audit.writes([access.clientId]),
  ]);
  const view = async (shown: MapRow) =>
    viewMap(access.clientId, await open(scope, access.clientId, shown), instrument, tenant, access);
  if (done.ok) return succeed({ body: await view(row) });
  if (done.error === 'refused') return fail(problem('not-found'));
  const { standing } = done.error;
  if (!isSame(standing, row)) return fail(problem('id-already-used'));
  await audit.append([access.clientId], 'DONE');
  return succeed({ body: await view(standing) });
};

/** Whether the standing map was started by the same request; what was said since is not part of it. */
function isSame(standing: MapRow, asked: MapRow): boolean {
  return (['instrumentId', 'instrumentVersion', 'startedBy', 'way'] as const).every(
    (field) => standing[field] === asked[field],
  );
}

function freshRow({ scope, request, actor, clock, case: access }: ContextOf<StartMap>): Promise<MapRow> {
  const { mapId: id, instrumentId, instrumentVersion } = request.body;
  return sealedRow(
    scope,
    access.clientId,
    {
      ...{ id, instrumentId, instrumentVersion, state: 'DRAFT', way: 'TOGETHER', version: 1 },
      startedAt: new Date(clock.now()).toISOString(),
      startedBy: actor.staffId,
      owner: access.organisation,
    },
    { answers: {} },
  );
}
