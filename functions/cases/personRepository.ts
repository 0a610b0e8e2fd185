import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import * as z from 'zod';
import { CLIENT_STANDS, clientStands } from '../kernel/clientStands.ts';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { endedTraceWrite, traceWrite } from '../kernel/traces.ts';
import { identityRow, personRow, type PersonRow } from './personRows.ts';
import { clientRow, type ClientRow } from './rows.ts';

const PERSON = 'PERSON#';
const IDENTITY_CODE = 'identity-code';
/** Records of one person are taken into another seldom, and one after the other hardly ever. */
const MOST_MERGES = 5;
const mergedRow = z.lazy(() => clientRow.unwrap().pick({ mergedInto: true }));

/** The sort key of a row about the person; rows of one kind sort by what they are named by, an id or an instant and an id. */
export function personKey({ kind, name }: Pick<PersonRow, 'kind' | 'name'>): string {
  return `${PERSON}${kind}#${name}`;
}

/** Everything about the person beside the head of the case, consistently, in one Query: 1 read unit for about 15 rows. */
export async function readPersonRows(scope: TenantScope, client: ClientId): Promise<PersonRow[]> {
  const { pk } = scope.keys.client(client, '');
  return (await scope.cases.query(pk, personRow, { begins: PERSON, consistent: true })).items;
}

/** The write of a row about the person, the first of its key. 1 unit for 1 KB. */
export function personWrite(scope: TenantScope, client: ClientId, row: PersonRow): Write {
  return scope.cases.putWrite({ ...scope.keys.client(client, personKey(row)), ...row }, true);
}

/**
 * Puts a row about the person of a client who stands, together with `more`; fails with what has the key already, or with nothing when
 * there is no such client any more. 2 units and those of `more`.
 */
export async function putPersonRow(
  scope: TenantScope,
  client: ClientId,
  row: PersonRow,
  more: readonly Write[],
): Promise<Result<void, unknown>> {
  const done = await scope.cases.transact([
    personWrite(scope, client, row),
    clientStands(scope, client),
    ...more,
  ]);
  return done.ok ? done : fail(done.error.failures.find(({ index }) => index === 0)?.item);
}

/**
 * Whose identity code this is; the code is in the form that `readIdentityCode` gives. Of a record that was taken into another one,
 * that other one. 1 read unit, consistently, and 1 for each merge and the client's own row.
 */
export async function clientOfIdentityCode(
  scope: TenantScope,
  identityCode: string,
): Promise<ClientId | undefined> {
  const hash = await scope.vault.fingerprint(IDENTITY_CODE, identityCode);
  const first = (await scope.cases.get(scope.keys.identity(hash), identityRow))?.clientId;
  for (let client = first, steps = 0; client !== undefined && steps < MOST_MERGES; steps++) {
    const found: z.infer<typeof mergedRow> | undefined = await scope.cases.get(
      scope.keys.client(client, 'CLIENT'),
      mergedRow,
    );
    if (!found?.mergedInto) return found && client;
    client = found.mergedInto;
  }
  return undefined;
}

/**
 * What belongs to a client's identity code: the row it is found by, which the first client to have it keeps, or one that was taken
 * into this client, and its trace. 2 units.
 */
export async function identityWrites(
  scope: TenantScope,
  { id: client, mergedFrom = [] }: Pick<ClientRow, 'id' | 'mergedFrom'>,
  identityCode: string,
): Promise<[claim: Write, trace: Write]> {
  const key = scope.keys.identity(await scope.vault.fingerprint(IDENTITY_CODE, identityCode));
  return [
    {
      Put: {
        TableName: scope.cases.name,
        Item: { ...key, kind: 'IDENTITY', clientId: client },
        ...freeOrOwn([client, ...mergedFrom]),
      },
    },
    traceWrite(scope, client, key),
  ];
}

/**
 * What takes a client's identity code away: the row it is found by, if it is this client's, and its trace, which would else lead
 * erasing to the row of whoever has the code next. 2 units.
 */
export async function identityGone(
  scope: TenantScope,
  { id: client, mergedFrom = [] }: Pick<ClientRow, 'id' | 'mergedFrom'>,
  identityCode: string,
): Promise<Write[]> {
  const key = scope.keys.identity(await scope.vault.fingerprint(IDENTITY_CODE, identityCode));
  return [
    {
      Delete: {
        TableName: scope.cases.name,
        Key: key,
        ...freeOrOwn([client, ...mergedFrom]),
      },
    },
    endedTraceWrite(scope, client, key),
  ];
}

