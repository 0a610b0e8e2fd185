import { listedTables, networkTable, platformTable, wire } from '../kernel/house.ts';
import { keyLister } from '../kernel/tenancy/keyLister.ts';
import { kmsKeyEnd } from '../kernel/tenancy/tenantKey.ts';
import type { Key } from '../kernel/tenancy/keys.ts';
import { forgetUser } from '../templates/index.ts';
import { cognitoIdentity, eraseLeft } from '../tenants/index.ts';

const network = networkTable(process.env);
const ports = {
  ...wire(process.env),
  network,
  forgetUser: (key: Key) => forgetUser(network, key),
  platform: platformTable(process.env),
  listKeys: keyLister(listedTables(process.env)),
  identity: cognitoIdentity({
    userPoolId: process.env['USER_POOL_ID'] ?? '',
    clientId: process.env['USER_POOL_CLIENT_ID'] ?? '',
  }),
  keyEnd: kmsKeyEnd(),
};

/** Scheduled: municipalities that have left → erased, and proven so. By hand: `{ "replay": true }` after a restore. */
export const handler = (event: unknown): Promise<void> => eraseLeft(ports, event);
