import { forgetTexts } from '@ohjaamo/functions/feedback/index.ts';
import { feedbackRoutes } from '@ohjaamo/shared/feedback/contract.ts';
import { describe, expect, it } from 'vitest';
import { type FeedbackTown, feedbackTown, form } from './feedbackTown.ts';

const { giveFeedback, readFeedbackTexts, readScreening, screenFeedback } = feedbackRoutes;

async function waiting(town: FeedbackTown) {
  return (await town.worker('manager', readScreening)).body.waiting;
}

/** Writes some texts, one after the other. */
async function writes(town: FeedbackTown, ...texts: readonly string[]) {
  for (const text of texts) await town.street(giveFeedback, { body: form({ text }) });
}

/** Decides on the text that says this. */
async function decides(
  town: FeedbackTown,
  text: string,
  step: 'PUBLISH' | 'HIDE' | 'REOPEN',
  reason?: 'NAMES_SOMEBODY',
) {
  const { waiting: open, decided } = (await town.worker('manager', readScreening)).body;
  const found = [...open, ...decided].find((each) => each.text === text);
  if (!found) throw new Error('No such text');
  const { id: textId, month, version } = found;
  return town.worker('manager', screenFeedback, {
    parameters: { ...town.atMain, textId },
    body: { month, version, step, ...(reason && { reason }) },
  });
}

describe('What somebody writes', () => {
  it('is masked before anybody reads it, and waits for a screener without a day or a grade', async () => {
    const town = await feedbackTown();
    await writes(town, 'Soittakaa 040 1234567, tunnus 010199-9001');
    const [text] = await waiting(town);
    expect(text).toMatchObject({
      text: 'Soittakaa •••, tunnus •••',
      masked: ['identity_code', 'phone'],
      month: '2027-02',
      state: 'WAITING',
    });
    expect(Object.keys(text ?? {})).not.toContain('grade');
    const trail = await town.trail();
    expect(trail.filter(({ action }) => action === 'SCREEN_FEEDBACK')).toHaveLength(1);
  });

  it('is screened by coordinators alone', async () => {
    const town = await feedbackTown();
    for (const person of ['counsellor', 'outreachWorker', 'partner'] as const) {
      expect((await town.worker(person, readScreening)).status).toBe(403);
    }
  });

  it('is read by the house once it is published and ten texts of a year hide who wrote which', async () => {
    const town = await feedbackTown();
    const read = async () => (await town.worker('counsellor', readFeedbackTexts)).body;
    await writes(town, ...Array.from({ length: 9 }, (_, number) => `Teksti ${String(number)}`));
    await decides(town, 'Teksti 0', 'PUBLISH');
    expect(await read()).toMatchObject({ enough: false, texts: [], waiting: 8 });
    await writes(town, 'Kymmenes');
    expect((await read()).texts.map(({ text }) => text)).toEqual(['Teksti 0']);
    await decides(town, 'Teksti 0', 'HIDE', 'NAMES_SOMEBODY');
    expect((await read()).texts).toEqual([]);
  });

  it('is hidden with a reason only, and every decision is taken back by another', async () => {
    const town = await feedbackTown();
    await writes(town, 'Moi');
    expect((await decides(town, 'Moi', 'HIDE')).problem.errors?.[0]?.pointer).toBe('/body/reason');
    const hidden = await decides(town, 'Moi', 'HIDE', 'NAMES_SOMEBODY');
    expect(hidden.body).toMatchObject({ state: 'HIDDEN', reason: 'NAMES_SOMEBODY', version: 2 });
    expect((await decides(town, 'Moi', 'HIDE', 'NAMES_SOMEBODY')).problem.type).toBe(
      '/problems/state-conflict',
    );
    const reopened = await decides(town, 'Moi', 'REOPEN');
    expect(reopened.body).toMatchObject({ state: 'WAITING', version: 3 });
    expect(reopened.body.reason).toBeUndefined();
  });

  it('is decided on once when two decide at one moment; the same decision sent twice is one', async () => {
    const town = await feedbackTown();
    await writes(town, 'Moi');
    const [text] = await waiting(town);
    const decide = (step: 'PUBLISH' | 'HIDE') =>
      town.worker('manager', screenFeedback, {
        parameters: { ...town.atMain, textId: text?.id ?? '' },
        body: {
          month: '2027-02',
          version: 1,
          step,
          ...(step === 'HIDE' && { reason: 'IS_PRIVATE' as const }),
        },
      });
    const statuses = (await Promise.all([decide('PUBLISH'), decide('HIDE')])).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 409]);
    const stands = (await town.worker('manager', readScreening)).body.decided[0]?.state;
    expect((await decide(stands === 'PUBLISHED' ? 'PUBLISH' : 'HIDE')).status).toBe(200);
  });

  it('is erased when its 24 months are over, and not a month before', async () => {
    const town = await feedbackTown();
    await writes(town, 'Moi');
    const keeper = town.house.scope(town.tenantId, 'feedbackKeeper');
    expect(await forgetTexts(keeper, town.tenant, '2029-02-28')).toBe(0);
    expect(await forgetTexts(keeper, town.tenant, '2029-03-01')).toBe(1);
    expect(await waiting(town)).toEqual([]);
    await town.follows();
    expect((await town.figures()).answers.LINK).toBe(1);
  });
});
