import { bookedTimes } from '@ohjaamo/functions/booking/index.ts';
import { replaceExternal } from '@ohjaamo/functions/booking/index.ts';
import { tenantWrites } from '@ohjaamo/functions/tenants/index.ts';
import { BUSY_KIND, weekOf } from '@ohjaamo/shared/booking/sheet.ts';
import { calendarsRoutes } from '@ohjaamo/shared/calendars/contract.ts';
import { randomIds, roomId } from '@ohjaamo/shared/kernel/ids.ts';
import { describe, expect, it } from 'vitest';
import { minute } from './feeds.ts';
import { LENT, LENT_LATER, lendingTown, OWN, parsed, people } from './lendingTown.ts';

/** The town whose lender has opened the own feed. */
async function feedTown(rooms: Parameters<typeof lendingTown>[1] = []) {
  const town = await lendingTown(undefined, rooms);
  const open = async () => {
    const body = { secret: randomIds.secret(128) };
    return (await town.as('lender', calendarsRoutes.openMyFeed, { body })).body.link;
  };
  const link = await open();
  const read = (of = link, headers: Record<string, string> = {}) =>
    town.by(calendarsRoutes.readWorkerFeed, { parameters: { link: of }, headers });
  return { town, open, link, read };
}

describe('a worker’s own feed', () => {
  it('says when and at which site the worker is booked, and nothing else', async () => {
    const { town, read } = await feedTown();
    await town.book(LENT);
    await town.book(LENT_LATER);
    const { text, headers } = await read();
    expect(headers['content-type']).toBe('text/calendar; charset=utf-8');
    const { calendar, events } = parsed(text);
    expect(events.map(({ start, end, summary, location }) => [start, end, summary, location])).toEqual([
      [
        '2027-02-01T10:00:00.000Z',
        '2027-02-01T10:45:00.000Z',
        'Ohjaamo: varattu',
        'Ohjaamo keskusta, Testikatu 1, 00100 Testikaupunki',
      ],
      [
        '2027-02-08T10:00:00.000Z',
        '2027-02-08T10:45:00.000Z',
        'Ohjaamo: varattu',
        'Ohjaamo keskusta, Testikatu 1, 00100 Testikaupunki',
      ],
    ]);
    for (const hidden of ['Kettu', 'INDIV', 'Velka', 'Test worker', town.tenantId])
      expect(text).not.toContain(hidden);
    expect(calendar.getFirstPropertyValue('x-wr-calname')).toBe('Ohjaamo');
    expect(calendar.getFirstPropertyValue('version')).toBe('2.0');
    expect(calendar.getFirstPropertyValue('prodid')).toBeTruthy();
    expect(String(calendar.getFirstPropertyValue('refresh-interval'))).toBe('PT15M');
    expect(calendar.getFirstPropertyValue('x-published-ttl')).toBe('PT15M');
    expect(new Set(events.map(({ uid }) => uid)).size).toBe(2);
    expect(events.every(({ stamp }) => stamp.length > 0)).toBe(true);
  });

  it('names the room of the next two weeks, whatever else stands in the agenda', async () => {
    const { town, read } = await feedTown([{ id: roomId.parse('room000001'), name: 'huone 1', capacity: 4 }]);
    await town.book(LENT);
    const { id } = await town.book(OWN, people.counsellor.id);
    const { text } = await read();
    expect(parsed(text).events.map(({ location }) => location)).toEqual([
      'Ohjaamo keskusta, huone 1, Testikatu 1, 00100 Testikaupunki',
    ]);
    for (const hidden of ['Kettu', id, 'Velka']) expect(text).not.toContain(hidden);
  });

  it('follows a change and a withdrawal: the old time goes, and the new one is another entry', async () => {
    const { town, read } = await feedTown();
    const { link } = await town.book(LENT);
    const [before] = parsed((await read()).text).events;
    await town.change(link, LENT_LATER);
    const [after, ...more] = parsed((await read()).text).events;
    expect(more).toEqual([]);
    expect(after?.start).toBe('2027-02-08T10:00:00.000Z');
    expect(after?.uid).not.toBe(before?.uid);
    await town.cancel(link);
    expect(parsed((await read()).text).events).toEqual([]);
  });

  it('is told in UTC, as a whole, and the same whenever it is asked on one day', async () => {
    const { town, read } = await feedTown();
    await town.book(LENT);
    const first = await read();
    const { calendar } = parsed(first.text);
    expect(calendar.getFirstPropertyValue('method')).toBe('PUBLISH');
    const event = calendar.getFirstSubcomponent('vevent');
    for (const name of ['dtstart', 'dtend', 'dtstamp']) {
      expect([name, String(event?.getFirstPropertyValue(name)).endsWith('Z')]).toEqual([name, true]);
      expect([name, event?.getFirstProperty(name)?.getParameter('tzid')]).toEqual([name, undefined]);
    }
    expect(event?.getFirstPropertyValue('sequence')).not.toBeNull();
    expect(event?.getFirstPropertyValue('transp')).toBe('OPAQUE');
    town.clock.set('2027-02-01T09:30+02:00');
    expect((await read()).text).toBe(first.text);
  });

  it('is written as RFC 5545 asks: CRLF at every end, no line longer than 75 octets', async () => {
    const { town, read } = await feedTown();
    await town.book(LENT);
    const { text } = await read();
    const lines = text.split('\r\n');
    expect(lines.some((line) => line.includes('\n'))).toBe(false);
    expect(lines.filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
    expect([lines[0], ...lines.slice(-2)]).toEqual(['BEGIN:VCALENDAR', 'END:VCALENDAR', '']);
  });

  it('has a component even when the worker has no bookings, because some programs refuse an empty one', async () => {
    const { read } = await feedTown();
    const { calendar, events } = parsed((await read()).text);
    expect([events, calendar.getAllSubcomponents().map(({ name }) => name)]).toEqual([[], ['vtimezone']]);
  });

  it('is not sent again while nothing has changed, and is when something has', async () => {
    const { town, read } = await feedTown();
    await town.book(LENT);
    const first = await read();
    const etag = String(first.headers['etag']);
    const again = await read(undefined, { 'if-none-match': etag });
    expect([again.status, again.text]).toEqual([304, '']);
    await town.book(LENT_LATER);
    const changed = await read(undefined, { 'if-none-match': etag });
    expect(changed.status).toBe(200);
    // What stood there before is the same event still.
    expect(parsed(changed.text).events.map(({ uid }) => uid)).toContain(parsed(first.text).events[0]?.uid);
  });

  it('does not give out again what came in from elsewhere, nor what somebody only keeps', async () => {
    const { town, read } = await feedTown();
    const at = minute('2027-02-02T08:00:00Z');
    const busy = { start: at, end: at + 60, bufferBefore: 0, bufferAfter: 0, kind: BUSY_KIND.external };
    const resource = { home: town.main.id, id: people.lender.id };
    const scope = town.house.scope(town.tenantId, 'busyReader');
    await replaceExternal(scope, resource, weekOf(at), [busy]);
    expect((await bookedTimes(scope, resource, at, at + 60)).length).toBe(1);
    expect(parsed((await read()).text).events).toEqual([]);
  });

  it('opens with its newest link alone, and with none once it is closed', async () => {
    const { town, link, open, read } = await feedTown();
    const newer = await open();
    expect((await read(link)).problem.type).toBe('/problems/link-not-found');
    expect((await read(newer)).status).toBe(200);
    const closed = await town.as('lender', calendarsRoutes.closeMyFeed, { body: {} });
    expect(closed.body.feedSince).toBeUndefined();
    expect((await read(newer)).problem.type).toBe('/problems/link-not-found');
  });

  it('opens again under the same secret when the request is repeated', async () => {
    const { town } = await feedTown();
    const body = { secret: randomIds.secret(128) };
    const links = [];
    for (let times = 0; times < 2; times++) {
      links.push((await town.as('lender', calendarsRoutes.openMyFeed, { body })).body.link);
      town.clock.set('2027-02-01T09:00+02:00');
    }
    expect(links[0]).toBe(links[1]);
    const view = await town.as('lender', calendarsRoutes.readMyCalendars);
    expect(view.body.feedSince).toBe('2027-02-01T08:00+02:00');
    expect(view.text).not.toContain(body.secret);
  });

  it('is gone with the worker', async () => {
    const { town, read } = await feedTown();
    const scope = town.house.scope(town.tenantId, 'calendars');
    const [, gone] = tenantWrites(scope, town.tenant).flatMap(({ Put }) =>
      String(Put?.Item?.['sk']) === `STAFF#${people.lender.id}` ? [Put?.Item, Put?.Item] : [],
    );
    const { work } = town.house.scope(town.tenantId, 'provisioning');
    // The row of the worker becomes that of somebody else.
    await work.put({
      ...scope.keys.tenant(String(gone?.['sk'])),
      kind: 'STAFF',
      value: { ...(gone?.['value'] as object), id: 'somebody01' },
    });
    expect((await read()).problem.type).toBe('/problems/link-not-found');
  });
});
