import type { TenantClients } from '@ohjaamo/functions/kernel/tenancy/clients.ts';
import { openingId } from '@ohjaamo/shared/kernel/ids.ts';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { region } from './regionalTown.ts';

type Client = ReturnType<TenantClients>;

/** Has the weeks' rows stand on a copy of the table that is behind: only who reads consistently sees what was booked this moment. */
function lag({ middlewareStack }: Client) {
  middlewareStack.add(
    (next) => async (args) => {
      const input = args.input as { readonly ConsistentRead?: boolean };
      const isOfWeeks = JSON.stringify(input).includes('#OPENINGUSE#') && 'KeyConditionExpression' in input;
      if (!isOfWeeks || input.ConsistentRead === true) return next(args);
      return { response: {}, output: { Items: [], $metadata: {} } };
    },
    { step: 'initialize', priority: 'high', name: 'lag' },
  );
}

describe('Whoever booked in the moment before an opening was over', () => {
  it.each([
    ['withdrawn', 'regional'],
    ['ended', 'regionalGuest'],
  ] as const)('is told of it too when it was %s', async (how, role) => {
    const { giver, receiver, opened, house } = await region();
    const id = await opened();
    expect((await receiver.books(id)).status).toBe(201);
    lag(house.clients(giver.tenantId, role));
    const over = how === 'withdrawn' ? await giver.withdraws(id) : await receiver.answers(id, 'END');
    expect(over.body).toEqual({ told: 1 });
  });
});

/** How often anything is asked of a municipality in a role from now on. */
function counted({ middlewareStack }: Client): () => number {
  let asked = 0;
  middlewareStack.add(
    (next) => (args) => {
      asked++;
      return next(args);
    },
    { step: 'initialize', priority: 'high', name: 'counted' },
  );
  return () => {
    const since = asked;
    asked = 0;
    return since;
  };
}

describe('What another municipality has offered', () => {
  it('is looked at by the pages of young people only from the acceptance to the last day, or to the end before it', async () => {
    const { giver, receiver, house, clock } = await region();
    const asked = counted(house.clients(giver.tenantId, 'regionalGuest'));
    const looks = async () => {
      asked();
      await Promise.all([receiver.sisters(), receiver.sisterGroups()]);
      return asked() > 0;
    };
    const offered = (await giver.opens(receiver)).body.id;
    expect(await looks()).toBe(false);
    await receiver.answers(offered, 'ACCEPT');
    expect(await looks()).toBe(true);
    await giver.withdraws(offered);
    expect(await looks()).toBe(false);
    const ended = (await giver.opens(receiver)).body.id;
    await receiver.answers(ended, 'ACCEPT');
    expect(await looks()).toBe(true);
    await receiver.answers(ended, 'END');
    expect(await looks()).toBe(false);
    const past = (await giver.opens(receiver, { until: '2027-02-10' })).body.id;
    await receiver.answers(past, 'ACCEPT');
    clock.set('2027-02-10T23:30+02:00');
    expect(await looks()).toBe(true);
    clock.set('2027-02-12T08:00+02:00');
    expect(await looks()).toBe(false);
  });

  it('goes from the other one by itself a month after it is over', async () => {
    const { giver, receiver, house } = await region();
    const goes = async (id: string) => {
      const { work, keys } = house.scope(receiver.tenantId, 'regional');
      const row = await work.get(keys.sister(openingId.parse(id)), z.looseObject({}));
      return new Date(Number(row?.['expiresAtSeconds']) * 1000).toISOString().slice(0, 10);
    };
    const [declined, ended, withdrawn] = [
      (await giver.opens(receiver)).body.id,
      (await giver.opens(receiver)).body.id,
      (await giver.opens(receiver)).body.id,
    ];
    expect(await goes(declined)).toBe('2027-07-30');
    await receiver.answers(declined, 'DECLINE');
    await receiver.answers(ended, 'ACCEPT');
    expect(await goes(ended)).toBe('2027-07-30');
    await receiver.answers(ended, 'END');
    await giver.withdraws(withdrawn);
    expect(await Promise.all([declined, ended, withdrawn].map(goes))).toEqual(Array(3).fill('2027-03-03'));
  });

  it('is no more than fifty in a month, however often it is taken back', async () => {
    const { giver, receiver, clock } = await region();
    for (let offered = 0; offered < 50; offered++) {
      const { id } = (await giver.opens(receiver)).body;
      await giver.withdraws(id);
    }
    expect((await giver.opens(receiver)).problem.conflicts).toEqual([{ reason: 'TOO_MANY' }]);
    clock.set('2027-03-04T08:00+02:00');
    expect((await giver.opens(receiver)).status).toBe(201);
  }, 60_000);

  it('is in use fifty times at most; one that is ended makes room', async () => {
    const { giver, receiver, municipality } = await region();
    const other = await municipality('Toinen');
    const ids: string[] = [];
    for (let offered = 0; offered < 50; offered++) {
      const { id } = (await giver.opens(receiver)).body;
      await receiver.answers(id, 'ACCEPT');
      ids.push(id);
    }
    const { id } = (await other.opens(receiver)).body;
    expect((await receiver.answers(id, 'ACCEPT')).problem.conflicts).toEqual([{ reason: 'TOO_MANY' }]);
    await receiver.answers(ids[0]!, 'END');
    expect((await receiver.answers(id, 'ACCEPT')).status).toBe(200);
    expect(await receiver.sisters()).toHaveLength(50);
  }, 60_000);
});

