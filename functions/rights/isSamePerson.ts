import { sharesName } from '@ohjaamo/shared/cases/identification.ts';
import { identification } from '@ohjaamo/shared/kernel/codes.ts';
import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import * as z from 'zod';
import { taskWrite } from '../kernel/caseTasks.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';

const row = z.object({ displayName: z.string(), identification });

/**
 * Whether whoever has the identity code that a worker typed is the one the record is about, asked until the first strong
 * identification: one of the given names is in the record's name. When not, the code may be a relative's, so nothing opens and
 * whoever guides gets a task. 1 read; 1 write when not.
 */
export async function isSamePerson(
  scope: TenantScope,
  client: ClientId,
  givenNames: string,
  today: string,
): Promise<boolean> {
  const known = await scope.cases.get(scope.keys.client(client, 'CLIENT'), row);
  if (!known) return false;
  if (known.identification === 'STRONG' || sharesName(known.displayName, givenNames)) return true;
  const task = { kind: 'IDENTITY_DIFFERS', dueOn: today } as const;
  await scope.cases.transact([taskWrite(scope, client, task.kind, task)]);
  return false;
}
