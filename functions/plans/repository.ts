import type { CaseTask } from '@ohjaamo/shared/kernel/caseTasks.ts';
import { type ClientId, clientId, code, planPartId, staffId } from '@ohjaamo/shared/kernel/ids.ts';
import type { PlanFields } from '@ohjaamo/shared/plans/fields.ts';
import { mergePlans } from '@ohjaamo/shared/plans/merge.ts';
import * as z from 'zod';
import { taskWrite } from '../kernel/caseTasks.ts';
import { clientStands } from '../kernel/clientStands.ts';
import { openTexts, sealTexts } from '../kernel/sealing.ts';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';

const signature = z.object({ version: z.int(), at: z.string(), by: staffId });

/** The living plan of a client: one row, its fields sealed together. A plan has the id of the client it was begun for. */
const planRow = z.object({
  kind: z.literal('PLAN'),
  plan: clientId,
  version: z.int(),
  at: z.string(),
  by: staffId.optional(),
  /** When the story last told of each author's changes. */
  told: z.record(z.string(), z.string()),
  signatures: z.array(signature),
  /** The plan that took this one in after two clients turned out to be one person. */
  absorbedBy: clientId.optional(),
  sealed: z.object({ fields: z.string() }),
});
export type PlanRow = z.infer<typeof planRow>;

/** A version keeps the fields it changed as they were before, and what is needed to know a change that is sent again. */
const versionRow = z.object({
  kind: z.literal('PLAN_VERSION'),
  plan: clientId,
  version: z.int(),
  at: z.string(),
  by: staffId.optional(),
  organisation: code,
  changeId: planPartId.optional(),
  /** Keyed hash of the change. */
  changeHash: z.string().optional(),
  /** The plans of other records that this version took in. */
  took: z.array(clientId).optional(),
  sealed: z.object({ before: z.string() }),
});
export type VersionRow = z.infer<typeof versionRow>;

const said = z.array(z.object({ value: z.string(), by: z.string().optional(), at: z.string() }));
const storedFields = z.record(z.string(), said);

export const planKey = (plan: ClientId): string => `PLAN#${plan}`;
/** Versions sort by number; a plan that changed a million times is not expected. */
const versionKey = (plan: ClientId, version: number): string =>
  `PLANVERSION#${plan}#${String(version).padStart(6, '0')}`;

/** A client's plan as it stands: of one row, or of several after a merge of clients, which the next change makes one. */
export interface LivingPlan {
  readonly client: ClientId;
  /** 0 before the first change. With `others` it is the version that the plan has once they are taken in. */
  readonly version: number;
  readonly fields: PlanFields;
  readonly row: PlanRow | undefined;
  /** The fields of `row` alone. */
  readonly own: PlanFields;
  readonly others: readonly PlanRow[];
}

/** Reads a client's plan in one consistent Query, one read unit for 4 KB. */
export async function readLivingPlan(scope: TenantScope, client: ClientId): Promise<LivingPlan> {
  const { items } = await scope.cases.query(scope.keys.client(client, '').pk, planRow, {
    begins: 'PLAN#',
    consistent: true,
  });
  const row = items.find(({ plan }) => plan === client);
  const others = items.filter(({ plan, absorbedBy }) => plan !== client && absorbedBy !== client);
  const [own, taken] = await Promise.all([
    row ? openFields(scope, client, row) : {},
    Promise.all(others.map((each) => openFields(scope, client, each))),
  ]);
  const fields = taken.reduce<PlanFields>((one, other) => mergePlans(one, other), own);
  const version = (row?.version ?? 0) + (others.length > 0 ? 1 : 0);
  return { client, version, fields, row, own, others };
}

/** The name by which the client is known; 1 read unit. */
export async function readDisplayName(scope: TenantScope, client: ClientId): Promise<string> {
  const named = z.object({ displayName: z.string() });
  return (await scope.cases.get(scope.keys.client(client, 'CLIENT'), named))?.displayName ?? '';
}

async function openFields(scope: TenantScope, client: ClientId, row: PlanRow): Promise<PlanFields> {
  const { fields = '{}' } = await openTexts(scope, { client, sk: planKey(row.plan) }, row.sealed);
  return storedFields.parse(JSON.parse(fields));
}

/** The versions after `base`, the newest first, each with the fields it changed as they were before. */
export async function readVersionsAfter(
  scope: TenantScope,
  client: ClientId,
  base: number,
): Promise<{ readonly row: VersionRow; readonly before: PlanFields }[]> {
  return readVersions(scope, client, [versionKey(client, base + 1), versionKey(client, 999_999)]);
}

/** Every version of every plan of the client, for the person's own export. */
export function readAllVersions(scope: TenantScope, client: ClientId) {
  return readVersions(scope, client, ['PLANVERSION#', 'PLANVERSION$']);
}

