import { mimeMessage } from '@ohjaamo/functions/kernel/mail.ts';
import { inviteLenders } from '@ohjaamo/functions/calendars/index.ts';
import { bookingRoutes } from '@ohjaamo/shared/booking/contract.ts';
import { calendarsRoutes } from '@ohjaamo/shared/calendars/contract.ts';
import { describe, expect, it } from 'vitest';
import { LENT, LENT_LATER, lendingTown, type LendingTown, OWN, parsed, people } from './lendingTown.ts';

const LENDER = 'lender@partner.example';
const OTHER = 'other@partner.example';

/** The town whose lender wants invitations in English. */
async function invitingTown() {
  const town = await lendingTown();
  await wants(town, 'lender', LENDER);
  return town;
}

async function wants(
  town: LendingTown,
  who: 'lender' | 'otherLender' | 'counsellor',
  email: string,
  choice: 'LENT' | 'ALL' = 'LENT',
) {
  const body = { email, language: 'en', choice } as const;
  expect((await town.as(who, calendarsRoutes.setInvitations, { body })).status).toBe(200);
}

const linkIn = (text: string | undefined) => /invitation-answer\/(\S+)/u.exec(text ?? '')?.[1] ?? '';
const last = (town: LendingTown) => parsed(town.sent.at(-1)?.calendar?.content ?? '');

