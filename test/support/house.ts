import { type House } from '@ohjaamo/functions/kernel/http/pipeline.ts';
import { type Clock } from '@ohjaamo/shared/kernel/time.ts';
import { afterAll, expect, inject } from 'vitest';
import { watchCalls } from './calls/watch.ts';
import { localHouse, type TestHouse } from './localHouse.ts';

export * from './localHouse.ts';

let ownDatabase: string | undefined;

// Whatever a test that has a house asks of the database is judged by the deployed policies; see docs/adr/0057-isolation-proven.md.
const watch = watchCalls({ folder: inject('callsFolder'), endpoints: Object.values(endpoints()) });
afterAll(() => {
  watch.leave();
  expect(watch.faults).toEqual([]);
});

/** Has the houses of this test file stand on a database of its own from now on. */
export function standOn(database: string): void {
  ownDatabase = database;
}

/** Where the stand-ins of this run listen. */
export function endpoints() {
  return { dynamodb: ownDatabase ?? inject('dynamoDbEndpoint'), keys: inject('keyEndpoint') };
}

/** Builds the house of one test. `memberRole` and `streetRole` are those of the module under test. */
export function testHouse(clock: Clock, roles?: Pick<House, 'memberRole' | 'streetRole'>): TestHouse {
  return localHouse(endpoints(), clock, roles);
}
