import { dataRoles } from '@ohjaamo/functions/kernel/tenancy/dataRoles.ts';
import { LOCAL_CREDENTIALS, LOCAL_REGION, localClient } from '@ohjaamo/infra/local/dynamodb.ts';
import { startIdentification } from '@ohjaamo/infra/local/identification/provider.ts';
import { startTokenService } from '@ohjaamo/infra/local/sts.ts';
import { call } from '../support/localHouse.ts';
import { moduleEntries } from '../support/modules.ts';
import type { Settled } from './ids.ts';
import type { Send } from './send.ts';
import { NOW, settle, type Settling } from './settling.ts';
import {
  createIsolationTables,
  deleteIsolationTables,
  isolationTables,
  putBack,
  readRows,
  type Rows,
} from './tables.ts';

/** Two tenants on one database, and the deployed entries to ask them through. */
export interface OpenWorld {
  readonly own: Settled;
  readonly foreign: Settled;
  readonly send: Send;
  /** Everything that was stored when both had settled. */
  readonly atOpening: Rows;
  /** Puts everything back to how it was at the opening, to the last row of the audit trail; gives what had been there. */
  readonly restore: () => Promise<Rows>;
  readonly stop: () => Promise<void>;
}

/** Where the database and the key service listen, and how the two tenants settle. */
export interface Ground {
  readonly dynamodb: string;
  readonly keys: string;
  readonly own?: Settling;
  readonly foreign?: Settling;
}

/** Opens a world: own tables, the token service that gives tenants' credentials, the tenants. Outside of a test run too. */
export async function openWorldAt({ dynamodb, keys, ...settling }: Ground): Promise<OpenWorld> {
  const database = localClient(dynamodb);
  await createIsolationTables(database);
  const tokens = await startTokenService(() => true);
  setEnvironment(dynamodb, tokens.endpoint, keys);
  const send: Send = async (route, request) =>
    call((await moduleEntries[route.module]()).handler, route, request);
  const own = await settle(send, settling.own);
  const foreign = await settle(send, settling.foreign);
  const slugs = [own.ids.tenantSlug, foreign.ids.tenantSlug];
  const identification = await startIdentification('https://ohjaamo.example', slugs);
  process.env['IDENTIFICATION'] = identification.setting;
  const atOpening = await readRows(database);
  return {
    own,
    foreign,
    send,
    atOpening,
    async restore() {
      const present = await readRows(database);
      await putBack(database, present, atOpening);
      return present;
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