describe('the invitation of a lender', () => {
  it('tells when and where, and nothing of who or why', async () => {
    const town = await invitingTown();
    const { id } = await town.book(LENT);
    expect(await town.invite(id)).toEqual({ batchItemFailures: [] });

    expect(town.sent.length).toBe(1);
    const [message] = town.sent;
    expect(message).toMatchObject({
      to: LENDER,
      subject: 'Ohjaamo: booked',
      calendar: { method: 'REQUEST' },
    });
    const { method, events } = last(town);
    expect(method).toBe('REQUEST');
    expect(events).toMatchObject([
      {
        uid: `${id}-${people.lender.id}@ohjaamo`,
        sequence: 1,
        summary: 'Ohjaamo: booked',
        location: 'Ohjaamo keskusta, Testikatu 1, 00100 Testikaupunki',
        start: '2027-02-01T10:00:00.000Z',
        end: '2027-02-01T10:45:00.000Z',
        status: 'CONFIRMED',
        organizer: 'mailto:no-reply@ohjaamo.example',
        attendees: [{ address: `mailto:${LENDER}`, rsvp: 'TRUE', state: 'NEEDS-ACTION' }],
      },
    ]);
    for (const hidden of ['Kettu', 'INDIV:', 'Velka', 'Test worker']) {
      expect(JSON.stringify(message)).not.toContain(hidden);
    }
    expect(message?.text).toContain('12:00–12:45');
    expect(message?.text).toContain('https://ohjaamo.example/en/invitation-answer/');
  });

  it('goes with lent time only, unless the worker asked for all', async () => {
    const town = await lendingTown();
    await wants(town, 'counsellor', 'own@town.example');
    const first = await town.book(OWN, people.counsellor.id);
    await town.invite(first.id);
    expect(town.sent).toEqual([]);
    await wants(town, 'counsellor', 'own@town.example', 'ALL');
    await town.invite(first.id);
    expect(town.sent.map(({ to }) => to)).toEqual(['own@town.example']);
  });

  it('does not go to whoever gave no address', async () => {
    const town = await lendingTown();
    const { id } = await town.book(LENT);
    await town.invite(id);
    expect(town.sent).toEqual([]);
  });

  it('follows a change of time with a higher SEQUENCE under the same UID', async () => {
    const town = await invitingTown();
    const { id, link } = await town.book(LENT);
    await town.invite(id);
    await town.change(link, LENT_LATER);
    await town.invite(id);
    const [before, after] = town.sent.map((message) => parsed(message.calendar?.content ?? '').events[0]);
    expect(after?.uid).toBe(before?.uid);
    expect(after?.sequence).toBeGreaterThan(before?.sequence ?? Infinity);
    expect(after?.start).toBe('2027-02-08T10:00:00.000Z');
  });

  it('is withdrawn from just the one who no longer holds the meeting', async () => {
    const town = await invitingTown();
    await wants(town, 'otherLender', OTHER);
    const { id, link } = await town.book(LENT);
    await town.invite(id);
    await town.change(link, LENT, people.otherLender.id);
    await town.invite(id);
    expect(town.sent.map(({ to, calendar }) => [to, calendar?.method])).toEqual([
      [LENDER, 'REQUEST'],
      [LENDER, 'CANCEL'],
      [OTHER, 'REQUEST'],
    ]);
    const withdrawn = parsed(town.sent[1]?.calendar?.content ?? '');
    expect(withdrawn.method).toBe('CANCEL');
    expect(withdrawn.events).toMatchObject([
      {
        uid: `${id}-${people.lender.id}@ohjaamo`,
        sequence: 2,
        status: 'CANCELLED',
        attendees: [{ address: `mailto:${LENDER}` }],
      },
    ]);
    expect(town.sent[1]?.text).not.toContain('invitation-answer');
  });

  it('is withdrawn by a cancellation and comes again when that is taken back', async () => {
    const town = await invitingTown();
    const { id, link } = await town.book(LENT);
    await town.invite(id);
    await town.cancel(link);
    await town.invite(id);
    await town.restore(link);
    await town.invite(id);
    const told = town.sent.map((message) => parsed(message.calendar?.content ?? ''));
    expect(told.map(({ method, events }) => [method, events[0]?.sequence, events[0]?.status])).toEqual([
      ['REQUEST', 1, 'CONFIRMED'],
      ['CANCEL', 2, 'CANCELLED'],
      ['REQUEST', 3, 'CONFIRMED'],
    ]);
  });

  it('is withdrawn when the hours of the meeting fall away, and comes again when they are back', async () => {
    const town = await invitingTown();
    const { id } = await town.book(LENT);
    await town.invite(id);
    const { orphanedAt: _none, ...record } = await town.recordOf(id);
    const { work, keys } = town.house.scope(town.tenantId, 'street');
    const orphanedAt = record.changedAt;
    await work.put({ ...keys.booking(id), ...record, version: 2, orphanedAt });
    await town.invite(id);
    await work.put({ ...keys.booking(id), ...record, version: 3 });
    await town.invite(id);
    const told = town.sent.map((message) => parsed(message.calendar?.content ?? ''));
    expect(told.map(({ method, events }) => [method, events[0]?.sequence, events[0]?.status])).toEqual([
      ['REQUEST', 1, 'CONFIRMED'],
      ['CANCEL', 2, 'CANCELLED'],
      ['REQUEST', 3, 'CONFIRMED'],
    ]);
  });

  it('goes once, however often and in whatever order the stream repeats itself', async () => {
    const town = await invitingTown();
    const { id, link } = await town.book(LENT);
    const booked = await town.recordOf(id);
    await town.change(link, LENT_LATER);
    const moved = await town.recordOf(id);
    await town.cancel(link);
    const cancelled = await town.recordOf(id);
    const records = [moved, booked, cancelled, booked, moved].map(town.streamed);
    await inviteLenders(town.ports, { Records: records });
    // Whoever never heard of the meeting is not told of its end.
    expect(town.sent).toEqual([]);
    await town.restore(link);
    await town.invite(id);
    await inviteLenders(town.ports, { Records: [...records, ...records] });
    expect(town.sent.map(({ calendar }) => calendar?.method)).toEqual(['REQUEST']);
    expect(last(town).events[0]?.start).toBe('2027-02-08T10:00:00.000Z');
  });

  it('does not follow what changes nothing in a calendar', async () => {
    const town = await invitingTown();
    const { id } = await town.book(LENT);
    await town.invite(id);
    await town.desk('counsellor', bookingRoutes.listAttention);
    const record = await town.recordOf(id);
    const { work, keys } = town.house.scope(town.tenantId, 'street');
    await work.put({ ...keys.booking(id), ...record, version: 2, state: 'KEPT' });
    await town.invite(id);
    expect(town.sent.length).toBe(1);
  });

  it('moves with the worker’s address: withdrawn from the old one, sent to the new one', async () => {
    const town = await invitingTown();
    const { id, link } = await town.book(LENT);
    await town.invite(id);
    await wants(town, 'lender', 'new@partner.example');
    await town.change(link, LENT_LATER);
    await town.invite(id);
    await town.invite(id);
    expect(town.sent.map(({ to, calendar }) => [to, calendar?.method])).toEqual([
      [LENDER, 'REQUEST'],
      [LENDER, 'CANCEL'],
      ['new@partner.example', 'REQUEST'],
    ]);
  });

  it('is left to the retry when the post office is closed, and says the same then', async () => {
    const town = await invitingTown();
    const { id } = await town.book(LENT);
    town.post.refuse = true;
    expect((await town.invite(id)).batchItemFailures.length).toBe(1);
    town.post.refuse = false;
    expect(await town.invite(id)).toEqual({ batchItemFailures: [] });
    expect(town.sent.length).toBe(1);
  });

  it('is not sent about a time that has passed', async () => {
    const town = await invitingTown();
    const { id } = await town.book(LENT);
    town.clock.set('2027-02-01T12:46+02:00');
    await town.invite(id);
    expect(town.sent).toEqual([]);
  });
});

