import type { TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { templatesRoutes } from '@ohjaamo/shared/templates/contract.ts';
import { firstState, hasWords, type LastAct, lessonStep } from '@ohjaamo/shared/templates/lessonLife.ts';
import { fitsLesson, type Lesson, lesson, lessonFacet } from '@ohjaamo/shared/templates/lessons.ts';
import * as z from 'zod';
import type { UseCase } from '../kernel/http/context.ts';
import type { Table } from '../kernel/table.ts';
import { networkKeys } from '../kernel/tenancy/keys.ts';
import {
  putLesson,
  type ReadLesson,
  readLesson,
  readPlaced,
  type StandingLesson,
} from './lessonRepository.ts';

const lessonRow = z.lazy(() => z.object({ sk: z.string(), value: lesson }));
/** Lessons of one look, of a page, and of one search at most. */
const AT_ONCE = 60;
const ON_PAGE = 20;
const MOST_LOOKED_AT = 600;
/** How often an act is laid over what somebody else was quicker to decide. */
const TRIES = 6;

/** What a municipality did with a lesson, with its words as they stand. */
export interface LessonTelling extends LastAct {
  readonly tenantId: TenantId;
  readonly lesson: Lesson;
}

/**
 * Hands a lesson in to the stewards, or withdraws it. Told again, or told of an earlier act, it changes nothing; what cannot happen any
 * more (the stewards have retired it) is written down as heard. A lesson from before lessons were reviewed stays published.
 */
export async function tellLesson(network: Table, told: LessonTelling): Promise<void> {
  for (let tried = 1; tried <= TRIES; tried++) {
    const before = (await readLesson(network, told.lesson)) ?? (await publishedBefore(network, told));
    const after = afterTelling(before?.value, told);
    if (!after || (await putLesson(network, told.lesson, before, after))) return;
  }
  throw new Error('A lesson could not be written');
}

/** A lesson that stands in the search without a row of its own. */
async function publishedBefore(
  network: Table,
  { lesson: of, tenantId }: Pick<LessonTelling, 'lesson' | 'tenantId'>,
): Promise<ReadLesson | undefined> {
  const placed = await readPlaced(network, of);
  return placed && { revision: 0, value: { tenantId, state: 'PUBLISHED', turn: 0, lesson: placed } };
}

function afterTelling(
  before: StandingLesson | undefined,
  { tenantId, turn, act, lesson: words }: LessonTelling,
): StandingLesson | undefined {
  if (!before) {
    const state = firstState[act];
    return { tenantId, turn, state, ...(hasWords(state) && { lesson: words }) };
  }
  if (before.turn > turn) return undefined;
  if (before.turn === turn) {
    const isKnown = before.state === 'PUBLISHED' || before.tenantId === tenantId;
    return isKnown ? undefined : { ...before, tenantId };
  }
  const state = lessonStep(before.state, act);
  if (!state) return { ...before, tenantId, turn };
  return { tenantId, turn, state, ...(hasWords(state) && { lesson: words }) };
}

/** How a municipality's own lesson stands in the network; `undefined` for one that has not come there, or is another's. One read. */
export async function standingOfLesson(
  network: Table,
  { tenantId, ...named }: { readonly tenantId: TenantId; readonly municipality: string; readonly id: string },
): Promise<Pick<StandingLesson, 'turn' | 'state' | 'reason'> | undefined> {
  const read = await readLesson(network, named);
  const isOther = read?.value.tenantId !== undefined && read.value.tenantId !== tenantId;
  return isOther ? undefined : read?.value;
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
