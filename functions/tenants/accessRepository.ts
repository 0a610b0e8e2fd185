import { localizedText } from '@ohjaamo/shared/kernel/i18n.ts';
import { slug, staffId, type TenantId, tenantId } from '@ohjaamo/shared/kernel/ids.ts';
import type { Result } from '@ohjaamo/shared/kernel/result.ts';
import {
  type Actor,
  actor,
  globalRole,
  holdsRole,
  siteRoles,
  tenantRole,
} from '@ohjaamo/shared/kernel/roles.ts';
import { type Attempts, ATTEMPTS_FORGOTTEN } from '@ohjaamo/shared/tenants/attempts.ts';
import { SESSION_LONGEST, type SessionTimes } from '@ohjaamo/shared/tenants/session.ts';
import { suspensionReason } from '@ohjaamo/shared/tenants/workers.ts';
import * as z from 'zod';
import type { ConditionFailure, Table, Write } from '../kernel/table.ts';
import { type Key, platformKeys } from '../kernel/tenancy/keys.ts';

const instant = z.int();

/**
 * Who somebody is in one municipality, or above them: the one place that says what a signed-in person may do. An account has one for
 * each municipality that its person works in. A global role has no staff record.
 */
export const membership = z.discriminatedUnion('realm', [
  z
    .object({
      realm: z.literal('tenant'),
      subject: z.string(),
      tenantId,
      staffId,
      /** In the whole municipality. */
      roles: z.array(tenantRole),
      siteRoles: siteRoles.optional(),
      /** The account is closed: by whom, when and why. */
      suspended: z.object({ at: z.string(), reason: suspensionReason, by: staffId }).optional(),
      /** The second factor is lost: nobody signs in with it before another one is set up. When it was said, and by whom if it was here. */
      factorLost: z.object({ at: z.string(), by: staffId.optional() }).optional(),
      /** Sessions that began earlier are over. */
      sessionsFrom: instant.optional(),
      /** When it was last chosen among several. */
      chosenAt: instant.optional(),
    })
    .refine(holdsRole, 'no role'),
  z.object({
    realm: z.literal('global'),
    subject: z.string(),
    roles: z.array(globalRole).min(1),
    displayName: z.string(),
  }),
]);
export type Membership = z.infer<typeof membership>;

/** A session is of one membership: of the account's in `tenantId`, or of the one above the municipalities. */
const sessionRow = z.object({
  subject: z.string(),
  tenantId: tenantId.optional(),
  createdAt: instant,
  lastSeenAt: instant,
});
export type SessionRow = z.infer<typeof sessionRow>;

const challengeRow = z.object({
  purpose: z.enum(['SIGN_IN', 'ENROLMENT', 'JOINING']),
  expiresAt: instant,
  answers: z.int(),
  /** Hash of the address that attempts are counted under, or of the invitation. */
  belongsTo: z.string(),
  /** What Cognito must be handed back, sealed with the challenge's own secret. */
  sealed: z.string(),
});
export type ChallengeRow = z.infer<typeof challengeRow>;

const invitationRow = z.object({
  state: z.enum(['OPEN', 'ACCEPTED', 'REVOKED']),
  expiresAt: instant,
  tenantId,
  tenantSlug: slug,
  tenantName: localizedText,
  staffId,
  roles: z.array(tenantRole).min(1),
  email: z.string(),
  /** Lets a member set up another second factor, and nobody in who is none. */
  purpose: z.literal('SECOND_FACTOR').optional(),
});
export type InvitationRow = z.infer<typeof invitationRow>;

const attemptsRow = z.object({ count: z.int(), lastAt: instant });

const seconds = (at: number) => Math.ceil(at / 1000);
/** How long an expired invitation is kept, so that its link says "expired" instead of "unknown". */
const INVITATION_KEPT = 30 * 24 * 60 * 60_000;

