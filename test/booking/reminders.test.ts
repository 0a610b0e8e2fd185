import { type BookingRecord, sendReminders } from '@ohjaamo/functions/booking/index.ts';
import { readMailedHashes } from '@ohjaamo/functions/booking/mailRepository.ts';
import { hashOf } from '@ohjaamo/functions/kernel/hash.ts';
import { MessageRefused } from '@ohjaamo/functions/kernel/handOver.ts';
import type { Message } from '@ohjaamo/functions/kernel/mail.ts';
import type { TextMessage } from '@ohjaamo/functions/kernel/sms.ts';
import { isReminderDue } from '@ohjaamo/shared/booking/reminders.ts';
import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aBooking, minuteOf } from '../support/bookingRecord.ts';
import { BookingFollower } from '../support/follow.ts';
import { seedTenant, testClock, testHouse } from '../support/house.ts';
import { registerOf } from '../support/registerOf.ts';
import { site, town } from '../support/schedule.ts';

const START = '2027-02-02T09:00+02:00';

/** A town whose bookings are written as they stand, with a post office and a carrier of text messages. */
async function townWithPost(now = '2027-02-01T09:00+02:00') {
  const clock = testClock(now);
  const house = testHouse(clock);
  const main = site('keskusta');
  const tenantId = await seedTenant(house, town({ sites: [main] }));
  const scope = house.scope(tenantId, 'follower');
  const follower = new BookingFollower(house, tenantId);
  const mails: Message[] = [];
  const texts: TextMessage[] = [];
  const post = { refuses: false, unreachable: '' };
  const take =
    <T extends { readonly to: string }>(into: T[]) =>
    (message: T): Promise<void> => {
      if (post.unreachable === message.to) return Promise.reject(new MessageRefused('ValidationException'));
      if (post.refuses) return Promise.reject(new Error('Closed'));
      into.push(message);
      return Promise.resolve();
    };
  const ports = {
    openScope: house.openScope,
    clock,
    ids: randomIds,
    platform: registerOf(house.platform, tenantId),
    origin: 'https://ohjaamo.example',
    sendMail: take(mails),
    sendText: take(texts),
  };
  return {
    clock,
    mails,
    texts,
    post,
    scope,
    run: () => sendReminders(ports),
    async stands(parts: Partial<BookingRecord> = {}): Promise<BookingRecord> {
      const booking = aBooking(main.id, { start: minuteOf(START), email: 'young@example.org', ...parts });
      await scope.work.put({ ...scope.keys.booking(booking.id), ...booking });
      await follower.follow(booking.id);
      return booking;
    },
  };
}

describe('When a reminder is due', () => {
  const start = minuteOf(START);
  const due = (minutesAhead: number, parts: Partial<BookingRecord> = {}) =>
    isReminderDue({ state: 'BOOKED', start, ...parts }, start - minutesAhead);

  it('is from a day before the start on, while more than two hours are left', () => {
    expect([1440.1, 1440, 1200, 121, 120.1].map((ahead) => due(ahead))).toEqual([
      false,
      true,
      true,
      true,
      true,
    ]);
    expect([120, 30, 0, -30].map((ahead) => due(ahead))).toEqual([false, false, false, false]);
  });

  it('is never for what was cancelled, waits for a decision or fell out of the hours', () => {
    for (const state of ['PENDING', 'DECLINED', 'CANCELLED_IN_TIME', 'CANCELLED_BY_SITE', 'KEPT'] as const) {
      expect(due(1000, { state })).toBe(false);
    }
    expect(due(1000, { orphanedAt: '2027-02-01T08:00:00Z' })).toBe(false);
  });
});

