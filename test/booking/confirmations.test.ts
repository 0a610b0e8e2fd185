import { marshall } from '@aws-sdk/util-dynamodb';
import { bookingHandler } from '@ohjaamo/functions/booking/dispatch.ts';
import { sendConfirmations } from '@ohjaamo/functions/booking/index.ts';
import { type BookingRecord, bookingRecord } from '@ohjaamo/functions/booking/record.ts';
import { readRecord } from '@ohjaamo/functions/booking/repository.ts';
import { TEXTS } from '@ohjaamo/functions/booking/messageTexts.ts';
import { type Message } from '@ohjaamo/functions/kernel/mail.ts';
import { type TextMessage } from '@ohjaamo/functions/kernel/sms.ts';
import { bookingRoutes } from '@ohjaamo/shared/booking/contract.ts';
import { type Notice, noticeOf } from '@ohjaamo/shared/booking/notices.ts';
import { languages } from '@ohjaamo/shared/kernel/i18n.ts';
import { bookingId, randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import type { DynamoDBRecord } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { streamedBooking } from '../support/follow.ts';
import { call } from '../support/house.ts';
import { service, worker } from '../support/schedule.ts';
import { bookingTown, type BookingTown, FIRST_TIME, request, type TownParts } from './town.ts';

const LATER = '2027-02-08T10:00+02:00';

/** The town with a post office; `refuse` makes it turn away the next message. */
async function townWithPost(parts: TownParts = {}) {
  const town = await bookingTown(parts);
  const sent: Message[] = [];
  const texted: TextMessage[] = [];
  const post = { refuse: false };
  const ports = {
    openScope: town.house.openScope,
    ids: randomIds,
    origin: 'https://ohjaamo.example',
    sendMail: (message: Message): Promise<void> => {
      if (post.refuse) return Promise.reject(new Error('The post office is closed'));
      sent.push(message);
      return Promise.resolve();
    },
    sendText: (message: TextMessage): Promise<void> => {
      texted.push(message);
      return Promise.resolve();
    },
  };
  return {
    town,
    sent,
    texted,
    post,
    stream: (...Records: DynamoDBRecord[]) => sendConfirmations(ports, { Records }),
  };
}

async function recordOf(town: BookingTown, link: string): Promise<BookingRecord> {
  const found = await readRecord(
    town.house.scope(town.tenantId, 'street'),
    bookingId.parse(link.split('.')[1]),
  );
  return bookingRecord.parse(found);
}

/** What the Work table's stream tells of a write. */
function streamed(town: BookingTown, after: BookingRecord, before?: BookingRecord): DynamoDBRecord {
  return streamedBooking(town.house, town.tenantId, after, before);
}

function linkIn(message: Message | undefined): string {
  return /\/b\/(\S+)/u.exec(message?.text ?? '')?.[1] ?? '';
}

describe('The confirmation of a booking', () => {
  it('tells time, place and a link of its own, and nothing of the matter', async () => {
    const { town, sent, stream } = await townWithPost();
    const { link } = (await town.book({ email: 'young@example.org', nickname: 'Kettu', language: 'en' }))
      .body;
    expect(await stream(streamed(town, await recordOf(town, link)))).toEqual({ batchItemFailures: [] });

    expect(sent.length).toBe(1);
    expect(sent[0]).toMatchObject({ to: 'young@example.org', subject: 'Ohjaamo: your time' });
    expect(sent[0]?.text).toContain('Monday');
    expect(sent[0]?.text).toContain('09:00–09:45');
    expect(sent[0]?.text).toContain('Testikatu 1');
    expect(sent[0]?.text).toContain('https://ohjaamo.example/en/b/');
    for (const hidden of ['Kettu', 'INDIV', 'Test worker']) expect(sent[0]?.text).not.toContain(hidden);

    expect(linkIn(sent[0])).not.toBe(link);
    expect((await town.read(linkIn(sent[0]))).body.start).toBe(FIRST_TIME);
    expect((await town.read(link)).status).toBe(200);
  });

  it('does not tell the place of what a worker booked under non-disclosure', async () => {
    const { town, sent, stream } = await townWithPost();
    const desk = bookingHandler({ ...town.house, memberRole: 'bookings', streetRole: 'street' });
    const made = await call(desk, bookingRoutes.bookForSomebody, {
      actor: {
        realm: 'tenant',
        subject: 'subject-of-somebody',
        tenantId: town.tenantId,
        staffId: worker(1),
        roles: ['COUNSELLOR'],
      },
      anyBody: { ...request({ email: 'young@example.org', hidePlace: true }), site: town.site.id },
    });
    await stream(streamed(town, await recordOf(town, made.body.link)));
    expect(sent[0]?.text).toContain('9.00–9.45');
    expect(sent[0]?.text).not.toMatch(/Testikatu|keskusta/u);
  });

  it('tells where a meeting by video is joined, as the page and the calendar file do', async () => {
    const videoLink = 'https://video.example/room-7';
    const services = [service('INDIV', { staff: [worker(1)], channels: ['ON_SITE', 'VIDEO'] })];
    const { town, sent, stream } = await townWithPost({ services, staff: { 1: { videoLink } } });
    const { link } = (await town.book({ email: 'young@example.org', channel: 'VIDEO' })).body;
    await stream(streamed(town, await recordOf(town, link)));
    expect(sent[0]?.text).toContain(`Liity videolle: ${videoLink}`);
    expect((await town.read(link)).body.videoLink).toBe(videoLink);
    expect((await town.calendar(link)).text).toContain(`LOCATION:${videoLink}`);
    const onSite = (await town.book({ email: 'young@example.org', start: LATER })).body;
    await stream(streamed(town, await recordOf(town, onSite.link)));
    expect(sent[1]?.text).not.toContain(videoLink);
    expect(onSite.booking.videoLink).toBeUndefined();
  });

  it('is written in the language of the booking', async () => {
    const { town, sent, stream } = await townWithPost();
    for (const [language, start, subject, time] of [
      ['fi', FIRST_TIME, 'Ohjaamo: aikasi', ' 9.00–9.45'],
      ['sv', LATER, 'Navigatorn: din tid', ' 10.00–10.45'],
    ] as const) {
      const { link } = (await town.book({ email: 'young@example.org', language, start })).body;
      await stream(streamed(town, await recordOf(town, link)));
      expect(sent.at(-1)?.subject).toBe(subject);
      expect(sent.at(-1)?.text).toContain(time);
    }
  });

  it('goes once for a booking and once for each change of it, however often the stream repeats', async () => {
    const { town, sent, stream } = await townWithPost();
    const { link } = (await town.book({ email: 'young@example.org' })).body;
    const booked = await recordOf(town, link);
    await town.change(link, { start: LATER, version: 1 });
    const moved = await recordOf(town, link);
    await town.cancel(link);
    const cancelled = await recordOf(town, link);
    const events = [streamed(town, booked), streamed(town, moved, booked), streamed(town, cancelled, moved)];
    await stream(...events);
    await stream(...events);
    expect(sent.length).toBe(3);
    expect(sent[2]?.text).toContain('peruttu');
    for (const message of sent) expect((await town.read(linkIn(message))).status).toBe(200);
  });

  it('does not follow a mark of arrival, or a booking without an address', async () => {
    const { town, sent, stream } = await townWithPost();
    const { link } = (await town.book({ email: 'young@example.org' })).body;
    const booked = await recordOf(town, link);
    await stream(streamed(town, { ...booked, version: 2, state: 'KEPT' }, booked));
    await stream(streamed(town, { ...booked, version: 3 }, { ...booked, version: 2, state: 'KEPT' }));
    const quiet = (await town.book({ start: LATER })).body.link;
    await stream(streamed(town, await recordOf(town, quiet)));
    expect(sent).toEqual([]);
  });

  it('leaves to the retry only what failed, and the link of the second try opens', async () => {
    const { town, sent, post, stream } = await townWithPost();
    const { link } = (await town.book({ email: 'young@example.org' })).body;
    const event = streamed(town, await recordOf(town, link));
    post.refuse = true;
    expect(await stream(event)).toEqual({
      batchItemFailures: [{ itemIdentifier: event.dynamodb?.SequenceNumber }],
    });
    post.refuse = false;
    expect(await stream(event)).toEqual({ batchItemFailures: [] });
    expect(sent.length).toBe(1);
    expect((await town.read(linkIn(sent[0]))).status).toBe(200);
  });

  it('reports a record that it cannot read and goes on with the next', async () => {
    const { town, sent, stream } = await townWithPost();
    const { link } = (await town.book({ email: 'young@example.org' })).body;
    const good = streamed(town, await recordOf(town, link));
    const broken = {
      dynamodb: { SequenceNumber: 'broken', NewImage: marshall({ kind: 'BOOKING', pk: 'x' }) as never },
    };
    expect(await stream(broken, good)).toEqual({ batchItemFailures: [{ itemIdentifier: 'broken' }] });
    expect(sent.length).toBe(1);
  });
});

/** A step of a booking and what its holder is told of it. */
const steps: readonly (readonly [before: Partial<BookingRecord>, after: Partial<BookingRecord>, Notice])[] = [
  [{ state: 'PENDING' }, { state: 'BOOKED' }, 'APPROVED'],
  [{ state: 'PENDING' }, { state: 'DECLINED' }, 'DECLINED'],
  [{ state: 'BOOKED' }, { state: 'CANCELLED_BY_SITE' }, 'CANCELLED_BY_SITE'],
  [{ state: 'BOOKED' }, { orphanedAt: '2027-02-01T06:00:00.000Z' }, 'ORPHANED'],
  [{ orphanedAt: '2027-02-01T06:00:00.000Z' }, { orphanedAt: undefined }, 'READOPTED'],
  [{ state: 'CANCELLED_BY_SITE' }, { state: 'BOOKED' }, 'READOPTED'],
];

describe('What the house does to a booking', () => {
  it.each(steps)('is told to its holder: %o → %o', async (before, after, notice) => {
    const { town, sent, texted, stream } = await townWithPost();
    const { link } = (await town.book({ email: 'young@example.org', language: 'en' })).body;
    const booked = await recordOf(town, link);
    const [was, is] = [
      { ...booked, ...before },
      { ...booked, ...before, ...after, version: 2 },
    ];
    expect(noticeOf(was, is)).toBe(notice);
    await stream(streamed(town, is, was), streamed(town, is, was));
    expect(sent.map(({ subject }) => subject)).toEqual(['Ohjaamo: your time']);
    const { email: _none, ...unmailed } = is;
    await stream(streamed(town, { ...unmailed, version: 3, phone: '0401234567' }, was));
    expect(texted.map(({ to }) => to)).toEqual(['+358401234567']);
    expect(texted[0]?.text).toContain('09:00–09:45');
    expect(
      (await town.read(linkIn({ ...texted[0], subject: '', to: '', text: texted[0]?.text ?? '' }))).status,
    ).toBe(200);
  });

  it('is not texted when the holder did it', async () => {
    const { town, texted, stream } = await townWithPost();
    const { link } = (await town.book({ phone: '0401234567' })).body;
    await stream(streamed(town, await recordOf(town, link)));
    expect(texted).toEqual([]);
  });

  it('is not told again when nothing but a mark or a note of the house changed', () => {
    const booked = { state: 'BOOKED', start: 1, staffId: worker(1) } as const;
    for (const after of ['KEPT', 'NO_SHOW'] as const) {
      expect(noticeOf(booked, { ...booked, state: after })).toBeUndefined();
      expect(noticeOf({ ...booked, state: after }, booked)).toBeUndefined();
    }
    expect(noticeOf(booked, booked)).toBeUndefined();
    expect(
      noticeOf({ ...booked, state: 'DECLINED' }, { ...booked, state: 'DECLINED', start: 2 }),
    ).toBeUndefined();
  });

  it('has a sentence of its own in every language, and a neutral subject', () => {
    const matters = Object.keys(TEXTS.fi.matters);
    for (const language of languages) {
      const texts = TEXTS[language];
      expect(Object.keys(texts.matters)).toEqual(matters);
      expect(new Set(Object.values(texts.matters)).size).toBe(matters.length);
      expect(texts.subject).toMatch(/^(?:Ohjaamo: aikasi|Navigatorn: din tid|Ohjaamo: your time)$/u);
    }
  });
});
