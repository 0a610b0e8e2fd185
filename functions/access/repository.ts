import { purposesOnRecord } from '@ohjaamo/shared/kernel/accessPurposes.ts';
import { reviewKinds } from '@ohjaamo/shared/access/rules.ts';
import { type ClientId, clientId, consentId, type StaffId, staffId } from '@ohjaamo/shared/kernel/ids.ts';
import { standingRestriction } from '@ohjaamo/shared/kernel/restriction.ts';
import type { Result } from '@ohjaamo/shared/kernel/result.ts';
import { isOver, referralStates } from '@ohjaamo/shared/referrals/states.ts';
import { staffMember } from '@ohjaamo/shared/tenants/profile.ts';
import * as z from 'zod';
import type { ConditionFailure, Write } from '../kernel/table.ts';
import { teamPlace } from '../kernel/teamPlace.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';

const clientHead = z.lazy(() =>
  z.object({
    kind: z.literal('CLIENT'),
    displayName: z.string(),
    team: z.array(teamPlace),
    receivers: z.array(z.string()),
    shielded: z.boolean(),
    restriction: standingRestriction.optional(),
    mergedInto: clientId.optional(),
  }),
);
const consentHead = z.lazy(() =>
  z.object({
    kind: z.literal('CONSENT'),
    id: consentId,
    categories: z.array(z.string()),
    to: z.string(),
    validUntil: z.string(),
    withdrawnAt: z.string().optional(),
  }),
);
const headRow = z.discriminatedUnion('kind', [
  clientHead,
  consentHead,
  z.object({ kind: z.literal('EPISODE') }),
]);

const anyRow = z.record(z.string(), z.unknown());

const purposeRow = z.lazy(() =>
  z.object({
    purpose: z.enum(purposesOnRecord),
    untilMilliseconds: z.number(),
  }),
);
export type PurposeRow = z.infer<typeof purposeRow>;

const watchRow = z.lazy(() => z.object({ clients: z.set(z.string()) }));

const reviewRow = z.lazy(() =>
  z.object({
    id: z.string(),
    review: z.enum(reviewKinds),
    at: z.string(),
    staffId,
    clientId: clientId.optional(),
    reason: z.string().optional(),
    cases: z.int().optional(),
    finding: z.string().optional(),
    reviewedAt: z.string().optional(),
    reviewedBy: staffId.optional(),
  }),
);
export type ReviewRow = z.infer<typeof reviewRow>;

/** What decides about a case: the client's own row and the consents. */
export interface CaseHead {
  /** Every row as it stands. */
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly client: z.infer<typeof clientHead>;
  readonly consents: readonly z.infer<typeof consentHead>[];
}

/**
 * Reads the head of a client's partition, consistently: the client's row, consents and episodes lie beside each other
 * (`CLIENT` < `CONSENT#` < `EPISODE#`), whatever else the case holds. About 1 read unit for 4 KB.
 */
export async function readCaseHead(scope: TenantScope, client: ClientId): Promise<CaseHead | undefined> {
  const { items: rows } = await scope.cases.query(scope.keys.client(client, 'CLIENT').pk, anyRow, {
    between: ['CLIENT', 'EPISODE$'],
    consistent: true,
  });
  const heads = rows.map((row) => headRow.parse(row));
  const found = heads.find((head) => head.kind === 'CLIENT');
  // A record that was taken into another one is no client any more: its old address leads there.
  if (!found || found.mergedInto) return undefined;
  return { rows, client: found, consents: heads.filter((head) => head.kind === 'CONSENT') };
}

/** The consents of a client, consistently. About 1 read unit for 4 KB. */
export async function readConsentHeads(scope: TenantScope, client: ClientId): Promise<CaseHead['consents']> {
  const { items } = await scope.cases.query(scope.keys.client(client, '').pk, consentHead, {
    begins: 'CONSENT#',
    consistent: true,
  });
  return items;
}

const referralHead = z.lazy(() =>
  z.object({
    state: z.enum(referralStates),
    to: z.object({ code: z.string().optional() }),
    ground: z.object({ provision: z.unknown().optional() }).optional(),
    history: z.array(z.object({ step: z.string() })),
  }),
);

