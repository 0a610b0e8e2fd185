import { bookingRoutes } from '@ohjaamo/shared/booking/contract.ts';
import { describe, expect, it } from 'vitest';
import { call } from '../support/house.ts';
import { bookingTown, type BookingTown, request, starts } from './town.ts';

async function post(
  town: BookingTown,
  rest: { rawBody?: string; anyBody?: unknown; headers?: Record<string, string> },
) {
  return call(town.handler, bookingRoutes.createBooking, { parameters: town.at, ...rest });
}

describe('Bad input gets its problem type and leaves the data as it was', () => {
  it('refuses unknown fields, wrong types and over-long texts, naming the place and not the value', async () => {
    const town = await bookingTown();
    const before = starts(await town.search());
    for (const [extra, pointer] of [
      [{ isAdmin: true }, '/body'],
      [{ start: 5 }, '/body/start'],
      [{ start: '2027-02-01T07:00:00Z' }, '/body/start'],
      [{ nickname: 'x'.repeat(41) }, '/body/nickname'],
      [{ nickname: 'line\nbreak' }, '/body/nickname'],
      [{ email: 'nobody' }, '/body/email'],
      [{ bookingId: 'short' }, '/body/bookingId'],
      [{ secret: undefined }, '/body/secret'],
    ] as const) {
      const refused = await post(town, { anyBody: request(extra) });
      expect([refused.status, refused.problem.type]).toEqual([400, '/problems/invalid-request']);
      expect(refused.problem.errors?.[0]?.pointer).toBe(pointer);
      expect(refused.headers['content-type']).toBe('application/problem+json');
      expect(refused.text).not.toContain('xxxx');
    }
    expect(starts(await town.search())).toEqual(before);
  });

  it('refuses malformed JSON, another media type, and a body over 256 KB', async () => {
    const town = await bookingTown();
    const before = starts(await town.search());
    const malformed = await post(town, { rawBody: '{"bookingId":' });
    expect([malformed.status, malformed.problem.type]).toEqual([400, '/problems/malformed-json']);
    const form = await post(town, { anyBody: request(), headers: { 'content-type': 'text/plain' } });
    expect([form.status, form.problem.type]).toEqual([415, '/problems/media-type-not-supported']);
    const large = await post(town, {
      rawBody: JSON.stringify(request({ nickname: 'x'.repeat(256 * 1024) })),
    });
    expect([large.status, large.problem.type]).toEqual([413, '/problems/body-too-large']);
    expect(starts(await town.search())).toEqual(before);
  });

  it('knows no town, site, worker or service that is not there', async () => {
    const town = await bookingTown();
    for (const parameters of [
      { tenantSlug: 'no-such-town', siteSlug: town.at.siteSlug },
      { tenantSlug: town.at.tenantSlug, siteSlug: 'no-such-site' },
      { tenantSlug: 'NO SLUG', siteSlug: town.at.siteSlug },
    ]) {
      const booked = await call(town.handler, bookingRoutes.createBooking, {
        anyParameters: parameters,
        anyBody: request(),
      });
      expect([booked.status, booked.problem.type]).toEqual([404, '/problems/not-found']);
      const searched = await call(town.handler, bookingRoutes.searchTimes, {
        anyParameters: parameters,
        query: { service: 'INDIV' },
      });
      expect([searched.status, searched.problem.type]).toEqual([404, '/problems/not-found']);
    }
  });

  it('refuses the hour that the clock change skips, and an offset the zone does not have', async () => {
    const town = await bookingTown({ now: '2027-03-20T08:00+02:00' });
    for (const start of ['2027-03-28T03:30+02:00', '2027-03-28T03:30+03:00', '2027-03-29T09:00+02:00']) {
      const refused = await town.book({ start });
      expect([refused.status, refused.problem.type]).toEqual([422, '/problems/time-does-not-exist']);
    }
  });

  it('refuses what another site caused', async () => {
    const town = await bookingTown();
    const refused = await post(town, { anyBody: request(), headers: { 'sec-fetch-site': 'cross-site' } });
    expect([refused.status, refused.problem.type]).toEqual([403, '/problems/cross-origin']);
    expect((await town.book()).status).toBe(201);
  });

  it('refuses a search with unknown, repeated or impossible words', async () => {
    const town = await bookingTown();
    for (const query of [{ days: 29 }, { days: 0 }, { from: '2027-02-30' }, { colour: 'red' }]) {
      const refused = await town.search(query);
      expect([refused.status, refused.problem.type]).toEqual([400, '/problems/invalid-request']);
    }
    const far = await town.search({ from: '9999-12-20' });
    expect([far.status, far.body.times, far.body.to]).toEqual([200, [], '9999-12-31']);
    const past = await town.search({ from: '2020-01-01', days: 1 });
    expect([past.body.from, past.body.times.length]).toEqual(['2027-02-01', 3]);
  });
});
