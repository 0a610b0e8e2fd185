import { type ClientId, requestId, staffId } from '@ohjaamo/shared/kernel/ids.ts';
import { restrictionGround } from '@ohjaamo/shared/kernel/restriction.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { requestKinds, requestStates } from '@ohjaamo/shared/rights/requests.ts';
import * as z from 'zod';
import { type Sealed, type SealedPlace, sealTexts } from '../kernel/sealing.ts';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';

const requestRow = z.object({
  kind: z.literal('REQUEST'),
  id: requestId,
  what: z.enum(requestKinds),
  /** Of a restriction. */
  ground: restrictionGround.optional(),
  at: z.string(),
  /** The worker who wrote it down; absent when the person asked it on the own page. */
  by: staffId.optional(),
  state: z.enum(requestStates),
  answeredAt: z.string().optional(),
  answeredBy: staffId.optional(),
  /** `text`, and with the answer `reason` and perhaps `annotation`. */
  sealed: z.record(z.string(), z.string()),
});
export type RequestRow = z.infer<typeof requestRow>;

const PREFIX = 'REQUEST#';

/** Where a request's texts are sealed. */
export function requestPlace(client: ClientId, request: string): SealedPlace {
  return { client, sk: `${PREFIX}${request}` };
}

/** The requests of a client, newest first. One Query; 1 unit for about 4 KB. */
export async function readRequests(scope: TenantScope, client: ClientId): Promise<RequestRow[]> {
  const { pk } = scope.keys.client(client, PREFIX);
  const { items } = await scope.cases.query(pk, requestRow, { begins: PREFIX, consistent: true });
  return items.sort((one, other) => other.at.localeCompare(one.at));
}

/** One request, read consistently. */
export function readRequest(
  scope: TenantScope,
  client: ClientId,
  request: string,
): Promise<RequestRow | undefined> {
  return scope.cases.get(scope.keys.client(client, `${PREFIX}${request}`), requestRow);
}

/** Puts a new request together with `more`; gives the one that stands under its id already. */
export async function putRequest(
  scope: TenantScope,
  client: ClientId,
  row: RequestRow,
  more: readonly Write[],
): Promise<Result<void, RequestRow | 'not-found'>> {
  const done = await scope.cases.transact([
    scope.cases.putWrite({ ...scope.keys.client(client, `${PREFIX}${row.id}`), ...row }, true),
    ...more,
  ]);
  if (done.ok) return done;
  const standing = requestRow.safeParse(done.error.failures.find(({ index }) => index === 0)?.item);
  return fail(standing.data ?? 'not-found');
}

/** Writes the answer together with `more`, while the request is open: of two answers at one time the first counts. */
export async function putAnswer(
  scope: TenantScope,
  client: ClientId,
  row: RequestRow,
  more: readonly Write[],
): Promise<Result<void, 'answered'>> {
  const { Put } = scope.cases.putWrite({ ...scope.keys.client(client, `${PREFIX}${row.id}`), ...row });
  if (!Put) throw new Error('A put is a put');
  const whileOpen: Write = {
    Put: {
      ...Put,
      ConditionExpression: '#state = :open',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: { ':open': 'OPEN' },
    },
  };
  const done = await scope.cases.transact([whileOpen, ...more]);
  return done.ok ? succeed(undefined) : fail('answered');
}

/** Seals texts of a request beside those that stand. */
export async function sealedBeside(
  scope: TenantScope,
  place: SealedPlace,
  standing: Sealed,
  texts: Readonly<Record<string, string | undefined>>,
): Promise<Record<string, string>> {
  return { ...standing, ...(await sealTexts(scope, place, texts)) };
}
