import type { casesRoutes, PersonView } from '@ohjaamo/shared/cases/contract.ts';
import { mayBeChild } from '@ohjaamo/shared/cases/minors.ts';
import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { openTexts } from '../kernel/sealing.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { viewChildWelfare } from './childWelfare.ts';
import { viewGuardian } from './guardians.ts';
import { personKey, readPersonRows } from './personRepository.ts';
import type { PersonRow, RestrictionRow } from './personRows.ts';
import { readPlace } from './place.ts';
import { clientFileOf } from './repository.ts';

/**
 * Shows who stands beside a client and which restrictions are in force. Guardians are contact details; while the minor forbids to
 * tell them, they are shown without a number to call. Of a child-welfare notification know the register's workers who may take
 * consents, and the organisation that made it. 2 reads.
 */
export const readPerson: UseCase<typeof casesRoutes.readPerson> = async (context) => {
  const { scope, request, clock, case: access } = context;
  const { clientId } = request.parameters;
  const [place, rows] = await Promise.all([readPlace(scope, clock), readPersonRows(scope, clientId)]);
  const file = clientFileOf(access.head);
  if (!file) return fail(problem('not-found'));
  const { birthDate, guardianProhibitedAt, shielded } = file.client;
  const guardians = rows.filter((row) => row.kind === 'GUARDIAN').filter((row) => !row.removedAt);
  const open = guardians.filter(({ owner }) => access.may('VIEW', { category: 'CONTACT_DETAILS', owner }));
  const notified = rows.filter((row) => row.kind === 'CHILD_WELFARE');
  const known = notified.filter(({ owner }) => owner === access.organisation || access.may('RECORD_CONSENT'));
  const callable = guardianProhibitedAt === undefined;
  const body: PersonView = {
    guardians: await Promise.all(open.map((row) => viewGuardian(scope, clientId, row, callable))),
    childWelfare: known.map((row) => viewChildWelfare(row, place.tenant)),
    mayBeChild: mayBeChild(birthDate, place.today),
    today: place.today,
    ...(access.may('CHANGE_CLIENT') && {
      ...(shielded &&
        named(await standing(scope, clientId, rows, 'SHIELD'), 'shieldedSince', 'shieldReason')),
      ...(guardianProhibitedAt !== undefined &&
        named(
          await standing(scope, clientId, rows, 'PROHIBITION'),
          'guardianProhibitedSince',
          'guardianProhibitionReason',
        )),
    }),
    withheld: open.length < guardians.length ? ['GUARDIANS'] : [],
  };
  return succeed({ body });
};

/** The restriction as it was last put in force: since when, and why. */
async function standing(
  scope: TenantScope,
  client: ClientId,
  rows: readonly PersonRow[],
  kind: RestrictionRow['kind'],
): Promise<{ readonly since: string; readonly reason: string } | undefined> {
  const last = rows.findLast((row): row is RestrictionRow => row.kind === kind && row.inForce);
  if (!last) return undefined;
  const place = { client, sk: personKey(last) };
  const { reason = '' } = await openTexts<'reason'>(scope, place, last.sealed);
  return { since: last.at, reason };
}

function named<Since extends string, Reason extends string>(
  found: { readonly since: string; readonly reason: string } | undefined,
  since: Since,
  reason: Reason,
): Partial<Record<Since | Reason, string>> {
  if (!found) return {};
  return { [since]: found.since, [reason]: found.reason } as Record<Since | Reason, string>;
}
