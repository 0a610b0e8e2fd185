import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import { openTexts } from '../kernel/sealing.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { personKey, readPersonRows } from './personRepository.ts';
import type { PersonRow } from './personRows.ts';
import { readClientFile } from './repository.ts';
import { clientPlace, consentPlace } from './sealedPlaces.ts';

type Plain = Readonly<Record<string, unknown>>;

/** Everything the cases module holds about a client, as plain opened values. */
export interface PersonExport {
  readonly client: Plain;
  readonly episodes: readonly Plain[];
  readonly consents: readonly Plain[];
  /** Guardians, restrictions with their reasons, how the person was identified, when the identity code was told and why. */
  readonly person: readonly Plain[];
  /**
   * Rows that may be kept from the person for a while by 1050/2018 §34 and 621/1999 §11(2), and are given out once somebody has
   * decided so. Whoever makes the copy tells that such a restriction exists in law, never whether it was used.
   */
  readonly restricted: readonly Plain[];
}

/** Gives {@link PersonExport}; `undefined` when there is no such client. 2 reads. */
export async function personOf(scope: TenantScope, client: ClientId): Promise<PersonExport | undefined> {
  const [file, rows] = await Promise.all([readClientFile(scope, client), readPersonRows(scope, client)]);
  if (!file) return undefined;
  const {
    kind: _kind,
    sealed = {},
    team: _team,
    receivers: _receivers,
    tasks: _tasks,
    ...told
  } = file.client;
  const person = rows.filter((row) => !isRestricted(row));
  return {
    client: { ...told, ...(await openTexts(scope, clientPlace(client), sealed)) },
    episodes: await Promise.all(
      file.episodes.map(async ({ sealed: words = {}, ...row }) => ({
        ...withoutKind(row),
        ...(await openTexts(scope, { client, sk: `EPISODE#${row.id}` }, words)),
      })),
    ),
    consents: await Promise.all(
      file.consents.map(async ({ sealed: reasons = {}, ...row }) => ({
        ...withoutKind(row),
        ...(await openTexts(scope, consentPlace(client, row.id), reasons)),
      })),
    ),
    person: await Promise.all(person.map((row) => opened(scope, client, row))),
    restricted: await Promise.all(rows.filter(isRestricted).map((row) => opened(scope, client, row))),
  };
}

function isRestricted(row: PersonRow): boolean {
  return 'restricted' in row;
}

async function opened(scope: TenantScope, client: ClientId, row: PersonRow): Promise<Plain> {
  if (!('sealed' in row) || !row.sealed) return row;
  const { sealed, ...told } = row;
  return { ...told, ...(await openTexts(scope, { client, sk: personKey(row) }, sealed)) };
}

function withoutKind({ kind: _kind, ...told }: Plain & { readonly kind: string }): Plain {
  return told;
}
