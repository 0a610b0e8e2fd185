import { marshall } from '@aws-sdk/util-dynamodb';
import type { BookingRecord } from '@ohjaamo/functions/booking/index.ts';
import { readWaitingRecord, type WaitingRecord } from '@ohjaamo/functions/booking/waitingRepository.ts';
import { readSignUpRecord } from '@ohjaamo/functions/groups/repository.ts';
import { MessageRefused } from '@ohjaamo/functions/kernel/handOver.ts';
import type { OpenScope } from '@ohjaamo/functions/kernel/tenancy/scope.ts';
import { type Follower, shareWork, workFollowers } from '@ohjaamo/functions/streams/shareWork.ts';
import { calendarsRoutes } from '@ohjaamo/shared/calendars/contract.ts';
import { randomIds, signUpId, waitingId } from '@ohjaamo/shared/kernel/ids.ts';
import type { DynamoDBRecord } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { deskTown } from '../booking/deskTown.ts';
import { FIRST_TIME } from '../booking/town.ts';
import { LENT, lendingTown, people } from '../calendars/lendingTown.ts';
import { groupTown } from '../groups/groupTown.ts';
import { aBooking, minuteOf } from '../support/bookingRecord.ts';
import { streamedBooking } from '../support/follow.ts';

const YOUNG = 'young@example.org';
const LENDER = 'lender@partner.example';
const LEAVING = 'leaving@example.org';
const MEMBER = 'member@example.org';
const EVERYBODY = [YOUNG, LENDER, LEAVING, MEMBER] as const;

const anyRow = z.looseObject({});

/** A booking in lent time, its lender to be invited. Nobody has followed it yet. */
async function bookedLender() {
  const town = await lendingTown();
  const body = { email: LENDER, language: 'en', choice: 'LENT' } as const;
  await town.as('lender', calendarsRoutes.setInvitations, { body });
  const booking = aBooking(town.main.id, {
    staffId: people.lender.id,
    start: minuteOf(LENT),
    email: YOUNG,
    visitor: 'visitor-of-today',
  });
  const { work, keys } = town.house.scope(town.tenantId, 'street');
  await work.put({ ...keys.booking(booking.id), ...booking });
  const reader = town.house.scope(town.tenantId, 'follower');
  const { main } = town;
  return {
    town,
    record: streamedBooking(town.house, town.tenantId, booking),
    /** What the agenda and the caps have, row by row. */
    rows: async () => {
      const agenda = await reader.work.query(reader.keys.agenda(main.id, '').pk, anyRow);
      const caps = await reader.work.query(reader.keys.cap(main.id, '2027-01-25', '').pk, anyRow);
      return { agenda: agenda.items, caps: caps.items };
    },
  };
}

/** A time that is given back on a day that was full, and two who wait for one. */
async function freedTime() {
  const town = await deskTown();
  const at = (hour: string) => FIRST_TIME.replace('T09', `T${hour}`);
  for (const hour of ['09', '11']) await town.bookAndFollow({ start: at(hour) });
  const { link } = await town.bookAndFollow({ start: at('10'), email: LEAVING });
  const waiting: string[] = [];
  for (const email of ['first@example.org', 'second@example.org']) {
    town.clock.set(new Date(town.clock.now() + 1000).toISOString());
    waiting.push((await town.join({ to: '2027-02-01', email })).body.link);
  }
  const [before] = await town.records([link]);
  await town.cancel(link);
  const [after] = await town.records([link]);
  if (!before || !after) throw new Error('The booking is gone');
  const scope = town.house.scope(town.tenantId, 'follower');
  const entries = () =>
    Promise.all(waiting.map((each) => readWaitingRecord(scope, waitingId.parse(each.split('.')[1]))));
  return {
    record: streamedBooking(town.house, town.tenantId, after, before),
    entries,
    rows: async () => ({
      agenda: (await scope.work.query(scope.keys.agenda(town.site.id, '').pk, anyRow)).items,
      entries: await entries(),
    }),
    /** What the stream tells of an entry. */
    ofEntry: (now: WaitingRecord, then: WaitingRecord): DynamoDBRecord => ({
      eventName: 'MODIFY',
      dynamodb: {
        SequenceNumber: `${now.id}-${String(now.version)}`,
        NewImage: marshall({ ...scope.keys.waiting(now.id), ...now }) as never,
        OldImage: marshall({ ...scope.keys.waiting(then.id), ...then }) as never,
      },
    }),
  };
}

