import type { Operation } from '@ohjaamo/functions/kernel/tenancy/operations.ts';
import { functionNames, planOf } from '@ohjaamo/infra/constructs/functions.ts';
import { routeList } from '@ohjaamo/shared/routes.ts';
import { describe, expect, it } from 'vitest';

const WRITES: readonly Operation[] = ['PutItem', 'UpdateItem', 'DeleteItem'];
const PUBLISHED = ['TEMPLATE', 'LINEAGE', 'LIBRARY'] as const;
const behindRoutes = functionNames.filter((name) => routeList.some(({ module }) => module === name));
const writing = (kinds: readonly ('TEMPLATE' | 'LINEAGE' | 'LIBRARY' | 'DECISION')[]) =>
  functionNames.filter((name) =>
    kinds.some((kind) => planOf(name).network?.[kind]?.some((operation) => WRITES.includes(operation))),
  );

describe('The library of practice', () => {
  it('is written by no function that a municipality can call, but for what waits for the stewards', () => {
    expect(writing(PUBLISHED).filter((name) => behindRoutes.includes(name))).toEqual(['stewardship']);
    const callable = routeList.filter(({ module }) => module === 'stewardship');
    expect(callable.length).toBeGreaterThan(0);
    for (const { access, id } of callable) {
      expect(access.kind === 'session' && access.roles, id).toEqual(['NETWORK_STEWARD']);
    }
  });

  it('is decided about by a function that opens no municipality, and whose log nothing else writes or takes away', () => {
    expect(planOf('stewardship').takes).toBeUndefined();
    expect(writing(['DECISION'])).toEqual(['stewardship']);
    expect(planOf('stewardship').network?.DECISION).toEqual(['Query', 'PutItem']);
  });
});
