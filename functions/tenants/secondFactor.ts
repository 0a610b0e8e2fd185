import { problem, type Problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { TenantRole } from '@ohjaamo/shared/kernel/roles.ts';
import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import type { tenantsRoutes } from '@ohjaamo/shared/tenants/contract.ts';
import { hashOf } from '../kernel/hash.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { Table, Write } from '../kernel/table.ts';
import { platformKeys } from '../kernel/tenancy/keys.ts';
import {
  type InvitationRow,
  listMemberships,
  type Membership,
  membershipGoesWrite,
  membershipWrite,
  readMembership,
} from './accessRepository.ts';
import { takeAttempt } from './attempts.ts';
import { askMemberWrite, invitedGoesWrite, type InvitedRow, readInvited } from './invitedRepository.ts';
import { holdWrite, letGoWrite } from './lostFactorRepository.ts';
import { factorLostWrite, noteFactorLost, readMember, type WorkersMembership } from './membersRepository.ts';
import type { TenantsPorts } from './ports.ts';
import { readWorkersTenant } from './profileRepository.ts';

/**
 * Takes a worker's lost second factor away: every session is over with the next request, nobody signs in with it any more, and a
 * link goes to the worker's address. Asked again it sends another link in place of the first. Nobody does it to themselves, and it
 * opens nothing that is suspended. One account has one factor, so it is lost wherever the person works: the address is held first,
 * which lets nothing new begin, then the other memberships are marked. Whoever asks learns nothing of those.
 */
export function resetSecondFactor({
  platform,
}: TenantsPorts): UseCase<typeof tenantsRoutes.resetSecondFactor> {
  return async ({ request: { parameters }, scope, actor, clock }) => {
    const { staffId } = parameters;
    const { tenantId } = scope;
    const subjects = [staffId];
    const member = await readMember(platform, tenantId, staffId);
    const who = member && (await readMembership(platform, member.subject, tenantId));
    if (!member || who?.realm !== 'tenant' || who.tenantId !== tenantId) return fail(problem('not-found'));
    if (staffId === actor.staffId) return fail(problem('state-conflict', { subjects }));
    const [tenant, before] = await Promise.all([
      readWorkersTenant(scope),
      readInvited(platform, tenantId, hashOf(member.email)),
    ]);
    const now = clock.now();
    const row: InvitedRow = {
      ...{ staffId, email: member.email, roles: everyRoleOf(who), purpose: 'SECOND_FACTOR', state: 'ASKED' },
      ...{ askedAt: now, by: actor.staffId, language: tenant.profile.languages[0] ?? 'fi' },
    };
    const done = await platform.transact([
      factorLostWrite(platform, who, { now, by: actor.staffId }),
      askMemberWrite(platform, tenantId, row, before),
      holdWrite(platform, hashOf(member.email), who.subject),
    ]);
    if (!done.ok) return fail(problem('state-conflict', { subjects }));
    for (const each of await listMemberships(platform, who.subject)) {
      if (each.realm === 'tenant' && !each.factorLost) await noteFactorLost(platform, each, now);
    }
    return succeed({ body: {}, subjects });
  };
}

/** Looks whether the password is that of the address; each look is counted like a step of signing in. */
export async function provePassword(
  { platform, identity }: TenantsPorts,
  { email, password }: { readonly email: string; readonly password: string },
  clock: Clock,
): Promise<Result<undefined, Problem>> {
  const attempt = await takeAttempt(platform, hashOf(email), clock);
  if (!attempt.ok) return attempt;
  const proven = await identity.provePassword(email, password);
  return proven ? succeed(undefined) : fail(problem('credentials-rejected'));
}

/** The membership whose second factor a link may replace now; `undefined` when it is closed, or lost no more. */
export async function awaitsFactor(
  platform: Table,
  { tenantId, staffId }: Pick<InvitationRow, 'tenantId' | 'staffId'>,
): Promise<WorkersMembership | undefined> {
  const member = await readMember(platform, tenantId, staffId);
  const who = member && (await readMembership(platform, member.subject, tenantId));
  return who?.realm === 'tenant' && who.factorLost && !who.suspended ? who : undefined;
}

/**
 * The writes that move everything an account may do, in every municipality, to the account that was made anew with another second
 * factor, and let the address go. An account cannot be told to forget its factor without it, so the one of the same address and password
 * takes its place. Links that other municipalities sent for the same loss are over with it.
 */
export async function accountWrites(
  platform: Table,
  { subject: before }: WorkersMembership,
  subject: string,
  email: string,
): Promise<Write[]> {
  const memberships = await listMemberships(platform, before);
  const moved = memberships.flatMap((each) => [
    membershipGoesWrite(platform, each),
    membershipWrite(platform, movedTo(each, subject), true),
    ...memberWrite(platform, each, subject, email),
  ]);
  return [...moved, letGoWrite(platform, hashOf(email))];
}

function everyRoleOf({ roles, siteRoles = {} }: WorkersMembership): TenantRole[] {
  return [...new Set([...roles, ...Object.values(siteRoles).flat()])];
}

/** The membership of the account that was made anew. */
export function foundAgain(who: WorkersMembership, subject: string): WorkersMembership {
  const { factorLost: _lost, ...kept } = who;
  return { ...kept, subject };
}

function movedTo(who: Membership, subject: string): Membership {
  return who.realm === 'global' ? { ...who, subject } : foundAgain(who, subject);
}

function memberWrite(platform: Table, who: Membership, subject: string, email: string): Write[] {
  if (who.realm === 'global') return [];
  const { tenantId, staffId } = who;
  const key = platformKeys.member(tenantId, staffId);
  return [
    platform.putWrite({ ...key, kind: 'MEMBER', staffId, subject, email }),
    invitedGoesWrite(platform, tenantId, email),
  ];
}
