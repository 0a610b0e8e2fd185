import { readRecord } from '@ohjaamo/functions/booking/repository.ts';
import { bookingId } from '@ohjaamo/shared/kernel/ids.ts';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { closed, plan, rule, weekdayHours, worker } from '../support/schedule.ts';
import { bookingTown, type BookingTown, FIRST_TIME, request, starts } from './town.ts';

const LATER = '2027-02-08T10:00+02:00';

async function recordOf(town: BookingTown, link: string) {
  return readRecord(town.house.scope(town.tenantId, 'street'), bookingId.parse(link.split('.')[1]));
}

describe('The holder of the link changes the time', () => {
  it('gives the old time back and takes the new one in one step', async () => {
    const town = await bookingTown();
    const { link } = (await town.book()).body;
    const changed = await town.change(link, { start: LATER, version: 1 });
    expect(changed.body).toMatchObject({ start: LATER, version: 2, state: 'BOOKED' });
    const free = starts(await town.search());
    expect(free).toContain(FIRST_TIME);
    expect(free).not.toContain(LATER);
  });

  it('moves inside one week, also to a time that only the own booking was in the way of', async () => {
    const town = await bookingTown({
      plan: plan({
        rules: [rule(worker(1), { weekday: 'MON', start: '09:00', end: '10:00' })],
        hours: weekdayHours('APPOINTMENT', '09:00', '16:00'),
      }),
    });
    const { link } = (await town.book()).body;
    const stay = await town.change(link, { start: FIRST_TIME, version: 1 });
    expect(stay.body).toMatchObject({ start: FIRST_TIME, version: 1 });
  });

  it('changes once however often it is asked, and tells an outdated page so', async () => {
    const town = await bookingTown();
    const { link } = (await town.book()).body;
    const body = { start: LATER, version: 1 };
    expect((await town.change(link, body)).body.version).toBe(2);
    expect((await town.change(link, body)).body.version).toBe(2);
    const outdated = await town.change(link, { start: '2027-02-15T09:00+02:00', version: 1 });
    expect([outdated.status, outdated.problem.type]).toEqual([409, '/problems/stale-version']);
  });

  it('keeps the booking as it was when the new time is taken, not offered or does not exist', async () => {
    const town = await bookingTown();
    const { link } = (await town.book()).body;
    await town.book({ start: LATER });
    const before = await recordOf(town, link);
    const taken = await town.change(link, { start: LATER, version: 1 });
    expect([taken.status, taken.problem.type]).toEqual([409, '/problems/time-taken']);
    expect(taken.problem.nearest?.length).toBe(6);
    expect((await town.change(link, { start: '2027-02-09T10:00+02:00', version: 1 })).status).toBe(422);
    const skipped = await town.change(link, { start: '2027-03-28T03:30+02:00', version: 1 });
    expect(skipped.problem.type).toBe('/problems/time-does-not-exist');
    expect(await recordOf(town, link)).toEqual(before);
    expect(starts(await town.search())).not.toContain(FIRST_TIME);
  });

  it('stays with the worker when that worker is free, else goes to whoever is', async () => {
    const town = await bookingTown({ workers: 2 });
    const { link } = (await town.book({ staff: worker(2) })).body;
    await town.book({ staff: worker(2), start: '2027-02-15T10:00+02:00' });
    expect((await town.change(link, { start: LATER, version: 1 })).body.staff.id).toBe(worker(2));
    const moved = await town.change(link, { start: '2027-02-15T10:00+02:00', version: 2 });
    expect(moved.body.staff.id).toBe(worker(1));
    const free = await town.search({ staff: worker(2) });
    expect(starts(free)).toContain(LATER);
  });

  it('cannot change what has begun', async () => {
    const town = await bookingTown();
    const { link } = (await town.book()).body;
    town.clock.set(FIRST_TIME);
    const refused = await town.change(link, { start: LATER, version: 1 });
    expect([refused.status, refused.problem.type]).toEqual([409, '/problems/state-conflict']);
  });
});

