import {
  facetsOf,
  type LibraryCard,
  orderOf,
  type Shelf,
  usedFacet,
} from '@ohjaamo/shared/templates/library.ts';
import { completenessOf, wholeLanguages } from '@ohjaamo/shared/templates/texts.ts';
import { type TemplateKind, textsOf } from '@ohjaamo/shared/templates/version.ts';
import type { Table, Write } from '../kernel/table.ts';
import { networkKeys } from '../kernel/tenancy/keys.ts';
import { type Lineage, readLineage, readStanding } from './repository.ts';
import { cardRow, countRow, type ShelfRow } from './rows.ts';

/** Rows of facets in one transaction: each is two writes, of the 100 that DynamoDB takes. */
const FACETS_AT_ONCE = 45;

/** The library's shelf as a search walks it: one Query a walk, one read a count. */
export function openShelf(network: Table): Shelf {
  return {
    async count(facet) {
      return (await network.get(networkKeys.library(facet, 'COUNT'), countRow, false))?.count ?? 0;
    },
    async walk(facet, after, most) {
      const { pk } = networkKeys.library(facet, '');
      const cursor = after === undefined ? undefined : { pk, sk: `CARD#${after}` };
      const { items } = await network.query(pk, cardRow, {
        begins: 'CARD#',
        limit: most,
        ...(cursor && { cursor }),
      });
      return items;
    },
  };
}

/**
 * Puts a template where it belongs on the shelf by what stands in its lineage now, and takes it from where it was: its newest published
 * version under every facet, nothing when all are retired. Where it may stand is written down before it is put there, so that a run
 * that was cut off is made good by the next.
 */
export async function shelve(network: Table, kind: TemplateKind, name: string): Promise<void> {
  const lineage = await readLineage(network, kind, name);
  const was: ShelfRow = lineage.shelf ?? { facets: [], leaving: [] };
  const card = await cardOf(network, lineage);
  const order = card && orderOf(card);
  const facets = card ? [...facetsOf(card), ...usersFacets(lineage)] : [];
  const places = facets.map((facet) => ({ facet, order: order ?? '' }));
  const isThere = new Set(places.map(keyOf));
  const before = [...was.leaving, ...was.facets.map((facet) => ({ facet, order: was.order ?? '' }))];
  const leaving = before.filter((place) => !isThere.has(keyOf(place)));
  const key = networkKeys.lineage(kind, name, 'SHELF');
  const value = { facets, ...(card && { card, order }) };
  await network.put({ ...key, kind: 'SHELF', value: { ...value, leaving } });
  const known = new Set(before.map(({ facet }) => facet));
  await inParts(
    network,
    places.map((place) => [
      network.putWrite({ ...cardKey(place), order, card }),
      ...(known.has(place.facet) ? [] : [countWrite(network, place.facet, 1)]),
    ]),
  );
  const now = new Set(facets);
  const gone = new Set(leaving.map(({ facet }) => facet).filter((facet) => !now.has(facet)));
  await inParts(network, [
    ...leaving.map((place) => [{ Delete: { TableName: network.name, Key: cardKey(place) } }]),
    ...[...gone].map((facet) => [countWrite(network, facet, -1)]),
  ]);
  if (leaving.length > 0) await network.put({ ...key, kind: 'SHELF', value: { ...value, leaving: [] } });
}

/** The card of the newest published version; `undefined` when none is published any more. */
async function cardOf(network: Table, { versions, users }: Lineage): Promise<LibraryCard | undefined> {
  const newest = versions.find(({ state }) => state === 'PUBLISHED');
  const standing = newest && (await readStanding(network, newest.address));
  if (!standing) return undefined;
  const { kind, name, version, title, summary, needs, sizes } = standing.template;
  return {
    ...{ kind, name, version, title, summary, needs, sizes, address: standing.address },
    languages: wholeLanguages(completenessOf(textsOf(standing.template))),
    users: users.filter(({ address }) => address).length,
  };
}

function usersFacets({ users }: Lineage): string[] {
  const using = users.filter(({ address }) => address).map(({ municipality }) => usedFacet(municipality));
  return [...new Set(using)];
}

interface ShelfPlace {
  readonly facet: string;
  readonly order: string;
}

function keyOf({ facet, order }: ShelfPlace): string {
  return `${facet}#${order}`;
}

function cardKey({ facet, order }: ShelfPlace) {
  return networkKeys.library(facet, `CARD#${order}`);
}

/** Counts are for choosing where to look: one that is off by one after a cut-off run does no harm. */
function countWrite(network: Table, facet: string, by: number): Write {
  return {
    Update: {
      TableName: network.name,
      Key: networkKeys.library(facet, 'COUNT'),
      UpdateExpression: 'ADD #count :by',
      ExpressionAttributeNames: { '#count': 'count' },
      ExpressionAttributeValues: { ':by': by },
    },
  };
}

async function inParts(network: Table, groups: readonly (readonly Write[])[]): Promise<void> {
  for (let from = 0; from < groups.length; from += FACETS_AT_ONCE) {
    const done = await network.transact(groups.slice(from, from + FACETS_AT_ONCE).flat());
    if (!done.ok) throw new Error('A row of the library could not be written');
  }
}