/** The actor that a membership makes of a signed-in person. */
export function actorOf(who: Membership): Actor {
  const { subject, roles } = who;
  if (who.realm === 'global') return actor.parse({ realm: 'global', subject, roles });
  const { tenantId: tenant, staffId: worker, siteRoles: held } = who;
  const at = { tenantId: tenant, staffId: worker, ...(held && { siteRoles: held }) };
  return actor.parse({ realm: 'tenant', subject, roles, ...at });
}

/**
 * Reads a membership consistently: one that was taken away a moment ago must not open anything.
 *
 * @param tenant the municipality; without one, the membership above them
 */
export function readMembership(
  platform: Table,
  subject: string,
  tenant?: TenantId,
): Promise<Membership | undefined> {
  return platform.get(platformKeys.membership(subject, tenant), membership);
}

function membershipKey(who: Membership): Key {
  return platformKeys.membership(who.subject, who.realm === 'tenant' ? who.tenantId : undefined);
}

/** The write that makes somebody a member, replacing what they were unless `ifAbsent`. */
export function membershipWrite(platform: Table, who: Membership, ifAbsent = false): Write {
  return platform.putWrite({ ...membershipKey(who), kind: 'MEMBERSHIP', ...who }, ifAbsent);
}

/** Everything that an account may do, consistently. */
export async function listMemberships(platform: Table, subject: string): Promise<Membership[]> {
  const { pk } = platformKeys.membership(subject);
  return (await platform.query(pk, membership, { consistent: true })).items;
}

/** The write that takes away what an account may do, as it was read: it fails when roles or suspension were changed since. */
export function membershipGoesWrite(platform: Table, before: Membership): Write {
  const { siteRoles: held, suspended } = before.realm === 'tenant' ? before : {};
  const conditions = [
    '#roles = :roles',
    held ? 'siteRoles = :sites' : 'attribute_not_exists(siteRoles)',
    `${suspended ? 'attribute_exists' : 'attribute_not_exists'}(suspended)`,
  ];
  return {
    Delete: {
      TableName: platform.name,
      Key: membershipKey(before),
      ConditionExpression: conditions.join(' AND '),
      ExpressionAttributeNames: { '#roles': 'roles' },
      ExpressionAttributeValues: { ':roles': before.roles, ...(held && { ':sites': held }) },
    },
  };
}

/** Reads a session by the hash of its secret. */
export function readSessionRow(platform: Table, hash: string): Promise<SessionRow | undefined> {
  return platform.get(platformKeys.session(hash), sessionRow);
}

/** The write that begins a session of one membership. */
export function sessionWrite(platform: Table, hash: string, who: Membership, times: SessionTimes): Write {
  const expiresAtSeconds = seconds(times.createdAt + SESSION_LONGEST);
  const of = { subject: who.subject, ...(who.realm === 'tenant' && { tenantId: who.tenantId }) };
  return platform.putWrite(
    { ...platformKeys.session(hash), kind: 'SESSION', ...of, ...times, expiresAtSeconds },
    true,
  );
}

/** Moves the session's last request forward, unless it has ended or another request was faster. */
export async function touchSession(
  platform: Table,
  hash: string,
  from: number,
  to: number,
): Promise<Result<void, ConditionFailure>> {
  return platform.update({
    Key: platformKeys.session(hash),
    UpdateExpression: 'SET lastSeenAt = :to',
    ConditionExpression: 'lastSeenAt = :from',
    ExpressionAttributeValues: { ':from': from, ':to': to },
  });
}

/** Ends a session; ending it twice is harmless. */
export async function deleteSession(platform: Table, hash: string): Promise<void> {
  await platform.transact([{ Delete: { TableName: platform.name, Key: platformKeys.session(hash) } }]);
}

/** Reads a challenge by the hash of its secret. */
export function readChallenge(platform: Table, hash: string): Promise<ChallengeRow | undefined> {
  return platform.get(platformKeys.challenge(hash), challengeRow);
}

