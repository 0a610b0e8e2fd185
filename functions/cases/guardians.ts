import type { casesRoutes, GuardianView } from '@ohjaamo/shared/cases/contract.ts';
import { isMinor } from '@ohjaamo/shared/cases/age.ts';
import { guardianAnswer } from '@ohjaamo/shared/cases/minors.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import type { ContextOf, UseCase } from '../kernel/http/context.ts';
import { openTexts, sealTexts } from '../kernel/sealing.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { personKey, putPersonRow } from './personRepository.ts';
import { guardianRow, type GuardianRow } from './personRows.ts';
import { readPlace } from './place.ts';
import { clientFileOf } from './repository.ts';

type Add = typeof casesRoutes.addGuardian;
type Asked = ContextOf<Add>['request']['body'];

/** Adds a guardian of a minor, name and number sealed. 1 read, 1 write and the trail's. */
export const addGuardian: UseCase<Add> = async ({ scope, request, actor, audit, clock, case: access }) => {
  const { clientId } = request.parameters;
  const { guardianId: id, name, phone, relation } = request.body;
  const place = await readPlace(scope, clock);
  const file = clientFileOf(access.head);
  if (!file) return fail(problem('not-found'));
  if (isMinor(file.client.birthDate, place.today) === false) return fail(problem('state-conflict'));
  const sealed = await sealTexts(
    scope,
    { client: clientId, sk: personKey({ kind: 'GUARDIAN', name: id }) },
    { name, phone },
  );
  const at = new Date(clock.now()).toISOString();
  const act = { at, by: actor.staffId, owner: access.organisation };
  const row: GuardianRow = { kind: 'GUARDIAN', id, name: id, ...act, relation, sealed };
  const done = await putPersonRow(scope, clientId, row, audit.writes([clientId]));
  if (done.ok) return succeed({ body: await viewGuardian(scope, clientId, row, true) });
  if (!done.error) return fail(problem('not-found'));
  const standing = guardianRow.parse(done.error);
  const view = await viewGuardian(scope, clientId, standing, true);
  if (!isSame(view, request.body)) return fail(problem('id-already-used'));
  await audit.append([clientId], 'DONE');
  return succeed({ body: view });
};

function isSame(standing: GuardianView, { name, phone, relation }: Asked): boolean {
  return standing.name === name && standing.phone === phone && standing.relation === relation;
}

/** A guardian with the number, unless it may not be used. */
export async function viewGuardian(
  scope: TenantScope,
  client: ClientId,
  { id, relation, at, sealed = {} }: GuardianRow,
  withPhone: boolean,
): Promise<GuardianView> {
  const place = { client, sk: personKey({ kind: 'GUARDIAN', name: id }) };
  const { name = '', phone } = await openTexts<'name' | 'phone'>(scope, place, sealed);
  return { id, name, ...(withPhone && phone !== undefined && { phone }), relation, addedAt: at };
}

/** Takes a guardian's name and number out of the record; again, it changes nothing. 1 write and the trail's. */
export const removeGuardian: UseCase<typeof casesRoutes.removeGuardian> = async (context) => {
  const { scope, request, audit, clock } = context;
  const { clientId, guardianId } = request.parameters;
  const done = await scope.cases.transact([
    {
      Update: {
        TableName: scope.cases.name,
        Key: scope.keys.client(clientId, personKey({ kind: 'GUARDIAN', name: guardianId })),
        UpdateExpression: 'SET removedAt = if_not_exists(removedAt, :at) REMOVE sealed',
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeValues: { ':at': new Date(clock.now()).toISOString() },
      },
    },
    ...audit.writes([clientId]),
  ]);
  return done.ok ? succeed({ body: { removed: true } }) : fail(problem('not-found'));
};

/** What a guardian who asks is told of a client; the look is logged as one. 1 read and the trail's write. */
export const readGuardianCall: UseCase<typeof casesRoutes.readGuardianCall> = async (context) => {
  const { scope, clock, case: access } = context;
  const place = await readPlace(scope, clock);
  const file = clientFileOf(access.head);
  if (!file) return fail(problem('not-found'));
  const { birthDate, guardianProhibitedAt, shielded } = file.client;
  const asked = { birthDate, guardianProhibited: guardianProhibitedAt !== undefined };
  return succeed({ body: { answer: guardianAnswer(asked, place.today), shielded } });
};
