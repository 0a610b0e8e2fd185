import { lineRoutes } from '@ohjaamo/shared/line/contract.ts';
import { bookingId, randomIds, ticketId } from '@ohjaamo/shared/kernel/ids.ts';
import type { PriorityFlag } from '@ohjaamo/shared/line/priority.ts';
import { describe, expect, it } from 'vitest';
import { aBooking } from '../support/bookingRecord.ts';
import { worker } from '../support/schedule.ts';
import { lineTown, type LineTown } from './lineTown.ts';

async function placesIn(town: LineTown, many: number) {
  const places = [];
  for (let number = 1; number <= many; number++)
    places.push(await town.place({ nickname: `N${String(number)}` }));
  return places;
}

const flag = async (town: LineTown, number: number, flags: PriorityFlag[]) => {
  const { id, version } = await town.ticket(number);
  return town.as(1, lineRoutes.setFlags, { parameters: { ticketId: id }, body: { version, flags } });
};

describe('Calling', () => {
  it('calls in order, each for one worker, and tells when nobody is left', async () => {
    const town = await lineTown();
    await placesIn(town, 2);
    const first = await town.next(1, undefined, 'Huone 1');
    expect(first.body.ticket).toMatchObject({
      number: 1,
      state: 'CALLED',
      mine: true,
      place: 'Huone 1',
      nickname: 'N1',
    });
    expect((await town.next(2)).body.ticket?.number).toBe(2);
    expect((await town.next(3)).body).toEqual({});
    expect(await town.trailOf(first.body.ticket?.id ?? '')).toEqual(['CALL_NEXT']);
  });

  it('sixteen workers at once: every ticket is called once, in order, none is skipped', async () => {
    const town = await lineTown({ workers: 16 });
    await placesIn(town, 40);
    const called: number[] = [];
    const answered = await Promise.all(
      Array.from({ length: 16 }, async (_, index) => {
        const mine: number[] = [];
        for (;;) {
          const { status, body } = await town.next(index + 1);
          expect(status).toBe(200);
          if (!body.ticket) return mine;
          called.push(body.ticket.number);
          mine.push(body.ticket.number);
        }
      }),
    );
    expect(answered.flat().sort((a, b) => a - b)).toEqual(
      Array.from({ length: 40 }, (_, index) => index + 1),
    );
    // Each worker's own calls come in the order of the line; answers of different workers may cross on the way.
    for (const mine of answered) expect(mine).toEqual([...mine].sort((a, b) => a - b));
    for (const [place, number] of called.entries()) expect(Math.abs(number - 1 - place)).toBeLessThan(16);
  }, 120_000);

  it('calls one person for one press of the button, however often it is sent', async () => {
    const town = await lineTown();
    await placesIn(town, 4);
    const press = randomIds.id(20);
    const answers = await Promise.all(Array.from({ length: 5 }, () => town.next(1, press)));
    expect(new Set(answers.map(({ body }) => body.ticket?.number))).toEqual(new Set([1]));
    expect((await town.next(1, press)).body.ticket?.number).toBe(1);
    expect((await town.next(1)).body.ticket?.number).toBe(2);
  });

  it('lets only one of two workers have the same person called by hand', async () => {
    const town = await lineTown();
    await placesIn(town, 1);
    const { id, version } = await town.ticket(1);
    const call = (of: number) =>
      town.as(of, lineRoutes.callTicket, {
        parameters: { ticketId: id },
        body: { version, callKey: randomIds.id(20) },
      });
    const statuses = (await Promise.all([call(1), call(2), call(3)])).map(({ status }) => status).sort();
    expect(statuses).toEqual([200, 409, 409]);
  });

  it('goes by the reasons to come first that staff has set', async () => {
    const town = await lineTown();
    await placesIn(town, 3);
    await flag(town, 2, ['MINOR']);
    await flag(town, 3, ['CRISIS']);
    const order = [];
    for (const of of [1, 2, 3]) order.push((await town.next(of)).body.ticket?.number);
    expect(order).toEqual([3, 2, 1]);
  });
});