/** What the stream tells of somebody who signs up to a group. */
async function signedUp(): Promise<DynamoDBRecord> {
  const town = await groupTown();
  const { id: group } = (await town.create()).body;
  const { link } = (await town.signUp(group, { email: MEMBER })).body;
  const id = signUpId.parse(link.split('.')[1]);
  const scope = town.house.scope(town.tenantId, 'groupPost');
  const found = await readSignUpRecord(scope, id);
  if (!found) throw new Error('There is no such sign-up');
  const { mailedHashes: _, told: __, ...row } = found;
  const image = marshall({ ...scope.keys.signUp(id), ...row }, { removeUndefinedValues: true });
  return { eventName: 'INSERT', dynamodb: { SequenceNumber: id, NewImage: image as never } };
}

/** A batch of three towns, and the one function that follows it, with a post office that may turn addresses away. */
async function followedTowns() {
  const [lent, freed, joined] = await Promise.all([bookedLender(), freedTime(), signedUp()]);
  const { house } = lent.town;
  const sent: string[] = [];
  const refused = new Set<string>();
  const unreachable = new Set<string>();
  const closed = { role: '' };
  const openScope: OpenScope = (tenant, role) => {
    if (role === closed.role) throw new Error('The role is not given');
    return house.openScope(tenant, role);
  };
  const followers = workFollowers({
    network: house.network,
    platform: house.platform,
    openScope,
    clock: house.clock,
    ids: randomIds,
    mailFrom: 'no-reply@ohjaamo.example',
    origin: 'https://ohjaamo.example',
    sendMail: ({ to }) => {
      if (unreachable.has(to)) return Promise.reject(new MessageRefused('BadRequestException'));
      if (refused.has(to)) return Promise.reject(new Error('The post office is closed'));
      sent.push(to);
      return Promise.resolve();
    },
    sendText: () => Promise.reject(new Error('Everybody left an address')),
  });
  return {
    sent,
    refused,
    unreachable,
    closed,
    freed,
    joined,
    batch: [lent.record, freed.record, joined],
    numbers: { lent: numberOf(lent.record), freed: numberOf(freed.record), joined: numberOf(joined) },
    deliver: async (Records: readonly DynamoDBRecord[]) =>
      (await shareWork(followers, { Records: [...Records] })).batchItemFailures.map(
        (each) => each.itemIdentifier,
      ),
    rows: async () => ({ lent: await lent.rows(), freed: await freed.rows() }),
  };
}

const numberOf = ({ dynamodb }: DynamoDBRecord) => dynamodb?.SequenceNumber;

