import type { ImportAnswer } from '@ohjaamo/shared/tenants/leaving.ts';
import { listedTables, networkTable, platformTable, wire } from '../kernel/house.ts';
import { sesMail } from '../kernel/mail.ts';
import { keyLister } from '../kernel/tenancy/keyLister.ts';
import { kmsTenantKeys } from '../kernel/tenancy/tenantKey.ts';
import { importTenant } from '../tenants/index.ts';

const ports = {
  ...wire(process.env),
  network: networkTable(process.env),
  platform: platformTable(process.env),
  listKeys: keyLister(listedTables(process.env)),
  makeTenantKey: kmsTenantKeys(),
  sendMail: sesMail(process.env['MAIL_FROM'] ?? ''),
  publicOrigin: process.env['PUBLIC_ORIGIN'] ?? '',
};

/** Invoked by the operator's command only: IAM decides who may. */
export const handler = (payload: unknown): Promise<ImportAnswer> => importTenant(ports, payload);
