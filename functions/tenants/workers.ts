import { inLanguage } from '@ohjaamo/shared/kernel/i18n.ts';
import type { StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { TenantActor } from '@ohjaamo/shared/kernel/roles.ts';
import type { tenantsRoutes } from '@ohjaamo/shared/tenants/contract.ts';
import { openOrganisations, type Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { WorkerView } from '@ohjaamo/shared/tenants/workers.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { Table, Write } from '../kernel/table.ts';
import { readMembership } from './accessRepository.ts';
import { type InvitedRow, listInvited } from './invitedRepository.ts';
import {
  administratorsWrites,
  listMembers,
  readMember,
  returnWrite,
  rolesWrite,
  suspensionWrite,
  type WorkersMembership,
} from './membersRepository.ts';
import type { TenantsPorts } from './ports.ts';
import { readWorkersTenant } from './profileRepository.ts';

/** The municipality's workers by name: where they belong, what they may do, and whether they can sign in. */
export function listAccounts({ platform }: TenantsPorts): UseCase<typeof tenantsRoutes.listAccounts> {
  return async ({ actor, scope, clock }) => {
    const [tenant, members, invited] = await Promise.all([
      readWorkersTenant(scope),
      listMembers(platform, scope.tenantId),
      listInvited(platform, scope.tenantId),
    ]);
    const found = await Promise.all(
      members.map(({ subject }) => readMembership(platform, subject, scope.tenantId)),
    );
    const memberships = new Map(
      found.flatMap((who) => (who?.realm === 'tenant' ? [[who.staffId, who] as const] : [])),
    );
    const administrators = [...memberships.values()].filter(
      ({ roles, suspended }) => roles.includes('TENANT_ADMIN') && !suspended,
    );
    const workers = tenant.staff
      .map((member) => {
        const who = memberships.get(member.id);
        const row = invited.find(({ staffId }) => staffId === member.id);
        const invitation = row && invitationOf(row, clock.now());
        const offered = row?.roles ?? [];
        return workerOf(member, { tenant, actor, administrators, who, invitation, offered });
      })
      .sort((one, other) => one.name.localeCompare(other.name, 'fi'));
    const organisations = openOrganisations(tenant).map(({ code, name }) => ({ code, name }));
    return succeed({ body: { workers, organisations } });
  };
}

function invitationOf(row: InvitedRow, now: number): NonNullable<WorkerView['invitation']> {
  const { email, state, expiresAt } = row;
  if (state === 'REFUSED') return { email, progress: 'REFUSED' };
  if (state !== 'SENT' || expiresAt === undefined) return { email, progress: 'SENDING' };
  const until = new Date(expiresAt).toISOString();
  return { email, progress: now < expiresAt ? 'OPEN' : 'EXPIRED', until };
}

function workerOf(
  { id, name, title, organisation, homeSite, share, languages }: Tenant['staff'][number],
  known: {
    readonly tenant: Tenant;
    readonly actor: TenantActor;
    readonly administrators: readonly WorkersMembership[];
    readonly who: WorkersMembership | undefined;
    readonly invitation: WorkerView['invitation'];
    /** The roles that an invitation brings. */
    readonly offered: WorkerView['roles'];
  },
): WorkerView {
  const { tenant, actor, administrators, who, invitation, offered } = known;
  const language = tenant.profile.languages[0] ?? 'fi';
  const home = tenant.organisations.find(({ code }) => code === organisation);
  const site = tenant.sites.find((each) => each.id === homeSite);
  const suspended = who?.suspended;
  return {
    staffId: id,
    name,
    title,
    organisation: home ? inLanguage(home.name, language) : organisation,
    homeSite: site ? inLanguage(site.name, language) : '',
    particulars: { name, title, organisation, homeSite, share, languages },
    state: who ? (suspended ? 'SUSPENDED' : 'ACTIVE') : invitation ? 'INVITED' : 'NO_ACCOUNT',
    roles: who?.roles ?? offered,
    siteRoles: tenant.sites.flatMap(({ id: at }) => {
      const roles = who?.siteRoles?.[at];
      return roles ? [{ site: at, roles }] : [];
    }),
    ...(invitation && { invitation }),
    ...(suspended && {
      suspended: { ...suspended, by: tenant.staff.find((each) => each.id === suspended.by)?.name ?? '' },
    }),
    factorLost: who?.factorLost !== undefined,
    lastAdministrator: administrators.length === 1 && administrators[0]?.staffId === id,
    self: id === actor.staffId,
  };
}

/** Gives a worker other roles, which count from the next request on. */
export function setWorkerRoles({ platform }: TenantsPorts): UseCase<typeof tenantsRoutes.setWorkerRoles> {
  return async ({ request: { parameters, body }, scope }) => {
    const found = await memberOf(platform, scope.tenantId, parameters.staffId);
    if (!found.ok) return found;
    const who = found.value;
    const { sites } = await readWorkersTenant(scope);
    if (body.siteRoles.some(({ site }) => !sites.some(({ id }) => id === site)))
      return fail(problem('not-found'));
    // Whoever is suspended administers nothing: the set is joined again with the return.
    const change = { before: who.roles, after: body.roles };
    const administrators = who.suspended ? [] : administratorsWrites(platform, who, change);
    const siteRoles =
      body.siteRoles.length > 0
        ? Object.fromEntries(body.siteRoles.map(({ site, roles }) => [site, roles]))
        : undefined;
    return applied(platform, who, [
      rolesWrite(platform, who, { roles: body.roles, siteRoles }),
      ...administrators,
    ]);
  };
}

/** Closes a worker's account at once: every session is over with the next request. Nobody suspends themselves. */
export function suspendWorker({ platform }: TenantsPorts): UseCase<typeof tenantsRoutes.suspendWorker> {
  return async ({ request: { parameters, body }, scope, actor, clock }) => {
    const found = await memberOf(platform, scope.tenantId, parameters.staffId);
    if (!found.ok) return found;
    const who = found.value;
    if (who.staffId === actor.staffId) return fail(problem('state-conflict'));
    return applied(platform, who, [
      suspensionWrite(platform, who, clock.now(), { reason: body.reason, by: actor.staffId }),
      ...administratorsWrites(platform, who, { before: who.roles, after: [] }),
    ]);
  };
}

/** Opens a suspended worker's account again; they sign in anew. */
export function returnWorker({ platform }: TenantsPorts): UseCase<typeof tenantsRoutes.returnWorker> {
  return async ({ request: { parameters }, scope, clock }) => {
    const found = await memberOf(platform, scope.tenantId, parameters.staffId);
    if (!found.ok) return found;
    const who = found.value;
    return applied(platform, who, [
      returnWrite(platform, who, clock.now()),
      ...administratorsWrites(platform, who, { before: [], after: who.roles }),
    ]);
  };
}

async function memberOf(
  platform: Table,
  tenant: TenantActor['tenantId'],
  worker: StaffId,
): Promise<Result<WorkersMembership, Problem>> {
  const member = await readMember(platform, tenant, worker);
  const who = member && (await readMembership(platform, member.subject, tenant));
  const own = who?.realm === 'tenant' && who.tenantId === tenant && who.staffId === worker;
  return own ? succeed(who) : fail(problem('not-found'));
}

async function applied(
  platform: Table,
  { staffId }: WorkersMembership,
  writes: readonly Write[],
): Promise<Result<{ body: Record<string, never>; subjects: string[] }, Problem>> {
  const done = await platform.transact(writes);
  if (done.ok) return succeed({ body: {}, subjects: [staffId] });
  // The second write is the one that keeps the last administrator.
  const last = done.error.failures.every(({ index }) => index === 1);
  return fail(
    problem('state-conflict', {
      subjects: [staffId],
      ...(last && { conflicts: [{ reason: 'LAST_ADMINISTRATOR' }] }),
    }),
  );
}