/** Whether an organisation has accepted a referral, not over yet, that rests on a provision of law. About 1 read unit for 4 KB. */
export async function hasReferralByLaw(
  scope: TenantScope,
  client: ClientId,
  organisation: string,
): Promise<boolean> {
  const { items } = await scope.cases.query(scope.keys.client(client, '').pk, referralHead, {
    begins: 'REFERRAL#',
    consistent: true,
  });
  return items.some(
    ({ state, to, ground, history }) =>
      to.code === organisation &&
      ground?.provision !== undefined &&
      !isOver(state) &&
      history.some(({ step }) => step === 'ACCEPT'),
  );
}

/** A worker in one session. */
export interface Sitting {
  readonly staffId: StaffId;
  readonly sessionHash: string;
}

/** Where a worker's purpose for one client stands, as long as the session does. */
function purposeKey(scope: TenantScope, client: ClientId, { staffId: worker, sessionHash }: Sitting) {
  return scope.keys.client(client, `PURPOSE#${sessionHash}#${worker}`);
}

/** The purpose stated in this session for this client, consistently; 1 read unit. */
export function readPurpose(
  scope: TenantScope,
  client: ClientId,
  sitting: Sitting,
): Promise<PurposeRow | undefined> {
  return scope.cases.get(purposeKey(scope, client, sitting), purposeRow);
}

/** The write of a purpose; it replaces one that was stated before, and is gone when it no longer holds. 1 unit. */
export function purposeWrite(scope: TenantScope, client: ClientId, sitting: Sitting, row: PurposeRow): Write {
  return scope.cases.putWrite({
    ...purposeKey(scope, client, sitting),
    ...row,
    expiresAtSeconds: Math.ceil(row.untilMilliseconds / 1000),
  });
}

/** The worker's own row of the tenant, consistently; 1 read unit. */
export async function readWorker(scope: TenantScope, worker: StaffId) {
  const row = z.object({ value: staffMember });
  return (await scope.work.get(scope.keys.tenant(`STAFF#${worker}`), row))?.value;
}

/** Notes that a worker opened a client's case in this hour; gives how many different ones there were. 1 write, 1 read unit. */
export async function countOpened(
  scope: TenantScope,
  worker: StaffId,
  client: ClientId,
  now: number,
): Promise<number> {
  const key = scope.keys.watch(worker, new Date(now).toISOString().slice(0, 13));
  await scope.cases.update({
    Key: key,
    UpdateExpression: 'ADD clients :client SET expiresAtSeconds = :gone',
    ExpressionAttributeValues: {
      ':client': new Set([client]),
      ':gone': Math.ceil(now / 1000) + 2 * 86_400,
    },
  });
  return (await scope.cases.get(key, watchRow))?.clients.size ?? 0;
}

/** Notes that a worker searched in this hour; gives how often by now. 1 write, 1 read unit. */
export async function countSearch(scope: TenantScope, worker: StaffId, now: number): Promise<number> {
  const key = scope.keys.watch(worker, new Date(now).toISOString().slice(0, 13));
  await scope.cases.update({
    Key: key,
    UpdateExpression: 'ADD searches :one SET expiresAtSeconds = :gone',
    ExpressionAttributeValues: { ':one': 1, ':gone': Math.ceil(now / 1000) + 2 * 86_400 },
  });
  return (await scope.cases.get(key, z.object({ searches: z.int() })))?.searches ?? 0;
}

/** The write of something to go through, the first of its id. */
export function reviewWrite(scope: TenantScope, row: ReviewRow): Write {
  return scope.cases.putWrite({ ...scope.keys.review(row.id), ...row }, true);
}

/** Puts something to go through unless it is there. */
export async function putReview(scope: TenantScope, row: ReviewRow): Promise<void> {
  await scope.cases.put({ ...scope.keys.review(row.id), ...row }, true);
}

/** Everything there is to go through; rare by its nature, so one Query. */
export async function listReviews(scope: TenantScope): Promise<ReviewRow[]> {
  return (await scope.cases.query(scope.keys.review('').pk, reviewRow)).items;
}

export function readReview(scope: TenantScope, id: string): Promise<ReviewRow | undefined> {
  return scope.cases.get(scope.keys.review(id), reviewRow);
}

/** Writes what was found, once; fails with the row that stands. */
export function putFinding(
  scope: TenantScope,
  row: ReviewRow,
  more: readonly Write[],
): Promise<Result<void, ConditionFailure>> {
  return scope.cases.transact([
    {
      Put: {
        TableName: scope.cases.name,
        Item: { ...scope.keys.review(row.id), ...row },
        ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(reviewedAt)',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    },
    ...more,
  ]);
}