/** The condition that a code is nobody's yet, or of one of these records of the person. */
function freeOrOwn(records: readonly ClientId[]) {
  const owners = records.map((id, index) => [`:owner${String(index)}`, id] as const);
  return {
    ConditionExpression: `attribute_not_exists(pk) OR clientId IN (${owners.map(([name]) => name).join()})`,
    ExpressionAttributeValues: Object.fromEntries(owners),
  };
}

/** What of the client's own row says who and where the person is. */
const personFields = [
  'displayName',
  'identification',
  'birthDate',
  'contactLanguage',
  'interpreterLanguage',
  'phone',
  'email',
  'sealed',
  'ownPageFrom',
] as const satisfies readonly (keyof ClientRow)[];

/** The write that changes who and where a client is, while the version that was read still stands. */
function changeWrite(scope: TenantScope, before: ClientRow, after: ClientRow, today: string): Write {
  const set = personFields.filter((field) => after[field] !== undefined);
  const gone = personFields.filter((field) => after[field] === undefined);
  const sets = [...set.map((field) => `#${field} = :${field}`), '#version = :next', '#due = :due'];
  const values: Record<string, unknown> = Object.fromEntries(set.map((field) => [`:${field}`, after[field]]));
  const names = [...personFields, 'version'].map((field) => [`#${field}`, field] as const);
  return {
    Update: {
      TableName: scope.cases.name,
      Key: scope.keys.client(before.id, 'CLIENT'),
      UpdateExpression: `SET ${sets.join(', ')}${gone.length > 0 ? ` REMOVE ${gone.map((each) => `#${each}`).join(', ')}` : ''}`,
      ConditionExpression: '#version = :before',
      ExpressionAttributeNames: { ...Object.fromEntries(names), '#due': 'workerSk' },
      ExpressionAttributeValues: {
        ...values,
        ':before': before.version,
        ':next': before.version + 1,
        // The coming night counts ageing out and the like anew.
        ':due': scope.keys.due(today, before.id).workerSk,
      },
    },
  };
}

/** Places in the transaction of a change. */
const CHANGE = 0;
const CLAIM = 1;

/**
 * Changes who and where a client is together with `more`. `claim` holds what belongs to a new identity code. Fails when another
 * change came first, or when somebody else has the code.
 */
export async function putPerson(
  scope: TenantScope,
  change: { readonly before: ClientRow; readonly after: ClientRow; readonly today: string },
  claim: readonly Write[],
  more: readonly Write[],
): Promise<Result<ClientRow, 'stale-version' | 'identity-code-in-use'>> {
  const { before, after, today } = change;
  const done = await scope.cases.transact([changeWrite(scope, before, after, today), ...claim, ...more]);
  if (done.ok) return succeed({ ...after, version: before.version + 1 });
  const failed = new Set(done.error.failures.map(({ index }) => index));
  if (failed.has(CHANGE)) return fail('stale-version');
  if (claim.length > 0 && failed.has(CLAIM)) return fail('identity-code-in-use');
  throw new Error('A change of a client collided with itself');
}

/**
 * Puts a restriction in force or ends it on the client's own row, while it stands as it was read, together with `more`: the
 * access policies go by that row from the next request on.
 */
export async function putRestriction(
  scope: TenantScope,
  client: ClientId,
  change: { readonly kind: 'SHIELD' | 'PROHIBITION'; readonly inForce: boolean; readonly at: string },
  more: readonly Write[],
): Promise<Result<void, 'stale-version'>> {
  const done = await scope.cases.transact([
    {
      Update: {
        TableName: scope.cases.name,
        Key: scope.keys.client(client, 'CLIENT'),
        ...restrictionUpdate(change),
      },
    },
    ...more,
  ]);
  return done.ok ? done : fail('stale-version');
}

function restrictionUpdate({ kind, inForce, at }: Parameters<typeof putRestriction>[2]) {
  if (kind === 'SHIELD') {
    return {
      UpdateExpression: 'SET shielded = :to',
      ConditionExpression: `${CLIENT_STANDS} AND shielded = :from`,
      ExpressionAttributeValues: { ':to': inForce, ':from': !inForce },
    };
  }
  return inForce
    ? {
        UpdateExpression: 'SET guardianProhibitedAt = :at',
        ConditionExpression: `${CLIENT_STANDS} AND attribute_not_exists(guardianProhibitedAt)`,
        ExpressionAttributeValues: { ':at': at },
      }
    : {
        UpdateExpression: 'REMOVE guardianProhibitedAt',
        ConditionExpression: `${CLIENT_STANDS} AND attribute_exists(guardianProhibitedAt)`,
      };
}