describe('A ticket at the desk', () => {
  it('is served and done, and its times are known', async () => {
    const town = await lineTown();
    await placesIn(town, 1);
    town.pass(7);
    await town.next(1);
    town.pass(2);
    await town.move(1, await town.ticket(1), 'START');
    town.pass(20);
    const done = await town.move(1, await town.ticket(1), 'FINISH');
    expect(done.body).toMatchObject({
      state: 'DONE',
      waited: 7,
      arrivedAt: '2027-02-01T12:00+02:00',
      startedAt: '2027-02-01T12:09+02:00',
      endedAt: '2027-02-01T12:29+02:00',
    });
    expect((await town.move(1, done.body, 'FINISH')).body).toEqual(done.body);
  });

  it('is missed and called again, and the phone hears of both', async () => {
    const town = await lineTown();
    const [place] = await placesIn(town, 1);
    await town.next(1);
    await town.move(1, await town.ticket(1), 'MISS');
    expect((await town.look(place?.link ?? '')).body.state).toBe('MISSED');
    await town.move(2, await town.ticket(1), 'RECALL');
    expect(await town.ticket(1)).toMatchObject({ state: 'CALLED', staffId: worker(2) });
    expect((await town.look(place?.link ?? '')).body.state).toBe('CALLED');
  });

  it('called again while called is a new call with ten minutes of its own; sent twice it is one', async () => {
    const town = await lineTown();
    const [place] = await placesIn(town, 1);
    await town.next(1);
    town.pass(8);
    const seen = await town.ticket(1);
    const again = await town.move(1, seen, 'RECALL');
    expect(again.body.calledAt).toBe('2027-02-01T12:08+02:00');
    town.pass(1);
    expect((await town.move(1, seen, 'RECALL')).body).toEqual(again.body);
    town.pass(8);
    expect((await town.look(place?.link ?? '')).body.state).toBe('CALLED');
    town.pass(1);
    expect((await town.look(place?.link ?? '')).body.state).toBe('MISSED');
  });

  it('is handed to nobody who takes no people; those on duty now stand first among the colleagues', async () => {
    const town = await lineTown({ onDuty: 2, workers: 4 });
    await placesIn(town, 1);
    const { colleagues } = await town.line(4);
    expect(colleagues.map(({ id, onDuty }) => [id, onDuty])).toEqual([
      [worker(1), true],
      [worker(2), true],
      [worker(3), false],
    ]);
    expect((await town.handOver(1, await town.ticket(1), 90)).status).toBe(404);
    expect((await town.ticket(1)).forStaff).toBeUndefined();
  });

  it('handed to a colleague is that colleague’s alone, until it is handed back to all', async () => {
    const town = await lineTown();
    const [first] = await placesIn(town, 2);
    await town.next(1);
    await town.handOver(1, await town.ticket(1), 3);
    expect((await town.look(first?.link ?? '')).body).toMatchObject({ state: 'WAITING', named: true });
    expect((await town.look(first?.link ?? '')).body.wait).toBeUndefined();
    expect((await town.next(2)).body.ticket?.number).toBe(2);
    expect((await town.next(2)).body).toEqual({});
    const { id, version } = await town.ticket(1);
    const stolen = await town.as(2, lineRoutes.callTicket, {
      parameters: { ticketId: id },
      body: { version, callKey: randomIds.id(20) },
    });
    expect(stolen.problem.type).toBe('/problems/state-conflict');
    await town.handOver(2, await town.ticket(1));
    expect((await town.next(4)).body.ticket?.number).toBe(1);
  });

  it('changes over what the worker saw only, and says so else; nobody of another town is found', async () => {
    const [town, other] = [await lineTown(), await lineTown()];
    await placesIn(town, 1);
    const seen = await town.ticket(1);
    await town.next(1);
    expect((await town.move(2, seen, 'HOLD')).problem.type).toBe('/problems/state-conflict');
    expect((await town.handOver(2, seen, 3)).problem.type).toBe('/problems/stale-version');
    expect((await other.move(1, seen, 'MISS')).status).toBe(404);
    expect((await town.handOver(1, await town.ticket(1), 99)).status).toBe(404);
    const nobody = { id: ticketId.parse(randomIds.id(20)), version: 1 };
    expect((await town.move(1, nobody, 'MISS')).status).toBe(404);
  });

  it('is handed to a booking of the same town only', async () => {
    const town = await lineTown();
    await placesIn(town, 1);
    const { id, version } = await town.ticket(1);
    const unknown = bookingId.parse(randomIds.id(20));
    const answer = await town.as(1, lineRoutes.handToBooking, {
      parameters: { ticketId: id },
      body: { version, bookingId: unknown },
    });
    expect(answer.status).toBe(404);
  });

  it('ends with a booked time, once: who was handed over waits no longer and the link says so', async () => {
    const town = await lineTown();
    const [place] = await placesIn(town, 1);
    await town.next(1);
    const booking = aBooking(town.main.id);
    const scope = town.house.scope(town.tenantId, 'bookings');
    await scope.work.put({ ...scope.keys.booking(booking.id), ...booking });
    const { id, version } = await town.ticket(1);
    const hand = () =>
      town.as(1, lineRoutes.handToBooking, {
        parameters: { ticketId: id },
        body: { version, bookingId: booking.id },
      });
    const first = await hand();
    expect(first.body).toMatchObject({ state: 'HANDED_TO_BOOKING', bookingId: booking.id });
    expect((await hand()).body).toEqual(first.body);
    expect((await town.line()).tickets).toEqual([]);
    expect((await town.look(place?.link ?? '')).body).toMatchObject({
      state: 'HANDED_TO_BOOKING',
      mayLeave: false,
      mayComeBack: false,
    });
    expect(await town.trailOf(id)).toContain('HAND_TICKET_TO_BOOKING');
  });

  it('shows a partner numbers, and the rest of those they have to do with only', async () => {
    const town = await lineTown();
    await placesIn(town, 2);
    const asPartner = async () =>
      (await town.as(3, lineRoutes.readLine, { query: { site: town.main.id } }, 'PARTNER_WORKER')).body
        .tickets;
    expect((await asPartner()).map(({ nickname }) => nickname)).toEqual([undefined, undefined]);
    await town.handOver(1, await town.ticket(2), 3);
    expect((await asPartner()).map(({ nickname }) => nickname)).toEqual([undefined, 'N2']);
    const first = await town.ticket(1);
    const asked = await town.as(
      3,
      lineRoutes.readDeskTicket,
      { parameters: { ticketId: first.id } },
      'PARTNER_WORKER',
    );
    expect(asked.status).toBe(404);
  });

  it('is seen: one row in the log of use per worker and site in 15 minutes, none for an unchanged line', async () => {
    const town = await lineTown();
    await placesIn(town, 1);
    const { version } = await town.line(1);
    await town.line(1);
    const again = await town.as(1, lineRoutes.readLine, {
      query: { site: town.main.id },
      headers: { 'if-none-match': `"${version}"` },
    });
    expect(again.status).toBe(304);
    expect((await town.trail()).length).toBe(1);
    await town.line(2);
    await town.line(1, town.other.id);
    town.pass(15);
    await town.line(1);
    expect((await town.trail()).map(({ action }) => action)).toEqual(Array(4).fill('VIEW_LINE'));
  });
});
