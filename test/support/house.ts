import { type House } from '@ohjaamo/functions/kernel/http/pipeline.ts';
import { type Clock } from '@ohjaamo/shared/kernel/time.ts';
import { inject } from 'vitest';
import { localHouse, type TestHouse } from './localHouse.ts';

export * from './localHouse.ts';

/** Builds the house of one test. `memberRole` and `streetRole` are those of the module under test. */
export function testHouse(clock: Clock, roles?: Pick<House, 'memberRole' | 'streetRole'>): TestHouse {
  return localHouse({ dynamodb: inject('dynamoDbEndpoint'), keys: inject('keyEndpoint') }, clock, roles);
}
