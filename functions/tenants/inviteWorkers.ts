import type { StaffId, TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { staffId } from '@ohjaamo/shared/kernel/ids.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { tenantsRoutes } from '@ohjaamo/shared/tenants/contract.ts';
import type { InviteeStanding } from '@ohjaamo/shared/tenants/invitationRoutes.ts';
import { type Invitee, readInvitees } from '@ohjaamo/shared/tenants/invitees.ts';
import { openOrganisations, type StaffMember, type Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import { hashOf } from '../kernel/hash.ts';
import type { ContextOf, UseCase } from '../kernel/http/context.ts';
import type { Table } from '../kernel/table.ts';
import { askInvited, type InvitedRow, listInvited, putInvited, readInvited } from './invitedRepository.ts';
import { listMembers } from './membersRepository.ts';
import type { TenantsPorts } from './ports.ts';
import { putWorkers, readWorkersTenant } from './profileRepository.ts';

/** So many are invited side by side. */
const AT_ONCE = 20;

/** Reads a pasted table and says of each row what is wrong with it, or what is known of whom it invites. Nothing is changed. */
export function previewInvitees({ platform }: TenantsPorts): UseCase<typeof tenantsRoutes.previewInvitees> {
  return async ({ request: { body }, scope, clock }) => {
    const tenant = await readWorkersTenant(scope);
    const rows = readInvitees(body.lines.join('\n'), tenant);
    if (!rows.ok) return succeed({ body: { rows: [], tooMany: true } });
    const known = await readKnown(platform, scope.tenantId, tenant, clock.now());
    const shown = rows.value.map(({ faults, invitee, ...row }) => ({
      ...row,
      faults: [...faults],
      ...(invitee && { invitee, standing: known(invitee).standing }),
    }));
    return succeed({ body: { rows: shown, tooMany: false } });
  };
}

/**
 * Invites workers: puts each on the list of workers and asks for the mail. Sent again it invites nobody twice; whoever works here or
 * is invited is left as they are, and told. Each by themselves: what was cut short is taken up by sending again.
 */
export function inviteWorkers({ platform }: TenantsPorts): UseCase<typeof tenantsRoutes.inviteWorkers> {
  return async (context) => {
    const { request, scope, clock } = context;
    const tenant = await readWorkersTenant(scope);
    const { invitees } = request.body;
    const strange = ({ organisation, homeSite }: Invitee) =>
      !openOrganisations(tenant).some(({ code }) => code === organisation) ||
      !tenant.sites.some(({ id }) => id === homeSite);
    if (invitees.some(strange)) return fail(problem('not-found'));
    const known = await readKnown(platform, scope.tenantId, tenant, clock.now());
    const standings: InviteeStanding[] = [];
    const subjects: StaffId[] = [];
    for (let from = 0; from < invitees.length; from += AT_ONCE) {
      const part = invitees.slice(from, from + AT_ONCE);
      const done = await inviteAll(
        platform,
        context,
        tenant,
        part.map((each) => [each, known(each)]),
      );
      // A site was taken away or an organisation closed meanwhile: who was invited is told when the list is sent again.
      if (!done) return fail(problem('not-found'));
      standings.push(...done.map(({ standing }) => standing));
      subjects.push(...done.flatMap((each) => each.invited ?? []));
    }
    return succeed({ body: { standings }, subjects });
  };
}

interface Known {
  readonly standing: InviteeStanding;
  /** The worker on the list who has no account and no invitation. */
  readonly worker?: StaffMember | undefined;
}

/** Looks everybody up who works in a municipality or is invited to it: 2 Queries. */
async function readKnown(
  platform: Table,
  tenantId: TenantId,
  tenant: Tenant,
  now: number,
): Promise<(wanted: Invitee) => Known> {
  const [members, invited] = await Promise.all([
    listMembers(platform, tenantId),
    listInvited(platform, tenantId),
  ]);
  const taken = new Set([...members, ...invited].map((each) => each.staffId));
  return ({ email, name, organisation }) => {
    if (members.some((each) => each.email === email)) return { standing: 'WORKS' };
    const row = invited.find((each) => each.email === email);
    if (row) return { standing: isWaiting(row, now) ? 'INVITED' : 'NEW' };
    const called = tenant.staff.filter(
      (each) =>
        !taken.has(each.id) &&
        each.organisation === organisation &&
        each.name.toLowerCase() === name.toLowerCase(),
    );
    const [worker] = called;
    if (!worker || called.length > 1) return { standing: 'NEW' };
    // Of two rows with one name, the second is somebody else.
    taken.add(worker.id);
    return { standing: 'ON_THE_LIST', worker };
  };
}

/** Whether an invitation waits for the worker or for its mail; one that is over, or could not be sent, is sent anew. */
export function isWaiting({ state, expiresAt = Infinity }: InvitedRow, now: number): boolean {
  return state === 'ASKED' || (state === 'SENT' && now < expiresAt);
}

type Context = ContextOf<typeof tenantsRoutes.inviteWorkers>;

/** What is known of somebody, and the row of their invitation when it is to be sent. */
interface Begun {
  readonly standing: InviteeStanding;
  readonly row?: InvitedRow;
  /** What is to stand on the list of workers. */
  readonly worker?: StaffMember;
}

/**
 * Invites some. Those who are new come to the list of workers in one transaction: side by side they would collide at the row of the site that
 * they all join. `undefined` when a home site is no more or an organisation is closed.
 */
async function inviteAll(
  platform: Table,
  context: Context,
  tenant: Tenant,
  wanted: readonly (readonly [Invitee, Known])[],
): Promise<{ readonly standing: InviteeStanding; readonly invited?: StaffId }[] | undefined> {
  const { scope, clock, actor } = context;
  const begun = await Promise.all(
    wanted.map(([invitee, known]) => begin(platform, context, tenant, invitee, known)),
  );
  const workers = begun.flatMap(({ worker }) => worker ?? []);
  if (workers.length > 0 && !(await putWorkers(scope, workers))) return undefined;
  return Promise.all(
    begun.map(async ({ standing, row }) => {
      if (!row) return { standing };
      const asked = { roles: row.roles, askedAt: clock.now(), by: actor.staffId };
      const done = await askInvited(platform, scope.tenantId, row, asked);
      return done.ok ? { standing, invited: row.staffId } : { standing: 'INVITED' };
    }),
  );
}

/** Prepares the row of an invitation, unless it stands. */
async function begin(
  platform: Table,
  { scope, actor, clock, ids }: Context,
  tenant: Tenant,
  wanted: Invitee,
  { standing, worker }: Known,
): Promise<Begun> {
  if (standing === 'WORKS' || standing === 'INVITED') return { standing };
  const { email, roles, name, organisation, homeSite } = wanted;
  const languages = [...tenant.profile.languages];
  const prepared: InvitedRow = {
    ...{ roles, askedAt: clock.now(), by: actor.staffId },
    staffId: worker?.id ?? staffId.parse(ids.id(10)),
    email,
    language: languages[0] ?? 'fi',
    state: 'PREPARED',
  };
  const put = await putInvited(platform, scope.tenantId, prepared);
  const standingRow = put.ok ? prepared : await readInvited(platform, scope.tenantId, hashOf(email));
  // Somebody else invited or let in the same one at the same moment.
  if (!standingRow || isWaiting(standingRow, clock.now())) return { standing: 'INVITED' };
  const row = { ...standingRow, roles };
  if (tenant.staff.some(({ id }) => id === row.staffId)) return { standing, row };
  const parts = { title: '', share: 1, languages, skills: [] };
  return { standing, row, worker: { ...parts, id: row.staffId, name, organisation, homeSite } };
}
