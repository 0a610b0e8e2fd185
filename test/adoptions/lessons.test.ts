import { tellOpened } from '@ohjaamo/functions/adoptions/index.ts';
import { networkKeys } from '@ohjaamo/functions/kernel/tenancy/keys.ts';
import {
  firstState,
  hasWords,
  type LessonEvent,
  lessonStates,
  lessonStep,
  stateOfLesson,
} from '@ohjaamo/shared/templates/lessonLife.ts';
import { facetsOfLesson, lessonPlace } from '@ohjaamo/shared/templates/lessons.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { trying } from './tryingTown.ts';

const anyRow = z.looseObject({ pk: z.string(), sk: z.string() });
const WITHDRAW = { act: 'WITHDRAW' as const };
const handIn = (lesson: string) => ({
  act: 'HAND_IN' as const,
  decision: { fi: 'Ei jatketa.' },
  lesson: { fi: lesson },
});

describe('A lesson from a trial', () => {
  it('waits for the stewards, once however often it comes, and nobody else finds it', async () => {
    const { teach, bring, lessons, stewards, word, read } = await trying();
    await teach();
    expect((await teach()).status).toBe(200);
    await bring();
    await bring();
    expect(await lessons({ words: word })).toEqual([]);
    const [waits, ...more] = await stewards.waiting();
    expect([waits?.turn, waits?.lesson.lesson, more]).toEqual([1, { fi: 'Ilta oli hiljainen.' }, []]);
    expect(waits?.lesson).not.toHaveProperty('observations');
    expect((await read()).standing).toEqual({ turn: 1, state: 'REVIEW' });
  });

  it('is found by its need and its words when it is published, and waits no more', async () => {
    const { teach, bring, lessons, stewards, word, read } = await trying();
    await teach();
    await bring();
    expect([(await stewards.publish()).status, (await stewards.publish()).status]).toEqual([200, 200]);
    await bring();
    expect(await lessons({ words: word, need: 'EMPLOYMENT' })).toMatchObject([
      { municipality: '999', lesson: { fi: 'Ilta oli hiljainen.' } },
    ]);
    expect(await lessons({ words: word, need: 'HOUSING' })).toEqual([]);
    expect(await stewards.waiting()).toEqual([]);
    expect((await read()).standing?.state).toBe('PUBLISHED');
  });

  it('comes back with a word, and is handed in anew in other words', async () => {
    const { teach, bring, tell, lessons, stewards, word, read } = await trying();
    await teach();
    await bring();
    expect((await stewards.sendBack('Kerro, montako soitti.')).status).toBe(200);
    expect((await read()).standing).toEqual({
      ...{ turn: 1, state: 'RETURNED', reason: 'Kerro, montako soitti.' },
    });
    expect((await tell(handIn('Kaksi soitti.'), 1)).status).toBe(200);
    expect((await read()).standing).toEqual({ turn: 2, state: 'REVIEW' });
    await bring();
    expect((await stewards.publish(1)).status).toBe(409);
    expect((await stewards.publish(2)).status).toBe(200);
    expect(await lessons({ words: word })).toMatchObject([{ lesson: { fi: 'Kaksi soitti.' } }]);
  });

  it.each([
    ['that waits', () => Promise.resolve()],
    [
      'that is published',
      async ({ stewards }: Town) => {
        await stewards.publish();
      },
    ],
  ])('%s is withdrawn, and the network keeps none of its words', async (_what, before) => {
    const town = await trying();
    const { teach, bring, tell, lessons, stewards, word, read, id } = town;
    await teach();
    await bring();
    await before(town);
    expect([(await tell(WITHDRAW, 1)).status, (await tell(WITHDRAW, 1)).status]).toEqual([200, 200]);
    expect((await read()).standing).toEqual({ turn: 2, state: 'WITHDRAWN' });
    await bring();
    expect([await lessons({ words: word }), await stewards.waiting()]).toEqual([[], []]);
    expect((await stewards.publish()).status).toBe(409);
    const row = await town.town.house.network.get(networkKeys.lesson('999', id), anyRow);
    expect(JSON.stringify(row)).not.toContain('hiljainen');
    expect((await tell(handIn('Uusin sanoin.'), 2)).status).toBe(200);
    await bring();
    expect(await stewards.waiting()).toMatchObject([
      { turn: 3, lesson: { lesson: { fi: 'Uusin sanoin.' } } },
    ]);
  });

  it('that the stewards have retired is found by nobody and not told again', async () => {
    const { teach, bring, tell, lessons, stewards, word, read } = await trying();
    await teach();
    await bring();
    await stewards.publish();
    const [found] = await lessons({ words: word });
    const retire = () => stewards.retire('Se oli erehdys.', found?.toldAt ?? '');
    expect([(await retire()).status, (await retire()).status]).toEqual([200, 200]);
    expect(await lessons({ words: word })).toEqual([]);
    expect((await read()).standing).toMatchObject({ state: 'RETIRED', reason: 'Se oli erehdys.' });
    expect([(await tell(handIn('Vielä kerran.'), 1)).status, (await tell(WITHDRAW, 1)).status]).toEqual([
      409, 409,
    ]);
  });

  it('of two who act on it one is told', async () => {
    const { teach, bring, tell, stewards } = await trying();
    await teach();
    await bring();
    await stewards.sendBack('Lyhyt.');
    expect((await tell(handIn('Ensimmäinen.'), 1)).status).toBe(200);
    expect((await tell(handIn('Toinen.'), 1)).problem.type).toBe('/problems/stale-version');
    expect((await tell(WITHDRAW, 1)).problem.type).toBe('/problems/stale-version');
  });

  it('from before lessons were reviewed stays published, and can be withdrawn and retired', async () => {
    const { town, teach, bring, tell, lessons, stewards, word, read, id } = await trying();
    const { network } = town.house;
    await teach();
    const { work, keys } = town.house.scope(town.tenantId, 'adoptions');
    const { items } = await work.query(keys.trials('').pk, anyRow);
    const [row] = items as unknown as [{ pk: string; sk: string; value: Record<string, unknown> }];
    const {
      told: _told,
      observations: _seen,
      state: _state,
      history: _history,
      copy: _copy,
      ...words
    } = row.value;
    await work.put({ ...row, value: { ...row.value, told: undefined } });
    const at = new Date(town.clock.now()).toISOString();
    const value = { ...words, municipality: '999', toldAt: at } as never;
    for (const facet of facetsOfLesson(value)) {
      await network.put({ ...networkKeys.library(facet, lessonPlace(value)), kind: 'LESSON', value });
    }
    await bring();
    expect((await read()).standing).toEqual({ turn: 1, state: 'PUBLISHED' });
    expect(await lessons({ words: word })).toMatchObject([{ id }]);
    expect((await tell(WITHDRAW, 1)).status).toBe(200);
    await bring();
    expect(await lessons({ words: word })).toEqual([]);
    expect((await stewards.retire('Myöhässä', at)).status).toBe(409);
  });

  it('that comes with an export waits for the stewards when its municipality is open', async () => {
    const { teach, bring, goTo, stewards, town } = await trying();
    await teach();
    await goTo('PROVISIONING', 'REQUESTED');
    await bring();
    expect(await stewards.waiting()).toEqual([]);
    await tellOpened(town.house, { Records: [await goTo('ACTIVE', 'PROVISIONING')] });
    expect(await stewards.waiting()).toMatchObject([{ lesson: { municipality: '999' } }]);
  });
});

