import { marshall } from '@aws-sdk/util-dynamodb';
import { sendConfirmations } from '@ohjaamo/functions/booking/index.ts';
import {
  readWaitingRecord,
  type WaitingRecord,
  waitingRecord,
} from '@ohjaamo/functions/booking/waitingRepository.ts';
import { type Message } from '@ohjaamo/functions/kernel/mail.ts';
import { type TenantScope } from '@ohjaamo/functions/kernel/tenancy/scope.ts';
import {
  fits,
  LAPSES,
  nextWaiting,
  offerExpiry,
  type WaitingState,
} from '@ohjaamo/shared/booking/waiting.ts';
import { randomIds, waitingId } from '@ohjaamo/shared/kernel/ids.ts';
import { HELSINKI } from '@ohjaamo/shared/kernel/time.ts';
import { zoneAxis } from '@ohjaamo/shared/kernel/zoneAxis.ts';
import type { DynamoDBRecord } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { minuteOf } from '../support/bookingRecord.ts';
import { worker } from '../support/schedule.ts';
import { deskTown } from './deskTown.ts';
import { FIRST_TIME, fromAddress, starts } from './town.ts';

const SECOND_TIME = '2027-02-01T10:00+02:00';
const THIRD_TIME = '2027-02-01T11:00+02:00';

/** A town whose next Monday is full, and whoever waits for that day. */
async function fullMonday(parts: Parameters<typeof deskTown>[0] = {}) {
  const town = await deskTown(parts);
  const booked = [];
  for (const start of [FIRST_TIME, SECOND_TIME, THIRD_TIME]) booked.push(await town.bookAndFollow({ start }));
  const join = (body: Record<string, unknown> = {}, headers: Record<string, string> = {}) => {
    // A clock that stands would make everybody come at the same moment.
    town.clock.set(new Date(town.clock.now() + 1000).toISOString());
    return town.join({ to: '2027-02-01', ...body }, headers);
  };
  return { ...town, booked, join };
}

describe('The states of an entry', () => {
  const after = (state: WaitingState, event: Parameters<typeof nextWaiting>[1], lapsed = 0) => {
    const next = nextWaiting({ state, passed: Array.from({ length: lapsed }, (_, index) => index) }, event);
    return next.ok ? next.value : next.error;
  };

  it('lead from waiting over an offer to a booking, and back when it lapses', () => {
    expect(after('WAITING', 'OFFER')).toBe('OFFERED');
    expect(after('OFFERED', 'ACCEPT')).toBe('BOOKED');
    expect(after('BOOKED', 'ACCEPT')).toBe('BOOKED');
    expect(after('OFFERED', 'LAPSE')).toBe('WAITING');
    expect(after('OFFERED', 'LAPSE', LAPSES - 1)).toBe('EXPIRED');
    expect(after('WAITING', 'END')).toBe('EXPIRED');
    for (const state of ['WAITING', 'OFFERED', 'LEFT'] as const) expect(after(state, 'LEAVE')).toBe('LEFT');
  });

  it('do not lead out of what has ended, nor to two offers at once', () => {
    for (const state of ['BOOKED', 'LEFT', 'EXPIRED'] as const) {
      for (const event of ['OFFER', 'LAPSE', 'END'] as const)
        expect(after(state, event)).toBe('state-conflict');
    }
    expect(after('OFFERED', 'OFFER')).toBe('state-conflict');
    expect(after('WAITING', 'ACCEPT')).toBe('state-conflict');
    expect(after('EXPIRED', 'LEAVE')).toBe('state-conflict');
  });
});

