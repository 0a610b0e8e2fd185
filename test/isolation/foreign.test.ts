import { routeList, routes } from '@ohjaamo/shared/routes.ts';
import { afterAll, describe, expect, it } from 'vitest';
import { comparable, expectProblem } from './answers.ts';
import { nobodysIds } from './ids.ts';
import { somebody } from './people.ts';
import { caller, fresh, idsUsed, requestOf, sampleOf } from './requests.ts';
import { countAudit, type Rows, unchanging } from './tables.ts';
import { openWorld } from './world.ts';

const world = await openWorld();
const { own, foreign, send, leavesAllAsItWas } = world;
afterAll(world.stop);

/** The ids that are links of a tenant. */
const linkNames = ['link', 'feedLink', 'accessibilityLink'] as const;
/** Ids that open something by themselves: a forged one is refused as such, further down. */
const opening = new Set<string>([...linkNames, ...['serviceLink', 'invitation', 'tenantSlug']]);

describe('with another tenant’s ids', () => {
  const cases = routeList.flatMap((route) =>
    idsUsed(route)
      .filter((name) => !(sampleOf(route).chosen ?? []).includes(name))
      .filter((name) => !opening.has(name))
      .map((name) => ({ id: route.id, name, route })),
  );

  it.each(cases)('$id answers to a foreign $name exactly as to one nobody has', async ({ route, name }) => {
    await leavesAllAsItWas(async () => {
      // The own trail rightly knows of earlier attempts at the other one's ids: none has outlived its case.
      const ask = async (value: string) => {
        const ids = { ...own.ids, ...fresh(route), [name]: value };
        return send(route, { ...requestOf(route, ids, own.freeStart), ...caller(route, own) });
      };
      const answer = await ask(foreign.ids[name]);
      expect(comparable(answer)).toEqual(comparable(await ask(nobodysIds()[name])));
      expect(answer.status).toBeLessThan(500);
      expect(answer.text).not.toContain(foreign.tenantId);
      const inPath = route.path.includes(`{${name}}`);
      if (inPath) expectProblem(answer, 'not-found');
    });
  });

  const choosing = routeList.flatMap((route) =>
    (sampleOf(route).chosen ?? []).map((name) => ({ id: route.id, name, route })),
  );

  it.each(choosing)(
    '$id may make up a $name that another tenant has: both stay apart',
    async ({ route, name }) => {
      const ids = { ...own.ids, ...fresh(route), [name]: foreign.ids[name] };
      const answer = await send(route, { ...requestOf(route, ids, own.freeStart), ...caller(route, own) });
      const left = await world.restore();
      expect(answer.status, answer.text).toBe(route.status);
      expect(itemsOf(foreign.tenantId, left)).toEqual(itemsOf(foreign.tenantId, world.atOpening));
    },
  );

  it('a foreign client asked for by id is not found, and the attempt is in the own tenant’s trail', async () => {
    const subject = foreign.ids.clientId;
    const attempt = { tenant: own.tenantId, outcome: 'NOT_FOUND', subject };
    const answer = await send(routes.readClient, {
      parameters: { clientId: subject },
      actor: somebody('COUNSELLOR', own),
    });
    const left = await world.restore();
    expectProblem(answer, 'not-found');
    expect(countAudit(world.atOpening, attempt)).toBe(0);
    expect(countAudit(left, attempt)).toBe(1);
    expect(countAudit(left, { ...attempt, tenant: foreign.tenantId })).toBe(0);
  });
});

describe('from the street', () => {
  const inTenant = routeList.filter(({ access }) => access.kind === 'publicTenant');
  const byLink = routeList.filter(({ access }) => access.kind === 'link');

  it.each(inTenant)('$id does not know an unknown municipality', async (route) => {
    await leavesAllAsItWas(async () => {
      const ids = { ...own.ids, tenantSlug: nobodysIds().tenantSlug };
      expectProblem(await send(route, requestOf(route, ids, own.freeStart)), 'not-found');
    });
  });

  it.each(byLink)('$id opens with no forged link', async (route) => {
    await leavesAllAsItWas(async () => {
      const name = linkNames.find((each) => idsUsed(route).includes(each)) ?? 'link';
      const [ownTenant = '', ownBooking = '', ownSecret = ''] = own.ids[name].split('.');
      const [otherTenant = '', otherBooking = '', otherSecret = ''] = foreign.ids[name].split('.');
      const forged = [
        [ownTenant, otherBooking, otherSecret],
        [otherTenant, ownBooking, ownSecret],
        [ownTenant, ownBooking, otherSecret],
        [ownTenant, otherBooking, ownSecret],
        [nobodysIds()[name]],
        [ownTenant, ownBooking, ownSecret.slice(1)],
        [ownTenant, ownBooking],
        ['..', '..', '..'],
      ].map((parts) => parts.join('.'));
      const answers = await Promise.all(
        forged.map(async (link) => {
          const answer = await send(route, requestOf(route, { ...own.ids, [name]: link }, own.freeStart));
          expectProblem(answer, 'link-not-found');
          return comparable(answer);
        }),
      );
      expect(new Set(answers.map((each) => JSON.stringify(each))).size).toBe(1);
    });
  });
});

/** What is stored of a tenant, but for its audit trail. */
function itemsOf(tenant: string, rows: Rows): string[] {
  return unchanging(rows)
    .split('\n')
    .filter((line) => line.includes(`T#${tenant}#`));
}
