import type { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { identificationFaults, identificationSteps } from '@ohjaamo/shared/cases/identification.ts';
import { readIdentityCode } from '@ohjaamo/shared/kernel/identityCode.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { ContextOf, UseCase } from '../kernel/http/context.ts';
import { openTexts, sealTexts } from '../kernel/sealing.ts';
import type { Write } from '../kernel/table.ts';
import { timelineWrite } from '../kernel/timeline.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { identityWrites, personWrite, putPerson } from './personRepository.ts';
import { readPlace } from './place.ts';
import { type ClientRow, readClientFile } from './repository.ts';
import { clientPlace } from './sealedPlaces.ts';
import { searchWrites } from './searchWords.ts';
import { staleFields } from './staleFields.ts';
import { viewClient } from './views.ts';

type Identify = typeof casesRoutes.identifyClient;

/**
 * Says who a client is: name, birth date and, where the task needs it, the identity code (1050/2018 §29), which is kept sealed and
 * found by a keyed hash that the first client to have it keeps. The id and everything in the record stay. Sent again it is the same
 * identifying. 2 reads; 5 writes and those of the trail, the search and, with a new code, two more.
 */
export const identifyClient: UseCase<Identify> = async (context) => {
  const { scope, request, audit, clock, case: access } = context;
  const { clientId } = request.parameters;
  const [place, file] = await Promise.all([readPlace(scope, clock), readClientFile(scope, clientId)]);
  if (!file) return fail(problem('not-found'));
  const { client } = file;
  const standing = await identityCodeOf(scope, client);
  const asked = request.body;
  const code = readIdentityCode(asked.identityCode ?? standing ?? '');
  const faults = identificationFaults({ birthDate: asked.birthDate, code }, standing, place.today);
  if (faults.length > 0) return refused(faults);

  const isNew = code !== undefined && standing === undefined;
  const after = await identified(scope, client, asked, isNew ? code.text : undefined);
  if (!isNew && isSame(client, after)) {
    await audit.append([clientId], 'DONE');
    return succeed({ body: await viewClient(scope, file, place, access) });
  }
  if (asked.version !== client.version) return fail(stale(client, after));
  const claim = isNew ? await identityWrites(scope, client, code.text) : [];
  const writes = [...actWrites(context, after), ...(await searchWrites(scope, client, after))];
  const done = await putPerson(scope, { before: client, after, today: place.today }, claim, [
    ...writes,
    ...audit.writes([clientId]),
  ]);
  if (done.ok) {
    return succeed({ body: await viewClient(scope, { ...file, client: done.value }, place, access) });
  }
  return done.error === 'identity-code-in-use'
    ? refused([{ field: 'identityCode', code: 'identity_code_in_use' }])
    : fail(stale(client, after));
};

/** The identity code of a client, opened; for deciding, never for showing. */
async function identityCodeOf(scope: TenantScope, { id, sealed }: ClientRow): Promise<string | undefined> {
  const { identityCode } = sealed ?? {};
  if (identityCode === undefined) return undefined;
  return (await openTexts<'identityCode'>(scope, clientPlace(id), { identityCode })).identityCode;
}

async function identified(
  scope: TenantScope,
  client: ClientRow,
  asked: ContextOf<Identify>['request']['body'],
  newCode: string | undefined,
): Promise<ClientRow> {
  const sealed = await sealTexts(scope, clientPlace(client.id), { identityCode: newCode });
  return {
    ...client,
    displayName: asked.displayName,
    birthDate: asked.birthDate,
    identification: identificationSteps[client.identification].STAFF_VERIFIED,
    ...(newCode !== undefined && { sealed: { ...client.sealed, ...sealed } }),
  };
}

const identityFields = ['displayName', 'birthDate', 'identification'] as const;

function isSame(client: ClientRow, after: ClientRow): boolean {
  return identityFields.every((field) => client[field] === after[field]);
}

/** That it was done, for the record and the story. */
function actWrites(context: ContextOf<Identify>, after: ClientRow): Write[] {
  const { scope, actor, clock, ids, request, case: access } = context;
  const at = new Date(clock.now()).toISOString();
  const by = actor.staffId;
  const owner = access.organisation;
  return [
    personWrite(scope, after.id, {
      ...{ kind: 'IDENTIFICATION', name: `${at}#${ids.id(10)}`, at, by, owner },
      means: request.body.means,
      level: after.identification,
    }),
    timelineWrite(scope, after.id, { id: ids.id(20), at, what: 'IDENTIFIED', by, category: 'BASICS', owner }),
  ];
}

function refused(faults: readonly { readonly field: string; readonly code: string }[]) {
  const errors = faults.map(({ field, code }) => ({ pointer: `/body/${field}`, code }));
  return fail(problem('invalid-request', { errors }));
}

function stale(client: ClientRow, after: ClientRow) {
  return problem('stale-version', { errors: staleFields(client, after, identityFields) });
}