describe('A site that its municipality closes for good', () => {
  it('is shown elsewhere until that day, with its times and groups; from then on nothing of it can be had or opened', async () => {
    const { giver, receiver, opened, openedGroup, clock } = await region();
    await giver.closes('2027-02-09');
    const group = await giver.makesGroup();
    const [times, places] = [await opened(), await openedGroup(group)];
    clock.set('2027-02-08T08:00+02:00');
    expect([(await receiver.sisters()).length, (await receiver.sisterGroups()).length]).toEqual([1, 1]);
    clock.set('2027-02-09T08:00+02:00');
    expect([await receiver.sisters(), await receiver.sisterGroups()]).toEqual([[], []]);
    expect((await receiver.times(times)).status).toBe(404);
    expect((await receiver.sisterGroup(places)).status).toBe(404);
    expect((await receiver.signsUpAcross(places)).status).toBe(404);
    const { sites, groups } = (await giver.list()).openable;
    expect([sites, groups]).toEqual([[], []]);
    expect((await giver.opens(receiver)).status).toBe(404);
    expect((await giver.opensGroup(receiver, group)).status).toBe(404);
  });
});

describe('An opening that came along when its municipality was taken in from an export', () => {
  it('is shown as over to whoever gave it, can be offered anew, and leaves those that were over as they were', async () => {
    const { giver, receiver, opened, clock } = await region();
    await opened();
    const declined = (await giver.opens(receiver)).body.id;
    await receiver.answers(declined, 'DECLINE');
    await giver.takenIn('2027-02-01T12:00:00.000Z');
    clock.set('2027-02-02T08:00+02:00');
    const states = async () => (await giver.list()).given.map(({ state, acts }) => [state, acts]);
    expect((await states()).sort()).toEqual([
      ['DECLINED', []],
      ['WITHDRAWN', []],
    ]);
    await opened();
    expect(await states()).toContainEqual(['OPEN', ['WITHDRAW']]);
  });
});

/** How many bookings are read at one time, at most; each takes a while. */
function readTogether({ middlewareStack }: Client): () => number {
  let [now, most] = [0, 0];
  middlewareStack.add(
    (next) => async (args) => {
      const asked = JSON.stringify(args.input);
      if (!asked.includes('#BOOKING#') || !asked.includes('ConsistentRead')) return next(args);
      most = Math.max(most, ++now);
      await new Promise((wait) => setTimeout(wait, 50));
      return next(args).finally(() => now--);
    },
    { step: 'initialize', priority: 'high', name: 'readTogether' },
  );
  return () => most;
}

describe('An opening by way of which many have booked', () => {
  it('is taken back in time: they are told of it ten at a time', async () => {
    const { municipality, receiver, house } = await region();
    const large = await municipality('Suuri', 4);
    const { id } = (await large.opens(receiver, { perWeek: 50 })).body;
    await receiver.answers(id, 'ACCEPT');
    for (const start of ['09', '10', '11'].map((hour) => `2027-02-01T${hour}:00+02:00`)) {
      for (let booked = 0; booked < 4; booked++) {
        expect((await receiver.books(id, { start })).status).toBe(201);
      }
    }
    const together = readTogether(house.clients(large.tenantId, 'regional'));
    expect((await large.withdraws(id)).body).toEqual({ told: 12 });
    expect(together()).toBe(10);
  });
});
