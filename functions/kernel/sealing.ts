import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import { clientTextPlace } from './sealedPlaces.ts';
import type { TenantScope } from './tenancy/scope.ts';

/**
 * Where a client's record stands. Every sealed text of a client lies in the attribute `sealed` of its row, by name, bound to the
 * client, the row and the name; so erasing, exporting and merging need not know what a row is about.
 */
export interface SealedPlace {
  readonly client: ClientId;
  /** The sort key of the row. */
  readonly sk: string;
}

/** Sealed texts by their names, as a row keeps them in its attribute `sealed`. */
export type Sealed = Readonly<Record<string, string>>;

/** Seals the texts of one row; what is `undefined` is left out. */
export async function sealTexts(
  scope: TenantScope,
  place: SealedPlace,
  texts: Readonly<Record<string, string | undefined>>,
): Promise<Sealed> {
  const given = Object.entries(texts).filter((each): each is [string, string] => each[1] !== undefined);
  const sealed = given.map(
    async ([name, text]) => [name, await scope.vault.seal(nameOf(place, name), text)] as const,
  );
  return Object.fromEntries(await Promise.all(sealed));
}

/** Opens the texts of one row; rejects with `SealBrokenError` when one was sealed for another place. */
export async function openTexts<Name extends string>(
  scope: TenantScope,
  place: SealedPlace,
  sealed: Readonly<Partial<Record<Name, string | undefined>>>,
): Promise<Partial<Record<Name, string>>> {
  const opened = Object.entries<string | undefined>(sealed).map(
    async ([name, text]) =>
      [name, text === undefined ? undefined : await scope.vault.open(nameOf(place, name), text)] as const,
  );
  return Object.fromEntries(await Promise.all(opened)) as Partial<Record<Name, string>>;
}

function nameOf({ client, sk }: SealedPlace, name: string): string {
  return clientTextPlace(client, sk, name);
}
