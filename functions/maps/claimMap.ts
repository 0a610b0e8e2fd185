import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { mapsRoutes } from '@ohjaamo/shared/maps/contract.ts';
import type { MapView } from '@ohjaamo/shared/maps/views.ts';
import { clientStands } from '../kernel/clientStands.ts';
import type { ContextOf, UseCase } from '../kernel/http/context.ts';
import { attemptAtCode } from '../kernel/visitorActs.ts';
import { readWorkersTenant } from '../tenants/index.ts';
import { instrumentOf } from './instrumentRepository.ts';
import { fingerprintOf, forgetWrite, type KeptMap, readKept } from './keptMaps.ts';
import { type MapRow, type OpenedMap, putNewMap, readMapRow, sealedRow } from './repository.ts';
import { storyOf } from './saveMap.ts';
import { mayRecord, viewMap } from './views.ts';

type ClaimMap = typeof mapsRoutes.claimMap;

/**
 * Moves a map that the young person kept under a code into the case, as it is: in one transaction it stands here and no longer there.
 * Wrong codes of a worker count as those of a visitor do. Asked again with the same id and code, it answers with the map.
 */
export const claimMap: UseCase<ClaimMap> = async (context) => {
  const { scope, request, case: access, actor, audit, clock } = context;
  if (!mayRecord(access, access.organisation)) return fail(problem('access-refused'));
  const now = clock.now();
  const attempt = await attemptAtCode(scope, actor.staffId, 'MAP_CODES', now);
  if (!attempt.ok) return attempt;
  const fingerprint = await fingerprintOf(scope, request.body.code);
  if (fingerprint === undefined) return fail(problem('link-not-found'));
  const kept = await readKept(scope, fingerprint, now);
  const row = kept && (await rowOf(context, kept, fingerprint));
  const done =
    row &&
    (await putNewMap(scope, access.clientId, row, [
      forgetWrite(scope, fingerprint),
      clientStands(scope, access.clientId),
      storyOf(scope, access.clientId, row, { at: row.finishedAt ?? row.startedAt, by: actor.staffId }),
      ...audit.writes([access.clientId]),
    ]));
  if (row && done?.ok) return succeed({ body: await view(context, { row, filled: kept.filled }) });
  // Claimed a moment ago by the same request, or another map has the id, or the code opens nothing.
  const standing = await readMapRow(scope, access.clientId, request.body.mapId);
  if (standing?.row.keptUnder === fingerprint) {
    await audit.append([access.clientId], 'DONE');
    return succeed({ body: await view(context, standing) });
  }
  if (standing) return fail(problem('id-already-used'));
  if (!kept) await attempt.value.wrong();
  return fail(problem('link-not-found'));
};

function rowOf(
  { scope, request, case: access, actor, clock }: ContextOf<ClaimMap>,
  { instrumentId, instrumentVersion, keptAt, filled }: KeptMap,
  keptUnder: string,
): Promise<MapRow> {
  return sealedRow(
    scope,
    access.clientId,
    {
      id: request.body.mapId,
      ...{ instrumentId, instrumentVersion, keptUnder, state: 'DONE', way: 'ALONE', version: 1 },
      // When it was filled in, not when it was brought: the maps of a person lie on one line of time.
      startedAt: new Date(keptAt).toISOString(),
      finishedAt: new Date(Math.min(keptAt, clock.now())).toISOString(),
      startedBy: actor.staffId,
      owner: access.organisation,
    },
    filled,
  );
}

async function view({ scope, case: access }: ContextOf<ClaimMap>, opened: OpenedMap): Promise<MapView> {
  const { instrumentId: id, instrumentVersion: version } = opened.row;
  const [instrument, tenant] = await Promise.all([
    instrumentOf(scope, { id, version }),
    readWorkersTenant(scope),
  ]);
  return viewMap(access.clientId, opened, instrument, tenant, access);
}
