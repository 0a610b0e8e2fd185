import { succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { templatesRoutes } from '@ohjaamo/shared/templates/contract.ts';
import {
  facetsOfLesson,
  fitsLesson,
  type Lesson,
  lesson,
  lessonFacet,
  lessonPlace,
} from '@ohjaamo/shared/templates/lessons.ts';
import * as z from 'zod';
import type { UseCase } from '../kernel/http/context.ts';
import type { Table } from '../kernel/table.ts';
import { networkKeys } from '../kernel/tenancy/keys.ts';

const lessonRow = z.lazy(() => z.object({ sk: z.string(), value: lesson }));
/** Lessons of one look, of a page, and of one search at most. */
const AT_ONCE = 60;
const ON_PAGE = 20;
const MOST_LOOKED_AT = 600;

/** Puts a lesson where the network finds it, under all its needs. Told again it stands where it stood. */
export async function tellLesson(network: Table, value: Lesson): Promise<void> {
  const done = await network.transact(
    facetsOfLesson(value).map((facet) =>
      network.putWrite({ ...networkKeys.library(facet, lessonPlace(value)), kind: 'LESSON', value }),
    ),
  );
  if (!done.ok) throw new Error('A lesson could not be written');
}

/** A page of lessons, the latest first: a Query for each 60 that are looked at. */
export function searchLessons(network: Table): UseCase<typeof templatesRoutes.searchLessons> {
  return async ({ request }) => {
    const { after, ...query } = request.query;
    const { pk } = networkKeys.library(lessonFacet(query.need), '');
    const found: Lesson[] = [];
    let place = after;
    for (let looked = 0; looked < MOST_LOOKED_AT; looked += AT_ONCE) {
      const cursor = place === undefined ? undefined : { pk, sk: place };
      const { items } = await network.query(pk, lessonRow, { limit: AT_ONCE, ...(cursor && { cursor }) });
      for (const { sk, value } of items) {
        place = sk;
        if (!fitsLesson(value, query)) continue;
        found.push(value);
        if (found.length === ON_PAGE) return succeed({ body: { found, next: sk } });
      }
      if (items.length < AT_ONCE) return succeed({ body: { found } });
    }
    return succeed({ body: { found, ...(place !== undefined && { next: place }) } });
  };
}
