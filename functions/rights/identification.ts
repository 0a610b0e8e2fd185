import { type IdentityCode, readIdentityCode } from '@ohjaamo/shared/kernel/identityCode.ts';
import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { hashOf } from '../kernel/hash.ts';
import type * as OpenIdClient from 'openid-client';
import * as z from 'zod';

/**
 * The identification service of this stage and each municipality's own keys to it: the municipality is the user organisation
 * (571/2016 §5), never whoever runs the service for it.
 */
const settings = z.object({
  /** Issuer (OpenID Connect Discovery 1.0); empty where nothing is set up. */
  issuer: z.string(),
  /** Public origin of the service, to which the identification service leads people back. */
  origin: z.string(),
  /** By the municipality's slug. */
  clients: z.record(z.string(), z.object({ id: z.string().min(1), secret: z.string().min(1) })),
});

/** Levels of assurance that are strong identification: the Finnish trust network's and eIDAS, substantial and high. */
export const STRONG_LEVELS = [
  'http://ftn.ficora.fi/2017/loa2',
  'http://ftn.ficora.fi/2017/loa3',
  'http://eidas.europa.eu/LoA/substantial',
  'http://eidas.europa.eu/LoA/high',
] as const;

const claims = z.object({
  acr: z.enum(STRONG_LEVELS),
  nationalIdentificationNumber: z.string(),
  given_name: z.string(),
  family_name: z.string(),
});

/** Who the service says somebody is. */
export interface Identified {
  readonly code: IdentityCode;
  /** All given names, as the population register has them. */
  readonly givenNames: string;
}

/** What one journey to the service and back is held together by (state, nonce, PKCE). */
export interface Journey {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly redirectUri: string;
}

/** Why nobody was identified: the person turned back, the answer was not believed, or the service did not answer. */
export type IdentificationFault = 'cancelled' | 'refused' | 'unreachable';

/** Strong identification by OpenID Connect; the one place that knows the protocol. */
export interface Identification {
  /** Where to send the browser; `undefined` when the municipality has no keys to the service. */
  begin(
    tenantSlug: string,
    language: Language,
  ): Promise<Result<Journey & { readonly address: string }, 'not-set-up' | 'unreachable'>>;
  /** Exchanges what came back, as the query of the return address, for who it is. */
  finish(
    tenantSlug: string,
    journey: Journey,
    query: string,
  ): Promise<Result<Identified, IdentificationFault>>;
}

type Library = typeof OpenIdClient;

/** `setting` is read at each use, not when the function starts: a page that does not need it must not fall with it. */
export function identificationOf(setting: () => string | undefined): Identification {
  const known = new Map<string, ReturnType<Library['discovery']>>();

  async function open(tenantSlug: string) {
    const { issuer, origin, clients } = readSettings(setting());
    const client = Object.hasOwn(clients, tenantSlug) ? clients[tenantSlug] : undefined;
    if (!client || issuer === '') return undefined;
    const library = await import('openid-client');
    // Another secret or issuer is another client: what was found with the old one is not used with the new.
    const key = hashOf(JSON.stringify([tenantSlug, issuer, client]));
    const found = known.get(key) ?? discover(library, new URL(issuer), client);
    known.set(key, found);
    // An outage must not be remembered.
    found.catch(() => known.delete(key));
    return { library, configuration: await found, redirectUri: `${origin}/fi/${tenantSlug}/me/return` };
  }

  return {
    async begin(tenantSlug, language) {
      try {
        const opened = await open(tenantSlug);
        if (!opened) return fail('not-set-up');
        const { library, configuration, redirectUri } = opened;
        const verifier = library.randomPKCECodeVerifier();
        const [state, nonce] = [library.randomState(), library.randomNonce()];
        const address = library.buildAuthorizationUrl(configuration, {
          ...{ redirect_uri: redirectUri, scope: 'openid profile', state, nonce },
          code_challenge: await library.calculatePKCECodeChallenge(verifier),
          code_challenge_method: 'S256',
          acr_values: STRONG_LEVELS.join(' '),
          // On a shared computer the service must not take whoever was there before.
          prompt: 'login',
          ui_locales: language,
        });
        return succeed({ address: address.href, state, nonce, verifier, redirectUri });
      } catch (error) {
        if (error instanceof z.ZodError || error instanceof SyntaxError) throw error;
        return fail('unreachable');
      }
    },
    async finish(tenantSlug, { state, nonce, verifier, redirectUri }, query) {
      try {
        const opened = await open(tenantSlug);
        if (!opened) return fail('refused');
        const { library, configuration } = opened;
        const tokens = await library.authorizationCodeGrant(
          configuration,
          new URL(`${redirectUri}?${query}`),
          { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true },
        );
        const told = claims.safeParse(tokens.claims());
        const code = told.success ? readIdentityCode(told.data.nationalIdentificationNumber) : undefined;
        return code && told.success ? succeed({ code, givenNames: told.data.given_name }) : fail('refused');
      } catch (error) {
        return fail(faultOf(error));
      }
    },
  };
}

/** Nothing is set up until somebody has put keys in; what was put in wrong is a fault of the stage, and is logged as one. */
function readSettings(setting: string | undefined): z.infer<typeof settings> {
  return setting ? settings.parse(JSON.parse(setting)) : { issuer: '', origin: '', clients: {} };
}

/** Finds the service's addresses and signing keys. Plain HTTP is taken from this machine alone, where only a stand-in listens. */
function discover(library: Library, issuer: URL, { id, secret }: { id: string; secret: string }) {
  const local = issuer.protocol === 'http:' && issuer.hostname === '127.0.0.1';
  return library.discovery(issuer, id, undefined, library.ClientSecretBasic(secret), {
    timeout: 5,
    // The library believes an ID token that came over TLS unless it is told to check the signature too.
    execute: [
      library.enableNonRepudiationChecks,
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so by the library for being insecure, not for going
      ...(local ? [library.allowInsecureRequests] : []),
    ],
  });
}

/** What was told is never passed on: an error of the protocol may hold claims. */
function faultOf(error: unknown): IdentificationFault {
  const { name, code, error: reason } = error as { name?: string; code?: string; error?: string };
  if (reason === 'access_denied') return 'cancelled';
  return name === 'TypeError' || code === 'OAUTH_TIMEOUT' ? 'unreachable' : 'refused';
}