describe('a calendar message on the wire', () => {
  it('offers the same as text and as a calendar that says its method', async () => {
    const town = await invitingTown();
    const { id } = await town.book(LENT);
    await town.invite(id);
    const [message] = town.sent;
    if (!message) throw new Error('Nothing was sent');
    const raw = new TextDecoder().decode(mimeMessage('no-reply@ohjaamo.example', message));
    expect(raw).toContain('Content-Type: multipart/alternative; boundary="=_alternative"');
    expect(raw).toContain('Content-Type: text/calendar; method=REQUEST; charset=UTF-8; component=VEVENT');
    expect(raw.split('\r\n').every((line) => line.length <= 998 && !line.includes('\n'))).toBe(true);
    const [, , coded = ''] = raw.split('Content-Transfer-Encoding: base64\r\n\r\n');
    const calendar = Buffer.from(coded.split('\r\n--')[0] ?? '', 'base64').toString();
    expect(calendar).toBe(message.calendar?.content);
  });

  it('takes no address that would begin a header of its own', () => {
    const message = { to: 'a@b.example\r\nBcc: c@d.example', subject: 's', text: 't' };
    expect(() => mimeMessage('no-reply@ohjaamo.example', message)).toThrow();
  });
});

describe('the answer by the link of an invitation', () => {
  async function invited() {
    const town = await invitingTown();
    const booking = await town.book(LENT);
    await town.invite(booking.id);
    const link = linkIn(town.sent[0]?.text);
    const answer = (what: 'ACCEPTED' | 'DECLINED', start = LENT) =>
      town.by(calendarsRoutes.answerMeetingInvitation, {
        parameters: { link },
        body: { answer: what, start },
      });
    const read = (of = link) => town.by(calendarsRoutes.readMeetingInvitation, { parameters: { link: of } });
    const attention = async () => {
      await town.follow(booking.id);
      const listed = await town.desk('counsellor', bookingRoutes.listAttention);
      return listed.body.bookings.map((each) => [each.id, each.attention]);
    };
    return { town, booking, link, answer, read, attention };
  }

  it('shows when and where, and changes nothing by being looked at', async () => {
    const { town, booking, read } = await invited();
    const before = await town.recordOf(booking.id);
    const { body, text } = await read();
    expect(body).toMatchObject({ start: LENT, state: 'OPEN', answer: 'NONE', language: 'en' });
    for (const hidden of ['Kettu', 'Velka', booking.id]) expect(text).not.toContain(hidden);
    expect(await town.recordOf(booking.id)).toEqual(before);
  });

  it('puts a meeting that the lender cannot keep before the house, once', async () => {
    const { town, booking, answer, read, attention } = await invited();
    expect((await answer('DECLINED')).body.answer).toBe('DECLINED');
    const { version } = await town.recordOf(booking.id);
    expect((await answer('DECLINED')).body.answer).toBe('DECLINED');
    expect((await town.recordOf(booking.id)).version).toBe(version);
    expect((await read()).body.answer).toBe('DECLINED');
    expect(await attention()).toEqual([[booking.id, 'DECLINED_BY_PARTNER']]);
    expect((await town.recordOf(booking.id)).state).toBe('BOOKED');
  });

  it('may be taken back until somebody has acted, and sends no new invitation', async () => {
    const { town, booking, answer, attention } = await invited();
    await answer('DECLINED');
    expect((await answer('ACCEPTED')).body.answer).toBe('ACCEPTED');
    expect(await attention()).toEqual([]);
    await answer('DECLINED');
    await town.invite(booking.id);
    expect(town.sent.length).toBe(1);
  });

  it('counts no more when the time was changed, and the old answer cannot be given to the new time', async () => {
    const { town, booking, answer, read, attention } = await invited();
    await answer('DECLINED');
    await town.change(booking.link, LENT_LATER);
    expect(await attention()).toEqual([]);
    expect((await answer('ACCEPTED')).problem.type).toBe('/problems/state-conflict');
    expect((await read()).body).toMatchObject({ start: LENT_LATER, answer: 'NONE', state: 'OPEN' });
    expect((await answer('DECLINED', LENT_LATER)).body.answer).toBe('DECLINED');
  });

  it('is closed to a worker who is no longer part of the meeting, who does not see its new time', async () => {
    const { town, booking, answer, read } = await invited();
    await town.change(booking.link, LENT_LATER, people.otherLender.id);
    expect((await read()).body).toMatchObject({ state: 'WITHDRAWN', start: LENT });
    expect((await answer('DECLINED', LENT_LATER)).problem.type).toBe('/problems/state-conflict');
  });

  it('is closed when the meeting has begun, and the link after thirty days', async () => {
    const { town, answer, read } = await invited();
    town.clock.set(LENT);
    expect((await answer('DECLINED')).problem.type).toBe('/problems/state-conflict');
    expect((await read()).body.state).toBe('PAST');
    town.clock.set('2027-03-04T12:00+02:00');
    expect((await read()).problem.type).toBe('/problems/link-expired');
  });

  it('opens with the links of all messages about the meeting, and with no other secret', async () => {
    const { town, booking, link, read } = await invited();
    await town.change(booking.link, LENT_LATER);
    await town.invite(booking.id);
    const later = linkIn(town.sent[1]?.text);
    expect(later).not.toBe(link);
    expect([(await read(link)).status, (await read(later)).status]).toEqual([200, 200]);
    expect((await read(booking.link)).problem.type).toBe('/problems/link-not-found');
  });
});
