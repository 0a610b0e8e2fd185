import { describe, expect, it } from 'vitest';
import { bookingTown, FIRST_TIME, freshId, starts } from './town.ts';

const SECOND_TIME = '2027-02-01T10:00+02:00';

describe('Whoever comes back to the free times', () => {
  it('sees the time that is kept for them, and others do not', async () => {
    const town = await bookingTown();
    const [own, another] = [freshId(), freshId()];
    await town.hold({ bookingId: own });
    expect(starts(await town.search({ booking: own }))).toContain(FIRST_TIME);
    expect(starts(await town.search({ booking: another }))).not.toContain(FIRST_TIME);
    expect(starts(await town.search())).not.toContain(FIRST_TIME);
  });

  it('no longer sees it once it is booked, though they know its id', async () => {
    const town = await bookingTown();
    const own = freshId();
    await town.hold({ bookingId: own });
    await town.book({ bookingId: own });
    expect(starts(await town.search({ booking: own }))).not.toContain(FIRST_TIME);
  });
});

describe('Whoever comes back to the form', () => {
  it('is told until when the time is kept, and that it is gone when it is', async () => {
    const town = await bookingTown();
    const own = freshId();
    await town.hold({ bookingId: own });
    expect((await town.readHold(own)).body).toEqual({
      state: 'KEPT',
      expiresAt: '2027-02-01T06:10+02:00',
    });
    town.clock.set('2027-02-01T06:10+02:00');
    expect((await town.readHold(own)).body).toEqual({ state: 'GONE' });
  });

  it('is told that it is gone when another time is kept instead, or none ever was', async () => {
    const town = await bookingTown();
    const own = freshId();
    await town.hold({ bookingId: own });
    await town.hold({ bookingId: own, start: SECOND_TIME });
    expect((await town.readHold(own)).body.state).toBe('GONE');
    expect((await town.readHold(own, SECOND_TIME)).body.state).toBe('KEPT');
    expect((await town.readHold(freshId())).body.state).toBe('GONE');
  });

  it('is told that it is booked, and nothing more of the booking', async () => {
    const town = await bookingTown();
    const own = freshId();
    await town.hold({ bookingId: own });
    await town.book({ bookingId: own });
    expect((await town.readHold(own)).body).toEqual({ state: 'BOOKED' });
  });
});
