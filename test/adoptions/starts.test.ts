import { groupsHandler } from '@ohjaamo/functions/groups/dispatch.ts';
import { messagesHandler } from '@ohjaamo/functions/messages/dispatch.ts';
import { settingsHandler } from '@ohjaamo/functions/settings/dispatch.ts';
import { adoptionsRoutes } from '@ohjaamo/shared/adoptions/contract.ts';
import { groupsRoutes } from '@ohjaamo/shared/groups/contract.ts';
import { messagesRoutes } from '@ohjaamo/shared/messages/contract.ts';
import { plansRoutes } from '@ohjaamo/shared/plans/contract.ts';
import { scheduleRoutes } from '@ohjaamo/shared/schedule/contract.ts';
import { settingsRoutes } from '@ohjaamo/shared/settings/contract.ts';
import type { TemplateVersion } from '@ohjaamo/shared/templates/version.ts';
import { describe, expect, it } from 'vitest';
import { openedClient } from '../cases/caseTown.ts';
import { call } from '../support/house.ts';
import { effectOf, effectTown } from './effectTown.ts';
import { programme } from './practiceTown.ts';

const line = (fi: string) => ({ fi, sv: `${fi} (sv)` });

const plan: Pick<TemplateVersion, 'kind' | 'content'> = {
  kind: 'PLAN',
  content: {
    prompts: [{ key: 'now', text: line('Mikä nyt painaa?') }],
    goals: [{ key: 'home', words: line('Oma koti') }],
    actions: [
      { key: 'queue', goal: 'home', what: line('Hae asuntojonoon'), who: 'YOUNG_PERSON', withinDays: 14 },
    ],
    supporters: [],
    reviewWithinDays: 60,
  },
};

const agreement: Pick<TemplateVersion, 'kind' | 'content'> = {
  kind: 'COOPERATION_AGREEMENT',
  content: {
    purpose: line('Yhdessä'),
    months: 12,
    parties: [
      {
        key: 'kela',
        type: 'STATE_INSTITUTION',
        role: line('Etuudet'),
        promised: [{ area: 'INDIVIDUAL', minutesPerWeek: 180 }],
      },
    ],
    divisionOfWork: [{ key: 'benefits', task: line('Neuvoo etuuksissa'), parties: ['kela'] }],
    terms: [],
    reviews: [{ key: 'half', afterMonths: 6, about: line('Puolivälissä') }],
  },
};

const texts = (key: string): Pick<TemplateVersion, 'kind' | 'content'> => ({
  kind: 'MESSAGE_TEXTS',
  content: { texts: [{ key, text: line('Moikka, kirjoita vaan') }] },
});

type Town = Awaited<ReturnType<typeof effectTown>>['town'];

const programmesOf = async ({ house, actor, main }: Town) => {
  const handler = groupsHandler({ ...house, memberRole: 'groups', streetRole: 'groupStreet' });
  const parameters = { siteId: main.id };
  const asked = { actor: actor('manager'), parameters };
  return (await call(handler, groupsRoutes.readGroupChoices, asked)).body.programmes;
};

