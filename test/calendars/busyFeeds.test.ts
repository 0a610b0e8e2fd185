import { connect } from 'node:net';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bookedTimes } from '@ohjaamo/functions/booking/index.ts';
import { type Reach } from '@ohjaamo/functions/calendars/fetchFeed.ts';
import { readAllBusyFeeds } from '@ohjaamo/functions/calendars/index.ts';
import { readBusyFeeds } from '@ohjaamo/functions/calendars/repository.ts';
import { type Message } from '@ohjaamo/functions/kernel/mail.ts';
import { bookingRoutes } from '@ohjaamo/shared/booking/contract.ts';
import { calendarsRoutes } from '@ohjaamo/shared/calendars/contract.ts';
import { FAILURES_UNTIL_TOLD, isDue } from '@ohjaamo/shared/calendars/feedState.ts';
import { HELSINKI, formatOffsetDateTime } from '@ohjaamo/shared/kernel/time.ts';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { registerOf } from '../support/registerOf.ts';
import { calendar, event, minute } from './feeds.ts';
import { LENT, lendingTown, people } from './lendingTown.ts';

const ADDRESS = 'https://calendar.partner.example/private-0123456789/basic.ics';
const meeting = event('DTSTART:20270201T103000Z', 'DTEND:20270201T113000Z', 'SUMMARY:Secret matter');

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A town with a calendar of the lender's elsewhere, which a test rewrites. */
async function feedTown() {
  const elsewhere = { status: 200, text: calendar(meeting), asked: 0, sent: 0 };
  const server = createServer((request, response) => {
    elsewhere.asked++;
    const etag = `"${String(elsewhere.text.length)}"`;
    if (elsewhere.status === 200 && request.headers['if-none-match'] === etag) {
      response.writeHead(304).end();
      return;
    }
    elsewhere.sent++;
    response.writeHead(elsewhere.status, { etag }).end(elsewhere.text);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  closing.push(() => server.close());
  const { port } = server.address() as AddressInfo;
  const reach: Reach = {
    resolve: () => Promise.resolve(['93.184.216.34']),
    connect: () => connect(port, '127.0.0.1'),
  };
  const town = await lendingTown(reach);
  const sent: Message[] = [];
  const platform = registerOf(town.house.platform, town.tenantId);
  const ports = {
    openScope: town.house.openScope,
    clock: town.clock,
    platform,
    reach,
    origin: 'https://ohjaamo.example',
    sendMail: (message: Message) => Promise.resolve(void sent.push(message)),
  };
  const scope = town.house.scope(town.tenantId, 'calendars');
  return {
    town,
    elsewhere,
    sent,
    scope,
    set: (address = ADDRESS) => town.as('lender', calendarsRoutes.setBusyFeed, { body: { address } }),
    view: async () => (await town.as('lender', calendarsRoutes.readMyCalendars)).body.busyFeed,
    job: () => readAllBusyFeeds(ports),
    async busy() {
      const resource = { home: town.main.id, id: people.lender.id };
      const from = minute('2027-01-25T00:00:00Z');
      const times = await bookedTimes(scope, resource, from, from + 200 * 1440);
      return times.map(({ start, end }) =>
        [start, end].map((at) => formatOffsetDateTime(at, HELSINKI).slice(5, 16)).join('/'),
      );
    },
  };
}

describe('the busy times of a worker’s calendar elsewhere', () => {
  it('stand in the worker’s sheets as soon as the address is given, and are not bookable', async () => {
    const { town, set, busy } = await feedTown();
    const { body, text } = await set();
    expect(body.busyFeed).toMatchObject({
      host: 'calendar.partner.example',
      failures: 0,
      events: 1,
      unclear: 0,
    });
    expect(await busy()).toEqual(['02-01T12:30/02-01T13:30']);
    expect(text).not.toContain('private-0123456789');
    await expect(town.book(LENT)).rejects.toThrow('time-taken');
    await expect(town.book('2027-02-08T12:00+02:00')).resolves.toBeDefined();
  });

  it('are why there is no time, without a title', async () => {
    const { town, set, scope } = await feedTown();
    await set();
    const rows = JSON.stringify(await readBusyFeeds(scope));
    expect(rows).not.toContain('Secret');
    const search = await town.desk('counsellor', bookingRoutes.searchTimesForWorker, {
      query: { site: town.main.id, service: 'INDIV', staff: people.lender.id, from: '2027-02-01', days: 1 },
    });
    expect(search.body.times.map(({ start }) => start)).not.toContain(LENT);
  });

  it('follow the calendar, which is asked for what is new alone', async () => {
    const { elsewhere, set, job, busy } = await feedTown();
    await set();
    await job();
    expect([elsewhere.asked, elsewhere.sent]).toEqual([2, 1]);
    elsewhere.text = calendar(event('DTSTART:20270202T070000Z', 'DTEND:20270202T080000Z'));
    await job();
    expect(await busy()).toEqual(['02-02T09:00/02-02T10:00']);
    elsewhere.text = calendar();
    await job();
    expect(await busy()).toEqual([]);
  });

  it('are read anew when a week has passed, although nothing in the calendar changed', async () => {
    const { town, elsewhere, set, job, busy } = await feedTown();
    elsewhere.text = calendar(event('DTSTART:20270201T070000Z', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY'));
    await set();
    const first = await busy();
    town.clock.set('2027-02-08T08:00+02:00');
    await job();
    expect(elsewhere.sent).toBe(2);
    expect((await busy()).length).toBe(first.length + 1);
  });

  it('stay when the calendar cannot be read, with their age and the reason', async () => {
    const { town, elsewhere, set, view, job, busy } = await feedTown();
    await set();
    elsewhere.status = 404;
    town.clock.set('2027-02-01T09:00+02:00');
    await job();
    expect(await busy()).toEqual(['02-01T12:30/02-01T13:30']);
    expect(await view()).toMatchObject({
      fault: 'NOT_FOUND',
      failures: 1,
      readAt: '2027-02-01T08:00+02:00',
      triedAt: '2027-02-01T09:00+02:00',
    });
    elsewhere.status = 200;
    await job();
    const mended = await view();
    expect(mended).toMatchObject({ failures: 0, readAt: '2027-02-01T09:00+02:00' });
    expect(mended?.fault).toBeUndefined();
  });

  it('are told to be failing by mail once, after three hours', async () => {
    const { town, elsewhere, sent, set, job } = await feedTown();
    const body = { email: 'lender@partner.example', language: 'fi', choice: 'LENT' } as const;
    await town.as('lender', calendarsRoutes.setInvitations, { body });
    await set();
    elsewhere.status = 500;
    for (let times = 1; times < FAILURES_UNTIL_TOLD; times++) await job();
    expect(sent).toEqual([]);
    await job();
    await job();
    expect(sent.map(({ to }) => to)).toEqual(['lender@partner.example']);
    expect(sent[0]?.text).toContain('https://ohjaamo.example/fi/my-calendar');
    expect(JSON.stringify(sent)).not.toContain('private-0123456789');
  });

  it('go with the address, and another address takes the old one’s place', async () => {
    const { town, elsewhere, set, view, busy } = await feedTown();
    await set();
    elsewhere.text = calendar(event('DTSTART:20270301T070000Z', 'DURATION:PT1H'));
    await set('https://other.partner.example/calendar.ics');
    expect(await busy()).toEqual(['03-01T09:00/03-01T10:00']);
    await town.as('lender', calendarsRoutes.removeBusyFeed, { body: {} });
    expect([await busy(), await view()]).toEqual([[], undefined]);
    expect((await town.as('lender', calendarsRoutes.removeBusyFeed, { body: {} })).status).toBe(200);
  });

  it('are not looked for at an address that no calendar has', async () => {
    const { elsewhere, set } = await feedTown();
    for (const address of [
      'http://calendar.partner.example/x',
      'https://calendar.partner.example:444/x',
      'here',
    ]) {
      expect((await set(address)).problem.type).toBe('/problems/feed-refused');
    }
    expect(elsewhere.asked).toBe(0);
    expect((await set('https://10.0.0.1/x')).body.busyFeed).toMatchObject({ fault: 'ADDRESS', failures: 1 });
  });

  it('are told to be unclear where they are', async () => {
    const { elsewhere, set } = await feedTown();
    elsewhere.text = calendar(meeting, event('DTSTART:whenever'));
    expect((await set()).body.busyFeed).toMatchObject({ events: 2, unclear: 1, failures: 0 });
    elsewhere.text = '<!doctype html>';
    expect((await set()).body.busyFeed).toMatchObject({ fault: 'NOT_A_CALENDAR', events: 2 });
  });

  it('leave no trace of the address in the log', async () => {
    const lines: string[] = [];
    const log = vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
    const error = vi.spyOn(console, 'error').mockImplementation((line: string) => void lines.push(line));
    const { elsewhere, set, job } = await feedTown();
    await set();
    elsewhere.status = 500;
    await job();
    log.mockRestore();
    error.mockRestore();
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.join('\n')).not.toContain('partner.example');
  });
});

describe('how often a feed is read', () => {
  it('is every time, and every two hours while it keeps failing', () => {
    const triedAt = '2027-02-01T10:00:00Z';
    const at = (time: string) => Date.parse(`2027-02-01T${time}Z`);
    expect(isDue({ triedAt, failures: FAILURES_UNTIL_TOLD - 1 }, at('10:15:00'))).toBe(true);
    expect(isDue({ triedAt, failures: FAILURES_UNTIL_TOLD }, at('11:59:59'))).toBe(false);
    expect(isDue({ triedAt, failures: FAILURES_UNTIL_TOLD }, at('12:00:00'))).toBe(true);
    expect(isDue({ failures: 0 }, at('10:00:00'))).toBe(true);
  });
});
