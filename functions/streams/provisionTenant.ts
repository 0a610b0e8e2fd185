import type { DynamoDBStreamHandler } from 'aws-lambda';
import { tellOpened } from '../adoptions/index.ts';
import { tellServiceAccessibility } from '../feedback/index.ts';
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
  origin: process.env['PUBLIC_ORIGIN'] ?? '',
};

/**
 * Stream of the Platform table → a requested tenant is made ready and its first administrator invited, and the network is told what
 * one that came with an export uses, once it is open; whoever sent the service feedback about accessibility is told how it stands.
 */
export const handler: DynamoDBStreamHandler = async (event) => {
  const done = [
    await provision(ports, event),
    await tellOpened(ports, event),
    await tellServiceAccessibility(ports, event),
  ];
  const failed = new Set(
    done.flatMap(({ batchItemFailures }) => batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)),
  );
  return { batchItemFailures: [...failed].map((itemIdentifier) => ({ itemIdentifier })) };
};
