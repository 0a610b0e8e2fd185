import { forEachTenant } from '@ohjaamo/functions/kernel/eachTenant.ts';
import type { Table } from '@ohjaamo/functions/kernel/table.ts';
import { platformKeys } from '@ohjaamo/functions/kernel/tenancy/keys.ts';
import { randomIds, type TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { type TenantState, tenantStates } from '@ohjaamo/shared/tenants/life.ts';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { testClock, testHouse } from '../support/house.ts';

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
});

/** A register of so many towns, and a job of its own over it. A town's work takes as many minutes as `minutesOf` says. */
function register(
  many: number,
  minutesOf: (town: TenantId) => number = () => 0,
  stateOf: (town: TenantId) => TenantState = () => 'ACTIVE',
) {
  const clock = testClock('2027-02-01T09:00Z');
  const house = testHouse(clock);
  const job = `job-${randomIds.id(10)}`;
  const towns = Array.from({ length: many }, () => randomIds.id(10) as TenantId).sort();
  const platform = {
    ...house.platform,
    query: () => Promise.resolve({ items: towns.map((sk) => ({ sk, state: stateOf(sk) })) }),
  } as unknown as Table;
  const reached: TenantId[] = [];
  const work = (town: TenantId): Promise<number> => {
    reached.push(town);
    clock.set(new Date(clock.now() + minutesOf(town) * 60_000).toISOString());
    return Promise.resolve(1);
  };
  return {
    towns,
    reached,
    platform,
    key: platformKeys.job(job),
    /** Runs the job once; what it reached, and whether it says that it is done. */
    async run(does = work) {
      reached.length = 0;
      const done = await forEachTenant({ platform, clock }, job, does).then(
        () => true,
        () => false,
      );
      return { reached: [...reached], done };
    },
  };
}

describe('A job for every municipality', () => {
  it('does the work of each once', async () => {
    const { run, towns } = register(30);
    expect(await run()).toEqual({ reached: towns, done: true });
  });

  it('has no turn for those that are not open: requested, suspended, leaving', async () => {
    const states = new Map<TenantId, TenantState>();
    const { run, towns } = register(tenantStates.length, undefined, (town) => states.get(town) ?? 'ERASED');
    for (const [index, state] of tenantStates.entries()) states.set(towns[index]!, state);
    expect(await run()).toEqual({ reached: [towns[tenantStates.indexOf('ACTIVE')]], done: true });
  });

  it('goes on without the one whose work fails, and says so', async () => {
    const { run, towns, reached } = register(5);
    const { done } = await run((town) => {
      reached.push(town);
      return town === towns[0] ? Promise.reject(new Error('Down')) : Promise.resolve(1);
    });
    expect({ reached, done }).toEqual({ reached: towns, done: false });
  });

  it('does not let the others wait for the one that never comes to its end', async () => {
    const { run, towns, reached } = register(20);
    const never = new Promise<number>(() => undefined);
    void run((town) => {
      reached.push(town);
      return town === towns[0] ? never : Promise.resolve(1);
    });
    await vi.waitFor(() => {
      expect(reached).toEqual(towns);
    });
  });

  it('goes on in the next run with those that a run had no time for, and says that it had none', async () => {
    const { run, towns } = register(24, () => 1);
    const first = await run();
    const second = await run();
    expect([first.done, second.done]).toEqual([false, false]);
    const many = first.reached.length;
    expect([...first.reached].sort()).toEqual(towns.slice(0, many));
    expect([...second.reached].sort()).toEqual(towns.slice(many, many + second.reached.length));
  });

  it('reaches everybody though the first ones of the register take all the time of a run', async () => {
    const slow = new Set<TenantId>();
    const { run, towns } = register(9, (town) => (slow.has(town) ? 5 : 0));
    for (const town of towns.slice(0, 2)) slow.add(town);
    const all = new Set<TenantId>();
    for (let times = 1; times <= 3; times++) for (const town of (await run()).reached) all.add(town);
    expect([...all].sort()).toEqual(towns);
  });
});
