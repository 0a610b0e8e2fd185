import { type BookingRecord, sendConfirmations, tellMoves } from '@ohjaamo/functions/booking/index.ts';
import { readMailedHashes, readMovesToTell } from '@ohjaamo/functions/booking/mailRepository.ts';
import { hashOf } from '@ohjaamo/functions/kernel/hash.ts';
import type { Message } from '@ohjaamo/functions/kernel/mail.ts';
import type { TextMessage } from '@ohjaamo/functions/kernel/sms.ts';
import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import type { DynamoDBRecord } from 'aws-lambda';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { aBooking, minuteOf } from '../support/bookingRecord.ts';
import { streamedBooking } from '../support/follow.ts';
import { seedTenant, testClock, testHouse } from '../support/house.ts';
import { registerOf } from '../support/registerOf.ts';
import { site, town, worker } from '../support/schedule.ts';

const NOW = Date.parse('2027-02-01T06:00+02:00');
const at = (hour: number): number => minuteOf(`2027-02-02T${String(hour).padStart(2, '0')}:00+02:00`);

/** A town with one booking at nine, whose holder has been told of it, and a post office. */
async function townWithBooking(parts: Partial<BookingRecord> = {}) {
  const clock = testClock(new Date(NOW).toISOString());
  const house = testHouse(clock);
  const main = site('keskusta');
  const tenantId = await seedTenant(house, town({ sites: [main] }));
  const scope = house.scope(tenantId, 'follower');
  const mails: Message[] = [];
  const texts: TextMessage[] = [];
  const post = { refuses: false, hangs: false, hung: 0 };
  const take =
    <T>(into: T[]) =>
    (message: T): Promise<void> => {
      if (post.hangs) {
        post.hung++;
        return new Promise(() => undefined);
      }
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
  let now = aBooking(main.id, { start: at(9), email: 'young@example.org', ...parts });
  const records: DynamoDBRecord[] = [];
  const write = async (next: BookingRecord, before?: BookingRecord): Promise<DynamoDBRecord> => {
    await scope.work.put({ ...scope.keys.booking(next.id), ...next });
    const record = streamedBooking(house, tenantId, next, before);
    records.push(record);
    now = next;
    return record;
  };
  const stream = (...Records: DynamoDBRecord[]) => sendConfirmations(ports, { Records });
  await stream(await write(now));
  mails.length = 0;
  return {
    clock,
    mails,
    texts,
    post,
    records,
    stream,
    booking: () => now,
    hashes: () => readMailedHashes(scope, now.id),
    waiting: () => readMovesToTell(house.scope(tenantId, 'moveTeller')),
    /** Writes the booking's next version, without telling the stream. */
    change: (next: Partial<BookingRecord>) =>
      write(
        {
          ...now,
          ...(next.start !== undefined && { end: next.start + 45 }),
          ...next,
          version: now.version + 1,
          changedAt: new Date(clock.now()).toISOString(),
        },
        now,
      ),
    async move(hour: number, more: Partial<BookingRecord> = {}): Promise<void> {
      await stream(await this.change({ start: at(hour), movedBySite: true, ...more }));
    },
    pass: (minutes: number) => {
      clock.set(new Date(clock.now() + minutes * 60_000).toISOString());
    },
    run: () => tellMoves(ports),
    toldHours: () =>
      [...mails, ...texts].map(({ text }) => Number(/ (\d+)\.00/u.exec(text.replace('klo', ''))?.[1])),
  };
}

describe('A move by the house', () => {
  it('is told once it has stood for two minutes, with a link that opens the booking', async () => {
    const town = await townWithBooking();
    await town.move(10);
    town.pass(1.9);
    await town.run();
    expect(town.mails).toEqual([]);
    town.pass(0.1);
    await town.run();
    await town.run();
    expect(town.toldHours()).toEqual([10]);
    const secret = /\/fi\/b\/\w{10}\.\w{20}\.(\S{22})/u.exec(town.mails[0]?.text ?? '')?.[1] ?? '';
    expect(await town.hashes()).toContain(hashOf(secret));
    expect(await town.waiting()).toEqual([]);
  });

  it('goes to the number when there is no address, also when only the worker is another', async () => {
    const town = await townWithBooking({ email: undefined, phone: '0401234567' });
    await town.move(9, { staffId: worker(2) });
    town.pass(2);
    await town.run();
    expect(town.texts.map(({ to }) => to)).toEqual(['+358401234567']);
  });

  it('is not told when it is taken back', async () => {
    const town = await townWithBooking();
    await town.move(10);
    town.pass(1);
    await town.move(9);
    town.pass(5);
    await town.run();
    // The stream repeats itself, one record after the other.
    for (const record of town.records) {
      await town.stream(record);
      await town.run();
    }
    expect(town.mails).toEqual([]);
    expect(await town.waiting()).toEqual([]);
  });

  it('and another are one message with the last time', async () => {
    const town = await townWithBooking();
    await town.move(10);
    town.pass(1);
    await town.move(11);
    town.pass(1.5);
    await town.run();
    expect(town.mails).toEqual([]);
    town.pass(0.5);
    await town.run();
    expect(town.toldHours()).toEqual([11]);
  });

  it('is told once by two runs at a time, and again by none', async () => {
    const town = await townWithBooking();
    await town.move(10);
    town.pass(2);
    await Promise.all([town.run(), town.run(), town.run()]);
    await town.stream(...town.records);
    town.pass(10);
    await town.run();
    expect(town.toldHours()).toEqual([10]);
  });

  it('is told by a later run when the message was refused, or the function died with it', async () => {
    const town = await townWithBooking();
    await town.move(10);
    town.pass(2);
    town.post.refuses = true;
    await expect(town.run()).rejects.toThrow();
    // The next run never comes back from sending: what it claimed is free again after its time.
    town.post.hangs = true;
    void town.run();
    await vi.waitFor(() => {
      expect(town.post.hung).toBe(1);
    });
    Object.assign(town.post, { refuses: false, hangs: false });
    await town.run();
    expect(town.mails).toEqual([]);
    town.pass(6);
    await town.run();
    await town.run();
    expect(town.toldHours()).toEqual([10]);
  });

  it('is not told beside what ended the booking, nor when the holder has moved it on', async () => {
    const cancelled = await townWithBooking();
    await cancelled.move(10);
    await cancelled.stream(await cancelled.change({ state: 'CANCELLED_BY_SITE' }));
    const moved = await townWithBooking();
    await moved.move(10);
    await moved.stream(await moved.change({ start: at(12), movedBySite: undefined }));
    for (const town of [cancelled, moved]) {
      town.pass(2);
      await town.run();
      expect(await town.waiting()).toEqual([]);
    }
    expect(cancelled.mails.map(({ text }) => text.includes('perumaan'))).toEqual([true]);
    expect(moved.toldHours()).toEqual([12]);
  });

  it('leaves its holder, whatever happens in between, with the time that stands, told once', async () => {
    const step = fc.oneof(
      fc.record({ hour: fc.integer({ min: 9, max: 11 }) }),
      fc.record({ pass: fc.constantFrom(1, 3) }),
      fc.constant('run' as const),
      fc.constant('again' as const),
      fc.constant('refuse' as const),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 9 }), async (steps) => {
        const town = await townWithBooking();
        for (const each of steps) {
          if (each === 'run') await town.run().catch(() => undefined);
          else if (each === 'again') await town.stream(...town.records);
          else if (each === 'refuse') town.post.refuses = !town.post.refuses;
          else if ('pass' in each) town.pass(each.pass);
          else if (at(each.hour) !== town.booking().start) await town.move(each.hour);
        }
        town.post.refuses = false;
        town.pass(10);
        await town.run();
        await town.stream(...town.records);
        town.pass(10);
        await town.run();
        const known = [9, ...town.toldHours()];
        expect(at(known.at(-1) ?? 0)).toBe(town.booking().start);
        for (const [index, hour] of known.entries()) expect(hour).not.toBe(known[index + 1]);
        expect(await town.waiting()).toEqual([]);
      }),
      { numRuns: 8 },
    );
  });
});
