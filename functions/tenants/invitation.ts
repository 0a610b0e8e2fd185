import { problem, type Problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import { authenticatorAddress } from '@ohjaamo/shared/tenants/authenticator.ts';
import { ENROLMENT_CHALLENGE } from '@ohjaamo/shared/tenants/challenge.ts';
import type { tenantsRoutes } from '@ohjaamo/shared/tenants/contract.ts';
import { useInvitation } from '@ohjaamo/shared/tenants/invitation.ts';
import { isOpen } from '@ohjaamo/shared/tenants/life.ts';
import { passwordIsStrong } from '@ohjaamo/shared/tenants/password.ts';
import { beginSession } from '@ohjaamo/shared/tenants/session.ts';
import * as z from 'zod';
import { hashOf } from '../kernel/hash.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { Table } from '../kernel/table.ts';
import {
  challengeUseWrite,
  type InvitationRow,
  invitationEndWrite,
  putChallenge,
  readInvitationRow,
  sessionWrite,
} from './accessRepository.ts';
import { codeProblem, openChallenge } from './answerChallenge.ts';
import { sessionCookie } from './cookie.ts';
import { invitedGoesWrite } from './invitedRepository.ts';
import { memberWrites, type WorkersMembership } from './membersRepository.ts';
import { beginJoining, join, loginOf } from './joining.ts';
import type { TenantsPorts } from './ports.ts';
import { accountWrites, awaitsFactor, foundAgain, provePassword } from './secondFactor.ts';
import { seal } from './secrets.ts';
import { readOpenness } from './registryRepository.ts';
import { sessionView } from './sessionView.ts';

async function usable(
  platform: Table,
  secret: string,
  clock: Clock,
): Promise<Result<InvitationRow & { readonly hash: string }, Problem>> {
  const hash = hashOf(secret);
  const row = await readInvitationRow(platform, hash);
  const used = useInvitation(row, clock.now());
  if (!used.ok) {
    // Whoever has the whole secret was invited, and needs to know whether to sign in or to ask for another.
    const over = row && row.state !== 'OPEN' ? { conflicts: [{ reason: row.state }] } : {};
    return fail(problem(used.error, over));
  }
  const tenant = await readOpenness(platform, used.value.tenantId);
  // The first administrator may be faster than the last step of provisioning.
  const takesPeople = tenant !== undefined && (isOpen(tenant.state) || tenant.state === 'PROVISIONING');
  return takesPeople ? succeed({ ...used.value, hash }) : fail(problem('service-paused'));
}

/** To which municipality the link invites, and until when. */
export function readInvitation(ports: TenantsPorts): UseCase<typeof tenantsRoutes.readInvitation> {
  return async ({ request, clock }) => {
    const invitation = await usable(ports.platform, request.parameters.invitation, clock);
    if (!invitation.ok) return invitation;
    const { tenantName, expiresAt, roles, email, purpose = 'INVITATION' } = invitation.value;
    const hasLogin = purpose === 'SECOND_FACTOR' || (await loginOf(ports, email)).state !== 'NONE';
    const until = new Date(expiresAt).toISOString();
    return succeed({ body: { tenantName, expiresAt: until, roles, purpose, hasLogin } });
  };
}

/**
 * First step: the password. It makes the account and gives the secret of the second factor. Until the code is confirmed the
 * account opens nothing, and taking the step again begins anew. Whoever has a login proves it instead, as in signing in.
 */
export function acceptInvitation(ports: TenantsPorts): UseCase<typeof tenantsRoutes.acceptInvitation> {
  const { platform, identity } = ports;
  return async ({ request: { parameters, body }, clock, ids }) => {
    const invitation = await usable(platform, parameters.invitation, clock);
    if (!invitation.ok) return invitation;
    const { email, hash } = invitation.value;
    if (!invitation.value.purpose) {
      const login = await loginOf(ports, email);
      if (login.state !== 'NONE')
        return beginJoining(ports, { hash, email, login }, body.password, { clock, ids });
    }
    const admitted = await mayEnrol(ports, invitation.value, body.password, clock);
    if (!admitted.ok) return admitted;
    const enrolment = await identity.enrol(email, body.password);
    if (!enrolment.ok) return fail(problem('password-too-weak'));
    const { accessToken, totpSecret } = enrolment.value;
    const challenge = ids.secret(256);
    await putChallenge(platform, hashOf(challenge), {
      purpose: 'ENROLMENT',
      expiresAt: clock.now() + ENROLMENT_CHALLENGE,
      answers: 0,
      belongsTo: hash,
      sealed: seal(challenge, JSON.stringify({ accessToken })),
    });
    return succeed({ body: { challenge, totpSecret, totpAddress: authenticatorAddress(email, totpSecret) } });
  };
}

/** Whether the password makes an account: a new one for whoever is invited, the own one for whoever sets up another second factor. */
async function mayEnrol(
  ports: TenantsPorts,
  { email, purpose, tenantId, staffId }: InvitationRow,
  password: string,
  clock: Clock,
): Promise<Result<undefined, Problem>> {
  const { platform } = ports;
  if (purpose) {
    if (!(await awaitsFactor(platform, { tenantId, staffId }))) return fail(problem('link-not-found'));
    return provePassword(ports, { email, password }, clock);
  }
  if (!passwordIsStrong(password, email)) return fail(problem('password-too-weak'));
  return succeed(undefined);
}

const enrolled = z.object({ accessToken: z.string() });

/** Second step: the first code, or one of the login there is. Invitation, membership and session change together or not at all. */
export function confirmInvitation(ports: TenantsPorts): UseCase<typeof tenantsRoutes.confirmInvitation> {
  const { platform, identity } = ports;
  return async ({ request: { parameters, body }, clock, ids }) => {
    const invitation = await usable(platform, parameters.invitation, clock);
    if (!invitation.ok) return invitation;
    const challenge = await openChallenge(platform, body.challenge, ['ENROLMENT', 'JOINING'], clock);
    if (!challenge.ok) return challenge;
    const { hash, tenantId, staffId, roles, email, purpose } = invitation.value;
    if (challenge.value.belongsTo !== hash) return fail(problem('challenge-expired'));
    if (challenge.value.purpose === 'JOINING') {
      return join(ports, invitation.value, challenge.value, body.code, { clock, ids });
    }
    const { accessToken } = enrolled.parse(challenge.value.unsealed);
    const checked = await identity.confirmEnrolment(accessToken, body.code);
    if (!checked.ok) return fail(codeProblem(checked.error));
    const invited: WorkersMembership = { realm: 'tenant', subject: checked.value, tenantId, staffId, roles };
    const before = purpose ? await awaitsFactor(platform, { tenantId, staffId }) : undefined;
    if (purpose && !before) return fail(problem('link-not-found'));
    const who = before ? foundAgain(before, checked.value) : invited;
    const writes = before
      ? await accountWrites(platform, before, who.subject, email)
      : [invitedGoesWrite(platform, tenantId, email), ...memberWrites(platform, who, email, true)];
    const secret = ids.secret(256);
    const times = beginSession(clock.now());
    const done = await platform.transact([
      invitationEndWrite(platform, hash, 'ACCEPTED'),
      ...writes,
      challengeUseWrite(platform, challenge.value.hash),
      sessionWrite(platform, hashOf(secret), who, times),
    ]);
    // Whatever stood in the way, the same invitation was confirmed at the same time.
    if (!done.ok) return fail(problem('link-not-found'));
    return succeed({ body: await sessionView(ports, who, times), cookies: [sessionCookie(secret)] });
  };
}
