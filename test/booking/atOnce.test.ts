import { busyOf, type BookingRecord } from '@ohjaamo/functions/booking/record.ts';
import { readSheet, type Sheet } from '@ohjaamo/functions/booking/repository.ts';
import { bookingTag } from '@ohjaamo/functions/booking/tags.ts';
import { isLive } from '@ohjaamo/shared/booking/holds.ts';
import { clash, weekOf } from '@ohjaamo/shared/booking/sheet.ts';
import { holdsTime } from '@ohjaamo/shared/booking/states.ts';
import { bookingId, type ResourceId, roomId } from '@ohjaamo/shared/kernel/ids.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plan, rule, service, weekdayHours, worker } from '../support/schedule.ts';
import { bookingTown, type BookingTown, request, starts } from './town.ts';

/** All times of two workers in two weeks. */
const SLOTS = [
  '2027-02-01T09',
  '2027-02-01T10',
  '2027-02-01T11',
  '2027-02-08T09',
  '2027-02-08T10',
  '2027-02-08T11',
].map((hour) => `${hour}:00+02:00`);
const SIX = Date.parse('2027-02-01T06:00+02:00');
const GIVING = [worker(1), worker(2)];
const JOINING = worker(3);
const ROOMS = ['nook', 'hall'].map((id) => ({ id: roomId.parse(id.padEnd(10, '0')), name: id, capacity: 4 }));
/** So many of INDIV a worker and day. */
const PER_DAY = 2;
const ACTORS = 5;

const act = fc.record({
  what: fc.constantFrom(
    ...(['hold', 'hold', 'release', 'book', 'book', 'change', 'cancel', 'restore'] as const),
  ),
  who: fc.nat(ACTORS - 1),
  slot: fc.nat(SLOTS.length - 1),
  /** Whether a worker is asked for by name. */
  named: fc.constantFrom(undefined, ...GIVING),
});
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;
/** What happens at the same moment, and how many minutes pass after it. */
const moments = fc.array(
  fc.record({
    acts: fc.array(act, { minLength: 2, maxLength: 6 }),
    minutes: fc.constantFrom(0, 0, 4, 11),
  }),
  { minLength: 2, maxLength: 5 },
);

/** Two workers, two rooms, and a service to which a third worker comes and which a worker has to approve. */
async function busyTown() {
  const staff = [...GIVING];
  const shared = { staff, hoursFor: 'EVERY', roomFor: 2 } as const;
  return bookingTown({
    workers: 3,
    site: { rooms: ROOMS },
    services: [
      service('INDIV', { ...shared, limits: { perDay: PER_DAY } }),
      service('PAIR', { ...shared, alongside: [JOINING], needsApproval: true }),
      // Whoever joins is there for a service of their own, and gives none of the others.
      service('ALONE', { staff: [JOINING] }),
    ],
    plan: plan({
      hours: weekdayHours('APPOINTMENT', '09:00', '16:00'),
      rules: [...GIVING, JOINING].map((id) => {
        const when = { weekday: 'MON', start: '09:00', end: '12:00' } as const;
        return rule(id, when, { service: id === JOINING ? 'ALONE' : 'INDIV' });
      }),
    }),
  });
}

/** Everybody's own request and link. */
function crowd(town: BookingTown) {
  return Array.from({ length: ACTORS }, (_, index) => {
    const body = request({ service: index % 2 === 0 ? 'INDIV' : 'PAIR' });
    const id = bookingId.parse(body['bookingId']);
    return { id, body, link: `${town.tenantId}.${id}.${String(body['secret'])}` };
  });
}
type Actor = ReturnType<typeof crowd>[number];

/** Does one thing, as a page does it, and gives the status. */
async function run(town: BookingTown, { id, body, link }: Actor, what: Act): Promise<number> {
  const start = SLOTS[what.slot];
  const staff = what.named && { staff: what.named };
  switch (what.what) {
    case 'hold':
      return (await town.hold({ bookingId: id, service: body['service'], start, ...staff })).status;
    case 'release':
      return (await town.release(id, { start })).status;
    case 'book':
      return (await town.book({ ...body, start, ...staff })).status;
    case 'cancel':
      return (await town.cancel(link)).status;
    case 'restore':
      return (await town.restore(link)).status;
    case 'change': {
      const version = (await town.records([link]))[0]?.version ?? 1;
      return (await town.change(link, { start, version, ...staff })).status;
    }
  }
}

/** Every sheet of the town, as it stands. */
async function sheetsOf(town: BookingTown): Promise<Sheet[]> {
  const scope = town.house.scope(town.tenantId, 'street');
  const ids: ResourceId[] = [...GIVING, JOINING, ...ROOMS.map(({ id }) => id)];
  const weeks = [SLOTS[0], SLOTS[3]].map((start = '') => weekOf(Date.parse(start) / 60_000));
  return Promise.all(
    ids.flatMap((id) => weeks.map((week) => readSheet(scope, { home: town.site.id, week, id }))),
  );
}

const byText = (one: string, other: string): number => (one < other ? -1 : 1);

