import type { OpeningId, StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import { type openingActs, type OpeningState } from '@ohjaamo/shared/regional/opening.ts';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { type OpeningRow, openingRow, type SisterRow, sisterRow, type UseRow, useRow } from './rows.ts';

/** Reads one opening consistently, at the giver's. */
export function readOpening(giver: TenantScope, id: OpeningId): Promise<OpeningRow | undefined> {
  return giver.work.get(giver.keys.opening(id), openingRow);
}

/** All that a municipality has opened: one Query. */
export async function readOpenings(giver: TenantScope): Promise<OpeningRow[]> {
  const { items } = await giver.work.query(giver.keys.opening('').pk, openingRow, { consistent: true });
  return items;
}

/** The write of an opening over the version it was read at; version 0 = it must not exist. */
export function openingWrite(giver: TenantScope, row: OpeningRow, before: number): Write {
  return giver.work.putOverWrite({ ...giver.keys.opening(row.id), ...row }, before);
}

/** The check that an opening stands as it was read, for the transaction of a booking. */
export function openingCheck(giver: TenantScope, { id, version }: OpeningRow): Write {
  return {
    ConditionCheck: {
      TableName: giver.work.name,
      Key: giver.keys.opening(id),
      ConditionExpression: 'version = :version',
      ExpressionAttributeValues: { ':version': version },
    },
  };
}

/** The opening after an act, in the history of the municipality that holds it. */
export function afterActOf(
  row: OpeningRow,
  state: OpeningState,
  did: { readonly act: (typeof openingActs)[number]; readonly at: string; readonly by?: StaffId },
): OpeningRow {
  const { act, at, by } = did;
  return {
    ...row,
    state,
    version: row.version + 1,
    history: [...row.history, { act, at, ...(by && { by }) }],
  };
}

/** What was booked in one calendar week; a week in which nothing was has version 0. */
export async function readUse(giver: TenantScope, id: OpeningId, week: string): Promise<UseRow> {
  const row = await giver.work.get(giver.keys.openingUse(id, week), useRow);
  return row ?? { kind: 'OPENINGUSE', sk: week, version: 0, bookings: [], made: 0 };
}

/**
 * What was booked, week by week, from one week on or since the beginning: one Query, a row a week. Consistently where a booking of
 * this moment must not be missed.
 */
export async function readUses(
  giver: TenantScope,
  id: OpeningId,
  from = '0000',
  consistent = false,
): Promise<UseRow[]> {
  const { pk } = giver.keys.openingUse(id, '');
  return (await giver.work.query(pk, useRow, { between: [from, '9999'], consistent })).items;
}

/** The write of a week over the version it was read at. */
export function useWrite(giver: TenantScope, id: OpeningId, { sk, version, ...rest }: UseRow): Write {
  const key = giver.keys.openingUse(id, sk);
  return giver.work.putOverWrite({ ...key, ...rest, version: version + 1 }, version);
}

/** Where the openings stand that others have offered: one Query. */
export async function readSisters(own: TenantScope): Promise<SisterRow[]> {
  return (await own.work.query(own.keys.sister('').pk, sisterRow)).items;
}

/** Those of them that were accepted and whose last day is not past, as far as can be told from here. */
export async function readOpenSisters(own: TenantScope, clock: Clock): Promise<SisterRow[]> {
  // The last day is one of the giver's zone, where it may still be yesterday.
  const yesterday = new Date(clock.now() - DAY_SECONDS * 1000).toISOString().slice(0, 10);
  return (await readSisters(own)).filter(({ open, until }) => open && until >= yesterday);
}

const DAY_SECONDS = 86_400;
/** Days for which it is still known where an opening stood: whoever repeats what ended it reaches it. */
const KEPT_DAYS = 30;

/** The item that says where an opening stands. It goes by itself: a month after the last day, or after the opening was over. */
export function sisterItem(of: TenantScope, sister: SisterRow, overAt = Infinity) {
  const last = Math.min(overAt, Date.parse(`${sister.until}T23:59:59Z`));
  const expiresAtSeconds = Math.ceil(last / 1000) + KEPT_DAYS * DAY_SECONDS;
  return { ...of.keys.sister(sister.id), ...sister, expiresAtSeconds };
}

/** Where one of them stands. */
export function readSister(own: TenantScope, id: OpeningId): Promise<SisterRow | undefined> {
  return own.work.get(own.keys.sister(id), sisterRow);
}