describe('A reminder', () => {
  it('tells time and place, and nothing of the matter, with a link that opens the booking', async () => {
    const town = await townWithPost();
    const { id } = await town.stands({ nickname: 'Kettu' });
    await town.run();
    expect(town.mails).toMatchObject([{ to: 'young@example.org', subject: 'Ohjaamo: aikasi' }]);
    const text = town.mails[0]?.text ?? '';
    expect(text).toContain('tiistai 2. helmikuuta 2027 9.00–9.45');
    expect(text).toContain('Testikatu 1');
    for (const hidden of ['Kettu', 'INDIV', 'Test worker']) expect(text).not.toContain(hidden);
    const secret = /\/fi\/b\/\w{10}\.\w{20}\.(\S{22})/u.exec(text)?.[1] ?? '';
    expect(await readMailedHashes(town.scope, id)).toEqual([hashOf(secret)]);
  });

  it('is written in the language of the person', async () => {
    const town = await townWithPost();
    await town.stands({ language: 'sv' });
    await town.stands({ language: 'en', start: minuteOf(START) - 60 });
    await town.run();
    expect(town.mails.map(({ subject }) => subject)).toEqual(['Ohjaamo: your time', 'Navigatorn: din tid']);
  });

  it('goes to the number when there is no address, and to nobody who left neither', async () => {
    const town = await townWithPost();
    await town.stands({ email: undefined, phone: '0401234567' });
    await town.stands({ email: undefined });
    await town.run();
    expect(town.mails).toEqual([]);
    expect(town.texts.map(({ to }) => to)).toEqual(['+358401234567']);
    expect(town.texts[0]?.text).toMatch(/^Muistutus: .*9\.00–9\.45.*\/fi\/b\//u);
  });

  it('says under non-disclosure that there is one and at what time, and nothing else', async () => {
    const town = await townWithPost();
    await town.stands({ hidePlace: true });
    await town.stands({
      hidePlace: true,
      email: undefined,
      phone: '0401234567',
      start: minuteOf(START) - 30,
    });
    await town.stands({ hidePlace: true, language: 'en', start: minuteOf(START) - 60 });
    await town.run();
    expect(town.mails.map(({ subject, text }) => [subject, text])).toEqual([
      ['Reminder', 'Reminder at 08:00'],
      ['Muistutus', 'Muistutus klo 9'],
    ]);
    expect(town.texts.map(({ text }) => text)).toEqual(['Muistutus klo 8.30']);
  });

  it('does not tell a place that the meeting does not have', async () => {
    const town = await townWithPost();
    await town.stands({ channel: 'PHONE' });
    await town.run();
    for (const { text } of town.mails) expect(text).not.toMatch(/keskusta|Testikatu/u);
    expect(town.mails.filter(({ text }) => text.includes('Puhelimessa')).length).toBe(1);
  });

  it('leaves once, however often and by however many runs it is looked for', async () => {
    const town = await townWithPost();
    await town.stands();
    await Promise.all([town.run(), town.run(), town.run()]);
    town.clock.set('2027-02-01T20:00+02:00');
    await town.run();
    expect(town.mails.length).toBe(1);
  });

  it('leaves anew for the new start of a booking that moved', async () => {
    const town = await townWithPost();
    const booking = await town.stands();
    await town.run();
    await town.stands({ ...booking, version: 2, start: booking.start + 60, end: booking.end + 60 });
    town.clock.set('2027-02-01T10:00+02:00');
    await town.run();
    expect(town.mails.map(({ text }) => /\d+\.00–/u.exec(text)?.[0])).toEqual(['9.00–', '10.00–']);
  });

  it('goes by the booking, not by an agenda that lags behind', async () => {
    const town = await townWithPost();
    const booking = await town.stands();
    const cancelled = { ...booking, version: 2, state: 'CANCELLED_IN_TIME' };
    await town.scope.work.put({ ...town.scope.keys.booking(booking.id), ...cancelled });
    await town.run();
    expect(town.mails).toEqual([]);
  });

  it('is tried again when the post refused it, and the others do not wait', async () => {
    const town = await townWithPost();
    await town.stands();
    town.post.refuses = true;
    await expect(town.run()).rejects.toThrow();
    town.post.refuses = false;
    await town.run();
    await town.run();
    expect(town.mails.length).toBe(1);
  });

  it('to a number that takes no messages is tried once, and is nobody else’s trouble', async () => {
    const town = await townWithPost();
    await town.stands({ email: undefined, phone: '0401234567' });
    await town.stands();
    town.post.unreachable = '+358401234567';
    await town.run();
    town.post.unreachable = '';
    await town.run();
    expect(town.texts).toEqual([]);
    expect(town.mails.length).toBe(1);
  });

  it('keeps 24 elapsed hours and the wall time over every change of the clocks', async () => {
    const changes = ['2027-03-28', '2027-10-31', '2030-03-31', '2035-10-28'];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...changes), fc.integer({ min: 5, max: 20 }), async (date, hour) => {
        const at = `${date}T${String(hour).padStart(2, '0')}:00`;
        const offset = [...Array(2).keys()]
          .map((index) => `+0${String(index + 2)}:00`)
          .find((each) => isWallTime(`${at}${each}`, hour));
        const start = minuteOf(`${at}${offset ?? ''}`);
        const town = await townWithPost(new Date((start - 1441) * 60_000).toISOString());
        await town.stands({ start });
        await town.run();
        expect(town.mails.length).toBe(0);
        town.clock.set(new Date((start - 1440) * 60_000).toISOString());
        await town.run();
        expect(town.mails[0]?.text).toContain(` ${String(hour)}.00–${String(hour)}.45`);
      }),
      { numRuns: 12 },
    );
  });
});

/** Whether the instant shows this hour on a clock in Helsinki. */
function isWallTime(instant: string, hour: number): boolean {
  const shown = new Intl.DateTimeFormat('en-GB', {
    hour: 'numeric',
    hourCycle: 'h23',
    timeZone: 'Europe/Helsinki',
  });
  return Number(shown.format(new Date(instant))) === hour;
}
