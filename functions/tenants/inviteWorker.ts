import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { tenantsRoutes } from '@ohjaamo/shared/tenants/contract.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { invitationEndWrite, readInvitationRow } from './accessRepository.ts';
import {
  askInvited,
  invitedRevokeWrite,
  invitedWorker,
  type InvitedRow,
  listInvited,
  putInvited,
} from './invitedRepository.ts';
import { listMembers } from './membersRepository.ts';
import type { TenantsPorts } from './ports.ts';
import { readWorkersTenant } from './profileRepository.ts';

/**
 * Invites a worker of the list who has no account, or sends the invitation anew: the link of the earlier mail is over then. An
 * invitation to another address is taken back first.
 */
export function inviteWorker({ platform }: TenantsPorts): UseCase<typeof tenantsRoutes.inviteWorker> {
  return async ({ request: { parameters, body }, scope, actor, clock }) => {
    const { tenantId } = scope;
    const [tenant, members, invited] = await Promise.all([
      readWorkersTenant(scope),
      listMembers(platform, tenantId),
      listInvited(platform, tenantId),
    ]);
    const subjects = [parameters.staffId];
    if (!tenant.staff.some(({ id }) => id === parameters.staffId)) return fail(problem('not-found'));
    const others = [...members, ...invited.filter(({ staffId }) => staffId !== parameters.staffId)];
    const works = members.some(({ staffId }) => staffId === parameters.staffId);
    const standing = invited.find(({ staffId }) => staffId === parameters.staffId);
    const refused =
      works ||
      others.some(({ email }) => email === body.email) ||
      (standing !== undefined && standing.email !== body.email);
    if (refused) return fail(problem('state-conflict', { subjects }));
    const asked = { roles: body.roles, askedAt: clock.now(), by: actor.staffId };
    const row: InvitedRow = {
      ...asked,
      ...{ staffId: parameters.staffId, email: body.email, state: 'ASKED' },
      language: tenant.profile.languages[0] ?? 'fi',
    };
    const done = standing
      ? await askInvited(platform, tenantId, standing, asked)
      : await putInvited(platform, tenantId, row);
    return done.ok ? succeed({ body: {}, subjects }) : fail(problem('state-conflict', { subjects }));
  };
}

/** Takes an invitation back: its link is over at once. The worker stays on the list. */
export function revokeInvitation({ platform }: TenantsPorts): UseCase<typeof tenantsRoutes.revokeInvitation> {
  return async ({ request: { parameters }, scope }) => {
    const subjects = [parameters.staffId];
    const row = await invitedWorker(platform, scope.tenantId, parameters.staffId);
    if (!row) return fail(problem('not-found', { subjects }));
    const hash = row.invitationHash;
    const standing = hash ? await readInvitationRow(platform, hash) : undefined;
    const done = await platform.transact([
      invitedRevokeWrite(platform, scope.tenantId, row),
      ...(hash && standing?.state === 'OPEN' ? [invitationEndWrite(platform, hash, 'REVOKED')] : []),
    ]);
    return done.ok ? succeed({ body: {}, subjects }) : fail(problem('state-conflict', { subjects }));
  };
}
