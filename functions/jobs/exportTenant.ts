import type { ExportAnswer } from '@ohjaamo/shared/tenants/leaving.ts';
import { listedTables, platformTable, wire } from '../kernel/house.ts';
import { keyLister } from '../kernel/tenancy/keyLister.ts';
import { exportTenant } from '../tenants/index.ts';

const ports = {
  ...wire(process.env),
  platform: platformTable(process.env),
  listKeys: keyLister(listedTables(process.env)),
};

/** Invoked by the operator's command only: IAM decides who may. */
export const handler = (payload: unknown): Promise<ExportAnswer> => exportTenant(ports, payload);
