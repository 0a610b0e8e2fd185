import { feedbackOfDay } from '@ohjaamo/functions/feedback/index.ts';
import { feedbackRoutes } from '@ohjaamo/shared/feedback/contract.ts';
import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { feedbackTown, form } from './feedbackTown.ts';

const {
  giveFeedback,
  giveFeedbackByLink,
  readFeedbackLink,
  inviteToFeedback,
  openFeedbackTablet,
  endFeedbackTablet,
  typeFeedback,
  takeBackFeedback,
  readScreening,
} = feedbackRoutes;

/** An invitation and a tablet of a town, each as its link. */
async function links(town: Awaited<ReturnType<typeof feedbackTown>>) {
  const invited = await town.worker('counsellor', inviteToFeedback, {
    body: { secret: randomIds.secret(128) },
  });
  const id = `t${randomIds.id(10).slice(1)}`;
  const tablet = await town.worker('counsellor', openFeedbackTablet, {
    body: { tabletId: id, secret: randomIds.secret(128) },
  });
  return { invitation: invited.body.link, tablet: tablet.body.link, tabletId: id };
}

describe('An answer without a name', () => {
  it('holds a site, a date, how it came, a language and what was said, and nothing of whoever said it', async () => {
    const town = await feedbackTown();
    const given = form({ text: 'Kiitos!' });
    const answer = await town.street(giveFeedback, { body: given });
    expect(answer.status, answer.text).toBe(201);
    const [fact] = await feedbackOfDay(town.scope, town.main.id, '2027-02-01');
    expect(Object.keys(fact ?? {}).sort()).toEqual(
      [
        'channel',
        'date',
        'grade',
        'id',
        'kind',
        'language',
        'revision',
        'site',
        'state',
        'statements',
      ].sort(),
    );
    expect(JSON.stringify(fact)).not.toContain(given.formId);
  });

  it('counts once, however often the same form is pressed, also at one moment and after midnight', async () => {
    const town = await feedbackTown('2027-02-01T23:59+02:00');
    const body = form();
    const twice = await Promise.all([1, 2].map(() => town.street(giveFeedback, { body })));
    expect(twice.map(({ status }) => status)).toEqual([201, 201]);
    town.clock.set('2027-02-02T00:01+02:00');
    expect((await town.street(giveFeedback, { body })).status).toBe(201);
    const days = ['2027-02-01', '2027-02-02'].map((date) => feedbackOfDay(town.scope, town.main.id, date));
    expect((await Promise.all(days)).map(({ length }) => length)).toEqual([1, 0]);
    const changed = await town.street(giveFeedback, { body: { ...body, grade: 4 } });
    expect(changed.problem.type).toBe('/problems/id-already-used');
  });

  it('says something, or nothing is kept', async () => {
    const town = await feedbackTown();
    const { formId } = form();
    const empty = await town.street(giveFeedback, { body: { formId, language: 'fi' } });
    expect(empty.problem.errors?.[0]?.code).toBe('nothing_said');
    const words = await town.street(giveFeedback, { body: { formId, language: 'fi', text: 'Moi' } });
    expect(words.status).toBe(201);
  });

  it('of one address is taken sixty times a day', async () => {
    const town = await feedbackTown();
    const all = await Promise.all(
      Array.from({ length: 62 }, () => town.street(giveFeedback, { body: form() })),
    );
    expect(all.filter(({ status }) => status === 201)).toHaveLength(60);
    const late = await town.street(giveFeedback, { body: form() });
    expect(late.problem.type).toBe('/problems/cap-reached');
  });
});