describe('What somebody waits for', () => {
  const axis = zoneAxis(HELSINKI, minuteOf('2027-01-01T00:00Z'), minuteOf('2027-12-31T00:00Z'));
  const wish = { service: 'INDIV', from: '2027-03-28', to: '2027-03-29', passed: [] };
  const at = (start: string) => ({ start: minuteOf(start), staffIds: [worker(1)] });

  it('is a free time on the dates, by the clock on the wall, also when the clocks change', () => {
    expect(fits(wish, at('2027-03-28T23:00+03:00'), 45, axis)).toBe(true);
    expect(fits(wish, at('2027-03-27T23:30+02:00'), 45, axis)).toBe(false);
    expect(fits(wish, at('2027-03-30T00:00+03:00'), 45, axis)).toBe(false);
    const morning = { ...wish, after: '09:00', before: '12:00' };
    expect(fits(morning, at('2027-03-29T09:00+03:00'), 45, axis)).toBe(true);
    expect(fits(morning, at('2027-03-29T11:15+03:00'), 45, axis)).toBe(true);
    expect(fits(morning, at('2027-03-29T08:45+03:00'), 45, axis)).toBe(false);
    expect(fits(morning, at('2027-03-29T11:30+03:00'), 45, axis)).toBe(false);
  });

  it('is of the chosen worker, and never what was passed on', () => {
    expect(fits({ ...wish, staffId: worker(2) }, at('2027-03-29T09:00+03:00'), 45, axis)).toBe(false);
    const passed = [minuteOf('2027-03-29T09:00+03:00')];
    expect(fits({ ...wish, passed }, at('2027-03-29T09:00+03:00'), 45, axis)).toBe(false);
  });

  it('is kept for two hours, or for half the way to the start', () => {
    expect(offerExpiry(10_000, 1000)).toBe(1120);
    expect(offerExpiry(1100, 1000)).toBe(1050);
    expect(offerExpiry(1241, 1000.5)).toBe(1120);
  });
});

describe('Joining a waiting list', () => {
  it('gives a place behind those who came first, and a link', async () => {
    const { join, waiting } = await fullMonday();
    const first = await join();
    const second = await join({ nickname: 'Kettu' });
    expect([first.status, second.status]).toEqual([201, 201]);
    expect([first.body.waiting.ahead, second.body.waiting.ahead]).toEqual([0, 1]);
    expect((await waiting(second.body.link)).body).toMatchObject({ state: 'WAITING', from: '2027-02-01' });
  });

  it('is joining once, however often it is sent, and refuses the id for other content', async () => {
    const { join } = await fullMonday();
    const same = { waitingId: randomIds.id(20), secret: randomIds.secret(128), email: 'young@example.org' };
    const answers = await Promise.all([join(same), join(same), join(same)]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map(({ body }) => body.link)).size).toBe(1);
    expect((await join({ ...same, nickname: 'Kettu' })).problem.type).toContain('id-already-used');
    expect((await join()).body.waiting.ahead).toBe(1);
  });

  it('needs a way to be told, dates in order and ahead, and a service that is given there', async () => {
    const { join } = await fullMonday();
    expect((await join({ email: undefined })).status).toBe(400);
    expect((await join({ from: '2027-02-10', to: '2027-02-09' })).status).toBe(400);
    expect((await join({ after: '12:00', before: '09:00' })).status).toBe(400);
    expect((await join({ from: '2027-01-01', to: '2027-01-31' })).problem.type).toContain('time-not-offered');
    expect((await join({ service: 'NOSUCH' })).status).toBe(404);
    expect((await join({ staff: worker(9) })).status).toBe(404);
  });

  it('is capped for one person and for one address, and for nobody else', async () => {
    const { join } = await fullMonday({ caps: { perAddress: 5 } });
    const mine = { email: 'young@example.org' };
    for (let index = 0; index < 3; index++) expect((await join(mine)).status).toBe(201);
    expect((await join(mine)).status).toBe(429);
    for (let index = 0; index < 2; index++) expect((await join()).status).toBe(201);
    expect((await join()).status).toBe(429);
    expect((await join({}, fromAddress('192.0.2.7'))).status).toBe(201);
  });

  it('opens to whoever has the link, and to nobody else', async () => {
    const { join, waiting, clock } = await fullMonday();
    const { link } = (await join()).body;
    expect((await waiting(`${link.slice(0, -22)}${randomIds.secret(128)}`)).status).toBe(404);
    clock.set('2027-03-04T12:00+02:00');
    expect((await waiting(link)).status).toBe(410);
  });
});

