import { feedbackDispatch } from '@ohjaamo/functions/feedback/dispatch.ts';
import { feedbackOfDay } from '@ohjaamo/functions/feedback/index.ts';
import { aggregate, reconcileFigures } from '@ohjaamo/functions/figures/index.ts';
import { moduleHandler } from '@ohjaamo/functions/kernel/http/pipeline.ts';
import { figuresRoutes } from '@ohjaamo/shared/figures/contract.ts';
import { feedbackRoutes } from '@ohjaamo/shared/feedback/contract.ts';
import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import type { Route } from '@ohjaamo/shared/kernel/route.ts';
import { record } from '../figures/stream.ts';
import { call, type TestCall } from '../support/house.ts';
import { registerOf } from '../support/registerOf.ts';
import { type Person, workTown } from '../support/workTown.ts';

type Body = NonNullable<TestCall<typeof feedbackRoutes.giveFeedback>['body']>;

/** An answer with a form of its own. */
export function form(more: Partial<Body> = {}): Body {
  return { formId: randomIds.id(20), language: 'fi', grade: 9, statements: { LISTENED: 5 }, ...more };
}

/** A town with feedback in front of it, and its figures behind. */
export async function feedbackTown(now?: string) {
  const town = await workTown(now);
  const { house, tenantId, main, tenant } = town;
  const handler = moduleHandler(feedbackRoutes, feedbackDispatch(house.platform), {
    ...house,
    memberRole: 'feedback',
    streetRole: 'feedbackGiver',
  });
  const atMain = { siteId: main.id };
  const scope = house.scope(tenantId, 'figuresKeeper');
  return {
    ...town,
    atMain,
    scope,
    worker: <R extends Route>(person: Person, route: R, request: TestCall<R> = {}) =>
      call(handler, route, { parameters: atMain as never, ...request, actor: town.actor(person) }),
    street: <R extends Route>(route: R, request: TestCall<R> = {}) =>
      call(handler, route, {
        ...(route.access.kind === 'publicTenant' && {
          parameters: { tenantSlug: tenant.profile.slug, siteSlug: main.slug } as never,
        }),
        ...request,
      }),
    /** What the stream tells of a day's feedback as it stands, brought into the figures. */
    async follows(date = '2027-02-01') {
      const facts = await feedbackOfDay(scope, main.id, date);
      const records = facts.map((fact) => record(undefined, { pk: `T#${tenantId}#FEEDBACK`, ...fact }));
      return aggregate(house.openScope, { Records: records });
    },
    async figures() {
      const query = { quarter: '2027-Q1' };
      return (await town.as('manager', figuresRoutes.readTenantFigures, { query })).body.tenant.feedback;
    },
    reconcile: () =>
      reconcileFigures(
        {
          ...house,
          clock: town.clock,
          platform: registerOf(house.platform, tenantId),
          readContactsOfDay: () => Promise.resolve([]),
          bookingsOf: () => Promise.resolve([]),
          heldMeetings: () => Promise.resolve([]),
          feedbackOfDay,
        },
        { tenant: tenantId, from: '2027-01-28', to: '2027-02-02' },
      ),
  };
}

export type FeedbackTown = Awaited<ReturnType<typeof feedbackTown>>;
