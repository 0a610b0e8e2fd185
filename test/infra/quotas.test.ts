import { beforeAll, describe, expect, it } from 'vitest';
import { quotas } from './quotas.ts';
import { assemblyFolder } from './service.ts';
import { Synthesised } from './synthesised.ts';

let service: Synthesised;
beforeAll(() => {
  service = new Synthesised(assemblyFolder());
}, 90_000);

/**
 * A first deployment meets AWS's default quotas, and some can be raised only for what exists already (routes of an API). So
 * each is asserted here with a tenth of it left over, and with the page that names it: what stands at the brim today fails
 * at somebody's next route, in the account instead of here.
 */
describe('an account that has asked for nothing takes', () => {
  it.each(quotas)('all $what, $most at most', ({ what, most, source, measure, toTheBrim }) => {
    const above = measure(service).filter(([, amount]) => !(amount <= (toTheBrim ? most : most * 0.9)));
    expect(above, `${what}: ${source}`).toEqual([]);
  });

  it.each([
    ['routes of an HTTP API', 100],
    ['resources of a stack', 200],
    ['outputs of a stack', 100],
    ['characters of a role’s trust', 1_000],
    ['characters of a role’s inline policies together', 5_000],
    ['bytes of a template', 300_000],
    ['bytes of a function’s environment', 200],
    ['bytes of a function’s resource policy', 1_000],
    ['readers of a table’s stream at the same time', 2],
    ['cache behaviours of a distribution', 3],
    ['bytes of a function at the edge', 100],
    ['requests a second of all APIs together', 400],
    ['characters of the description of an AWS::Lambda::Function', 50],
  ])('and %s are really measured: some place has %i', (what, least) => {
    const quota = quotas.find((each) => each.what === what);
    const amounts = quota?.measure(service).map(([, amount]) => amount) ?? [];
    expect(Math.max(...amounts)).toBeGreaterThanOrEqual(least);
  });
});
