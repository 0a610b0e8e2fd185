import { REVIEW_MONTHS } from '@ohjaamo/shared/outreach/deadlines.ts';
import type { outreachRoutes } from '@ohjaamo/shared/outreach/contract.ts';
import type { ClientNotification } from '@ohjaamo/shared/outreach/views.ts';
import { stepOf } from '@ohjaamo/shared/outreach/states.ts';
import type { ClientId, NotificationId } from '@ohjaamo/shared/kernel/ids.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { Temporal } from '@ohjaamo/shared/kernel/time.ts';
import { taskWrite } from '../kernel/caseTasks.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { timelineWrite } from '../kernel/timeline.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import {
  clientContent,
  type ClientOutreach,
  listOfClient,
  ofClientWrite,
  readOfClient,
} from './clientRepository.ts';
import { destroyWrites, readNotification } from './repository.ts';
import { type Place, readPlace, workerOf } from '../tenants/index.ts';

/** What the policies ask about it: no consent names it, so it stays with those who keep the register. */
const CATEGORY = 'GUIDANCE';

const taskOf = (id: NotificationId): string => `OUTREACH_REVIEW#${id}`;
const reviewAfter = (today: string): string =>
  Temporal.PlainDate.from(today).add({ months: REVIEW_MONTHS }).toString();

/**
 * The young person agrees: what the law has recorded goes over into the client's own partition, the notification is gone from the
 * outreach register, and an anonymous row stays. Said again, it answers with what stands. 3 reads, 6 writes and the trail's.
 */
export const agreeOutreach: UseCase<typeof outreachRoutes.agreeOutreach> = async (context) => {
  const { scope, request, actor, audit, clock, ids, case: access } = context;
  const { clientId, notificationId: id } = request.parameters;
  const [place, record, standing] = await Promise.all([
    readPlace(scope, clock),
    readNotification(scope, id),
    readOfClient(scope, clientId, id),
  ]);
  if (standing) return succeed({ body: viewOf(standing, place) });
  if (!record) return fail(problem('not-found'));
  if (!access.may('RECORD', { category: CATEGORY, owner: access.organisation })) {
    return fail(problem('access-refused'));
  }
  if (stepOf(record.head.state, 'AGREE') !== 'AGREED') return fail(problem('state-conflict'));
  const at = new Date(clock.now()).toISOString();
  const { head, content } = record;
  const outreach: ClientOutreach = {
    row: {
      ...{ kind: 'OUTREACH', id, agreedAt: at, agreedBy: actor.staffId, owner: access.organisation },
      reviewOn: reviewAfter(place.today),
    },
    content: clientContent.parse({ ...content, sender: head.sender, receivedOn: head.receivedOn }),
  };
  const entry = { id, at, what: 'OUTREACH', by: actor.staffId, category: CATEGORY } as const;
  const done = await scope.cases.transact([
    ...destroyWrites(scope, head, { outcome: 'AGREED', today: place.today, ids }),
    await ofClientWrite(scope, clientId, outreach),
    timelineWrite(scope, clientId, { ...entry, owner: access.organisation, record: id }),
    taskWrite(scope, clientId, taskOf(id), {
      kind: 'OUTREACH_REVIEW',
      dueOn: reviewAfter(place.today),
      record: id,
    }),
    ...audit.writes([clientId, id]),
  ]);
  return done.ok ? succeed({ body: viewOf(outreach, place) }) : fail(problem('stale-version'));
};

/** What of a client came by outreach youth work, as far as the policies open it. */
export const readClientOutreach: UseCase<typeof outreachRoutes.readClientOutreach> = async (context) => {
  const { scope, request, clock, actor, case: access } = context;
  const [place, all] = await Promise.all([
    readPlace(scope, clock),
    listOfClient(scope, request.parameters.clientId),
  ]);
  const seen = all.filter(({ row }) => access.may('VIEW', { category: CATEGORY, owner: row.owner }));
  return succeed({
    body: {
      notifications: seen.map((each) => viewOf(each, place)),
      today: place.today,
      mayReview:
        actor.roles.includes('OUTREACH_WORKER') &&
        access.may('RECORD', { category: CATEGORY, owner: access.organisation }),
    },
  });
};

/** Keeps it for three months more, or takes away all it told; that there was a notification stays with the story. */
export const reviewClientOutreach: UseCase<typeof outreachRoutes.reviewClientOutreach> = async (context) => {
  const { scope, request, audit, clock, case: access } = context;
  const { clientId, notificationId: id } = request.parameters;
  const [place, standing] = await Promise.all([readPlace(scope, clock), readOfClient(scope, clientId, id)]);
  if (!standing) return fail(problem('not-found'));
  if (!access.may('RECORD', { category: CATEGORY, owner: standing.row.owner })) {
    return fail(problem('access-refused'));
  }
  const { needed } = request.body;
  if (standing.row.destroyedAt) {
    return needed ? fail(problem('state-conflict')) : succeed({ body: viewOf(standing, place) });
  }
  const { reviewOn: _before, ...row } = standing.row;
  const reviewOn = reviewAfter(place.today);
  const changed: ClientOutreach = needed
    ? { ...standing, row: { ...row, reviewOn } }
    : { row: { ...row, destroyedAt: new Date(clock.now()).toISOString() }, content: undefined };
  const done = await scope.cases.transact([
    await ofClientWrite(scope, clientId, changed),
    taskWrite(
      scope,
      clientId,
      taskOf(id),
      needed ? { kind: 'OUTREACH_REVIEW', dueOn: reviewOn, record: id } : undefined,
    ),
    ...audit.writes([clientId]),
  ]);
  return done.ok ? succeed({ body: viewOf(changed, place) }) : fail(problem('not-found'));
};

/** Everything that outreach youth work holds about a client, opened, for the person's own copy. */
export async function outreachOf(scope: TenantScope, client: ClientId): Promise<object[]> {
  return (await listOfClient(scope, client)).map(({ row: { kind: _kind, ...row }, content }) => ({
    ...row,
    ...content,
  }));
}

function viewOf({ row, content }: ClientOutreach, place: Place): ClientNotification {
  const { id, agreedAt, agreedBy, reviewOn, destroyedAt } = row;
  return {
    ...{ id, agreedAt, agreedBy: workerOf(place.tenant, agreedBy), destroyed: destroyedAt !== undefined },
    ...(reviewOn && { reviewOn }),
    ...(content && {
      told: {
        ...content,
        measures: content.measures.map(({ id: _id, ...each }) => ({
          ...each,
          by: workerOf(place.tenant, each.by),
        })),
        disclosures: content.disclosures.map(({ id: _id, ...each }) => ({
          ...each,
          by: workerOf(place.tenant, each.by),
        })),
      },
    }),
  };
}
