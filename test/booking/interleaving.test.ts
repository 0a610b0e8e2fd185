import { readSheet } from '@ohjaamo/functions/booking/repository.ts';
import { isLive } from '@ohjaamo/shared/booking/holds.ts';
import { weekOf } from '@ohjaamo/shared/booking/sheet.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { worker } from '../support/schedule.ts';
import { bookingTown, type BookingTown, request, starts } from './town.ts';

/** All times of one worker in two weeks. */
const SLOTS = [
  '2027-02-01T09',
  '2027-02-01T10',
  '2027-02-01T11',
  '2027-02-08T09',
  '2027-02-08T10',
  '2027-02-08T11',
].map((hour) => `${hour}:00+02:00`);
const ACTORS = 3;
const SIX = Date.parse('2027-02-01T06:00+02:00');

const step = fc.record({
  what: fc.constantFrom('hold', 'release', 'book', 'change', 'cancel', 'restore', 'wait' as const),
  who: fc.nat(ACTORS - 1),
  slot: fc.nat(SLOTS.length - 1),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** What a page knows, and what the house must have understood of it. */
interface Actor {
  readonly body: Record<string, unknown>;
  link?: string;
  asked?: number;
  booked?: { slot: number; isHeld: boolean; version: number };
  held?: { slot: number; until: number } | undefined;
}

const weekOfSlot = (slot: number): number => weekOf(Date.parse(SLOTS[slot] ?? '') / 60_000);

/** The house as it should be: who has which time, by booking or by hold. */
class Model {
  readonly actors: Actor[] = Array.from({ length: ACTORS }, () => ({ body: request() }));
  /** Minutes since six. */
  now = 0;

  /** Whether somebody else has the time. */
  isTaken(slot: number, by?: Actor): boolean {
    return this.actors.some(
      (actor) =>
        actor !== by &&
        ((actor.booked?.isHeld === true && actor.booked.slot === slot) ||
          (actor.held?.slot === slot && this.now < actor.held.until)),
    );
  }

  /** Whoever books or moves into a week no longer needs the hold there. */
  settle(actor: Actor, slot: number): void {
    if (actor.held && weekOfSlot(actor.held.slot) === weekOfSlot(slot)) actor.held = undefined;
  }

  free(): string[] {
    return SLOTS.filter((_, slot) => !this.isTaken(slot));
  }
}

async function take(town: BookingTown, model: Model, { what, who, slot }: Step): Promise<void> {
  const actor = model.actors[who];
  const start = SLOTS[slot];
  if (!actor || start === undefined) throw new Error('unreachable');
  const { booked } = actor;
  switch (what) {
    case 'wait':
      model.now += 3;
      town.clock.set(new Date(SIX + model.now * 60_000).toISOString());
      return;
    case 'hold': {
      const isRefused = booked !== undefined || model.isTaken(slot, actor);
      const { status } = await town.hold({ bookingId: actor.body['bookingId'], start });
      expect([what, status]).toEqual([what, isRefused ? 409 : 201]);
      if (!isRefused) actor.held = { slot, until: model.now + 10 };
      return;
    }
    case 'release':
      await town.release(String(actor.body['bookingId']), { start });
      model.settle(actor, slot);
      return;
    case 'book': {
      const isRefused = booked ? actor.asked !== slot : model.isTaken(slot, actor);
      const answer = await town.book({ ...actor.body, start });
      expect([what, answer.status]).toEqual([what, isRefused ? 409 : 201]);
      if (isRefused || booked) return;
      Object.assign(actor, { link: answer.body.link, asked: slot });
      actor.booked = { slot, isHeld: true, version: 1 };
      model.settle(actor, slot);
      return;
    }
    case 'change':
    case 'cancel':
    case 'restore':
      if (booked && actor.link !== undefined) await takeByLink(town, model, actor, what, slot);
  }
}

async function takeByLink(
  town: BookingTown,
  model: Model,
  actor: Actor,
  what: Step['what'],
  slot: number,
): Promise<void> {
  const { link = '', booked } = actor;
  if (!booked) return;
  const { version } = booked;
  if (what === 'cancel') {
    expect((await town.cancel(link)).status).toBe(200);
    if (booked.isHeld) actor.booked = { ...booked, isHeld: false, version: version + 1 };
  } else if (what === 'restore') {
    const isRefused = !booked.isHeld && model.isTaken(booked.slot, actor);
    expect([what, (await town.restore(link)).status]).toEqual([what, isRefused ? 409 : 200]);
    if (isRefused || booked.isHeld) return;
    actor.booked = { ...booked, isHeld: true, version: version + 1 };
    model.settle(actor, booked.slot);
  } else if (what === 'change') {
    const isThere = booked.slot === slot;
    const isRefused = !booked.isHeld || (!isThere && model.isTaken(slot, actor));
    const { status } = await town.change(link, { start: SLOTS[slot], version });
    expect([what, status]).toEqual([what, isRefused ? 409 : 200]);
    if (isRefused || isThere) return;
    actor.booked = { slot, isHeld: true, version: version + 1 };
    model.settle(actor, slot);
  }
}

describe('Any order of holding, waiting, booking, changing, cancelling and restoring', () => {
  it('leaves exactly what was promised: no time has two, no hold stays behind', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 24 }), async (steps) => {
        const town = await bookingTown();
        const model = new Model();
        for (const each of steps.filter(({ what }, index) => what !== 'wait' || index < 20)) {
          await take(town, model, each);
        }
        expect(starts(await town.search({ days: 8 }))).toEqual(model.free());
        // When all holds have run out, only the bookings are left, in the sheets as in the model.
        model.now += 11;
        town.clock.set(new Date(SIX + model.now * 60_000).toISOString());
        const scope = town.house.scope(town.tenantId, 'street');
        for (const slot of [0, 3]) {
          const place = { home: town.site.id, week: weekOfSlot(slot), id: worker(1) };
          const { content } = await readSheet(scope, place);
          expect(content.holds.filter((hold) => isLive(hold, SIX / 60_000 + model.now))).toEqual([]);
          const expected = model.actors.filter(
            ({ booked }) => booked?.isHeld === true && weekOfSlot(booked.slot) === place.week,
          );
          expect(content.intervals.map(({ start }) => start)).toEqual(
            expected
              .map(({ booked }) => Date.parse(SLOTS[booked?.slot ?? 0] ?? '') / 60_000)
              .sort((one, other) => one - other),
          );
        }
      }),
      { numRuns: 8 },
    );
  }, 120_000);
});
