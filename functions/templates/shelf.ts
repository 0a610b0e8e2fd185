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
import { type Lineage, readLineage, readPublished } from './repository.ts';
import { cardRow, countRow, type ShelfRow } from './rows.ts';

/** Rows of facets in one transaction: each is two writes, and with what they rest on they are fewer than the 100 that DynamoDB takes. */
const FACETS_AT_ONCE = 45;
/** How often the lineage is read anew because somebody else was quicker to say where the card goes. */
const TRIES = 20;

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
 * that was cut off is made good by the next. Of two at one time the later one carries on: it knows where the card of the other may
 * stand, and the other, which has read what is older, neither puts nor takes away anything any more.
 */
export async function shelve(network: Table, kind: TemplateKind, name: string): Promise<void> {
  for (let tried = 1; tried <= TRIES; tried++) {
    const lineage = await readLineage(network, kind, name);
    const move = moveOf(lineage, await cardOf(network, lineage));
    const version = (lineage.shelf?.version ?? 0) + 1;
    const note = (at: number, leaving: ShelfRow['leaving']) =>
      putShelf(network, { kind, name, version: at, value: { ...move.value, leaving } });
    if (!(await note(version, move.leaving))) continue;
    const check = shelfCheck(network, { kind, name, version });
    const isDone = await carry(network, move, check);
    if (isDone && move.leaving.length > 0) await note(version + 1, []);
    return;
  }
  throw new Error('Others said again and again where a card of the library goes');
}

/** Where a card goes, and what it leaves. */
interface Move {
  readonly value: Omit<ShelfRow, 'leaving'>;
  readonly places: readonly ShelfPlace[];
  readonly leaving: ShelfRow['leaving'];
  /** Facets under which it may stand already. */
  readonly known: ReadonlySet<string>;
}

function moveOf(lineage: Lineage, card: LibraryCard | undefined): Move {
  const was: ShelfRow = lineage.shelf ?? { facets: [], leaving: [] };
  const order = card && orderOf(card);
  const facets = card ? [...facetsOf(card), ...usersFacets(lineage)] : [];
  const places = facets.map((facet) => ({ facet, order: order ?? '' }));
  const isThere = new Set(places.map(keyOf));
  const before = [...was.leaving, ...was.facets.map((facet) => ({ facet, order: was.order ?? '' }))];
  return {
    value: { facets, ...(card && { card, order }) },
    places,
    leaving: before.filter((place) => !isThere.has(keyOf(place))),
    known: new Set(before.map(({ facet }) => facet)),
  };
}

/** Puts the card where it goes, and takes it from where it was; false when somebody else has said since where it goes. */
async function carry(
  network: Table,
  { value, places, leaving, known }: Move,
  check: Write,
): Promise<boolean> {
  const { card, order, facets } = value;
  const put = places.map((place) => [
    network.putWrite({ ...cardKey(place), order, card }),
    ...(known.has(place.facet) ? [] : [countWrite(network, place.facet, 1)]),
  ]);
  const now = new Set(facets);
  const gone = new Set(leaving.map(({ facet }) => facet).filter((facet) => !now.has(facet)));
  const taken = [
    ...leaving.map((place) => [{ Delete: { TableName: network.name, Key: cardKey(place) } }]),
    ...[...gone].map((facet) => [countWrite(network, facet, -1)]),
  ];
  return (await inParts(network, put, check)) && inParts(network, taken, check);
}

/** The row that says where a card may stand. */
interface ShelfNote {
  readonly kind: TemplateKind;
  readonly name: string;
  readonly version: number;
  readonly value: ShelfRow;
}

/** Writes it over the one that was read; false when another stands there. */
async function putShelf(network: Table, { kind, name, version, value }: ShelfNote): Promise<boolean> {
  const item = { ...networkKeys.lineage(kind, name, 'SHELF'), kind: 'SHELF', version, value };
  const done =
    version === 1
      ? await network.putIf(item, 'attribute_not_exists(version)')
      : await network.putIf(item, 'version = :before', { ':before': version - 1 });
  return done.ok;
}

/** Holds while nobody else has said where the card goes. */
function shelfCheck(network: Table, { kind, name, version }: Omit<ShelfNote, 'value'>): Write {
  return {
    ConditionCheck: {
      TableName: network.name,
      Key: networkKeys.lineage(kind, name, 'SHELF'),
      ConditionExpression: 'version = :version',
      ExpressionAttributeValues: { ':version': version },
    },
  };
}

/** The card of the newest published version; `undefined` when none is published any more. */
async function cardOf(network: Table, { versions, users }: Lineage): Promise<LibraryCard | undefined> {
  const newest = versions.find(({ state }) => state === 'PUBLISHED');
  const standing = newest && (await readPublished(network, newest.address));
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

/** False, and no further, when what the writes rest on holds no more. */
async function inParts(
  network: Table,
  groups: readonly (readonly Write[])[],
  check: Write,
): Promise<boolean> {
  for (let from = 0; from < groups.length; from += FACETS_AT_ONCE) {
    const writes = groups.slice(from, from + FACETS_AT_ONCE).flat();
    if (!(await network.transact([check, ...writes])).ok) return false;
  }
  return true;
}
