import type { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { isShownOn, maySeeTask } from '@ohjaamo/shared/cases/tasks.ts';
import type { CaseTask } from '@ohjaamo/shared/kernel/caseTasks.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { siftCases } from '../../access/index.ts';
import { taskWrite } from '../../kernel/caseTasks.ts';
import type { UseCase } from '../../kernel/http/context.ts';
import type { Write } from '../../kernel/table.ts';
import { readPlace } from '../place.ts';
import { listClientsOfWorker } from '../repository.ts';
import { viewTasks } from './view.ts';

/**
 * What is to be done about the clients whom the worker guides or stands in for, those due first, as far as the policies show it. A
 * screen shows this again and again: the log of use has one row for the worker and each client in the list and a quarter of an
 * hour. Reads as the list of clients does, and 1 more.
 */
export const listMyTasks: UseCase<typeof casesRoutes.listMyTasks> = async ({
  scope,
  actor,
  audit,
  clock,
}) => {
  const purpose = 'GUIDANCE';
  const [{ tenant, today }, clients, sift] = await Promise.all([
    readPlace(scope, clock),
    listClientsOfWorker(scope, actor.staffId),
    siftCases(scope, { actor, purpose, clock }),
  ]);
  const guided = clients.filter(({ team }) =>
    team.some(({ staffId, part }) => staffId === actor.staffId && part !== 'TEAM'),
  );
  const may = await sift(guided);
  const tasks = guided
    .flatMap((client) => {
      const { id, displayName } = client;
      const sees = { guidance: may(client, 'GUIDANCE'), keeps: may(client, 'BASICS', 'CLOSE_EPISODE') };
      return viewTasks(client.tasks, today)
        .filter((task) => isShownOn(task, today) && maySeeTask(task, sees))
        .map(({ task, kind, dueOn, overdue }) => ({
          client: { id, displayName },
          task,
          kind,
          dueOn,
          overdue,
        }));
    })
    .sort((one, other) => one.dueOn.localeCompare(other.dueOn));
  const organisation = tenant.staff.find(({ id }) => id === actor.staffId)?.organisation ?? '';
  audit.because({ organisation, purpose });
  await audit.watched('tasks', [...new Set(tasks.map(({ client }) => client.id))]);
  return succeed({ body: { today, tasks } });
};

/**
 * Marks a task as done, or sets it again, which undoes that. Only the task that the caller saw is ended: one that was moved
 * meanwhile stays. 1 write and the trail's.
 */
export const completeTask: UseCase<typeof casesRoutes.completeTask> = async ({ scope, request, audit }) => {
  const { clientId } = request.parameters;
  const { id, task, done } = request.body;
  const written = await scope.cases.transact([
    done
      ? endWrite(taskWrite(scope, clientId, id, undefined), id, task)
      : startWrite(taskWrite(scope, clientId, id, task)),
    ...audit.writes([clientId]),
  ]);
  if (written.ok) return succeed({ body: { done } });
  const client = written.error.failures[0]?.item as { tasks?: Record<string, CaseTask> } | undefined;
  if (!client) return fail(problem('not-found'));
  const standing = client.tasks?.[id];
  // Done twice, or set again twice: the same.
  const isSo = done ? standing === undefined : standing?.kind === task.kind && standing.dueOn === task.dueOn;
  if (!isSo) return fail(problem('stale-version'));
  await audit.append([clientId], 'DONE');
  return succeed({ body: { done } });
};

function endWrite({ Update }: Write, id: string, task: CaseTask): Write {
  if (!Update) throw new Error('unreachable');
  return {
    Update: {
      ...Update,
      ConditionExpression: 'tasks.#id.kind = :kind AND tasks.#id.dueOn = :dueOn',
      ExpressionAttributeNames: { '#id': id },
      ExpressionAttributeValues: { ':kind': task.kind, ':dueOn': task.dueOn },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  };
}

function startWrite({ Update }: Write): Write {
  if (!Update) throw new Error('unreachable');
  return {
    Update: {
      ...Update,
      ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(tasks.#id)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  };
}
