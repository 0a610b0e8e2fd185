import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { readIdentityCode } from '@ohjaamo/shared/kernel/identityCode.ts';
import Provider, { type Configuration } from 'oidc-provider';
import { isFree, listen, type Listening, readBody } from '../http.ts';
import { memory } from './memory.ts';
import { choicePage } from './page.ts';
import { testPeople } from './people.ts';

/** The level of assurance that the stand-in gives: substantial, of the Finnish trust network. */
const LEVEL = 'http://ftn.ficora.fi/2017/loa2';

export interface RunningIdentification extends Listening {
  /** What the functions find as IDENTIFICATION. */
  readonly setting: string;
}

/**
 * Stands in for Suomi.fi e-Identification by OpenID Connect: the kept library's provider with a page of its own, on which one
 * chooses whom to be. On the loopback only, never deployed; it forgets everything when it stops.
 *
 * @param origin the service's public origin, to which people are led back
 * @param tenants slugs of the municipalities that have keys to it
 */
export async function startIdentification(
  origin: string,
  tenants: readonly string[],
  port?: number,
): Promise<RunningIdentification> {
  const secret = randomBytes(24).toString('base64url');
  const clientOf = (slug: string) => ({ id: `ohjaamo-${slug}`, secret });
  // The issuer's name holds the port, which is known when the server listens: what is asked before that finds nobody.
  const issuer: { provider?: Provider } = {};
  const server = createServer((request, response) => {
    const { provider } = issuer;
    if (!provider) response.writeHead(503).end();
    else if (request.url?.startsWith('/interaction/') === true) void interact(provider, request, response);
    else void provider.callback()(request, response);
  });
  const listening = await listen(server, port !== undefined && (await isFree(port)) ? port : 0);
  issuer.provider = new Provider(listening.endpoint, {
    ...configuration,
    adapter: memory(),
    clients: tenants.map((slug) => ({
      client_id: clientOf(slug).id,
      client_secret: secret,
      redirect_uris: [`${origin}/fi/${slug}/me/return`],
      response_types: ['code'],
      grant_types: ['authorization_code'],
    })),
  });
  const clients = Object.fromEntries(tenants.map((slug) => [slug, clientOf(slug)]));
  return { ...listening, setting: JSON.stringify({ issuer: listening.endpoint, origin, clients }) };
}

const configuration: Configuration = {
  acrValues: [LEVEL],
  claims: {
    openid: ['sub'],
    profile: ['nationalIdentificationNumber', 'given_name', 'family_name'],
  },
  conformIdTokenClaims: false,
  cookies: { keys: [randomBytes(32).toString('base64url')] },
  features: { devInteractions: { enabled: false } },
  findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, ...claimsOf(id) }) }),
  interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
  jwks: { keys: [signingKey()] },
  /** Whoever has chosen a person has agreed to be told by name and code: there is no second question. */
  async loadExistingGrant({ oidc }) {
    const grant = new oidc.provider.Grant({
      clientId: oidc.client?.clientId ?? '',
      accountId: oidc.session?.accountId ?? '',
    });
    grant.addOIDCScope('openid profile');
    await grant.save();
    return grant;
  },
  pkce: { required: () => true },
  ttl: { AccessToken: 60, AuthorizationCode: 60, Grant: 600, IdToken: 60, Interaction: 600, Session: 600 },
};

/** An account is a test code itself; whoever is not of the demo has a name that says so. */
function claimsOf(code: string) {
  const known = testPeople.find((each) => each.code === code);
  return {
    nationalIdentificationNumber: code,
    given_name: known?.givenName ?? 'Testi',
    family_name: known?.familyName ?? 'Tuntematon',
  };
}

function signingKey() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' };
}

async function interact(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    await provider.interactionDetails(request, response);
    if (request.method !== 'POST') {
      show(response, choicePage());
      return;
    }
    const form = new URLSearchParams((await readBody(request, 10_000))?.toString('utf8') ?? '');
    if (form.has('cancel')) {
      await provider.interactionFinished(request, response, { error: 'access_denied' });
      return;
    }
    const code = readIdentityCode(form.get('code') ?? '');
    if (!code || !/[+\-YXWVUA-F]9\d\d/u.test(code.text)) {
      show(response, choicePage('Anna testitunnus, jonka yksilönumero on 900–999.'));
      return;
    }
    const login = { accountId: code.text, acr: LEVEL, remember: false };
    await provider.interactionFinished(request, response, { login });
  } catch {
    // The journey is too old or was never begun here.
    response.writeHead(400, { 'content-type': 'text/plain; charset=utf-8' }).end('Aloita alusta.\n');
  }
}

function show(response: ServerResponse, page: string): void {
  response
    .writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    })
    .end(page);
}
