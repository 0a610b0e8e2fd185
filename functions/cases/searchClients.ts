import type { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { bucketOf, BUCKET_LETTERS, nameFits, nameWords, phoneForm } from '@ohjaamo/shared/cases/search.ts';
import { MOST_FOUND } from '@ohjaamo/shared/cases/searchRoutes.ts';
import type { CaseCategory } from '@ohjaamo/shared/kernel/caseCategories.ts';
import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import { siftCases, watchSearch } from '../access/index.ts';
import type { ContextOf, UseCase } from '../kernel/http/context.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readWorkersTenant } from '../tenants/index.ts';
import { clientsOf, viewFound } from './findClients.ts';
import { clientOfIdentityCode } from './personRepository.ts';
import type { ClientRow } from './repository.ts';
import { findByName, findByPhone, findByTag } from './searchWords.ts';

type Search = typeof casesRoutes.searchClients;
type Asked = ContextOf<Search>['request']['body']['by'];

/**
 * A hit says what was searched for: who is found by a topic has it, by a number has that number. So whoever searches finds those
 * alone of whom the policies show that part; that a name belongs to a client they show to whoever may know of the client.
 */
const told: Readonly<Record<Asked['kind'], CaseCategory>> = {
  NAME: 'BASICS',
  TAG: 'GUIDANCE',
  PHONE: 'CONTACT_DETAILS',
  IDENTITY_CODE: 'CONTACT_DETAILS',
};

/**
 * Finds clients whom the worker may know of. The index says where to look, each client's own row decides. Consents open no part
 * here: whoever sees a number by consent alone finds by name. Unusual searching is raised to the administrator. About 1 read unit for 60 names that begin alike and 1 for each client that fits, 5 beside; a row in
 * the trail for each client shown.
 */
export const searchClients: UseCase<Search> = async ({ scope, request, actor, audit, clock }) => {
  const { by, purpose } = request.body;
  const fault = faultOf(by);
  if (fault) return fail(problem('invalid-request', { errors: [{ pointer: '/body/by/text', code: fault }] }));
  const [tenant, sift, ids] = await Promise.all([
    readWorkersTenant(scope),
    siftCases(scope, { actor, purpose, clock }),
    idsOf(scope, by),
  ]);
  const { clients, maySee } = await clientsOf(scope, ids, sift);
  const found = clients
    .filter((client) => maySee(client, told[by.kind]) && fits(client, by))
    .sort((one, other) => one.displayName.localeCompare(other.displayName, 'fi'));
  const shown = found.slice(0, MOST_FOUND);
  const organisation = tenant.staff.find(({ id }) => id === actor.staffId)?.organisation ?? '';
  audit.because({ organisation, purpose });
  await watchSearch(
    scope,
    actor,
    shown.map(({ displayName }) => displayName),
    clock.now(),
  );
  return succeed({
    body: {
      clients: shown.map((client) => viewFound(client, tenant, maySee)),
      more: found.length > shown.length,
    },
    subjects: shown.map(({ id }) => id),
  });
};

/** What cannot be searched by: fewer letters than would narrow anything down, digits that are no telephone. */
function faultOf(by: Asked): string | undefined {
  if (by.kind === 'PHONE' && !phoneForm(by.text)) return 'invalid_phone';
  const long = nameWords(by.text).some((word) => Array.from(bucketOf(word)).length === BUCKET_LETTERS);
  return by.kind === 'NAME' && !long ? 'too_short' : undefined;
}

async function idsOf(scope: TenantScope, by: Asked): Promise<ClientId[]> {
  switch (by.kind) {
    case 'NAME':
      return findByName(scope, by.text);
    case 'PHONE':
      return findByPhone(scope, by.text);
    case 'TAG':
      return findByTag(scope, by.text);
    case 'IDENTITY_CODE': {
      const owner = await clientOfIdentityCode(scope, by.text);
      return owner ? [owner] : [];
    }
  }
}

/** Whether the client is still what was searched for: the index may lag behind a record that was taken into another one. */
function fits(client: ClientRow, by: Asked): boolean {
  if (by.kind === 'NAME') return nameFits(client.displayName, by.text);
  return by.kind !== 'TAG' || (client.tags?.includes(by.text) ?? false);
}
