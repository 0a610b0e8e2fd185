import { unmarshall } from '@aws-sdk/util-dynamodb';
import { figureSet, type PublishedRow, publishedRow } from '@ohjaamo/shared/figures/contract.ts';
import { contactFact, type Counts, counters, type DayChange } from '@ohjaamo/shared/figures/facts.ts';
import { siteKind } from '@ohjaamo/shared/kernel/codes.ts';
import { contactId, type SiteId, tenantId, type TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import type { DynamoDBRecord } from 'aws-lambda';
import * as z from 'zod';
import type { Table, Write } from '../kernel/table.ts';
import { networkKeys, partitions, tenantOfKey } from '../kernel/tenancy/keys.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';

/** A counter may stand below zero for a moment, between two changes that came in the wrong order. */
const dailyRow = z.object(Object.fromEntries(counters.map((counter) => [counter, z.int().optional()])));

const contactImage = contactFact.extend({
  kind: z.literal('CONTACT'),
  id: contactId,
  revision: z.int().min(1),
});
const streamImage = z.object({ pk: z.string(), kind: z.string() });

/** A change of a contact as the stream of the Work table tells it. */
export interface ContactChange {
  readonly tenantId: TenantId;
  readonly before: z.infer<typeof contactImage> | undefined;
  readonly after: z.infer<typeof contactImage>;
}

/**
 * Reads a stream record. `undefined` when it tells of something else than a contact, or of a contact's removal: whoever
 * erases a contact leaves the figures as they were. Throws on a contact that cannot be read.
 */
export function readContactChange(record: DynamoDBRecord): ContactChange | undefined {
  const { NewImage, OldImage } = record.dynamodb ?? {};
  if (!NewImage) return undefined;
  const image = unmarshall(NewImage as Parameters<typeof unmarshall>[0]);
  const { pk, kind } = streamImage.parse(image);
  if (kind !== 'CONTACT') return undefined;
  return {
    tenantId: tenantId.parse(tenantOfKey(pk)),
    before: OldImage && contactImage.parse(unmarshall(OldImage as Parameters<typeof unmarshall>[0])),
    after: contactImage.parse(image),
  };
}

/**
 * Adds the changes to the daily rows and leaves the mark of this revision, in one transaction. `REPEATED` when the mark
 * was there already; then nothing changes.
 */
export async function applyChanges(
  scope: TenantScope,
  contact: z.infer<typeof contactId>,
  revision: number,
  changes: readonly DayChange[],
): Promise<'APPLIED' | 'REPEATED'> {
  const mark = scope.work.putWrite({ ...scope.keys.applied(contact, revision), kind: 'APPLIED' }, true);
  const done = await scope.work.transact([mark, ...changes.map((change) => addWrite(scope, change))]);
  return done.ok ? 'APPLIED' : 'REPEATED';
}

function addWrite(scope: TenantScope, { site, date, counts }: DayChange): Write {
  const added = Object.entries(counts);
  return {
    Update: {
      TableName: scope.work.name,
      Key: scope.keys.figures(site, date),
      UpdateExpression: `SET kind = :kind ADD ${added.map((_, at) => `#c${String(at)} :c${String(at)}`).join(', ')}`,
      ExpressionAttributeNames: Object.fromEntries(added.map(([name], at) => [`#c${String(at)}`, name])),
      ExpressionAttributeValues: {
        ':kind': 'FIGURES',
        ...Object.fromEntries(added.map(([, count], at) => [`:c${String(at)}`, count])),
      },
    },
  };
}

/** The daily rows of a site between two dates, both inclusive: one Query. */
export async function readDays(
  scope: TenantScope,
  site: SiteId,
  from: string,
  to: string,
): Promise<Counts[]> {
  const { items } = await scope.work.query(scope.keys.figures(site, from).pk, dailyRow, {
    between: [from, to],
  });
  return items;
}

/** One site's quarter as its tenant hands it in: exact, for the suppression role's eyes only. */
const submittedRow = publishedRow
  .pick({ tenantSlug: true, tenantName: true, siteSlug: true, siteName: true })
  .extend({ siteKind, figures: figureSet });
export type SubmittedRow = z.infer<typeof submittedRow>;

/** Hands in one site's quarter; a later submission replaces it. */
export async function submitRow(
  network: Table,
  key: { readonly quarter: string; readonly tenantId: TenantId; readonly siteId: SiteId },
  row: SubmittedRow,
  submittedAt: string,
): Promise<void> {
  await network.put({ ...networkKeys.submitted(key.quarter, key.tenantId, key.siteId), ...row, submittedAt });
}

/** All sites' submitted rows of a quarter. */
export async function readSubmitted(network: Table, quarter: string): Promise<SubmittedRow[]> {
  return (
    await network.query(partitions.submitted(quarter), z.object(submittedRow.shape), { consistent: true })
  ).items;
}

const publication = z.object({ publishedAt: z.string(), row: publishedRow });
export type Publication = z.infer<typeof publication>;

/** The published rows of a quarter in the order of their addresses: no ranking. */
export async function readPublished(network: Table, quarter: string): Promise<Publication[]> {
  return (await network.query(partitions.published(quarter), publication)).items;
}

/** Publishes one site's row. */
export async function publishRow(
  network: Table,
  quarter: string,
  row: PublishedRow,
  at: string,
): Promise<void> {
  const key = networkKeys.published(quarter, `${row.tenantSlug}#${row.siteSlug}`);
  await network.put({ ...key, publishedAt: at, row });
}
