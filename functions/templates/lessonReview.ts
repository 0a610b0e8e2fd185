import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { stewardshipRoutes } from '@ohjaamo/shared/stewardship/contract.ts';
import { hasWords, lessonStep } from '@ohjaamo/shared/templates/lessonLife.ts';
import type { LessonDecision } from '@ohjaamo/shared/templates/lessonRoutes.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { Table } from '../kernel/table.ts';
import {
  type LessonName,
  putLesson,
  type ReadLesson,
  readLesson,
  readPlaced,
  readWaiting,
  type StandingLesson,
} from './lessonRepository.ts';

/** How often a decision is laid over what the municipality was quicker to do. */
const TRIES = 6;

/** What waits for the stewards, the longest waiting first: one Query. */
export function listHandedInLessons(network: Table): UseCase<typeof stewardshipRoutes.listHandedInLessons> {
  return async () => succeed({ body: { lessons: await readWaiting(network) } });
}

/** Decides about the words that were shown. The same again is the same answer; a lesson from before lessons were reviewed can be retired. */
export function decideLesson(network: Table): UseCase<typeof stewardshipRoutes.decideLesson> {
  return ({ request: { parameters, body } }) => {
    const { decided } = body;
    const named = { municipality: parameters.municipality, id: parameters.lesson };
    return decided.decision === 'RETIRE'
      ? decide(network, { ...named, toldAt: decided.toldAt }, decided)
      : decide(network, named, decided);
  };
}

/** Whether a lesson is as it was shown. */
function isMeant({ turn, lesson }: StandingLesson, shown: LessonDecision): boolean {
  if (shown.decision !== 'RETIRE') return turn === shown.turn;
  return lesson === undefined || lesson.toldAt === shown.toldAt;
}

type Named = LessonName & { readonly toldAt?: string };

async function decide(
  network: Table,
  named: Named,
  decided: LessonDecision,
): Promise<Result<{ readonly body: { readonly state: StandingLesson['state'] } }, Problem>> {
  const event = decided.decision;
  const said = decided.decision === 'PUBLISH' ? undefined : decided.reason;
  for (let tried = 1; tried <= TRIES; tried++) {
    const before = (await readLesson(network, named)) ?? (await unreviewed(network, named));
    if (!before) return fail(problem('not-found'));
    const { state, reason: told, lesson, ...rest } = before.value;
    if (!isMeant(before.value, decided)) return fail(problem('state-conflict'));
    if (state === outcomes[event] && told === said) return succeed({ body: { state } });
    const to = lessonStep(state, event);
    if (!to) return fail(problem('state-conflict'));
    const after = {
      ...{ ...rest, state: to },
      ...(said !== undefined && { reason: said }),
      ...(hasWords(to) && lesson && { lesson }),
    };
    if (await putLesson(network, named, before, after)) return succeed({ body: { state: to } });
  }
  return fail(problem('state-conflict'));
}

/** What each decision leads to: asked again, it has been made. */
const outcomes: Readonly<Record<LessonDecision['decision'], StandingLesson['state']>> = {
  PUBLISH: 'PUBLISHED',
  RETURN: 'RETURNED',
  RETIRE: 'RETIRED',
};

/** A lesson that is found and was never reviewed; whose it was, nobody wrote down. */
async function unreviewed(network: Table, named: Named): Promise<ReadLesson | undefined> {
  const { toldAt } = named;
  const placed = toldAt === undefined ? undefined : await readPlaced(network, { ...named, toldAt });
  return placed && { revision: 0, value: { state: 'PUBLISHED', turn: 0, lesson: placed } };
}
