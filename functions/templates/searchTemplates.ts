import { succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { templatesRoutes } from '@ohjaamo/shared/templates/contract.ts';
import { type Place, searchLibrary } from '@ohjaamo/shared/templates/library.ts';
import * as z from 'zod';
import type { UseCase } from '../kernel/http/context.ts';
import type { Table } from '../kernel/table.ts';
import { openShelf } from './shelf.ts';

const place = z.strictObject({ facet: z.string().max(200), after: z.string().max(1000) });

/** A page of the library: the counts of the facets asked for, and a Query for each 60 cards that are looked at. */
export function searchTemplates(network: Table): UseCase<typeof templatesRoutes.searchTemplates> {
  const shelf = openShelf(network);
  return async ({ request }) => {
    const { after, ...query } = request.query;
    const { found, next } = await searchLibrary(shelf, query, { from: placeOf(after) });
    return succeed({ body: { found: [...found], ...(next && { next: textOf(next) }) } });
  };
}

/** Where a page ended, as text for an address. */
function textOf(next: Place): string {
  return Buffer.from(JSON.stringify(next)).toString('base64url');
}

/** The place that a text names; a text that names none begins anew. */
function placeOf(text: string | undefined): Place | undefined {
  if (text === undefined) return undefined;
  try {
    return place.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))).data;
  } catch {
    return undefined;
  }
}
