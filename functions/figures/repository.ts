import { type Counted, type Counts, entriesOf, type OwnCounted } from '@ohjaamo/shared/figures/counters.ts';
import type { MUNICIPALITY } from '@ohjaamo/shared/figures/network/families.ts';
import { dayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import { siteKind } from '@ohjaamo/shared/kernel/codes.ts';
import { localizedText } from '@ohjaamo/shared/kernel/i18n.ts';
import { type SiteId, slug, type StaffId, type TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import * as z from 'zod';
import type { Table, Write } from '../kernel/table.ts';
import { type Key, networkKeys, partitions } from '../kernel/tenancy/keys.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';

/**
 * A day of a site, or of a worker's own work. Key, kind and the number of changes stand beside the counters; a counter may be below zero for a moment, between two
 * changes that came in the wrong order.
 */
export const dailyRow = z
  .looseObject({
    ...{ pk: z.string(), sk: z.string(), kind: z.string() },
    changes: z.int().default(0),
    expiresAtSeconds: z.int().optional(),
  })
  .transform(({ pk: _pk, sk: date, kind: _kind, changes, expiresAtSeconds: _gone, ...counters }) => ({
    date,
    changes,
    counts: z.record(z.string(), z.int()).parse(counters),
  }));

/**
 * Adds the changes to the daily rows and leaves the mark of this revision of the fact, in one transaction. `REPEATED` when the
 * mark was there already; then nothing changes.
 */
export async function applyChanges(
  scope: TenantScope,
  fact: { readonly id: string; readonly revision: number },
  changes: readonly (Counted | OwnCounted)[],
): Promise<'APPLIED' | 'REPEATED'> {
  const mark = scope.work.putWrite({ ...scope.keys.applied(fact.id, fact.revision), kind: 'APPLIED' }, true);
  const done = await scope.work.transact([mark, ...changes.map((change) => addWrite(scope, change))]);
  return done.ok ? 'APPLIED' : 'REPEATED';
}

/** Days that a day of own work is kept: the page shows the running quarter and the five before it. */
const OWN_WORK_DAYS = 6 * 92;
const DAY_SECONDS = 24 * 60 * 60;

/** Where a day stands, of what kind its row is, and when it goes: a site's numbers stay, those of one worker do not. */
export function dayKey(
  { keys }: TenantScope,
  row: Omit<Counted, 'counts'> | Omit<OwnCounted, 'counts'>,
): Key & { readonly kind: 'FIGURES' | 'OWN_WORK'; readonly expiresAtSeconds?: number } {
  if ('site' in row) return { ...keys.figures(row.site, row.date), kind: 'FIGURES' };
  const expiresAtSeconds = (dayNumber(row.date) + OWN_WORK_DAYS) * DAY_SECONDS;
  return { ...keys.ownWork(row.worker, row.date), kind: 'OWN_WORK', expiresAtSeconds };
}

function addWrite(scope: TenantScope, change: Counted | OwnCounted): Write {
  const added = entriesOf(change.counts);
  const { pk, sk, ...standing } = dayKey(scope, change);
  const set = Object.entries(standing);
  return {
    Update: {
      TableName: scope.work.name,
      Key: { pk, sk },
      UpdateExpression: `SET ${set.map(([name]) => `${name} = :${name}`).join(', ')} ADD changes :one, ${added.map((_, at) => `#c${String(at)} :c${String(at)}`).join(', ')}`,
      ExpressionAttributeNames: Object.fromEntries(added.map(([name], at) => [`#c${String(at)}`, name])),
      ExpressionAttributeValues: {
        ...Object.fromEntries(set.map(([name, value]) => [`:${name}`, value])),
        ':one': 1,
        ...Object.fromEntries(added.map(([, count], at) => [`:c${String(at)}`, count])),
      },
    },
  };
}

/** The write of a site's past day of which only the numbers are known; the stream adds to it as to any other. */
export function figuresDayWrite(scope: TenantScope, day: Counted): Write {
  return scope.work.putWrite({ ...dayKey(scope, day), ...day.counts, changes: 1 });
}

/** The daily rows of a site between two dates, both inclusive: one Query. */
export async function readDays(
  scope: TenantScope,
  site: SiteId,
  from: string,
  to: string,
): Promise<Counts[]> {
  return (await readDatedDays(scope, site, from, to)).map(({ counts }) => counts);
}

/** A day's numbers with its date. */
export interface DatedCounts {
  readonly date: string;
  readonly counts: Counts;
}

/** The same with their dates. */
export async function readDatedDays(
  scope: TenantScope,
  site: SiteId,
  from: string,
  to: string,
): Promise<DatedCounts[]> {
  const { pk } = scope.keys.figures(site, from);
  return (await scope.work.query(pk, dailyRow, { between: [from, to] })).items;
}

/** The days of a worker's own work between two dates, both inclusive: one Query, of about half a unit a month. */
export async function readOwnDays(
  scope: TenantScope,
  worker: StaffId,
  from: string,
  to: string,
): Promise<DatedCounts[]> {
  const { items } = await scope.work.query(scope.keys.ownWork(worker, from).pk, dailyRow, {
    between: [from, to],
  });
  return items;
}

/** One site's quarter as its tenant hands it in, or its own as far as persons go ({@link MUNICIPALITY}): exact, for the suppression role's eyes only. */
export const submittedRow = z.strictObject({
  ...{ tenantSlug: slug, tenantName: localizedText, siteSlug: slug, siteName: localizedText, siteKind },
  /** The quarter's daily rows together: every figure can be made of them. */
  counts: z.record(z.string(), z.int()).transform((counts) => counts as Counts),
});
export type SubmittedRow = z.infer<typeof submittedRow>;

/** Hands in one site's quarter; a later submission replaces it. */
export async function submitRow(
  network: Table,
  key: {
    readonly quarter: string;
    readonly tenantId: TenantId;
    readonly siteId: SiteId | typeof MUNICIPALITY;
  },
  row: SubmittedRow,
  submittedAt: string,
): Promise<void> {
  await network.put({ ...networkKeys.submitted(key.quarter, key.tenantId, key.siteId), ...row, submittedAt });
}

const standingRow = submittedRow.extend({ sk: z.string() }).strip();

/** What was handed in, with the ids of whom it is of. */
export type HandedIn = SubmittedRow & { readonly tenant: string; readonly site: string };

/** All sites' submitted rows of a quarter. */
export async function readSubmitted(network: Table, quarter: string): Promise<HandedIn[]> {
  const { items } = await network.query(partitions.submitted(quarter), standingRow, { consistent: true });
  return items.map(({ sk, ...row }) => {
    const [tenant = '', site = ''] = sk.split('#');
    return { ...row, tenant, site };
  });
}
