import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { outreachRoutes } from '@ohjaamo/shared/outreach/contract.ts';
import type { NotificationLine } from '@ohjaamo/shared/outreach/views.ts';
import { keptStates } from '@ohjaamo/shared/outreach/states.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { listCounts, listHeads, listNotifications, readNotification } from './repository.ts';
import { readPlace } from '../tenants/index.ts';
import { lineOf, viewOf } from './views.ts';

/** The queue, what is due first on top. It shows names, so each notification gets a row in the trail. */
export const listOutreach: UseCase<typeof outreachRoutes.listOutreach> = async ({ scope, clock }) => {
  const [place, records] = await Promise.all([readPlace(scope, clock), listNotifications(scope)]);
  const notifications = records
    .map((record) => lineOf(record, place))
    .sort((one, other) => dueOn(one).localeCompare(dueOn(other)) || one.id.localeCompare(other.id));
  return succeed({
    body: { notifications, today: place.today },
    subjects: notifications.map(({ id }) => id),
  });
};

/** The day a line sorts by; whom we have reached and not asked yet comes before everybody who waits for a day to come. */
function dueOn({ next, receivedOn, firstContactBy, reviewOn }: NotificationLine): string {
  return next === 'ASK' ? receivedOn : (firstContactBy ?? reviewOn);
}

/** One notification in full. */
export const readOutreach: UseCase<typeof outreachRoutes.readOutreach> = async ({
  scope,
  request,
  clock,
}) => {
  const [place, record] = await Promise.all([
    readPlace(scope, clock),
    readNotification(scope, request.parameters.notificationId),
  ]);
  return record ? succeed({ body: viewOf(record, place) }) : fail(problem('not-found'));
};

/** Counts of what is kept, by state, and of what ended this year, from anonymous rows. Two Queries; nothing is opened. */
export const countOutreach: UseCase<typeof outreachRoutes.countOutreach> = async ({ scope, clock }) => {
  const { today } = await readPlace(scope, clock);
  const year = today.slice(0, 4);
  const [heads, rows] = await Promise.all([listHeads(scope), listCounts(scope, year)]);
  const ended = new Map<string, { row: (typeof rows)[number]; count: number }>();
  for (const row of rows) {
    const name = `${row.sender} ${row.outcome} ${row.ageBand}`;
    ended.set(name, { row, count: (ended.get(name)?.count ?? 0) + 1 });
  }
  return succeed({
    body: {
      year: Number(year),
      kept: keptStates.map((state) => ({
        state,
        count: heads.filter((head) => head.state === state).length,
      })),
      ended: [...ended.entries()]
        .sort(([one], [other]) => one.localeCompare(other))
        .map(([, { row, count }]) => ({
          sender: row.sender,
          outcome: row.outcome,
          ageBand: row.ageBand,
          count,
        })),
    },
  });
};
