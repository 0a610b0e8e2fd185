import { mkdtemp, mkdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as RouterModule from 'cognito-local/lib/server/Router.js';
import type * as ServerModule from 'cognito-local/lib/server/server.js';
import type * as CognitoServiceModule from 'cognito-local/lib/services/cognitoService.js';
import type * as StormDbModule from 'cognito-local/lib/services/dataStore/stormDb.js';
import type * as ServicesModule from 'cognito-local/lib/services/index.js';
import type * as MessagesModule from 'cognito-local/lib/services/messages.js';
import type * as OtpModule from 'cognito-local/lib/services/otp.js';
import type * as TokenGeneratorModule from 'cognito-local/lib/services/tokenGenerator.js';
import type * as TriggersModule from 'cognito-local/lib/services/triggers/index.js';
import type * as UserPoolServiceModule from 'cognito-local/lib/services/userPoolService.js';
import { LOCAL_REGION } from './dynamodb.ts';

/** The pool and the client as the stand-in keeps them; production's are in the Identity stack's outputs. */
export const LOCAL_USER_POOL_ID = `${LOCAL_REGION}_Local0001`;
export const LOCAL_USER_POOL_CLIENT_ID = 'ohjaamolocalclient';

export interface RunningIdentity {
  readonly endpoint: string;
  readonly userPoolId: string;
  readonly clientId: string;
  /** Closes the port; with a temporary folder, removes it. */
  stop(): Promise<void>;
}

type Context = Parameters<CognitoServiceModule.CognitoServiceFactory['create']>[0];

/**
 * Starts the stand-in for Amazon Cognito inside this process, its data in `folder` or in a temporary one. Pool and
 * client are created when the folder has none. It knows no password policy and no lock-out: the product has its own.
 */
export async function startIdentity(
  options: { readonly folder?: string; readonly port?: number } = {},
): Promise<RunningIdentity> {
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'ohjaamo-identity-')));
  await mkdir(folder, { recursive: true });
  const library = loadLibrary();
  // Its lines would quote e-mail addresses and tell nothing that the product's own log does not.
  const logger = library.pino({ level: 'silent' });
  const services = await wireServices(library, { logger }, folder);
  const server = (await library.server
    .createServer(
      library.router.Router(services),
      logger,
      { hostname: '127.0.0.1', port: options.port ?? 0 },
      services,
    )
    .start()) as Server;
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('The identity stand-in has no port');
  return {
    endpoint: `http://127.0.0.1:${String(address.port)}`,
    userPoolId: LOCAL_USER_POOL_ID,
    clientId: LOCAL_USER_POOL_CLIENT_ID,
    async stop() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      if (!options.folder) await rm(folder, { recursive: true, force: true });
    },
  };
}

type Library = ReturnType<typeof loadLibrary>;

/**
 * The package's parts. Its own entry reads its folder and port from the process, which would let one process hold only
 * one stand-in; it is CommonJS and brings its own logger, hence `require`.
 */
function loadLibrary() {
  // The package loads version 2 of Amazon's SDK, which would otherwise print its end of life.
  process.env['AWS_SDK_JS_SUPPRESS_MAINTENANCE_MODE_MESSAGE'] = '1';
  const require = createRequire(import.meta.url);
  const ofPackage = createRequire(require.resolve('cognito-local/package.json'));
  return {
    pino: ofPackage('pino') as (options: {
      level: 'silent';
    }) => Context['logger'] & Parameters<typeof ServerModule.createServer>[1],
    router: require('cognito-local/lib/server/Router.js') as typeof RouterModule,
    server: require('cognito-local/lib/server/server.js') as typeof ServerModule,
    cognito: require('cognito-local/lib/services/cognitoService.js') as typeof CognitoServiceModule,
    stormDb: require('cognito-local/lib/services/dataStore/stormDb.js') as typeof StormDbModule,
    services: require('cognito-local/lib/services/index.js') as typeof ServicesModule,
    messages: require('cognito-local/lib/services/messages.js') as typeof MessagesModule,
    otp: require('cognito-local/lib/services/otp.js') as typeof OtpModule,
    tokens: require('cognito-local/lib/services/tokenGenerator.js') as typeof TokenGeneratorModule,
    triggers: require('cognito-local/lib/services/triggers/index.js') as typeof TriggersModule,
    userPools: require('cognito-local/lib/services/userPoolService.js') as typeof UserPoolServiceModule,
  };
}

async function wireServices(
  library: Library,
  context: Context,
  folder: string,
): Promise<ServicesModule.Services> {
  const clock = new library.services.DateClock();
  const stores = new library.stormDb.StormDBDataStoreFactory(folder);
  const cognito = await new library.cognito.CognitoServiceFactoryImpl(
    folder,
    stores,
    new library.userPools.UserPoolServiceFactoryImpl(clock, stores),
  ).create(context, { UsernameAttributes: ['email'] });
  await ensurePool(cognito, context);
  // The pool has no triggers, so nothing ever reaches the Lambda client that this would need.
  const noLambda = { enabled: () => false } as unknown as ServicesModule.Lambda;
  const triggers = new library.triggers.TriggersService(clock, cognito, noLambda, {} as never);
  const config = {
    TokenConfig: { IssuerDomain: `https://cognito-idp.${LOCAL_REGION}.amazonaws.com` },
    UserPoolDefaults: {},
    TriggerFunctions: {},
  } as unknown as ServicesModule.Services['config'];
  return {
    clock,
    cognito,
    config,
    // Every user is created with SUPPRESS: the product sends its own invitations.
    messages: new library.messages.MessagesService(triggers, {
      deliver: () => Promise.reject(new Error('The stand-in sends no messages')),
    }),
    otp: library.otp.otp,
    tokenGenerator: new library.tokens.JwtTokenGenerator(clock, triggers, config.TokenConfig),
    triggers,
  };
}

async function ensurePool(cognito: ServicesModule.CognitoService, context: Context): Promise<void> {
  const now = new Date();
  const pools = await cognito.listUserPools(context);
  if (!pools.some(({ Id }) => Id === LOCAL_USER_POOL_ID)) {
    await cognito.createUserPool(context, {
      Id: LOCAL_USER_POOL_ID,
      Name: 'ohjaamo',
      MfaConfiguration: 'OPTIONAL',
      UsernameAttributes: ['email'],
      CreationDate: now,
      LastModifiedDate: now,
    });
  }
  if (!(await cognito.getAppClient(context, LOCAL_USER_POOL_CLIENT_ID))) {
    const pool = await cognito.getUserPool(context, LOCAL_USER_POOL_ID);
    await pool.saveAppClient(context, {
      UserPoolId: LOCAL_USER_POOL_ID,
      ClientId: LOCAL_USER_POOL_CLIENT_ID,
      ClientName: 'ohjaamo',
      CreationDate: now,
      LastModifiedDate: now,
    });
  }
}
