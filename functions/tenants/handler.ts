import { networkTable, platformTable, wire } from '../kernel/house.ts';
import { dataRoleOf } from './dataRole.ts';
import { tenantsHandler } from './dispatch.ts';
import { cognitoIdentity } from './identityRepository.ts';

export const handler = tenantsHandler(
  { ...wire(process.env), memberRole: dataRoleOf },
  {
    network: networkTable(process.env),
    platform: platformTable(process.env),
    identity: cognitoIdentity({
      userPoolId: process.env['USER_POOL_ID'] ?? '',
      clientId: process.env['USER_POOL_CLIENT_ID'] ?? '',
    }),
  },
);
