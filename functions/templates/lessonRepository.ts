import { tenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { lessonStates } from '@ohjaamo/shared/templates/lessonLife.ts';
import { facetsOfLesson, type Lesson, lesson, lessonPlace } from '@ohjaamo/shared/templates/lessons.ts';
import * as z from 'zod';
import type { Table, Write } from '../kernel/table.ts';
import { type Key, networkKeys, partitions } from '../kernel/tenancy/keys.ts';

const lessonRow = z.lazy(() =>
  z.object({
    revision: z.int(),
    value: z.object({
      /**
       * Whose it is now: a municipality that comes back with an export has another id and the same code. Absent for what is published,
       * and for what was retired before its municipality told of it again.
       */
      tenantId: tenantId.optional(),
      state: z.enum(lessonStates),
      /** The last act of the municipality that counted. */
      turn: z.int(),
      /** Its words, while they wait or are read. */
      lesson: lesson.optional(),
      /** Why it was sent back or retired. */
      reason: z.string().optional(),
    }),
  }),
);
/** How a lesson stands in the network. */
export type StandingLesson = z.infer<typeof lessonRow>['value'];

/** How a lesson is named: by the code of its municipality, and the id of its trial. */
export type LessonName = Pick<Lesson, 'municipality' | 'id'>;

/** A lesson as it was read; revision 0 for one without a row. */
export interface ReadLesson {
  readonly value: StandingLesson;
  readonly revision: number;
}

/** How a lesson stands, consistently; `undefined` for one that the network has not heard of. */
export async function readLesson(
  network: Table,
  { municipality, id }: LessonName,
): Promise<ReadLesson | undefined> {
  const row = await network.get(networkKeys.lesson(municipality, id), lessonRow);
  return row && { value: row.value, revision: row.revision };
}

const placedRow = z.lazy(() => z.object({ value: lesson }));

/** A lesson where a search finds it, by the instant at which it was told. */
export async function readPlaced(
  network: Table,
  named: LessonName & Pick<Lesson, 'toldAt'>,
): Promise<Lesson | undefined> {
  const [facet = ''] = facetsOfLesson({ needs: [] });
  return (await network.get(networkKeys.library(facet, lessonPlace(named)), placedRow))?.value;
}

const waitingRow = z.lazy(() => z.object({ value: z.object({ turn: z.int(), lesson }) }));

/** The lessons that wait for the stewards, the longest waiting first: one Query. */
export async function readWaiting(network: Table): Promise<z.infer<typeof waitingRow>['value'][]> {
  const { items } = await network.query(partitions.lessonsWaiting, waitingRow);
  return items.map(({ value }) => value);
}

/**
 * Puts a lesson over the one that was read, and lets the search and the stewards' list follow in the same transaction; false when
 * somebody was quicker. At most 34 writes: a lesson has fourteen needs at most.
 */
export async function putLesson(
  network: Table,
  named: LessonName,
  before: ReadLesson | undefined,
  after: StandingLesson,
): Promise<boolean> {
  const revision = before?.revision ?? 0;
  const item = {
    ...networkKeys.lesson(named.municipality, named.id),
    ...{ kind: 'LESSON_STANDING', revision: revision + 1, value: kept(after) },
    ...goesWith(kept(after)),
  };
  const there = new Map(
    placesOf(network, before?.value).map((write) => [nameOf(keyOf(write)), keyOf(write)]),
  );
  const wanted = placesOf(network, after);
  for (const write of wanted) there.delete(nameOf(keyOf(write)));
  const done = await network.transact([
    network.putOverWrite(item, revision, 'revision'),
    ...wanted,
    ...[...there.values()].map((Key): Write => ({ Delete: { TableName: network.name, Key } })),
  ]);
  return done.ok;
}

/** Where a lesson is found as it stands: by whoever searches, or by the stewards. */
function placesOf(network: Table, standing: StandingLesson | undefined): Write[] {
  if (!standing?.lesson) return [];
  const { state, lesson: value, turn } = standing;
  if (state === 'REVIEW') {
    const sk = `${value.toldAt}#${value.municipality}#${value.id}`;
    const row = { value: { turn, lesson: value }, ...goesWith(standing) };
    return [network.putWrite({ ...networkKeys.lessonWaiting(sk), ...row })];
  }
  if (state !== 'PUBLISHED') return [];
  return facetsOfLesson(value).map((facet) =>
    network.putWrite({ ...networkKeys.library(facet, lessonPlace(value)), kind: 'LESSON', value }),
  );
}

/** What is published stays when its municipality leaves, and names its code alone. */
function kept({ tenantId: of, ...standing }: StandingLesson): StandingLesson {
  return standing.state === 'PUBLISHED' || of === undefined ? standing : { tenantId: of, ...standing };
}

/** What is not published goes with its municipality: the row names it. */
function goesWith({ tenantId: of }: StandingLesson): { readonly tenantId?: string } {
  return of === undefined ? {} : { tenantId: of };
}

function keyOf({ Put }: Write): Key {
  return { pk: String(Put?.Item?.['pk']), sk: String(Put?.Item?.['sk']) };
}

function nameOf({ pk, sk }: Key): string {
  return [pk, sk].join(' ');
}
