import { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import { ownInstrument } from '@ohjaamo/shared/maps/ownInstrument.ts';
import { mapsRoutes } from '@ohjaamo/shared/maps/contract.ts';
import { plansRoutes } from '@ohjaamo/shared/plans/contract.ts';
import { describe, expect, it } from 'vitest';
import { newMap, own, says, sentOf } from '../maps/mapTown.ts';
import { newId } from '../plans/planTown.ts';
import { referralTown } from '../referrals/referralTown.ts';
import { personActs, personTown } from './personTown.ts';

describe('What comes of guidance', () => {
  it('has its plan counted as it stood in the first night after the quarter', async () => {
    const town = await personTown();
    const { clientId } = await town.client();
    await town.must(town.opens('counsellor', clientId));
    const planned = (reviewOn: string) =>
      town.must(
        town.as('counsellor', plansRoutes.changePlan, {
          parameters: { clientId },
          body: {
            changeId: newId(),
            base: 0,
            set: [
              { path: `goals/${newId()}/words`, value: 'Oma koti' },
              { path: 'reviewOn', value: reviewOn },
            ],
            remove: [],
          },
        }),
      );
    await planned('2027-03-01');
    await town.counts();
    expect((await town.figures()).tenant.persons?.plans).toEqual({
      openEpisodes: 0,
      withPlan: 0,
      plans: 1,
      overdue: 0,
    });
    town.clock.set('2027-04-01T00:35+03:00');
    await town.counts();
    const atEnd = { openEpisodes: 1, withPlan: 1, plans: 1, overdue: 1 };
    expect((await town.figures()).tenant.persons?.plans).toEqual(atEnd);
    await town.erases(clientId);
    town.clock.set('2027-04-02T00:35+03:00');
    await town.counts();
    expect((await town.figures()).tenant.persons?.plans).toEqual(atEnd);
    expect((await town.figures('2027-Q2')).tenant.persons?.plans).toMatchObject({ plans: 0 });
  });

  it('is followed from a referral to the first meeting', async () => {
    const town = await referralTown();
    const acts = personActs(town);
    const { client, id } = await town.sent();
    town.clock.set('2027-02-03T09:00+02:00');
    await acts.must(town.answers(id, { step: 'OPEN' }));
    await acts.must(town.answers(id, { step: 'ACCEPT' }));
    await acts.must(town.answers(id, { step: 'BOOK_MEETING', on: '2027-02-10', at: '10:00' }));
    town.clock.set('2027-02-10T12:00+02:00');
    await acts.must(town.answers(id, { step: 'KEEP_MEETING' }));
    await acts.counts();
    const funnel = { sent: 1, accepted: 1, met: 1, unopened: 0, acceptMedian: 2, meetingMedian: 9 };
    const type = town.tenant.organisations.find(({ code }) => code === 'KELA')?.type;
    expect((await acts.figures()).tenant.persons?.referrals).toEqual({
      all: funnel,
      byType: [{ type, ...funnel }],
    });
    expect(JSON.stringify(await acts.rows())).not.toContain(client);
  });

  it('is seen in two maps sixty days apart, by area with its name, once five people have them', async () => {
    const town = await personTown();
    const clients: ClientId[] = [];
    for (let count = 0; count < 5; count++) clients.push((await town.client()).clientId);
    const [first, second] = ownInstrument.areas;
    if (!first || !second) throw new Error('The own instrument has areas');
    const fills = async (clientId: ClientId, values: Readonly<Record<string, number>>) => {
      await town.must(town.opens('counsellor', clientId));
      const parameters = { clientId };
      const { body: map } = await town.must(
        town.as('counsellor', mapsRoutes.startMap, { parameters, body: { mapId: newMap(), ...own } }),
      );
      const said = Object.fromEntries(Object.entries(values).map(([area, value]) => [area, says({ value })]));
      await town.must(
        town.as('counsellor', mapsRoutes.finishMap, {
          parameters: { ...parameters, mapId: map.id },
          body: sentOf(map, said),
        }),
      );
    };
    for (const each of clients) await fills(each, { [first.key]: 2, [second.key]: 5 });
    town.clock.set('2027-04-02T10:00+03:00');
    const [last, ...others] = clients;
    if (!last) throw new Error('Somebody comes');
    for (const each of others) await fills(each, { [first.key]: 6, [second.key]: 4 });
    await town.counts();
    expect((await town.figures('2027-Q2')).tenant.persons?.maps).toEqual([]);
    await fills(last, { [first.key]: 6, [second.key]: 4 });
    await town.counts();
    expect((await town.figures('2027-Q1')).tenant.persons?.maps).toEqual([]);
    const maps = (await town.figures('2027-Q2')).tenant.persons?.maps ?? [];
    const of = { instrument: ownInstrument.id };
    expect(new Set(maps)).toEqual(
      new Set([
        { ...of, area: first.key, name: first.name, up: 5, same: 0, down: 0 },
        { ...of, area: second.key, name: second.name, up: 0, same: 5, down: 0 },
      ]),
    );
    await town.erases(last);
    await town.counts();
    expect((await town.figures('2027-Q2')).tenant.persons?.maps).toEqual(maps);
  });

  it('is asked after three months of whoever agreed', async () => {
    const town = await personTown();
    const { clientId, episodeId } = await town.client();
    const parameters = { clientId, episodeId };
    await town.must(
      town.as('counsellor', casesRoutes.closeEpisode, {
        parameters,
        body: { destination: 'WORKSHOP', reason: 'GOAL_REACHED', source: 'YOUNG_PERSON', followUp: true },
      }),
    );
    town.clock.set('2027-05-03T09:00+03:00');
    await town.counts();
    const [before] = (await town.figures('2027-Q2')).tenant.persons?.followUps ?? [];
    expect(before).toEqual({ months: 3, due: 1, reached: 0, byDestination: {} });
    await town.must(town.opens('counsellor', clientId));
    await town.must(
      town.as('counsellor', casesRoutes.recordFollowUp, {
        parameters,
        body: { months: 3, reached: true, destination: 'OPEN_MARKET_WORK' },
      }),
    );
    await town.counts();
    expect((await town.figures('2027-Q2')).tenant.persons?.followUps).toEqual([
      { months: 3, due: 1, reached: 1, byDestination: { OPEN_MARKET_WORK: 1 } },
      { months: 6, due: 0, reached: 0, byDestination: {} },
    ]);
    expect((await town.figures('2027-Q1')).tenant.persons?.destinations).toEqual({
      WORKSHOP: { youngPerson: 1, worker: 0, calendar: 0 },
    });
  });
});
