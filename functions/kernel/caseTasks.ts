import type { CaseTask } from '@ohjaamo/shared/kernel/caseTasks.ts';
import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import { CLIENT_STANDS } from './clientStands.ts';
import type { Write } from './table.ts';
import type { TenantScope } from './tenancy/scope.ts';

/**
 * The write that sets a task of a client who stands, or takes it away; into the transaction of what makes it necessary. A transaction
 * touches each row once: whoever changes the client's row as well puts `tasks.#id` into that change. 1 unit for 1 KB.
 */
export function taskWrite(
  scope: TenantScope,
  client: ClientId,
  id: string,
  task: CaseTask | undefined,
): Write {
  return {
    Update: {
      TableName: scope.cases.name,
      Key: scope.keys.client(client, 'CLIENT'),
      UpdateExpression: task ? 'SET tasks.#id = :task' : 'REMOVE tasks.#id',
      ConditionExpression: CLIENT_STANDS,
      ExpressionAttributeNames: { '#id': id },
      ...(task && { ExpressionAttributeValues: { ':task': task } }),
    },
  };
}
