import { reconcileOrphans } from '@ohjaamo/functions/booking/index.ts';
import { bookingRoutes } from '@ohjaamo/shared/booking/contract.ts';
import { noticeOf } from '@ohjaamo/shared/booking/notices.ts';
import { describe, expect, it } from 'vitest';
import { registerOf } from '../support/registerOf.ts';
import { service, worker } from '../support/schedule.ts';
import { deskTown, type DeskTown } from './deskTown.ts';
import { FIRST_TIME, starts } from './town.ts';

const { decideBooking, listAttention } = bookingRoutes;

/** A town where the street books on approval, without notice. */
const town = () =>
  deskTown({ services: [service('INDIV', { staff: [worker(1)], needsApproval: true, noticeHours: 0 })] });

/** The hourly look at this town. */
const look = ({ house, clock, tenantId }: DeskTown): Promise<void> =>
  reconcileOrphans({
    openScope: house.openScope,
    clock,
    platform: registerOf(house.platform, tenantId),
  });

describe('A booking on which nobody has decided', () => {
  it('waits until the last hour, and is declined then: the time is free and the holder is told', async () => {
    const there = await town();
    const { link } = await there.bookAndFollow({ email: 'young@example.org' });
    there.clock.set('2027-02-01T07:59+02:00');
    await look(there);
    const waiting = (await there.read(link)).body;
    expect(waiting.state).toBe('PENDING');
    there.clock.set('2027-02-01T08:00+02:00');
    await look(there);
    await look(there);
    const declined = (await there.read(link)).body;
    expect(declined).toMatchObject({ state: 'DECLINED', version: 2, mayRestore: false });
    const told = (state: typeof declined.state) => ({ state, start: 0, staffId: worker(1) });
    expect(noticeOf(told(waiting.state), told(declined.state))).toBe('DECLINED');
    expect(starts(await there.search())).toContain(FIRST_TIME);
    expect((await there.as(listAttention)).body.bookings).toEqual([]);
  });

  it('is declined after its start too, when no look came between', async () => {
    const there = await town();
    const { link } = await there.bookAndFollow();
    there.clock.set('2027-02-02T00:20+02:00');
    await look(there);
    expect((await there.read(link)).body.state).toBe('DECLINED');
  });

  it('is left alone once somebody has decided', async () => {
    const there = await town();
    const { id, link } = await there.bookAndFollow();
    await there.as(decideBooking, { parameters: { bookingId: id }, body: { approved: true, version: 1 } });
    there.clock.set('2027-02-01T08:30+02:00');
    await look(there);
    expect((await there.read(link)).body.state).toBe('BOOKED');
  });
});
