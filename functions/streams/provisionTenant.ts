import type { DynamoDBStreamHandler } from 'aws-lambda';
import { networkTable, platformTable, wire } from '../kernel/house.ts';
import { sesMail } from '../kernel/mail.ts';
import { kmsTenantKeys } from '../kernel/tenancy/tenantKey.ts';
import { provision } from '../tenants/index.ts';

const ports = {
  ...wire(process.env),
  network: networkTable(process.env),
  platform: platformTable(process.env),
  makeTenantKey: kmsTenantKeys(),
  sendMail: sesMail(process.env['MAIL_FROM'] ?? ''),
  publicOrigin: process.env['PUBLIC_ORIGIN'] ?? '',
};

/** Stream of the Platform table → a requested tenant is made ready and its first administrator invited. */
export const handler: DynamoDBStreamHandler = (event) => provision(ports, event);