/** Begins a challenge. */
export async function putChallenge(platform: Table, hash: string, row: ChallengeRow): Promise<void> {
  const key = platformKeys.challenge(hash);
  await platform.put({ ...key, kind: 'CHALLENGE', ...row, expiresAtSeconds: seconds(row.expiresAt) }, true);
}

/** Writes down one more answer, unless another one came between. */
export function saveAnswer(
  platform: Table,
  hash: string,
  { answers }: ChallengeRow,
): Promise<Result<void, ConditionFailure>> {
  return platform.update({
    Key: platformKeys.challenge(hash),
    UpdateExpression: 'SET answers = :answers',
    ConditionExpression: 'answers = :before',
    ExpressionAttributeValues: { ':answers': answers, ':before': answers - 1 },
  });
}

/** The write that ends a session in favour of another one; it fails when it has ended already. */
export function sessionEndWrite(platform: Table, hash: string): Write {
  return deleteExisting(platform, platformKeys.session(hash));
}

/** The write that takes away the session that a browser had, if it still stands. */
export function sessionGoesWrite(platform: Table, hash: string): Write {
  return { Delete: { TableName: platform.name, Key: platformKeys.session(hash) } };
}

/** The write that uses a challenge up; it fails when it is used already. */
export function challengeUseWrite(platform: Table, hash: string): Write {
  return deleteExisting(platform, platformKeys.challenge(hash));
}

function deleteExisting(platform: Table, key: Key): Write {
  return { Delete: { TableName: platform.name, Key: key, ConditionExpression: 'attribute_exists(pk)' } };
}

/** Reads an invitation by the hash of its secret. */
export function readInvitationRow(platform: Table, hash: string): Promise<InvitationRow | undefined> {
  return platform.get(platformKeys.invitation(hash), invitationRow);
}

/** The write that opens an invitation. */
export function invitationWrite(platform: Table, hash: string, row: InvitationRow): Write {
  const expiresAtSeconds = seconds(row.expiresAt + INVITATION_KEPT);
  return platform.putWrite(
    { ...platformKeys.invitation(hash), kind: 'INVITATION', ...row, expiresAtSeconds },
    true,
  );
}

/** The write that ends an open invitation; it fails when it is not open. */
export function invitationEndWrite(platform: Table, hash: string, state: 'ACCEPTED' | 'REVOKED'): Write {
  return {
    Update: {
      TableName: platform.name,
      Key: platformKeys.invitation(hash),
      UpdateExpression: 'SET #state = :state',
      ConditionExpression: '#state = :open',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: { ':state': state, ':open': 'OPEN' },
    },
  };
}

/** Reads the attempts counted under the hash of an address. */
export function readAttempts(platform: Table, hash: string): Promise<Attempts | undefined> {
  return platform.get(platformKeys.attempts(hash), attemptsRow);
}

/** Writes the count down, unless another attempt was counted in between. */
export async function saveAttempts(
  platform: Table,
  hash: string,
  before: Attempts | undefined,
  now: Attempts,
): Promise<Result<void, ConditionFailure>> {
  return platform.update({
    Key: platformKeys.attempts(hash),
    UpdateExpression: 'SET #count = :count, lastAt = :lastAt, expiresAtSeconds = :expires',
    ConditionExpression: before ? '#count = :before AND lastAt = :beforeAt' : 'attribute_not_exists(pk)',
    ExpressionAttributeNames: { '#count': 'count' },
    ExpressionAttributeValues: {
      ':count': now.count,
      ':lastAt': now.lastAt,
      ':expires': seconds(now.lastAt + ATTEMPTS_FORGOTTEN),
      ...(before && { ':before': before.count, ':beforeAt': before.lastAt }),
    },
  });
}

/** The write that forgets all attempts. */
export function attemptsForgetWrite(platform: Table, hash: string): Write {
  return { Delete: { TableName: platform.name, Key: platformKeys.attempts(hash) } };
}
