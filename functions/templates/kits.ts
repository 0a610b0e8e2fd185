import { type LibraryCard, searchLibrary } from '@ohjaamo/shared/templates/library.ts';
import type { TemplateReference } from '@ohjaamo/shared/templates/version.ts';
import type { Table } from '../kernel/table.ts';
import { type OpenVersion, readVersion } from './adoptions.ts';
import { readNamed } from './repository.ts';
import { openShelf } from './shelf.ts';

/** So many kits of the library are offered at once, those of many users first. */
const MOST_KITS = 60;

/** The newest published version of each kit in the library, the most used first: one Query for each 60 cards. */
export async function publishedKits(network: Table): Promise<readonly LibraryCard[]> {
  return (await searchLibrary(openShelf(network), { kind: 'SITE_KIT' }, { most: MOST_KITS })).found;
}

/** The published or retired version that a kit names; `undefined` when the library has none. Three reads. */
export async function readReference(
  network: Table,
  named: TemplateReference,
): Promise<OpenVersion | undefined> {
  const line = await readNamed(network, named);
  return line && readVersion(network, line.address);
}
