import * as z from 'zod';
import { language, localizedText } from '../kernel/i18n.ts';
import { sessionSecret, siteId, slug, staffId } from '../kernel/ids.ts';
import { globalRole, siteRoles, tenantRole, tenantRoles } from '../kernel/roles.ts';
import type { Route } from '../kernel/route.ts';

/** Who is signed in, in words the interface needs. */
const sessionView = z.strictObject({
  realm: z.enum(['tenant', 'global']),
  roles: z.array(z.union([tenantRole, globalRole])),
  /** Those at single sites. */
  siteRoles: siteRoles.optional(),
  displayName: z.string(),
  staffId: staffId.optional(),
  tenantSlug: slug.optional(),
  tenantName: localizedText.optional(),
  languages: z.array(language),
  sites: z.array(z.strictObject({ id: siteId, slug, name: localizedText })),
  expiresAt: z.string(),
  /** Other municipalities that the same login opens; absent when there is none. */
  elsewhere: z.lazy(() => z.array(z.strictObject({ slug, name: localizedText }))).optional(),
  /** Signed in, and no municipality of several was ever chosen. */
  undecided: z.boolean().optional(),
});

/** A step that waits for a code of the second factor; short-lived and single-use. */
const challengeView = z.strictObject({ challenge: sessionSecret });

const everyRole = [...tenantRoles, ...globalRole.options] as const;
const email = z.email().max(254);
const password = z.string().min(1).max(256);
const oneTimeCode = z.string().regex(/^\d{6}$/u);
/** 32 bytes, base64url. */
const coordinate = z.string().regex(/^[A-Za-z0-9_-]{43}$/u);
const invitationParameters = z.strictObject({ invitation: sessionSecret });

/** Signing in and out, changing to another municipality of the same login, and coming in by an invitation. */
export const sessionRoutes = {
  signIn: {
    method: 'POST',
    path: '/api/session',
    access: { kind: 'public' },
    body: z.strictObject({ email, password }),
    response: challengeView,
    status: 200,
    problems: ['credentials-rejected', 'too-many-attempts'],
  },
  answerSecondFactor: {
    method: 'POST',
    path: '/api/session/second-factor',
    access: { kind: 'public' },
    body: z.strictObject({ challenge: sessionSecret, code: oneTimeCode }),
    response: sessionView,
    status: 200,
    /** `service-paused` and `account-suspended`: told to whoever has password and code, and to nobody else. */
    problems: [
      'credentials-rejected',
      'challenge-expired',
      'too-many-attempts',
      'service-paused',
      'account-suspended',
    ],
  },
  readSession: {
    method: 'GET',
    path: '/api/session',
    access: { kind: 'session', roles: everyRole },
    response: sessionView,
    status: 200,
    /** The session ended while the request was under way. */
    problems: ['session-required'],
  },
  chooseMunicipality: {
    method: 'POST',
    path: '/api/session/municipality',
    access: { kind: 'session', roles: everyRole },
    body: z.strictObject({ tenantSlug: slug }),
    response: sessionView,
    status: 200,
    /**
     * `not-found`: the login opens nothing there. `session-expired`: it does, to a session that begins with the password and the code;
     * `session-required`: this one ended meanwhile.
     */
    problems: ['not-found', 'service-paused', 'session-expired', 'session-required'],
  },
  /**
   * The key pair with which this worker's browser seals what it keeps while there is no network, always the same one for a worker and a
   * device. The public half stays on the device, the private half lasts no longer there than the session.
   */
  readDeviceKey: {
    method: 'GET',
    path: '/api/session/device-key',
    access: { kind: 'session', roles: tenantRoles },
    /** The device's own random name, made there. */
    query: z.strictObject({ device: z.string().regex(/^[0-9a-z]{20}$/u) }),
    response: z.strictObject({
      /** A private key on P-256 (RFC 7518 §6.2). */
      key: z.strictObject({
        kty: z.literal('EC'),
        crv: z.literal('P-256'),
        x: coordinate,
        y: coordinate,
        d: coordinate,
      }),
      /** Seconds until the session ends at the latest, whatever happens in it; a span, because a device's clock may be wrong by hours. */
      lastsSeconds: z.int().min(0),
    }),
    status: 200,
    problems: ['session-required'],
  },
  signOut: {
    method: 'DELETE',
    path: '/api/session',
    access: { kind: 'session', roles: everyRole },
    response: z.strictObject({}),
    status: 200,
    problems: [],
  },
  readInvitation: {
    method: 'GET',
    path: '/api/invitations/{invitation}',
    access: { kind: 'invitation' },
    parameters: invitationParameters,
    response: z.strictObject({
      tenantName: localizedText,
      expiresAt: z.string(),
      roles: z.array(tenantRole),
      /** What the link is for: to come in, or to set up another second factor. */
      purpose: z.enum(['INVITATION', 'SECOND_FACTOR']),
      /** The invited address has a login already: it is proven instead of another one being made. Whoever has the link reads its mail. */
      hasLogin: z.boolean(),
    }),
    status: 200,
    /** `link-not-found` tells whoever holds the link by a conflict's reason that it was `ACCEPTED` or `REVOKED`. */
    problems: ['link-not-found', 'link-expired', 'service-paused'],
  },
  acceptInvitation: {
    method: 'POST',
    path: '/api/invitations/{invitation}',
    access: { kind: 'invitation' },
    parameters: invitationParameters,
    body: z.strictObject({ password }),
    response: challengeView.extend({
      /** Base32 secret of RFC 6238 and the address an authenticator app reads; absent when the code is that of the login there is. */
      totpSecret: z.string().optional(),
      totpAddress: z.string().optional(),
    }),
    status: 200,
    /**
     * For another second factor, and where the address has a login, the password is the own one. `state-conflict`: right, but the login
     * has lost its second factor (reason `FACTOR_LOST`), or has a role above the municipalities (`SERVICE_ROLE`).
     */
    problems: [
      'link-not-found',
      'link-expired',
      'service-paused',
      'password-too-weak',
      'state-conflict',
      'credentials-rejected',
      'too-many-attempts',
    ],
  },
  confirmInvitation: {
    method: 'POST',
    path: '/api/invitations/{invitation}/second-factor',
    access: { kind: 'invitation' },
    parameters: invitationParameters,
    body: z.strictObject({ challenge: sessionSecret, code: oneTimeCode }),
    response: sessionView,
    status: 200,
    problems: [
      'link-not-found',
      'link-expired',
      'service-paused',
      'credentials-rejected',
      'challenge-expired',
      'too-many-attempts',
    ],
  },
} as const satisfies Readonly<Record<string, Omit<Route, 'id' | 'module'>>>;

export type SessionView = z.infer<typeof sessionView>;