type Town = Awaited<ReturnType<typeof trying>>;

describe('The life of a lesson', () => {
  const event = fc.constantFrom<LessonEvent>('HAND_IN', 'WITHDRAW', 'PUBLISH', 'RETURN', 'RETIRE');

  it('is published only by the stewards, after it was handed in, and ends when they retire it', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 30 }), (events) => {
        let state: (typeof lessonStates)[number] = firstState.HAND_IN;
        for (const next of events) {
          const to = lessonStep(state, next);
          if (to === 'PUBLISHED') expect([state, next]).toEqual(['REVIEW', 'PUBLISH']);
          if (state === 'RETIRED') expect(to).toBeUndefined();
          state = to ?? state;
        }
      }),
    );
  });

  it('says what its municipality did last until the network has heard of it', () => {
    const last = { turn: 2, act: 'WITHDRAW' } as const;
    expect(stateOfLesson(last, { turn: 1, state: 'PUBLISHED' })).toBe('WITHDRAWN');
    expect(stateOfLesson(last, { turn: 2, state: 'RETIRED' })).toBe('RETIRED');
    expect(stateOfLesson(undefined, undefined)).toBe('PUBLISHED');
    expect(lessonStates.filter(hasWords)).toEqual(['REVIEW', 'PUBLISHED']);
  });
});
