import { tellNetwork } from '@ohjaamo/functions/adoptions/index.ts';
import { adoptionsRoutes } from '@ohjaamo/shared/adoptions/contract.ts';
import type { LessonOfTrialStep, TrialStep } from '@ohjaamo/shared/adoptions/trials.ts';
import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import type { RequestOf } from '@ohjaamo/shared/kernel/route.ts';
import { stewardshipRoutes } from '@ohjaamo/shared/stewardship/contract.ts';
import { templatesRoutes } from '@ohjaamo/shared/templates/contract.ts';
import type { LessonDecision } from '@ohjaamo/shared/templates/lessonRoutes.ts';
import { expect } from 'vitest';
import * as z from 'zod';
import { call } from '../support/house.ts';
import { practiceTown, steward } from './practiceTown.ts';
import { registered, streamed } from './streamed.ts';

const { beginTrial, noteTrial, readTrial, stepLesson, stepTrial } = adoptionsRoutes;
const { decideLesson, listHandedInLessons } = stewardshipRoutes;
const anyRow = z.looseObject({ pk: z.string(), sk: z.string() });

/** A town that tries to keep the telephone open in the evening. */
export async function trying() {
  const practice = await practiceTown();
  const { town, library, stewards: review } = practice;
  const { goTo } = await registered(town);
  const id = randomIds.id(10);
  // A word of its own, so that what other tests taught is not found.
  const word = `${randomIds.id(10).replaceAll(/\d/gu, 'x')}iltapuhelin`;
  const trial = {
    title: { fi: word },
    needs: ['EMPLOYMENT' as const],
    need: { fi: 'Töissä olevat eivät ehdi soittaa päivällä.' },
    change: { fi: 'Puhelin vastaa keskiviikkoisin kello 18 asti.' },
    ...{ metric: 'M01' as const, from: '2027-02-01', to: '2027-04-30' },
  };
  const parameters = { trial: id };
  const begin = (more: Partial<RequestOf<typeof beginTrial>['body']['trial']> = {}) =>
    town.as('admin', beginTrial, { body: { id, trial: { ...trial, ...more } } });
  const step = (taken: TrialStep) => town.as('admin', stepTrial, { parameters, body: { step: taken } });
  const note = (text: string, noteId = randomIds.id(10)) =>
    town.as('admin', noteTrial, { parameters, body: { id: noteId, text } });
  const read = async () => (await town.as('admin', readTrial, { parameters })).body;
  /** The trial's row as the stream brings it to the network. */
  async function bring(): Promise<void> {
    const { work, keys } = town.house.scope(town.tenantId, 'adoptions');
    const { items } = await work.query(keys.trials('').pk, anyRow);
    const Records = items.map((row) => streamed(row));
    expect((await tellNetwork(town.house, { Records })).batchItemFailures).toEqual([]);
  }
  /** The trial runs, and ends as a lesson. */
  async function teach(lesson = 'Ilta oli hiljainen.') {
    await begin();
    await step({ event: 'START' });
    await step({ event: 'EVALUATE' });
    return step({ event: 'TELL_LESSON', decision: { fi: 'Ei jatketa.' }, lesson: { fi: lesson } });
  }
  const tell = (taken: LessonOfTrialStep, turn: number) =>
    town.as('admin', stepLesson, { parameters, body: { turn, step: taken } });
  const named = { actor: steward, parameters: { municipality: '999', lesson: id } };
  const decided = (taken: LessonDecision) =>
    call(review, decideLesson, { ...named, body: { decided: taken } });
  const stewards = {
    publish: (turn = 1) => decided({ decision: 'PUBLISH', turn }),
    sendBack: (reason: string, turn = 1) => decided({ decision: 'RETURN', turn, reason }),
    retire: (reason: string, toldAt: string) => decided({ decision: 'RETIRE', reason, toldAt }),
    /** The lessons of this town that wait. */
    async waiting() {
      const { body } = await call(review, listHandedInLessons, { actor: steward });
      return body.lessons.filter(({ lesson }) => lesson.id === id);
    },
  };
  const lessons = async (query: { need?: 'EMPLOYMENT' | 'HOUSING'; words?: string }) =>
    (await call(library, templatesRoutes.searchLessons, { actor: steward, query })).body.found;
  return {
    ...practice,
    ...{ goTo, id, trial, begin, step, note, read, bring, lessons, word, teach, tell, stewards },
  };
}
