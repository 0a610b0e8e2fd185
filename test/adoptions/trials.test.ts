import { adoptionsRoutes } from '@ohjaamo/shared/adoptions/contract.ts';
import { describe, expect, it } from 'vitest';
import { trying } from './tryingTown.ts';

const { listTrials, offerChanges } = adoptionsRoutes;

describe('A trial of practice', () => {
  it('begins from a need, runs, keeps what was seen, and is begun once', async () => {
    const { begin, step, note, read, town } = await trying();
    expect((await begin()).status).toBe(201);
    expect((await begin()).status).toBe(201);
    expect((await begin({ change: { fi: 'Jotakin muuta.' } })).status).toBe(409);
    expect((await note('Liian aikaisin')).status).toBe(409);
    await step({ event: 'START' });
    expect((await step({ event: 'START' })).status).toBe(200);
    await note('Illalla soitti kaksi.', 'noted00001');
    await note('Illalla soitti kaksi.', 'noted00001');
    expect((await note('Jotakin muuta.', 'noted00001')).status).toBe(409);
    const { state, observations, history } = await read();
    expect([state, observations.map(({ text }) => text)]).toEqual(['RUNNING', ['Illalla soitti kaksi.']]);
    expect(history.map(({ what }) => what)).toEqual(['BEGIN', 'START']);
    expect((await town.as('admin', listTrials, {})).body.trials).toHaveLength(1);
  });

  it('says what is wrong with it by place: a period that ends first, words in no national language', async () => {
    const { begin } = await trying();
    const answer = await begin({ to: '2027-01-01', need: { en: 'In English alone.' } });
    expect(answer.status).toBe(400);
    expect(answer.text).toContain('/trial/to');
    expect(answer.text).toContain('/trial/need');
  });

  it('names nobody by an identity code, in no word of it, and may name a figure', async () => {
    const { begin, step, note } = await trying();
    const code = '131052-308T';
    const refused = { status: 400, problem: { errors: [{ code: 'identity_code' }] } };
    expect(await begin({ title: { fi: `Kokeilu ${code}` } })).toMatchObject(refused);
    expect(await begin({ need: { fi: `Tarve ${code}` } })).toMatchObject(refused);
    expect((await begin({ change: { fi: 'Katsotaan lukua M07.' } })).status).toBe(201);
    await step({ event: 'START' });
    expect(await note(`Soitti ${code}`)).toMatchObject(refused);
    await step({ event: 'EVALUATE' });
    const decision = { fi: 'Jatketaan.' };
    expect(await step({ event: 'TELL_LESSON', decision, lesson: { fi: `Kysy ${code}` } })).toMatchObject(
      refused,
    );
  });

  it('ends as the version that its copy was offered as, and not before it was', async () => {
    const { begin, step, adopt, change, town, parameters, read } = await trying();
    await adopt();
    await begin({ copy: parameters });
    await step({ event: 'START' });
    await step({ event: 'EVALUATE' });
    await step({ event: 'GO_ON', to: '2027-06-30' });
    expect((await read()).to).toBe('2027-06-30');
    await step({ event: 'EVALUATE' });
    const made = { event: 'MAKE_TEMPLATE' as const, decision: { fi: 'Otetaan tavaksi.' } };
    expect((await step(made)).status).toBe(400);
    await change('/meetings/first/title/fi', 'Menot näkyviin');
    const offer = await town.as('admin', offerChanges, { parameters, body: { version: '1.1' } });
    expect((await step(made)).status).toBe(200);
    expect(await read()).toMatchObject({ state: 'TEMPLATE', template: offer.body.offered?.address });
  });

  it('does not end as a version that its copy was offered as before it began', async () => {
    const { begin, step, adopt, change, town, parameters, read } = await trying();
    const offer = (version: string) => town.as('admin', offerChanges, { parameters, body: { version } });
    await adopt();
    await change('/meetings/first/title/fi', 'Menot näkyviin');
    expect((await offer('1.1')).status).toBe(201);
    town.clock.set(new Date(town.clock.now() + 1000).toISOString());
    await begin({ copy: parameters });
    await step({ event: 'START' });
    await step({ event: 'EVALUATE' });
    const made = { event: 'MAKE_TEMPLATE' as const, decision: { fi: 'Otetaan tavaksi.' } };
    expect((await read()).offered).toBeUndefined();
    expect((await step(made)).status).toBe(400);
    await change('/meetings/second/title/fi', 'Laskut ajallaan');
    const { offered } = (await offer('1.2')).body;
    expect((await read()).offered).toMatchObject({ version: '1.2' });
    expect((await step(made)).body).toMatchObject({ state: 'TEMPLATE', template: offered?.address });
  });

  it('is looked at by a figure that the service counts', async () => {
    const { begin } = await trying();
    expect((await begin({ metric: 'M26' as 'M21' })).status).toBe(400);
    expect((await begin({ metric: 'M19' })).status).toBe(201);
  });

  it('is called off only before it has run, and belongs to a copy that there is', async () => {
    const { begin, step } = await trying();
    expect((await begin({ copy: { kind: 'PLAN', name: 'nobody-has-this' } })).status).toBe(404);
    await begin();
    await step({ event: 'START' });
    expect((await step({ event: 'CALL_OFF' })).status).toBe(409);
  });
});