describe('An invitation', () => {
  it('is answered once, stands behind nobody, and is counted as asked and as answered', async () => {
    const town = await feedbackTown();
    const { invitation: link } = await links(town);
    const parameters = { link };
    expect((await town.street(readFeedbackLink, { parameters })).body).toMatchObject({
      way: 'INVITATION',
      open: true,
    });
    const body = form({ text: 'Hyvin meni' });
    expect((await town.street(giveFeedbackByLink, { parameters, body })).status).toBe(201);
    // The same press again is the same answer; another answer by the same link is none.
    expect((await town.street(giveFeedbackByLink, { parameters, body })).status).toBe(201);
    const second = await town.street(giveFeedbackByLink, { parameters, body: form() });
    expect(second.problem.type).toBe('/problems/link-expired');
    expect((await town.street(readFeedbackLink, { parameters })).body.open).toBe(false);
    await town.follows();
    expect(await town.figures()).toMatchObject({ invited: 1, invitedAnswers: 1, answers: { LINK: 1 } });
  });

  it('is won by one of those who answer it at one moment', async () => {
    const town = await feedbackTown();
    const { invitation: link } = await links(town);
    const racers = await Promise.all(
      Array.from({ length: 6 }, () =>
        town.street(giveFeedbackByLink, { parameters: { link }, body: form() }),
      ),
    );
    expect(racers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(racers.filter(({ status }) => status === 410)).toHaveLength(5);
  });

  it('shares no word with the answer that it became', async () => {
    const town = await feedbackTown();
    const { invitation: link } = await links(town);
    await town.street(giveFeedbackByLink, { parameters: { link }, body: form() });
    const [answer, invitation] = await feedbackOfDay(town.scope, town.main.id, '2027-02-01');
    const common = Object.entries(answer ?? {}).filter(
      ([name, value]) => (invitation as Record<string, unknown> | undefined)?.[name] === value,
    );
    expect(common.map(([name]) => name).sort()).toEqual(['date', 'revision', 'site']);
  });

  it('is over after thirty days', async () => {
    const town = await feedbackTown();
    const { invitation: link } = await links(town);
    town.clock.set('2027-03-04T12:00+02:00');
    const late = await town.street(giveFeedbackByLink, { parameters: { link }, body: form() });
    expect(late.problem.type).toBe('/problems/link-expired');
  });
});

describe('A tablet', () => {
  it('takes one answer after the other until somebody ends it', async () => {
    const town = await feedbackTown();
    const { tablet: link, tabletId } = await links(town);
    const give = () => town.street(giveFeedbackByLink, { parameters: { link }, body: form() });
    expect([(await give()).status, (await give()).status]).toEqual([201, 201]);
    await town.worker('manager', endFeedbackTablet, {
      parameters: { ...town.atMain, tabletId },
      body: {},
    });
    expect((await give()).problem.type).toBe('/problems/link-expired');
    await town.follows();
    expect((await town.figures()).answers.TABLET).toBe(2);
  });
});

describe('A paper that is typed in', () => {
  const anyRow = z.looseObject({ pk: z.string() });

  it('counts on the day of the visit, and is taken back with its text as if it had never been', async () => {
    const town = await feedbackTown();
    const body = { ...form({ text: 'Paperilla' }), date: '2027-01-29' };
    expect((await town.worker('counsellor', typeFeedback, { body })).status).toBe(201);
    await town.follows('2027-01-29');
    expect((await town.figures()).answers.PAPER).toBe(1);
    const waiting = async () =>
      (await town.worker('manager', readScreening)).body.waiting.map(({ text }) => text);
    expect(await waiting()).toEqual(['Paperilla']);
    const parameters = { ...town.atMain, formId: body.formId };
    for (const _again of [1, 2]) {
      const back = await town.worker('counsellor', takeBackFeedback, { parameters, body: {} });
      expect(back.status, back.text).toBe(200);
    }
    expect(await waiting()).toEqual([]);
    // The stream has told of the first revision alone: the facts decide.
    await expect(town.reconcile()).rejects.toThrow('not as their facts');
    expect((await town.figures()).answers.PAPER).toBe(0);
    const { pk } = town.scope.keys.feedbackText(town.main.id, '');
    const texts = await town.house.scope(town.tenantId, 'feedback').work.query(pk, anyRow);
    expect(texts.items).toEqual([]);
  });

  it('is taken back for an hour, and by nobody who answered otherwise', async () => {
    const town = await feedbackTown();
    const body = { ...form(), date: '2027-02-01' };
    await town.worker('counsellor', typeFeedback, { body });
    const open = form();
    await town.street(giveFeedback, { body: open });
    const takeBack = (formId: string) =>
      town.worker('counsellor', takeBackFeedback, { parameters: { ...town.atMain, formId }, body: {} });
    expect((await takeBack(open.formId)).status).toBe(404);
    town.clock.set('2027-02-01T09:31+02:00');
    expect((await takeBack(body.formId)).problem.type).toBe('/problems/state-conflict');
  });

  it('is of the last sixty days', async () => {
    const town = await feedbackTown();
    for (const date of ['2027-02-02', '2026-12-01']) {
      const typed = await town.worker('counsellor', typeFeedback, { body: { ...form(), date } });
      expect(typed.problem.errors?.[0]?.pointer).toBe('/body/date');
    }
  });
});

describe('The figures of feedback', () => {
  it('are made anew from the facts after a record of the stream was lost, and only then', async () => {
    const town = await feedbackTown('2027-02-02T09:00+02:00');
    await town.street(giveFeedback, { body: form() });
    const { invitation } = await links(town);
    await town.street(giveFeedbackByLink, { parameters: { link: invitation }, body: form() });
    await expect(town.reconcile()).rejects.toThrow('not as their facts');
    await expect(town.reconcile()).resolves.toBeUndefined();
    const told = { answers: { LINK: 2 }, invited: 1, invitedAnswers: 1, grade: { of: 2 } };
    expect(await town.figures()).toMatchObject(told);
    // What the stream tells late adds nothing.
    await town.follows('2027-02-02');
    expect(await town.figures()).toMatchObject(told);
  });
});