async function readVersions(scope: TenantScope, client: ClientId, between: readonly [string, string]) {
  const { items } = await scope.cases.query(scope.keys.client(client, '').pk, versionRow, {
    between,
    newestFirst: true,
    consistent: true,
  });
  return Promise.all(
    items.map(async (row) => {
      const place = { client, sk: versionKey(row.plan, row.version) };
      const { before = '{}' } = await openTexts(scope, place, row.sealed);
      return { row, before: storedFields.parse(JSON.parse(before)) };
    }),
  );
}

/** A new version of a plan. */
export interface NewVersion {
  readonly fields: PlanFields;
  readonly before: PlanFields;
  readonly at: string;
  readonly by: PlanRow['by'];
  readonly organisation: string;
  readonly told: PlanRow['told'];
  readonly changeId?: VersionRow['changeId'];
  readonly changeHash?: string;
  /** The task of reviewing the plan, when the review date changed: `null` takes it away. */
  readonly review?: CaseTask | null;
}

/** How a write ended: done, to be tried again on what stands now, or there is no such client any more. */
export type Written = 'DONE' | 'AGAIN' | 'NOT_FOUND';

/**
 * Writes the next version while the one that was read still stands, together with `more`: the plan, the version and the check of
 * the client, about 6 units for a plan of 1 KB. Plans of a merged client are marked as taken in.
 */
export async function putVersion(
  scope: TenantScope,
  living: LivingPlan,
  next: NewVersion,
  more: readonly Write[],
): Promise<Written> {
  const { client, row, others } = living;
  const version = (row?.version ?? 0) + 1;
  const { at, by, organisation, changeId, changeHash } = next;
  const [head, history] = await Promise.all([
    sealTexts(scope, { client, sk: planKey(client) }, { fields: JSON.stringify(next.fields) }),
    sealTexts(scope, { client, sk: versionKey(client, version) }, { before: JSON.stringify(next.before) }),
  ]);
  const item = { kind: 'PLAN', plan: client, version, at, by, told: next.told, sealed: head };
  const took = others.length > 0 ? others.map(({ plan }) => plan) : undefined;
  const kept = {
    kind: 'PLAN_VERSION',
    plan: client,
    version,
    at,
    by,
    organisation,
    changeId,
    changeHash,
    took,
  };
  const done = await scope.cases.transact([
    scope.cases.putOverWrite(
      { ...scope.keys.client(client, planKey(client)), ...item, signatures: row?.signatures ?? [] },
      version - 1,
    ),
    clientWrite(scope, client, next.review),
    scope.cases.putWrite(
      { ...scope.keys.client(client, versionKey(client, version)), ...kept, sealed: history },
      true,
    ),
    ...others.map((other) => absorbWrite(scope, client, other)),
    ...more,
  ]);
  if (done.ok) return 'DONE';
  return done.error.failures.some(({ index }) => index === CLIENT_PLACE) ? 'NOT_FOUND' : 'AGAIN';
}

const CLIENT_PLACE = 1;

/** Writes a signature to the version that was read, while it still stands. */
export async function putSignature(
  scope: TenantScope,
  row: PlanRow,
  signed: z.infer<typeof signature>,
  onClient: Write,
  more: readonly Write[],
): Promise<Written> {
  const done = await scope.cases.transact([
    {
      Update: {
        TableName: scope.cases.name,
        Key: scope.keys.client(row.plan, planKey(row.plan)),
        UpdateExpression: 'SET signatures = list_append(signatures, :signed)',
        ConditionExpression: 'version = :version AND size(signatures) = :count',
        ExpressionAttributeValues: {
          ':signed': [signed],
          ':version': row.version,
          ':count': row.signatures.length,
        },
      },
    },
    onClient,
    ...more,
  ]);
  if (done.ok) return 'DONE';
  return done.error.failures.some(({ index }) => index === CLIENT_PLACE) ? 'NOT_FOUND' : 'AGAIN';
}

/** The client must still be there: a plan is not written into what was erased or merged a moment ago. */
function clientWrite(scope: TenantScope, client: ClientId, review: CaseTask | null | undefined): Write {
  if (review !== undefined) return taskWrite(scope, client, 'REVIEW_PLAN', review ?? undefined);
  return clientStands(scope, client);
}

function absorbWrite(scope: TenantScope, client: ClientId, { plan, version }: PlanRow): Write {
  return {
    Update: {
      TableName: scope.cases.name,
      Key: scope.keys.client(client, planKey(plan)),
      UpdateExpression: 'SET absorbedBy = :client',
      ConditionExpression: 'version = :version',
      ExpressionAttributeValues: { ':client': client, ':version': version },
    },
  };
}
