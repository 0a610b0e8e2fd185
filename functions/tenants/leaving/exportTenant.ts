import { slug as slugForm } from '@ohjaamo/shared/kernel/ids.ts';
import {
  type ExportAnswer,
  exportedTable,
  exportReceipt,
  type ExportReceipt,
} from '@ohjaamo/shared/tenants/leaving.ts';
import * as z from 'zod';
import type { KeyPage } from '../../kernel/tenancy/keyLister.ts';
import type { TenantTableName } from '../../kernel/tenancy/keys.ts';
import { readRegistry, type RegistryRow, registryUpdate, tenantOfSlug } from '../registryRepository.ts';
import { fileOf, isCarried, notTaken } from './files.ts';
import { lineOf } from './line.ts';
import type { ExportPorts } from './ports.ts';

const asked = z.discriminatedUnion('step', [
  z.strictObject({ step: z.literal('BEGIN'), slug: slugForm }),
  z.strictObject({
    step: z.literal('ROWS'),
    slug: slugForm,
    exportId: z.string(),
    table: exportedTable,
    /** Rows that the caller has already. */
    done: z.int().min(0),
    cursor: z.record(z.string(), z.unknown()).optional(),
  }),
  z.strictObject({
    step: z.literal('RECEIPT'),
    slug: slugForm,
    exportId: z.string(),
    receipt: exportReceipt.omit({ at: true }),
  }),
]);

/** A page ends when its lines have so many characters: an answer of Lambda holds 6 MB. */
const PAGE = 1_500_000;

/**
 * One step of an export, asked for by the command: how it begins, a page of a table's rows, or the receipt of what was written. The
 * municipality must be EXPORTING at every step, and in the same export, so one that is given up or begun anew ends what still runs.
 * Nothing is kept between steps: the same page can be asked for again, and by two at once.
 */
export async function exportTenant(ports: ExportPorts, payload: unknown): Promise<ExportAnswer> {
  const step = asked.safeParse(payload);
  if (!step.success) return { outcome: 'INVALID' };
  const { data } = step;
  const tenant = await tenantOfSlug(ports.platform, data.slug);
  const row = tenant && (await readRegistry(ports.platform, tenant));
  if (!row) return { outcome: 'UNKNOWN' };
  if (row.state !== 'EXPORTING' || row.exportId === undefined) return { outcome: 'NOT_EXPORTING' };
  if (data.step === 'BEGIN') return begin(ports, row, row.exportId);
  if (data.exportId !== row.exportId) return { outcome: 'NOT_EXPORTING' };
  if (data.step === 'RECEIPT') return keepReceipt(ports, row, data.receipt);
  const going = await note(ports, row, data.done);
  return going ? rowsOf(ports, row, data) : { outcome: 'NOT_EXPORTING' };
}

async function begin(ports: ExportPorts, row: RegistryRow, exportId: string): Promise<ExportAnswer> {
  const { vault } = ports.openScope(row.tenantId, 'exporter');
  const findingKey = await vault.findingKey();
  const { slug, name, municipalityCode: code } = row;
  return {
    outcome: 'BEGUN',
    exportId,
    municipality: { slug, name, code },
    ...(findingKey !== undefined && { findingKey }),
  };
}

/** Notes how far the export is, while it is this one that is going on. */
async function note({ platform, clock }: ExportPorts, row: RegistryRow, rows: number): Promise<boolean> {
  const at = new Date(clock.now()).toISOString();
  const noted = await platform.transact([
    registryUpdate(platform, row.tenantId, ['EXPORTING'], {
      set: { exportProgress: { rows, at } },
      only: { exportId: row.exportId },
    }),
  ]);
  return noted.ok;
}

const anyRow = z.looseObject({ pk: z.string(), sk: z.string() });

async function rowsOf(
  ports: ExportPorts,
  { tenantId: tenant, slug }: RegistryRow,
  from: { readonly table: TenantTableName; readonly cursor?: KeyPage['cursor'] | undefined },
): Promise<ExportAnswer> {
  const scope = ports.openScope(tenant, 'exporter');
  const rows: { file: string; passing: boolean; line: string }[] = [];
  let cursor = from.cursor;
  let size = 0;
  do {
    const page = await ports.listKeys({ table: from.table }, { tenant }, cursor);
    const keys = page.keys.filter((key) => isCarried(from.table, key));
    for (const item of await scope[from.table].batchGet(keys, anyRow, true)) {
      const line = await lineOf(scope, slug, item);
      size += line.length;
      rows.push({
        file: fileOf(from.table, item),
        passing: item['expiresAtSeconds'] !== undefined,
        line,
      });
    }
    cursor = page.cursor;
  } while (cursor && size < PAGE);
  return { outcome: 'ROWS', rows, ...(cursor && { cursor: { ...cursor } }) };
}

/** Keeps the receipt when the tables hold nothing now that it does not name: only then may the municipality be erased. */
async function keepReceipt(
  ports: ExportPorts,
  row: RegistryRow,
  receipt: Omit<ExportReceipt, 'at'>,
): Promise<ExportAnswer> {
  const missing = await notTaken(ports.listKeys, row.tenantId, receipt.files);
  if (missing.length > 0) return { outcome: 'INCOMPLETE', missing };
  const { platform, clock } = ports;
  const at = new Date(clock.now()).toISOString();
  const kept = await platform.transact([
    registryUpdate(platform, row.tenantId, ['EXPORTING'], {
      set: { exported: { ...receipt, at } },
      remove: ['exportProgress'],
      only: { exportId: row.exportId },
    }),
  ]);
  return { outcome: kept.ok ? 'KEPT' : 'NOT_EXPORTING' };
}
