import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { listen, readBody } from '@ohjaamo/infra/local/http.ts';

/** What an answer of the issuer says otherwise than it should; everything else is right. */
export interface Wrong {
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Claims that are left out. */
  readonly without?: readonly string[];
  /** Signed by a key that the issuer does not publish. */
  readonly forged?: boolean;
}

const LEVEL = 'http://ftn.ficora.fi/2017/loa2';

/**
 * An identification service that answers wrongly when a test asks it to: what the kept library's provider cannot be made to do.
 * It keeps codes as such services do, once each and with the PKCE challenge they were asked for.
 */
export async function startIssuer() {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const codes = new Map<string, { asked: URLSearchParams; identityCode: string; wrong: Wrong }>();
  let made = 0;
  let tokens = 0;
  let secret = '';
  let endpoint = '';

  const server = createServer((request, response) => {
    void answer(request).then(({ status, body }) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });

  async function answer(request: IncomingMessage): Promise<{ status: number; body: unknown }> {
    if (request.url === '/.well-known/openid-configuration') return { status: 200, body: discovery() };
    if (request.url === '/jwks') {
      return {
        status: 200,
        body: { keys: [{ ...publicKey.export({ format: 'jwk' }), alg: 'RS256', use: 'sig' }] },
      };
    }
    tokens++;
    const basic = (request.headers.authorization ?? '').replace('Basic ', '');
    secret = Buffer.from(basic, 'base64').toString('utf8').split(':')[1] ?? '';
    const form = new URLSearchParams((await readBody(request, 10_000))?.toString('utf8') ?? '');
    const code = form.get('code') ?? '';
    const kept = codes.get(code);
    codes.delete(code);
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (kept?.asked.get('code_challenge') !== challenge)
      return { status: 400, body: { error: 'invalid_grant' } };
    const claims = claimsOf(kept.asked, kept.identityCode, kept.wrong);
    const idToken = jwt(claims, kept.wrong.forged ? other : privateKey);
    return { status: 200, body: { access_token: 'opaque', token_type: 'Bearer', id_token: idToken } };
  }

  function discovery() {
    return {
      issuer: endpoint,
      authorization_endpoint: `${endpoint}/authorize`,
      token_endpoint: `${endpoint}/token`,
      jwks_uri: `${endpoint}/jwks`,
      response_types_supported: ['code'],
      subject_types_supported: ['pairwise'],
      id_token_signing_alg_values_supported: ['RS256'],
    };
  }

  function claimsOf(asked: URLSearchParams, identityCode: string, { claims, without = [] }: Wrong) {
    const now = Math.floor(Date.now() / 1000);
    const right = {
      iss: endpoint,
      aud: asked.get('client_id'),
      sub: 'somebody',
      nonce: asked.get('nonce'),
      iat: now,
      exp: now + 60,
      acr: LEVEL,
      nationalIdentificationNumber: identityCode,
      given_name: 'Testi',
      family_name: 'Revontuli',
      ...claims,
    };
    return Object.fromEntries(Object.entries(right).filter(([name]) => !without.includes(name)));
  }

  const listening = await listen(server);
  endpoint = listening.endpoint;
  return {
    endpoint,
    stop: () => listening.stop(),
    /** How often the token endpoint was asked. */
    tokensAsked: () => tokens,
    /** The secret with which the municipality last said who it is. */
    secretGiven: () => secret,
    /** What comes back when somebody identifies at `address`: the query of the return address. */
    identify(address: string, identityCode: string, wrong: Wrong = {}): string {
      const asked = new URL(address).searchParams;
      const code = `code-${String(++made)}`;
      codes.set(code, { asked, identityCode, wrong });
      return new URLSearchParams({ code, state: asked.get('state') ?? '' }).toString();
    },
  };
}

function jwt(claims: object, key: KeyObject): string {
  const coded = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const signed = `${coded({ alg: 'RS256', typ: 'JWT' })}.${coded(claims)}`;
  return `${signed}.${sign('sha256', Buffer.from(signed), key).toString('base64url')}`;
}
