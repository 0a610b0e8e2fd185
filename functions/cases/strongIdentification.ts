import { identificationSteps } from '@ohjaamo/shared/cases/identification.ts';
import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import { timelineWrite } from '../kernel/timeline.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { personWrite } from './personRepository.ts';
import { clientRow } from './rows.ts';

/** What the person did; no organisation recorded it. */
const OWNER = 'SELF';

/**
 * Raises a client to STRONG when the person has identified by an identification service at the instant `at`; who is STRONG already
 * stays as is. True when it is so now, false when there is no such client. 1 read; 3 writes the first time.
 */
export async function strongIdentification(
  scope: TenantScope,
  client: ClientId,
  { at, today }: { readonly at: string; readonly today: string },
): Promise<boolean> {
  const key = scope.keys.client(client, 'CLIENT');
  const known = await scope.cases.get(key, clientRow.unwrap().pick({ identification: true, version: true }));
  if (!known) return false;
  const level = identificationSteps[known.identification].STRONG;
  if (level === known.identification) return true;
  const done = await scope.cases.transact([
    {
      Update: {
        TableName: scope.cases.name,
        Key: key,
        // A worker's form that was opened before shows what has changed instead of taking the level back.
        UpdateExpression: 'SET identification = :level ADD #version :one',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':level': level, ':one': 1 },
      },
    },
    personWrite(scope, client, {
      kind: 'IDENTIFICATION',
      name: at,
      at,
      owner: OWNER,
      means: 'SUOMI_FI',
      level,
    }),
    timelineWrite(scope, client, {
      ...{ id: `strong-${today}`, at, what: 'IDENTIFIED' },
      ...{ category: 'BASICS', owner: OWNER },
    }),
  ]);
  // Two sign-ins at one instant: the other one has noted it.
  return done.ok || (await scope.cases.get(key, clientRow.unwrap().pick({ id: true }))) !== undefined;
}