describe('The one who follows the Work table for agenda, mail, invitations and groups', () => {
  it.each<[who: readonly string[], reported: readonly ('lent' | 'freed' | 'joined')[]]>([
    [[], []],
    [[YOUNG], ['lent']],
    [[LENDER], ['lent']],
    [[LEAVING], ['freed']],
    [[MEMBER], ['joined']],
    [
      [MEMBER, LENDER],
      ['lent', 'joined'],
    ],
    [EVERYBODY, ['lent', 'freed', 'joined']],
  ])(
    'does all the rest when mail to %j is refused, and nothing twice when the batch comes again',
    async (who, reported) => {
      const { batch, deliver, numbers, refused, rows, sent } = await followedTowns();
      for (const each of who) refused.add(each);
      expect(await deliver(batch)).toEqual(reported.map((each) => numbers[each]));
      expect([...sent].sort()).toEqual(EVERYBODY.filter((each) => !who.includes(each)).sort());
      const shown = await rows();
      expect(shown.lent).toMatchObject({ agenda: [{ state: 'BOOKED' }], caps: [{}] });
      expect(shown.freed.agenda.filter(({ state }) => String(state).startsWith('CANCELLED'))).toHaveLength(1);
      expect(shown.freed.entries).toMatchObject([{ state: 'OFFERED' }, { state: 'WAITING' }]);

      refused.clear();
      for (let again = 0; again < 2; again++) expect(await deliver(batch)).toEqual([]);
      expect([...sent].sort()).toEqual([...EVERYBODY].sort());
      expect(await rows()).toEqual(shown);
    },
  );

  it.each(EVERYBODY)(
    'lets nobody wait behind %s, to whom nothing can be sent, and tries once',
    async (who) => {
      const { batch, deliver, rows, sent, unreachable } = await followedTowns();
      const others = EVERYBODY.filter((each) => each !== who).sort();
      unreachable.add(who);
      expect(await deliver(batch)).toEqual([]);
      expect([...sent].sort()).toEqual(others);
      const shown = await rows();
      unreachable.clear();
      expect(await deliver(batch)).toEqual([]);
      expect([...sent].sort()).toEqual(others);
      expect(await rows()).toEqual(shown);
    },
  );

  it('tells of everything while the agenda fails, and shows it later without telling again', async () => {
    const { batch, closed, deliver, numbers, rows, sent } = await followedTowns();
    closed.role = 'follower';
    expect(await deliver(batch)).toEqual([numbers.lent, numbers.freed]);
    expect([...sent].sort()).toEqual([...EVERYBODY].sort());
    closed.role = '';
    expect(await deliver(batch)).toEqual([]);
    expect(sent).toHaveLength(EVERYBODY.length);
    const { lent, freed } = await rows();
    expect(lent.agenda).toMatchObject([{ state: 'BOOKED' }]);
    expect(freed.entries).toMatchObject([{ state: 'OFFERED' }, { state: 'WAITING' }]);
  });

  it('tells of an offer once, though a message of another kind brings it again', async () => {
    const { deliver, freed, joined, refused, sent } = await followedTowns();
    const [before] = await freed.entries();
    await deliver([freed.record]);
    const [after] = await freed.entries();
    if (!before || !after) throw new Error('The entry is gone');
    const batch = [joined, freed.ofEntry(after, before)];
    refused.add(MEMBER);
    expect(await deliver(batch)).toEqual([numberOf(joined)]);
    refused.clear();
    expect(await deliver(batch)).toEqual([]);
    expect(sent).toEqual([LEAVING, 'first@example.org', MEMBER]);
  });

  it('keeps a moved booking at its last place when both its records come again', async () => {
    const { deliver, refused, sent } = await followedTowns();
    const { town, rows } = await bookedLender();
    const first = aBooking(town.main.id, { staffId: people.counsellor.id, email: MEMBER });
    const moved: BookingRecord = {
      ...first,
      version: 2,
      start: first.start + 60,
      end: first.end + 60,
    };
    const { work, keys } = town.house.scope(town.tenantId, 'street');
    await work.put({ ...keys.booking(moved.id), ...moved });
    const batch = [
      streamedBooking(town.house, town.tenantId, first),
      streamedBooking(town.house, town.tenantId, moved, first),
    ];
    refused.add(MEMBER);
    expect(await deliver(batch)).toEqual(batch.map(numberOf));
    const shown = await rows();
    expect(shown.agenda).toMatchObject([{ kind: 'AGENDA_MOVED' }, { version: 2, start: moved.start }]);
    refused.clear();
    expect(await deliver(batch)).toEqual([]);
    expect(sent).toEqual([MEMBER, MEMBER]);
    expect(await rows()).toEqual(shown);
  });
});

describe('The sharing of a batch', () => {
  const record = (SequenceNumber: string, kind?: string): DynamoDBRecord => ({
    dynamodb: { SequenceNumber, ...(kind && { NewImage: { kind: { S: kind } } }) },
  });
  /** A follower that notes what it is given under a name and fails on some. */
  const follower = (
    seen: string[],
    name: string,
    kinds: readonly string[],
    ...fails: string[]
  ): Follower => ({
    kinds,
    follow: ({ Records }) => {
      seen.push(`${name} ${Records.map(numberOf).join()}`);
      return Promise.resolve({
        batchItemFailures: fails.map((itemIdentifier) => ({ itemIdentifier })),
      });
    },
  });

  it('gives everybody the records of their kinds alone, in turns, and nobody an empty batch', async () => {
    const seen: string[] = [];
    const turns = [
      [follower(seen, 'agenda', ['A', 'B'])],
      [follower(seen, 'mail', ['B']), follower(seen, 'none', ['C'])],
    ];
    const Records = [record('1', 'A'), record('2', 'B'), record('3', 'X'), record('4')];
    expect(await shareWork(turns, { Records })).toEqual({ batchItemFailures: [] });
    expect(seen).toEqual(['agenda 1,2', 'mail 2']);
  });

  it('reports what anybody could not apply once, in the order of the stream', async () => {
    const seen: string[] = [];
    const dies: Follower = { kinds: ['B'], follow: () => Promise.reject(new Error('Dead')) };
    const turns = [
      [follower(seen, 'agenda', ['A', 'B'], '4', '2')],
      [dies, follower(seen, 'mail', ['A'], '3')],
    ];
    const Records = [record('1', 'A'), record('2', 'B'), record('3', 'A'), record('4', 'B')];
    expect(await shareWork(turns, { Records })).toEqual({
      batchItemFailures: ['2', '3', '4'].map((itemIdentifier) => ({ itemIdentifier })),
    });
    expect(seen).toEqual(['agenda 1,2,3,4', 'mail 1,3']);
  });
});