describe('A time that frees up', () => {
  it('is offered to the first who wants it, kept from everybody else, and booked by accepting', async () => {
    const town = await fullMonday();
    const first = (await town.join()).body.link;
    const second = (await town.join()).body.link;
    await town.cancel(town.booked[1]?.link ?? '');
    await town.follower.follow(town.booked[1]?.id ?? town.idOf(first));

    const offered = (await town.waiting(first)).body;
    expect(offered).toMatchObject({
      state: 'OFFERED',
      offer: { start: SECOND_TIME, expiresAt: '2027-02-01T08:00+02:00' },
    });
    expect((await town.waiting(second)).body.state).toBe('WAITING');
    expect(starts(await town.search())).not.toContain(SECOND_TIME);
    expect((await town.book({ start: SECOND_TIME })).status).toBe(409);

    const accepted = await town.accept(first);
    expect(accepted.body.state).toBe('BOOKED');
    const booking = await town.read(accepted.body.bookingLink ?? '');
    expect(booking.body).toMatchObject({ state: 'BOOKED', start: SECOND_TIME });
    expect((await town.accept(first)).body).toEqual(accepted.body);
    expect((await town.waiting(second)).body.ahead).toBe(0);
    expect(await town.promote()).toBe(0);
  });

  it('passes those whom it does not suit, and keeps their places', async () => {
    const town = await fullMonday();
    const late = (await town.join({ after: '11:00' })).body.link;
    const any = (await town.join()).body.link;
    await town.cancel(town.booked[0]?.link ?? '');
    expect(await town.promote()).toBe(1);
    expect((await town.waiting(late)).body).toMatchObject({ state: 'WAITING', ahead: 0 });
    expect((await town.waiting(any)).body.offer?.start).toBe(FIRST_TIME);
  });

  it('goes to the next when it is not accepted in time, and comes back to the first another time', async () => {
    const town = await fullMonday({ now: '2027-01-31T12:00+02:00' });
    const first = (await town.join()).body.link;
    const second = (await town.join()).body.link;
    await town.cancel(town.booked[2]?.link ?? '');
    await town.promote();
    town.clock.set('2027-01-31T14:00+02:00');
    expect((await town.waiting(first)).body).toMatchObject({ state: 'WAITING' });
    expect((await town.accept(first)).status).toBe(409);
    await town.promote();
    expect((await town.waiting(second)).body.offer?.start).toBe(THIRD_TIME);
    expect((await town.waiting(first)).body.state).toBe('WAITING');
    await town.cancel(town.booked[0]?.link ?? '');
    await town.promote();
    expect((await town.waiting(first)).body.offer?.start).toBe(FIRST_TIME);
  });

  it('goes to the next when the first leaves, and at once', async () => {
    const town = await fullMonday();
    const first = (await town.join()).body.link;
    const second = (await town.join()).body.link;
    await town.cancel(town.booked[0]?.link ?? '');
    await town.promote();
    const left = await town.leave(first);
    expect(left.body).toMatchObject({ state: 'LEFT', ahead: 0 });
    expect((await town.leave(first)).body.state).toBe('LEFT');
    await town.promote();
    expect((await town.waiting(second)).body.offer?.start).toBe(FIRST_TIME);
    expect((await town.accept(first)).status).toBe(409);
  });

  it('may be accepted to the last moment, though its notice is over by then', async () => {
    const early = await fullMonday();
    const link = (await early.join()).body.link;
    await early.cancel(early.booked[0]?.link ?? '');
    await early.promote();
    early.clock.set('2027-02-01T07:29+02:00');
    expect((await early.accept(link)).body.state).toBe('BOOKED');
  });

  it('ends the waiting when the dates are over', async () => {
    const town = await fullMonday();
    const link = (await town.join()).body.link;
    town.clock.set('2027-02-02T00:01+02:00');
    await town.promote();
    expect((await town.waiting(link)).body).toMatchObject({ state: 'EXPIRED', ahead: 0 });
    expect((await town.leave(link)).status).toBe(409);
  });
});

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
    expect(text).toMatch(/until: .*08:00/u);
    for (const hidden of ['Kettu', 'INDIV', 'Test worker']) expect(text).not.toContain(hidden);
    const mailed = /\/en\/w\/(\S+)/u.exec(text)?.[1] ?? '';
    expect(mailed).not.toBe(link);
    const accepted = (await town.accept(mailed)).body;
    expect((await town.read(accepted.bookingLink ?? '')).body.state).toBe('BOOKED');
    // The link of the screen opens the same booking.
    expect((await town.read((await town.waiting(link)).body.bookingLink ?? '')).status).toBe(200);
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
