import { type ClientId, clientId, type ConsentId, type StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import * as z from 'zod';
import { CLIENT_STANDS, clientStands } from '../kernel/clientStands.ts';
import type { Sealed } from '../kernel/sealing.ts';
import type { Write } from '../kernel/table.ts';
import { indexes } from '../kernel/tenancy/keys.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { clientRow, type ClientRow, consentRow, type ConsentRow, type EpisodeRow, headRow } from './rows.ts';

export type { ClientRow, ConsentRow, EpisodeRow } from './rows.ts';

/** A client with everything of the case, as it stands now. */
export interface ClientFile {
  readonly client: ClientRow;
  readonly episodes: readonly EpisodeRow[];
  readonly consents: readonly ConsentRow[];
}

/** Reads the head of a client's partition in one consistent Query: client, consents, episodes, whatever else the case holds. */
export async function readClientFile(scope: TenantScope, client: ClientId): Promise<ClientFile | undefined> {
  const { items } = await scope.cases.query(scope.keys.client(client, 'CLIENT').pk, headRow, {
    between: ['CLIENT', 'EPISODE$'],
    consistent: true,
  });
  return fileOf(items);
}

/** The client's file from the head that opening the case read for this request (`CaseAccess.head`). */
export function clientFileOf(head: readonly unknown[]): ClientFile | undefined {
  return fileOf(head.map((row) => headRow.parse(row)));
}

function fileOf(items: readonly z.infer<typeof headRow>[]): ClientFile | undefined {
  const client = items.find((item) => item.kind === 'CLIENT');
  return (
    client && {
      client,
      episodes: items.filter((item) => item.kind === 'EPISODE'),
      consents: items.filter((item) => item.kind === 'CONSENT'),
    }
  );
}

/** How well the service knows a client, and the birth date, for a contact with them; `undefined` when the tenant has no such client. */
export async function readIdentification(
  scope: TenantScope,
  client: ClientId,
): Promise<Pick<ClientRow, 'identification' | 'birthDate' | 'contactLanguage'> | undefined> {
  const known = clientRow.unwrap().pick({ identification: true, birthDate: true, contactLanguage: true });
  return scope.cases.get(scope.keys.client(client, 'CLIENT'), known);
}

/**
 * The clients of a worker. The index says where to look; who is in the team is read from each client's own row, consistently,
 * so nobody is listed to whom the case was given once. 1 read unit for about 60 clients of the index, and 1 for each client.
 */
export async function listClientsOfWorker(scope: TenantScope, worker: StaffId): Promise<ClientRow[]> {
  const { workerPk } = scope.keys.worker(worker, '' as ClientId);
  const { items } = await scope.cases.query(workerPk, z.object({ workerSk: clientId }), {}, indexes.cases);
  const keys = [...new Set(items.map(({ workerSk }) => workerSk))].map((id) =>
    scope.keys.client(id, 'CLIENT'),
  );
  const clients = await scope.cases.batchGet(keys, clientRow, true);
  return clients.filter(
    ({ team, mergedInto }) => !mergedInto && team.some(({ staffId: member }) => member === worker),
  );
}

/** The rows of many clients that are there, consistently, in no order; 1 read unit for each. */
export function readClientRows(scope: TenantScope, ids: readonly ClientId[]): Promise<ClientRow[]> {
  return scope.cases.batchGet(
    ids.map((id) => scope.keys.client(id, 'CLIENT')),
    clientRow,
    true,
  );
}

/** Puts a client's tags while those that were read still stand, together with `more`. */
export async function putTags(
  scope: TenantScope,
  { id, tags: before }: ClientRow,
  tags: NonNullable<ClientRow['tags']>,
  more: readonly Write[],
): Promise<Result<void, 'stale-version'>> {
  const done = await scope.cases.transact([
    {
      Update: {
        TableName: scope.cases.name,
        Key: scope.keys.client(id, 'CLIENT'),
        UpdateExpression: 'SET tags = :tags',
        ConditionExpression: before
          ? 'tags = :before'
          : 'attribute_exists(pk) AND attribute_not_exists(tags)',
        ExpressionAttributeValues: { ':tags': tags, ...(before && { ':before': before }) },
      },
    },
    ...more,
  ]);
  return done.ok ? done : fail('stale-version');
}

/** The write of a worker's place in the index of a client's team. */
export function memberWrite(scope: TenantScope, client: ClientId, worker: StaffId): Write {
  return scope.cases.putWrite({ ...memberKeys(scope, client, worker), kind: 'TEAM' });
}

/** Beside the client: a worker's place in the team, for the index. */
function memberKeys(scope: TenantScope, client: ClientId, worker: StaffId) {
  return { ...scope.keys.client(client, `TEAM#${worker}`), ...scope.keys.worker(worker, client) };
}

/** A change of the team as it stays on record. */
export interface Assignment {
  readonly at: string;
  readonly by: StaffId;
  readonly staffId: StaffId;
  readonly part: ClientRow['team'][number]['part'] | 'NONE';
  readonly sealed: Sealed;
}

/** The write of a change of the team as it stays on record. 1 unit. */
export function assignmentWrite(scope: TenantScope, client: ClientId, change: Assignment): Write {
  const key = scope.keys.client(client, `ASSIGNMENT#${change.at}#${change.staffId}`);
  return scope.cases.putWrite({ ...key, kind: 'ASSIGNMENT', ...change });
}

/**
 * Puts the changed team while the one that was read still stands, with the change itself and `more`. The reason is
 * sealed by whoever calls. About 5 units and those of `more`.
 */
export async function putTeam(
  scope: TenantScope,
  before: ClientRow,
  team: ClientRow['team'],
  change: Assignment,
  more: readonly Write[],
): Promise<Result<void, 'stale-version'>> {
  const { id } = before;
  const done = await scope.cases.transact([
    {
      Update: {
        TableName: scope.cases.name,
        Key: scope.keys.client(id, 'CLIENT'),
        UpdateExpression: 'SET team = :team',
        ConditionExpression: `${CLIENT_STANDS} AND team = :before`,
        ExpressionAttributeValues: { ':team': team, ':before': before.team },
      },
    },
    // Without its place in the index nobody finds the client by a worker who is no longer in the team.
    change.part === 'NONE'
      ? scope.cases.putWrite({ ...scope.keys.client(id, `TEAM#${change.staffId}`), kind: 'TEAM' })
      : memberWrite(scope, id, change.staffId),
    assignmentWrite(scope, id, change),
    ...more,
  ]);
  return done.ok ? done : fail('stale-version');
}

/** Opens a client with the first episode, together with `more`; fails when an id of the two is in use. */
export async function putClient(
  scope: TenantScope,
  client: ClientRow,
  episode: EpisodeRow,
  more: readonly Write[],
): Promise<Result<void, 'id-already-used'>> {
  const done = await scope.cases.transact([...clientWrites(scope, client, episode), ...more]);
  return done.ok ? done : fail('id-already-used');
}

/** The writes of a new client with the first episode; they fail when the id is in use. 3 units. */
export function clientWrites(scope: TenantScope, client: ClientRow, episode: EpisodeRow): Write[] {
  return [
    scope.cases.putWrite(
      {
        ...scope.keys.client(client.id, 'CLIENT'),
        ...scope.keys.due(client.episodeOpenedOn, client.id),
        ...client,
      },
      true,
    ),
    memberWrite(scope, client.id, episode.namedWorker),
    scope.cases.putWrite({ ...scope.keys.client(client.id, `EPISODE#${episode.id}`), ...episode }, true),
  ];
}

/** Places in the transaction of a consent. */
const CLIENT_CHECK = 0;
const CONSENT_PUT = 1;

/** Records a consent of a client that exists, together with `more`. */
export async function putConsent(
  scope: TenantScope,
  client: ClientId,
  consent: ConsentRow,
  more: readonly Write[],
): Promise<Result<void, 'not-found' | { readonly standing: ConsentRow }>> {
  const done = await scope.cases.transact([
    clientStands(scope, client),
    scope.cases.putWrite({ ...scope.keys.client(client, `CONSENT#${consent.id}`), ...consent }, true),
    ...more,
  ]);
  if (done.ok) return done;
  if (done.error.failures.some(({ index }) => index === CLIENT_CHECK)) return fail('not-found');
  const standing = done.error.failures.find(({ index }) => index === CONSENT_PUT)?.item;
  return fail({ standing: consentRow.parse(standing) });
}

/** Reads one consent, consistently. */
export function readConsent(
  scope: TenantScope,
  client: ClientId,
  consent: ConsentId,
): Promise<ConsentRow | undefined> {
  return scope.cases.get(scope.keys.client(client, `CONSENT#${consent}`), consentRow);
}

/** Withdraws a consent together with `more`; of two withdrawals at one time the first one counts. */
export async function putWithdrawal(
  scope: TenantScope,
  client: ClientId,
  consent: ConsentRow,
  withdrawnAt: string,
  more: readonly Write[],
): Promise<Result<ConsentRow, { readonly standing: ConsentRow }>> {
  const done = await scope.cases.transact([
    {
      Update: {
        TableName: scope.cases.name,
        Key: scope.keys.client(client, `CONSENT#${consent.id}`),
        UpdateExpression: 'SET withdrawnAt = :at',
        ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(withdrawnAt)',
        ExpressionAttributeValues: { ':at': withdrawnAt },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    },
    ...more,
  ]);
  if (done.ok) return succeed({ ...consent, withdrawnAt });
  return fail({ standing: consentRow.parse(done.error.failures[0]?.item) });
}