describe('The holder of the link cancels and takes it back', () => {
  it('frees the time, in time at exactly 24 hours and late a second after', async () => {
    for (const [now, state] of [
      ['2027-02-07T10:00:00+02:00', 'CANCELLED_IN_TIME'],
      ['2027-02-07T10:00:01+02:00', 'CANCELLED_LATE'],
    ] as const) {
      const town = await bookingTown();
      const { link } = (await town.book({ start: LATER })).body;
      town.clock.set(now);
      const cancelled = await town.cancel(link);
      expect(cancelled.body).toMatchObject({ state, version: 2, mayRestore: true, mayCancel: false });
      expect((await town.cancel(link)).body).toEqual(cancelled.body);
      expect(starts(await town.search())).toContain(LATER);
    }
  });

  it('restores until the start while the time is free', async () => {
    const town = await bookingTown();
    const { link } = (await town.book()).body;
    await town.cancel(link);
    // Notice does not count: the time had been this person's.
    town.clock.set('2027-02-01T08:59+02:00');
    const restored = await town.restore(link);
    expect(restored.body).toMatchObject({ state: 'BOOKED', version: 3, start: FIRST_TIME });
    expect((await town.restore(link)).body.version).toBe(3);
    expect(starts(await town.search())).not.toContain(FIRST_TIME);
    await town.cancel(link);
    town.clock.set(FIRST_TIME);
    expect((await town.restore(link)).problem.type).toBe('/problems/state-conflict');
    expect((await town.cancel(link)).body.state).toBe('CANCELLED_LATE');
  });

  it('does not restore a time that somebody else has taken meanwhile', async () => {
    const town = await bookingTown();
    const { link } = (await town.book()).body;
    await town.cancel(link);
    await town.book();
    const refused = await town.restore(link);
    expect([refused.status, refused.problem.type]).toEqual([409, '/problems/time-taken']);
    expect(refused.problem.nearest?.[0]?.start).toBe('2027-02-01T10:00+02:00');
    expect((await recordOf(town, link))?.state).toBe('CANCELLED_LATE');
  });

  it('cannot cancel what has begun', async () => {
    const town = await bookingTown();
    const { link } = (await town.book()).body;
    town.clock.set(FIRST_TIME);
    expect((await town.cancel(link)).problem.type).toBe('/problems/state-conflict');
  });

  it('does not restore into a day that the site has closed since', async () => {
    const open = plan({
      hours: weekdayHours('APPOINTMENT', '09:00', '16:00'),
      rules: [rule(worker(1), { weekday: 'MON', start: '09:00', end: '12:00' })],
    });
    const town = await bookingTown({ plan: open });
    const { link } = (await town.book()).body;
    await town.cancel(link);
    const { planWrites } = await import('@ohjaamo/functions/schedule/index.ts');
    const scope = town.house.scope(town.tenantId, 'provisioning');
    await scope.work.transact(
      planWrites(scope, town.site.id, { ...open, exceptions: [closed('2027-02-01')] }),
    );
    expect((await town.restore(link)).problem.type).toBe('/problems/state-conflict');
  });
});

describe('The secret link', () => {
  it('opens nothing when it is forged, in whatever part', async () => {
    const town = await bookingTown();
    const other = await bookingTown();
    const { link } = (await town.book()).body;
    const [tenantId = '', id = '', secret = ''] = link.split('.');
    const before = await recordOf(town, link);
    for (const forged of [
      `${tenantId}.${id}.${String(request()['secret'])}`,
      `${tenantId}.${String(request()['bookingId'])}.${secret}`,
      `${other.tenantId}.${id}.${secret}`,
      `${'0'.repeat(10)}.${id}.${secret}`,
      `${tenantId}.${id}.${secret.slice(1)}`,
      'nonsense',
    ]) {
      for (const answer of [
        await town.read(forged),
        await town.calendar(forged),
        await town.change(forged, { start: LATER, version: 1 }),
        await town.cancel(forged),
        await town.restore(forged),
      ]) {
        expect([answer.status, answer.problem.type]).toEqual([404, '/problems/link-not-found']);
      }
    }
    expect(await recordOf(town, link)).toEqual(before);
  });

  it('expires thirty days after the end, for whoever has it', async () => {
    const town = await bookingTown();
    const { link } = (await town.book()).body;
    const before = await recordOf(town, link);
    town.clock.set('2027-03-03T09:44:59+02:00');
    expect((await town.read(link)).status).toBe(200);
    town.clock.set('2027-03-03T09:45:00+02:00');
    for (const answer of [await town.read(link), await town.calendar(link), await town.cancel(link)]) {
      expect([answer.status, answer.problem.type]).toEqual([410, '/problems/link-expired']);
    }
    expect((await town.read(link.replace(/.{22}$/u, String(request()['secret'])))).status).toBe(404);
    expect(await recordOf(town, link)).toEqual(before);
  });

  it('keeps nothing of the secret but its hash', async () => {
    const town = await bookingTown();
    const { link } = (await town.book()).body;
    expect(JSON.stringify(await recordOf(town, link))).not.toContain(link.split('.')[2]);
  });
});

describe('The calendar file', () => {
  function eventOf(text: string) {
    const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
    return { calendar, event: new ICAL.Event(calendar.getFirstSubcomponent('vevent')!) };
  }

  it('holds time and place and says nothing of service, topic or person', async () => {
    const town = await bookingTown();
    const { link } = (await town.book({ nickname: 'Kettu', language: 'sv' })).body;
    const answer = await town.calendar(link);
    expect(answer.headers['content-type']).toBe('text/calendar; charset=utf-8');
    const { calendar, event } = eventOf(answer.text);
    expect(calendar.getFirstPropertyValue('method')).toBe('PUBLISH');
    expect(event.summary).toBe('Navigatorn: bokad tid');
    expect(event.location).toBe(town.site.address);
    expect(event.startDate.toString()).toBe('2027-02-01T07:00:00Z');
    expect(event.endDate.toString()).toBe('2027-02-01T07:45:00Z');
    expect(event.component.getFirstPropertyValue('status')).toBe('CONFIRMED');
    for (const hidden of ['Kettu', 'INDIV', 'Test worker', link]) expect(answer.text).not.toContain(hidden);
  });

  it('keeps its UID and grows its SEQUENCE over change and cancellation', async () => {
    const town = await bookingTown();
    const { link } = (await town.book()).body;
    const first = eventOf((await town.calendar(link)).text).event;
    await town.change(link, { start: LATER, version: 1 });
    const moved = eventOf((await town.calendar(link)).text).event;
    await town.cancel(link);
    const cancelled = eventOf((await town.calendar(link)).text).event;
    expect([first.uid, moved.uid, cancelled.uid]).toEqual([first.uid, first.uid, first.uid]);
    expect([first.sequence, moved.sequence, cancelled.sequence]).toEqual([1, 2, 3]);
    expect(cancelled.component.getFirstPropertyValue('status')).toBe('CANCELLED');
  });
});
