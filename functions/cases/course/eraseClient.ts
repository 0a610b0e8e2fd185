import type { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { Temporal } from '@ohjaamo/shared/kernel/time.ts';
import type { UseCase } from '../../kernel/http/context.ts';
import type { Table } from '../../kernel/table.ts';
import { readPlace } from '../place.ts';
import { readClientFile } from '../repository.ts';
import {
  BACKUP_DAYS,
  beginErasure,
  forgetErasure,
  markOf,
  noteErasure,
  type PersonGone,
  purge,
  readErasure,
  STREAM_DAYS,
} from './erasure.ts';

type EraseClient = UseCase<typeof casesRoutes.eraseClient>;

/**
 * Erases a client on an administrator's decision (GDPR 17), when somebody else has asked for it. The ledger that a restore is held
 * to has its line first; whoever is erased stays in the figures of the quarter, as numbers; from the next write on nobody finds or opens the case. What was written by requests under way goes with
 * the next night. Asked again it goes on where it was. A legal hold and a restriction of processing stand
 * against it.
 */
export const eraseClient =
  (platform: Table, personGone: PersonGone): EraseClient =>
  async ({ scope, request, actor, audit, clock }) => {
    const { clientId } = request.parameters;
    const [{ today }, file, standing] = await Promise.all([
      readPlace(scope, clock),
      readClientFile(scope, clientId),
      readErasure(scope, clientId),
    ]);
    if (!file && !standing) return fail(problem('not-found'));
    // What was taken into another record is erased with that one.
    if (file?.client.held || file?.client.restriction || file?.client.mergedInto) {
      return fail(problem('state-conflict'));
    }
    if (file) {
      const { erasureAsked } = file.client;
      if (!erasureAsked || erasureAsked.by === actor.staffId) return fail(problem('state-conflict'));
      const beginning = { ground: request.body.ground, on: today, at: new Date(clock.now()).toISOString() };
      const mark = markOf(file.client, beginning);
      const gone = await personGone(scope, clientId);
      await noteErasure(scope, platform, mark, true);
      const done = await beginErasure(scope, file.client, beginning, [...audit.writes([clientId]), ...gone]);
      if (!done.ok) {
        await forgetErasure(scope, platform, mark);
        return fail(problem('state-conflict'));
      }
    }
    const rows = await purge(scope, [clientId, ...(file?.client.mergedFrom ?? standing?.mergedFrom ?? [])]);
    const after = (days: number) => Temporal.PlainDate.from(today).add({ days }).toString();
    return succeed({
      body: { erasedOn: today, streamsUntil: after(STREAM_DAYS), backupsUntil: after(BACKUP_DAYS), rows },
    });
  };
