import { bookingId, code, seriesId, type SeriesId, siteId } from '@ohjaamo/shared/kernel/ids.ts';
import * as z from 'zod';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';

const seriesRecord = z.object({
  kind: z.literal('SERIES'),
  id: seriesId,
  /** Grows by one with every change of the whole series. */
  version: z.int(),
  siteId,
  service: code,
  bookings: z.array(bookingId),
  contentHash: z.string(),
  /** The changes that were made, by the ids their callers chose; the last few. */
  changes: z.array(z.string()),
  createdAt: z.string(),
});
export type SeriesRecord = z.infer<typeof seriesRecord>;

/** Reads a series, consistently. */
export function readSeries(scope: TenantScope, id: SeriesId): Promise<SeriesRecord | undefined> {
  return scope.work.get(scope.keys.series(id), seriesRecord);
}

/** The write of a series over the version before; the first of its id must be the first. */
export function seriesWrite(scope: TenantScope, series: SeriesRecord): Write {
  return scope.work.putOverWrite({ ...scope.keys.series(series.id), ...series }, series.version - 1);
}
