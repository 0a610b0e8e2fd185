import { marshall } from '@aws-sdk/util-dynamodb';
import { sendConfirmations } from '@ohjaamo/functions/booking/index.ts';
import {
  readWaitingRecord,
  type WaitingRecord,
  waitingRecord,
} from '@ohjaamo/functions/booking/waitingRepository.ts';
import { type Message } from '@ohjaamo/functions/kernel/mail.ts';
import { type TenantScope } from '@ohjaamo/functions/kernel/tenancy/scope.ts';
import { randomIds, waitingId } from '@ohjaamo/shared/kernel/ids.ts';
import type { DynamoDBRecord } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { fullMonday } from './waitingTown.ts';

describe('An offer', () => {
  it('is told once, with a link of its own that accepts it and opens the booking', async () => {
    const town = await fullMonday();
    const link = (await town.join({ email: 'young@example.org', language: 'en', nickname: 'Kettu' })).body
      .link;
    const entryOf = async () =>
      waitingRecord.parse(await readWaitingRecord(scope, waitingId.parse(link.split('.')[1])));
    const scope = town.house.scope(town.tenantId, 'follower');
    const before = await entryOf();
    await town.cancel(town.booked[1]?.link ?? '');
    await town.promote();
    const after = await entryOf();
    const sent: Message[] = [];
    const ports = {
      openScope: town.house.openScope,
      ids: randomIds,
      origin: 'https://ohjaamo.example',
      sendMail: (message: Message) => Promise.resolve(void sent.push(message)),
      sendText: () => Promise.reject(new Error('There is an address')),
    };
    const Records = [streamedWaiting(scope, before, after), streamedWaiting(scope, before, after)];
    expect(await sendConfirmations(ports, { Records })).toEqual({ batchItemFailures: [] });

    expect(sent).toMatchObject([{ to: 'young@example.org', subject: 'Ohjaamo: your time' }]);
    const text = sent[0]?.text ?? '';
    expect(text).toContain('10:00–10:45');
    expect(text).toMatch(/until: .*09:00/u);
    for (const hidden of ['Kettu', 'INDIV', 'Test worker']) expect(text).not.toContain(hidden);
    const mailed = /\/en\/w\/(\S+)/u.exec(text)?.[1] ?? '';
    expect(mailed).not.toBe(link);
    const accepted = (await town.accept(mailed)).body;
    expect((await town.read(accepted.bookingLink ?? '')).body.state).toBe('BOOKED');
    // The link of the screen opens the same booking.
    expect((await town.read((await town.waiting(link)).body.bookingLink ?? '')).status).toBe(200);
  });
});

describe('The end of the waiting', () => {
  it.each([
    ['WAITING', 'The days that you were waiting for are over'],
    ['OFFERED', 'We offered you a time three times'],
  ] as const)('after %s is told once, by mail or text message', async (state, words) => {
    const town = await fullMonday();
    const scope = town.house.scope(town.tenantId, 'follower');
    const sent: { to: string; text: string }[] = [];
    const take = (message: { to: string; text: string }) => Promise.resolve(void sent.push(message));
    const ports = {
      openScope: town.house.openScope,
      ids: randomIds,
      origin: 'https://ohjaamo.example',
      sendMail: take,
      sendText: take,
    };
    for (const reach of [{ email: 'young@example.org' }, { email: undefined, phone: '0401234567' }]) {
      const { link } = (await town.join({ ...reach, language: 'en' })).body;
      const entry = waitingRecord.parse(await readWaitingRecord(scope, waitingId.parse(link.split('.')[1])));
      const ended = { ...entry, state: 'EXPIRED', version: 2 } as const;
      const told = streamedWaiting(scope, { ...entry, state }, ended);
      await sendConfirmations(ports, { Records: [told, told] });
    }
    expect(sent.map(({ to }) => to)).toEqual(['young@example.org', '+358401234567']);
    for (const { text } of sent) {
      expect(text).toContain(words);
      expect(text).toMatch(/\/en\/w\/\S+/u);
      expect(text).not.toMatch(/keskusta|INDIV|undefined|: ,/u);
    }
  });

  it('leaves no address, no number and no link behind for ever', async () => {
    const town = await fullMonday();
    const { link } = (await town.join({ to: '2027-02-10' })).body;
    const scope = town.house.scope(town.tenantId, 'follower');
    const key = scope.keys.waiting(waitingId.parse(link.split('.')[1]));
    const goesAt = async () =>
      (await scope.work.get(key, z.object({ expiresAtSeconds: z.int() })))?.expiresAtSeconds;
    const day = Date.parse('2027-03-13T23:59:59Z') / 1000;
    expect(await goesAt()).toBe(day);
    await town.leave(link);
    expect(await goesAt()).toBe(day);
  });
});

/** What the Work table's stream tells of an entry. */
function streamedWaiting({ keys }: TenantScope, before: WaitingRecord, after: WaitingRecord): DynamoDBRecord {
  const image = (entry: WaitingRecord) => marshall({ ...keys.waiting(entry.id), ...entry }) as never;
  return {
    eventName: 'MODIFY',
    dynamodb: { SequenceNumber: after.id, NewImage: image(after), OldImage: image(before) },
  };
}
