import { dataRoles } from '@ohjaamo/functions/kernel/tenancy/dataRoles.ts';
import { LOCAL_CREDENTIALS, LOCAL_REGION, localClient } from '@ohjaamo/infra/local/dynamodb.ts';
import { startIdentification } from '@ohjaamo/infra/local/identification/provider.ts';
import { startTokenService } from '@ohjaamo/infra/local/sts.ts';
import { expect, inject } from 'vitest';
import { call } from '../support/house.ts';
import { moduleEntries } from '../support/modules.ts';
import type { Settled } from './ids.ts';
import type { Send } from './send.ts';
import { NOW, settle } from './settling.ts';
import {
  createIsolationTables,
  deleteIsolationTables,
  isolationTables,
  putBack,
  readRows,
  type Rows,
  unchanging,
} from './tables.ts';

/** Two tenants on one database, and the deployed entries to ask them through. */
export interface World {
  readonly own: Settled;
  readonly foreign: Settled;
  readonly send: Send;
  /** Everything that was stored when both had settled. */
  readonly atOpening: Rows;
  /** Puts everything back to how it was at the opening, to the last row of the audit trail; gives what had been there. */
  readonly restore: () => Promise<Rows>;
  /** Does something that must be refused, and looks that nothing but the audit trail has changed since the opening. */
  readonly leavesAllAsItWas: (act: () => Promise<void>) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** Builds the world of a test file: own tables, the token service that gives tenants' credentials, the tenants. */
export async function openWorld(): Promise<World> {
  const database = localClient(inject('dynamoDbEndpoint'));
  await createIsolationTables(database);
  const tokens = await startTokenService(() => true);
  setEnvironment(inject('dynamoDbEndpoint'), tokens.endpoint, inject('keyEndpoint'));
  const send: Send = async (route, request) =>
    call((await moduleEntries[route.module]()).handler, route, request);
  const own = await settle(send);
  const foreign = await settle(send);
  const slugs = [own.ids.tenantSlug, foreign.ids.tenantSlug];
  const identification = await startIdentification('https://ohjaamo.example', slugs);
  process.env['IDENTIFICATION'] = identification.setting;
  const atOpening = await readRows(database);
  const unchanged = unchanging(atOpening);
  const restore = async (): Promise<Rows> => {
    const present = await readRows(database);
    await putBack(database, present, atOpening);
    return present;
  };
  return {
    own,
    foreign,
    send,
    atOpening,
    restore,
    async leavesAllAsItWas(act) {
      let left: Rows | undefined;
      await act().finally(async () => {
        left = await restore();
      });
      expect(left && unchanging(left)).toBe(unchanged);
    },
    async stop() {
      await deleteIsolationTables(database);
      await tokens.stop();
      await identification.stop();
      database.destroy();
    },
  };
}

/** What a deployed function finds in its environment; the clock is moved to {@link NOW}. */
function setEnvironment(dynamoDb: string, tokens: string, keys: string): void {
  Object.assign(process.env, isolationTables, {
    ...Object.fromEntries(
      Object.keys(dataRoles).map((name) => [`DATA_ROLE_${name.toUpperCase()}_ARN`, `arn:local:${name}`]),
    ),
    USER_POOL_ID: `${LOCAL_REGION}_Isolation`,
    USER_POOL_CLIENT_ID: 'isolation',
    CLOCK_OFFSET_SECONDS: String(Math.round((Date.parse(NOW) - Date.now()) / 1000)),
    AWS_REGION: LOCAL_REGION,
    AWS_ACCESS_KEY_ID: LOCAL_CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: LOCAL_CREDENTIALS.secretAccessKey,
    AWS_ENDPOINT_URL_DYNAMODB: dynamoDb,
    AWS_ENDPOINT_URL_STS: tokens,
    AWS_ENDPOINT_URL_KMS: keys,
  });
}
