import type { ClientId, StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { CLIENT_STANDS, clientStands } from '../kernel/clientStands.ts';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readRequests, requestPlace } from './requestRepository.ts';
import { taskOf } from './requests.ts';

/** What one transaction answers; more of them wait than anybody would send. */
const MOST = 20;

/** What a signature writes of the wishes it fulfils. */
export interface Fulfilled {
  /** The write of the client's own row: it stands, and the tasks of the wishes are gone. A transaction touches the row once. */
  readonly onClient: Write;
  /** Each wish, accepted while it is open. */
  readonly wishes: readonly Write[];
}

/**
 * The wishes to sign the plan that a signature answers: no worker answers them once more. Into the transaction of the signature.
 * 1 read unit for 4 KB of requests; a write for each wish.
 */
export async function fulfilWishes(
  scope: TenantScope,
  client: ClientId,
  { at, by }: { readonly at: string; readonly by: StaffId },
): Promise<Fulfilled> {
  const requests = await readRequests(scope, client);
  const waiting = requests
    .filter(({ what, state }) => what === 'PLAN_SIGN_OFF' && state === 'OPEN')
    .slice(0, MOST);
  return {
    onClient: waiting.length === 0 ? clientStands(scope, client) : tasksGone(scope, client, waiting),
    wishes: waiting.map(({ id }) => ({
      Update: {
        TableName: scope.cases.name,
        Key: scope.keys.client(client, requestPlace(client, id).sk),
        UpdateExpression: 'SET #state = :accepted, answeredAt = :at, answeredBy = :by',
        ConditionExpression: '#state = :open',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: { ':accepted': 'ACCEPTED', ':open': 'OPEN', ':at': at, ':by': by },
      },
    })),
  };
}

function tasksGone(scope: TenantScope, client: ClientId, wishes: readonly { readonly id: string }[]): Write {
  return {
    Update: {
      TableName: scope.cases.name,
      Key: scope.keys.client(client, 'CLIENT'),
      UpdateExpression: `REMOVE ${wishes.map((_, index) => `tasks.#task${String(index)}`).join(', ')}`,
      ConditionExpression: CLIENT_STANDS,
      ExpressionAttributeNames: Object.fromEntries(
        wishes.map(({ id }, index) => [`#task${String(index)}`, taskOf(id)]),
      ),
    },
  };
}
