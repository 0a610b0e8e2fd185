import { consentCategory, consentMeans, mainActivities, routesIn } from '@ohjaamo/shared/cases/contract.ts';
import { identification } from '@ohjaamo/shared/kernel/codes.ts';
import { language } from '@ohjaamo/shared/kernel/i18n.ts';
import {
  type ClientId,
  clientId,
  code,
  type ConsentId,
  consentId,
  episodeId,
  type StaffId,
  staffId,
} from '@ohjaamo/shared/kernel/ids.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { plainDate } from '@ohjaamo/shared/kernel/time.ts';
import * as z from 'zod';
import type { Write } from '../kernel/table.ts';
import { indexes } from '../kernel/tenancy/keys.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';

const clientRow = z.object({
  kind: z.literal('CLIENT'),
  id: clientId,
  displayName: z.string(),
  identification: identification.exclude(['ANONYMOUS']),
  birthDate: plainDate.optional(),
  contactLanguage: language,
  phone: z.string().optional(),
  email: z.string().optional(),
  createdAt: z.string(),
  createdBy: staffId,
  /** Of the open episode; beside the client so that a worker's list is one Query. */
  episodeOpenedOn: plainDate,
});

const episodeRow = z.object({
  kind: z.literal('EPISODE'),
  id: episodeId,
  openedOn: plainDate,
  state: z.enum(['OPEN', 'CLOSED']),
  routeIn: z.enum(routesIn),
  mainActivity: z.enum(mainActivities),
  namedWorker: staffId,
});

const consentRow = z.object({
  kind: z.literal('CONSENT'),
  id: consentId,
  categories: z.array(consentCategory),
  from: code,
  to: code,
  purpose: z.string(),
  validUntil: plainDate,
  means: z.enum(consentMeans),
  language: z.string(),
  givenAt: z.string(),
  recordedBy: staffId,
  withdrawnAt: z.string().optional(),
});

const row = z.discriminatedUnion('kind', [clientRow, episodeRow, consentRow]);

export type ClientRow = z.infer<typeof clientRow>;
export type EpisodeRow = z.infer<typeof episodeRow>;
export type ConsentRow = z.infer<typeof consentRow>;

/** A client with everything of the case, as it stands now. */
export interface ClientFile {
  readonly client: ClientRow;
  readonly episodes: readonly EpisodeRow[];
  readonly consents: readonly ConsentRow[];
}

/** Reads a client's whole partition in one consistent Query. */
export async function readClientFile(scope: TenantScope, client: ClientId): Promise<ClientFile | undefined> {
  const { items } = await scope.cases.query(scope.keys.client(client, 'CLIENT').pk, row, {
    consistent: true,
  });
  const found = items.find((item) => item.kind === 'CLIENT');
  return (
    found && {
      client: found,
      episodes: items.filter((item) => item.kind === 'EPISODE'),
      consents: items.filter((item) => item.kind === 'CONSENT'),
    }
  );
}

/** How well the service knows a client, for a contact with them; `undefined` when the tenant has no such client. */
export async function readIdentification(
  scope: TenantScope,
  client: ClientId,
): Promise<ClientRow['identification'] | undefined> {
  const known = clientRow.pick({ identification: true });
  return (await scope.cases.get(scope.keys.client(client, 'CLIENT'), known))?.identification;
}

/**
 * The clients whose named worker this is, by the index and so up to a second late: a list to open a client from, on
 * which nothing is decided. Opening reads the client itself.
 */
export async function listClientsOfWorker(scope: TenantScope, worker: StaffId): Promise<ClientRow[]> {
  const { workerPk } = scope.keys.worker(worker, '' as ClientId);
  return (await scope.cases.query(workerPk, clientRow, {}, indexes.cases)).items;
}

/** Opens a client with the first episode, together with `more`; fails when an id of the two is in use. */
export async function putClient(
  scope: TenantScope,
  client: ClientRow,
  episode: EpisodeRow,
  more: readonly Write[],
): Promise<Result<void, 'id-already-used'>> {
  const done = await scope.cases.transact([
    scope.cases.putWrite(
      {
        ...scope.keys.client(client.id, 'CLIENT'),
        ...scope.keys.worker(episode.namedWorker, client.id),
        ...client,
      },
      true,
    ),
    scope.cases.putWrite({ ...scope.keys.client(client.id, `EPISODE#${episode.id}`), ...episode }, true),
    ...more,
  ]);
  return done.ok ? done : fail('id-already-used');
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
    {
      ConditionCheck: {
        TableName: scope.cases.name,
        Key: scope.keys.client(client, 'CLIENT'),
        ConditionExpression: 'attribute_exists(pk)',
      },
    },
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
