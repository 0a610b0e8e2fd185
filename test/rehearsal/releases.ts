import { forgetBooker } from '@ohjaamo/functions/booking/forgetBooker.ts';
import { bookingRecord } from '@ohjaamo/functions/booking/record.ts';
import { commit } from '@ohjaamo/functions/booking/repository.ts';
import type { TenantScope } from '@ohjaamo/functions/kernel/tenancy/scope.ts';
import type { BookingId } from '@ohjaamo/shared/kernel/ids.ts';
import * as z from 'zod';

/**
 * The releases of a rehearsed change: the name that a booking was made with moves from `nickname` to `holder.name`.
 * 0 is the service as it is; 1 writes both and goes by the old form; 2 writes both and goes by the new one; 3 knows the new one alone.
 */
export type Release = 0 | 1 | 2 | 3;

const holder = z.object({ name: z.string() }).optional();
const schemas = {
  0: bookingRecord,
  1: bookingRecord.extend({ holder }),
  2: bookingRecord.extend({ holder }),
  3: bookingRecord.omit({ nickname: true }).extend({ holder }),
};
/** How often somebody tries again whose row was changed by another meanwhile. */
const TRIES = 20;

/** The municipality as the street sees it, and as the one sees it who may erase. */
export interface Roles {
  readonly scope: TenantScope;
  readonly eraser: TenantScope;
}

type Row = z.infer<typeof bookingRecord> & { readonly holder?: z.infer<typeof holder> };

/** What one release does with bookings: through the service's own table, and in release 0 by its own code. */
export function releaseOf(release: Release, { scope, eraser }: Roles) {
  const read = async (id: BookingId): Promise<Row> => {
    const row = await scope.work.get(scope.keys.booking(id), schemas[release]);
    if (!row) throw new Error('There is no such booking');
    return row;
  };
  const nameIn = (row: Row) => (release < 2 ? row.nickname : row.holder?.name);
  /** The whole row, without whatever this release does not know. */
  const formed = ({ nickname: _old, holder: _new, ...row }: Row, name: string | undefined): Row => ({
    ...row,
    ...(name !== undefined && release < 3 && { nickname: name }),
    ...(name !== undefined && release > 0 && { holder: { name } }),
  });
  const change = async (id: BookingId, next: (row: Row) => Row): Promise<void> => {
    for (let tried = 1; tried <= TRIES; tried++) {
      const row = await read(id);
      const written = { ...next(row), version: row.version + 1 };
      if ((await commit(scope, written, row.version, [])).ok) return;
    }
    throw new Error('Others were always quicker');
  };
  return {
    name: async (id: BookingId) => nameIn(await read(id)),
    rename: (id: BookingId, name: string) => change(id, (row) => formed(row, name)),
    /** A change that has nothing to do with the name. */
    joinWith: (id: BookingId, language: Row['language']) =>
      change(id, (row) => ({ ...formed(row, nameIn(row)), language })),
    async forget(id: BookingId): Promise<void> {
      if (release === 0) await forgetBooker(eraser, id);
      else await eraser.work.update({ Key: { ...scope.keys.booking(id) }, UpdateExpression: FORGET });
    },
  };
}

const FORGET = 'REMOVE nickname, holder';

/**
 * The migration between 1 and 2: gives a row the new form of what the old form says at the moment of the write, or takes away one that
 * the old form no longer bears out. Harmless when it is repeated.
 */
export async function fill(scope: TenantScope, id: BookingId): Promise<void> {
  for (let tried = 1; tried <= TRIES; tried++) {
    const row = await scope.work.get(scope.keys.booking(id), bookingRecord);
    if (!row) return;
    const { nickname } = row;
    const filled = await scope.work.update({
      Key: { ...scope.keys.booking(id) },
      ...(nickname === undefined
        ? {
            UpdateExpression: 'REMOVE holder',
            ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(nickname)',
          }
        : {
            UpdateExpression: 'SET holder = :holder',
            ConditionExpression: 'nickname = :nickname',
            ExpressionAttributeValues: { ':nickname': nickname, ':holder': { name: nickname } },
          }),
    });
    if (filled.ok) return;
  }
  throw new Error('Others were always quicker');
}

/** The last step, when 3 has been alone for as long as anybody may want to go back to 2: the old form goes. */
export async function clear(scope: TenantScope, id: BookingId): Promise<void> {
  await scope.work.update({
    Key: { ...scope.keys.booking(id) },
    UpdateExpression: 'REMOVE nickname',
    ConditionExpression: 'attribute_exists(pk)',
  });
}