/** No sheet promises one time twice, and the sheets hold what the bookings hold: times, rooms, company and marks. */
function expectWhole(sheets: readonly Sheet[], held: readonly BookingRecord[], now: number): void {
  for (const { place, content } of sheets) {
    const live = content.holds.filter((hold) => isLive(hold, now));
    const standing = [...content.intervals, ...live];
    for (const [index, one] of standing.entries()) {
      for (const other of standing.slice(index + 1)) {
        const isOneBooking = 'booking' in one && 'booking' in other && one.booking === other.booking;
        if (!isOneBooking) expect(clash(one, other)).toBe(false);
      }
    }
    const here = held.filter(
      ({ start, sheets: taken }) => weekOf(start) === place.week && taken.some(({ id }) => id === place.id),
    );
    const asTexts = (list: readonly { readonly start: number; readonly end: number }[]) =>
      list.map(({ start, end }) => `${String(start)}-${String(end)}`).sort(byText);
    expect(asTexts(content.intervals)).toEqual(asTexts(here.map(busyOf)));
    const limited = here.filter(({ staffId, service: code }) => staffId === place.id && code === 'INDIV');
    const marks = content.marks['INDIV'] ?? [];
    expect(marks.map(({ start }) => start).sort()).toEqual(limited.map(({ start }) => start).sort());
    expect(marks.length).toBeLessThanOrEqual(PER_DAY);
  }
}

/** Who was told that a time is kept has it, unless they did something else at the same moment. What ran out counts for nothing: it may lie there until the sheet is written again. */
function expectKept(
  sheets: readonly Sheet[],
  actors: readonly Actor[],
  acts: readonly Act[],
  statuses: readonly number[],
  now: number,
): void {
  for (const [index, { what, who, slot }] of acts.entries()) {
    const isAlone = acts.filter((other) => other.who === who).length === 1;
    const actor = actors[who];
    if (what !== 'hold' || statuses[index] !== 201 || !isAlone || !actor) continue;
    const start = Date.parse(SLOTS[slot] ?? '') / 60_000;
    const own = bookingTag(actor.id);
    const keeping = sheets.filter(({ content }) =>
      content.holds.some((hold) => hold.booking === own && hold.start === start && isLive(hold, now)),
    );
    const kinds = [GIVING, [JOINING], ROOMS.map(({ id }) => id)].map(
      (kind: readonly ResourceId[]) => keeping.filter(({ place }) => kind.includes(place.id)).length,
    );
    expect(kinds).toEqual([1, actor.body['service'] === 'PAIR' ? 1 : 0, 1]);
  }
}

/** The times of INDIV that are free by the bookings alone. */
function freeBy(held: readonly BookingRecord[]): string[] {
  return SLOTS.filter((slot) => {
    const start = Date.parse(slot) / 60_000;
    const then = held.filter((record) => record.start === start);
    const isFree = (id: ResourceId): boolean =>
      !then.some(({ staffId }) => staffId === id) &&
      held.filter(
        ({ staffId, service: code, date }) =>
          staffId === id && code === 'INDIV' && date === slot.slice(0, 10),
      ).length < PER_DAY;
    return then.length < ROOMS.length && GIVING.some(isFree);
  });
}

describe('Whatever is held, booked, changed, cancelled and restored at the same moment', () => {
  it('promises no worker, room or company twice, loses no hold and leaves none behind', async () => {
    await fc.assert(
      fc.asyncProperty(moments, async (all) => {
        const town = await busyTown();
        const actors = crowd(town);
        const links = actors.map(({ link }) => link);
        let minutes = 0;
        const pass = (more: number) => {
          minutes += more;
          town.clock.set(new Date(SIX + minutes * 60_000).toISOString());
        };
        const heldNow = async () => (await town.records(links)).filter(({ state }) => holdsTime(state));
        for (const { acts, minutes: then } of all) {
          const statuses = await Promise.all(
            acts.flatMap((each) => {
              const actor = actors[each.who];
              return actor ? run(town, actor, each) : [];
            }),
          );
          for (const status of statuses) expect([200, 201, 404, 409]).toContain(status);
          const sheets = await sheetsOf(town);
          const now = SIX / 60_000 + minutes;
          expectWhole(sheets, await heldNow(), now);
          expectKept(sheets, actors, acts, statuses, now);
          pass(then);
        }
        pass(11);
        const held = await heldNow();
        const sheets = await sheetsOf(town);
        const now = SIX / 60_000 + minutes;
        expect(sheets.flatMap(({ content }) => content.holds).filter((hold) => isLive(hold, now))).toEqual(
          [],
        );
        expect(starts(await town.search({ days: 8 }))).toEqual(freeBy(held));
      }),
      { numRuns: 15, endOnFailure: true },
    );
  }, 120_000);

  it('sixteen who want to keep one time: exactly one keeps it, and only that one can book it', async () => {
    const town = await bookingTown();
    const bodies = Array.from({ length: 16 }, () => request());
    const held = await Promise.all(bodies.map(({ bookingId: id }) => town.hold({ bookingId: id })));
    expect(held.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 15 }, () => 409)]);
    const booked = await Promise.all(bodies.map((body) => town.book(body)));
    const won = booked.flatMap(({ status }, index) => (status === 201 ? [index] : []));
    expect(won).toEqual([held.findIndex(({ status }) => status === 201)]);
  });

  it('one time is kept by one or booked by another, never both', async () => {
    const town = await bookingTown();
    for (const start of SLOTS) {
      const [kept, booked] = await Promise.all([
        Promise.all([1, 2, 3].map(() => town.hold({ bookingId: request()['bookingId'], start }))),
        Promise.all([1, 2, 3].map(() => town.book({ start }))),
      ]);
      const had = [...kept, ...booked].filter(({ status }) => status === 201);
      expect(had.length).toBe(1);
    }
  });
});
