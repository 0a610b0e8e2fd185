import { forgetBooker } from '@ohjaamo/functions/booking/forgetBooker.ts';
import { commit, forgetVisitor, readRecord } from '@ohjaamo/functions/booking/repository.ts';
import { describe, expect, it } from 'vitest';
import { aBooking } from '../support/bookingRecord.ts';
import { workTown } from '../support/workTown.ts';

async function booked() {
  const town = await workTown();
  const scope = town.house.scope(town.tenantId, 'street');
  const eraser = town.house.scope(town.tenantId, 'eraser');
  const record = aBooking(town.main.id, {
    nickname: 'Sini',
    email: 'sini@somewhere.example',
    visitor: 'hash',
  });
  expect((await commit(scope, record, 0, [])).ok).toBe(true);
  const read = async () => {
    const found = await readRecord(scope, record.id);
    if (!found) throw new Error('The booking stands');
    return found;
  };
  const change = (before: Awaited<ReturnType<typeof read>>) =>
    commit(scope, { ...before, version: before.version + 1, language: 'sv' }, before.version, []);
  return { scope, eraser, id: record.id, read, change };
}

describe('A name that is taken out of a booking', () => {
  it('is not brought back by a change that had read it before', async () => {
    const { eraser, id, read, change } = await booked();
    const before = await read();
    expect(await forgetBooker(eraser, id)).toBe(true);
    expect(await change(before)).toMatchObject({ ok: false, error: 'record-changed' });
    const after = await read();
    expect(after).toMatchObject({ version: 1, language: 'fi' });
    expect([after.nickname, after.email, after.visitor]).toEqual([undefined, undefined, undefined]);
  });

  it('leaves the booking to be changed by whoever reads it then, and to be forgotten once more', async () => {
    const { eraser, id, read, change, scope } = await booked();
    await forgetBooker(eraser, id);
    expect((await change(await read())).ok).toBe(true);
    expect(await forgetBooker(eraser, id)).toBe(false);
    const named = { ...(await read()), nickname: 'Sini', version: 3 };
    expect((await commit(scope, named, 2, [])).ok).toBe(true);
    const before = await read();
    expect(await forgetBooker(eraser, id)).toBe(true);
    expect((await change(before)).ok).toBe(false);
    expect(await read()).toMatchObject({ version: 3, language: 'sv' });
  });

  it('is not brought back with the hash of a visitor either', async () => {
    const { scope, id, read, change } = await booked();
    const before = await read();
    await forgetVisitor(scope, id);
    expect((await change(before)).ok).toBe(false);
    expect((await read()).visitor).toBeUndefined();
  });
});
