import type { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { CaseAccess } from '../kernel/caseAccess.ts';
import type { ContextOf, UseCase } from '../kernel/http/context.ts';
import { openTexts, type Sealed, sealTexts } from '../kernel/sealing.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { putPerson } from './personRepository.ts';
import { readPlace } from './place.ts';
import { type ClientRow, readClientFile } from './repository.ts';
import { clientPlace } from './sealedPlaces.ts';
import { searchWrites } from './searchWords.ts';
import { staleFields } from './staleFields.ts';
import { mayReach, viewClient } from './views.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';

type Change = typeof casesRoutes.changeClient;
type Asked = ContextOf<Change>['request']['body'];
interface Whereabouts {
  readonly municipality?: string | undefined;
  readonly address?: string | undefined;
}

const fields = ['displayName', 'contactLanguage', 'interpreterLanguage', 'phone', 'email'] as const;

/**
 * Changes how a client is reached, while the version that the form was opened with still stands. What a non-disclosure hides from
 * whoever asks stays as it is unless something new is told. Sent again it is the same change. 2 reads; 1 write and those of the
 * trail and the search.
 */
export const changeClient: UseCase<Change> = async ({ scope, request, audit, clock, case: access }) => {
  const { clientId } = request.parameters;
  const [place, file] = await Promise.all([readPlace(scope, clock), readClientFile(scope, clientId)]);
  if (!file) return fail(problem('not-found'));
  const { client } = file;
  const lives = await whereaboutsOf(scope, client);
  const { row: after, lives: newLives } = changed({ client, lives }, request.body, access, place.tenant);
  const moved = lives.municipality !== newLives.municipality || lives.address !== newLives.address;
  if (!moved && fields.every((field) => client[field] === after[field])) {
    await audit.append([clientId], 'DONE');
    return succeed({ body: await viewClient(scope, file, place, access) });
  }
  const stale = () => {
    const also = moved ? [{ pointer: '/body/address', code: 'changed_meanwhile' }] : [];
    return fail(problem('stale-version', { errors: [...staleFields(client, after, fields), ...also] }));
  };
  if (request.body.version !== client.version) return stale();
  const row = moved ? { ...after, sealed: await resealed(scope, client, newLives) } : after;
  const done = await putPerson(
    scope,
    { before: client, after: row, today: place.today },
    [],
    [...(await searchWrites(scope, client, row)), ...audit.writes([clientId])],
  );
  if (!done.ok) return stale();
  return succeed({ body: await viewClient(scope, { ...file, client: done.value }, place, access) });
};

async function whereaboutsOf(scope: TenantScope, { id, sealed = {} }: ClientRow): Promise<Whereabouts> {
  const { municipality, address } = sealed;
  return openTexts<'municipality' | 'address'>(scope, clientPlace(id), {
    ...(municipality && { municipality }),
    ...(address && { address }),
  });
}

/** The client as asked for; what whoever asks does not see is kept when nothing is told of it. */
function changed(
  { client, lives }: { readonly client: ClientRow; readonly lives: Whereabouts },
  { version: _version, municipality, address, ...asked }: Asked,
  access: CaseAccess,
  tenant: Tenant,
): { readonly row: ClientRow; readonly lives: Whereabouts } {
  const sees = mayReach(client, tenant, access);
  const { phone, email, ...open } = asked;
  const { phone: _phone, email: _email, interpreterLanguage: _interpreter, ...rest } = client;
  const newPhone = phone ?? (sees.contact ? undefined : client.phone);
  const newEmail = email ?? (sees.contact ? undefined : client.email);
  return {
    row: {
      ...rest,
      ...open,
      ...(newPhone !== undefined && { phone: newPhone }),
      ...(newEmail !== undefined && { email: newEmail }),
    },
    lives: {
      municipality: municipality ?? (sees.whereabouts ? undefined : lives.municipality),
      address: address ?? (sees.whereabouts ? undefined : lives.address),
    },
  };
}

async function resealed(scope: TenantScope, client: ClientRow, lives: Whereabouts): Promise<Sealed> {
  const { municipality: _municipality, address: _address, ...kept } = client.sealed ?? {};
  return { ...kept, ...(await sealTexts(scope, clientPlace(client.id), { ...lives })) };
}
