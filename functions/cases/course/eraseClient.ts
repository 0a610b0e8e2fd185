import type { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { Temporal } from '@ohjaamo/shared/kernel/time.ts';
import type { UseCase } from '../../kernel/http/context.ts';
import { readPlace } from '../place.ts';
import { readClientFile } from '../repository.ts';
import { BACKUP_DAYS, beginErasure, purge, readErasure, STREAM_DAYS } from './erasure.ts';

/**
 * Erases a client on an administrator's decision (GDPR 17). From the first write on nobody finds or opens the case. What was
 * written by requests under way goes with the next night, which also writes the ledger that a restore is held to. Asked again it
 * goes on where it was. A legal hold stands against it.
 */
export const eraseClient: UseCase<typeof casesRoutes.eraseClient> = async ({
  scope,
  request,
  audit,
  clock,
}) => {
  const { clientId } = request.parameters;
  const [{ today }, file, standing] = await Promise.all([
    readPlace(scope, clock),
    readClientFile(scope, clientId),
    readErasure(scope, clientId),
  ]);
  if (!file && !standing) return fail(problem('not-found'));
  // What was taken into another record is erased with that one.
  if (file?.client.held || file?.client.mergedInto) return fail(problem('state-conflict'));
  if (file) {
    const begun = { ground: request.body.ground, on: today, at: new Date(clock.now()).toISOString() };
    const done = await beginErasure(scope, file.client, begun, audit.writes([clientId]));
    if (!done.ok) return fail(problem('state-conflict'));
  }
  const rows = await purge(scope, [clientId, ...(file?.client.mergedFrom ?? standing?.mergedFrom ?? [])]);
  const after = (days: number) => Temporal.PlainDate.from(today).add({ days }).toString();
  return succeed({
    body: { erasedOn: today, streamsUntil: after(STREAM_DAYS), backupsUntil: after(BACKUP_DAYS), rows },
  });
};