describe('Practice that is taken into use is offered where it is needed', () => {
  it('a programme when a group is made', async () => {
    const { kind, content } = programme('any');
    const { town, take, preview } = await effectTown({ kind, content });
    expect(await programmesOf(town)).toEqual([]);
    expect(effectOf('START', await preview())).toEqual({ what: 'START', inUse: false, earlier: false });
    expect((await take()).status).toBe(200);
    const [first] = await programmesOf(town);
    expect(first).toMatchObject({ group: { seats: 8 }, series: { times: 4, minutes: 90 } });
    expect(first?.meetings.map(({ title }) => title.fi)).toContain('Laskut');
  });

  it('examples of goals when a plan is made, and only to those who write goals', async () => {
    const { town, take } = await effectTown(plan);
    await take();
    const parameters = { clientId: await openedClient(town) };
    await town.opens('counsellor', parameters.clientId);
    const { starts, goals } = (await town.as('counsellor', plansRoutes.readPlan, { parameters })).body;
    expect(starts?.map((each) => each.goals)).toEqual([
      [{ key: 'home', words: line('Oma koti'), actions: [line('Hae asuntojonoon')] }],
    ]);
    expect(goals).toEqual([]);
  });

  it('an agreement as the first promise of an organisation of its type', async () => {
    const { town, take } = await effectTown(agreement);
    const handler = settingsHandler({ ...town.house, memberRole: 'settings' });
    const parties = async () =>
      (await call(handler, settingsRoutes.readAgreement, { actor: town.actor('manager') })).body.parties;
    await take();
    const proposed = (await parties()).map((each) => [each.organisation.code, each.proposed?.share]);
    expect(proposed).toEqual([
      [
        'KELA',
        {
          promised: [{ area: 'INDIVIDUAL', minutesPerWeek: 180 }],
          tasks: 'Neuvoo etuuksissa',
          reviews: ['2027-08-01'],
        },
      ],
      ['YOUTH', undefined],
    ]);
  });

  it('texts on the pages of which they are', async () => {
    const { town, take } = await effectTown(texts('messages.lead'));
    const handler = messagesHandler({ ...town.house, memberRole: 'messages', streetRole: 'writer' });
    const parameters = { tenantSlug: town.tenant.profile.slug, siteSlug: town.main.slug };
    await take();
    const { body } = await call(handler, messagesRoutes.readChat, { parameters });
    expect(body.texts).toEqual({ 'messages.lead': line('Moikka, kirjoita vaan') });
    const page = await town.fromStreet(scheduleRoutes.readSitePage);
    expect(page.body.texts).toEqual({});
  });
});

describe('What is offered', () => {
  it('stays as it was taken while the copy is being changed', async () => {
    const { kind, content } = programme('any');
    const { town, take, preview, copy, parameters } = await effectTown({ kind, content });
    await take();
    const { markOf } = await import('@ohjaamo/shared/adoptions/places.ts');
    const changes = [{ place: '/group/seats', seen: await markOf(8), value: 12 }];
    await town.as('admin', adoptionsRoutes.changeAdoption, { parameters, body: { changes } });
    expect((await programmesOf(town))[0]?.group.seats).toBe(8);
    expect((await copy()).inUse).toMatchObject([{ changed: true }]);
    expect(effectOf('START', await preview())).toMatchObject({ inUse: false, earlier: true });
    await take();
    expect((await programmesOf(town))[0]?.group.seats).toBe(12);
  });

  it('is no longer offered once it is taken out of use, and can be taken again', async () => {
    const { kind, content } = programme('any');
    const { town, take, copy, parameters } = await effectTown({ kind, content });
    const end = () => town.as('admin', adoptionsRoutes.takeOutOfUse, { parameters, body: {} });
    await take();
    expect((await end()).status).toBe(200);
    expect((await end()).status).toBe(200);
    expect(await programmesOf(town)).toEqual([]);
    const { history, inUse } = await copy();
    expect(history.map(({ what }) => what)).toEqual(['ADOPTED', 'TAKEN_INTO_USE', 'TAKEN_OUT_OF_USE']);
    expect(inUse).toEqual([]);
    await take();
    expect(await programmesOf(town)).toHaveLength(1);
  });

  it('does not concern a kit, whose parts are taken one by one', async () => {
    const { kit } = await import('../templates/given.ts');
    const base = await effectTown(texts('messages.lead'));
    const part = { ...base.parameters, version: '1' };
    const { kind, content } = kit('any', [part]);
    const { preview, take } = await effectTown({ kind, content });
    expect(effectOf('PARTS', await preview()).parts).toEqual([{ ...part, adopted: false }]);
    expect((await take()).problem.type).toBe('/problems/state-conflict');
  });
});
