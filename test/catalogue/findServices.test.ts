import { bookingHandler } from '@ohjaamo/functions/booking/dispatch.ts';
import { catalogueHandler } from '@ohjaamo/functions/catalogue/dispatch.ts';
import { itemWrite } from '@ohjaamo/functions/catalogue/readingRepository.ts';
import { bookingRoutes } from '@ohjaamo/shared/booking/contract.ts';
import { catalogueRoutes } from '@ohjaamo/shared/catalogue/contract.ts';
import type { CatalogueItem } from '@ohjaamo/shared/catalogue/reading.ts';
import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import { describe, expect, it } from 'vitest';
import { call, seedTenant, testClock, testHouse } from '../support/house.ts';
import { plan, rule, service, site, staffMember, town, weekdayHours, worker } from '../support/schedule.ts';

const MONDAY = '2027-02-01T08:00+02:00';
const [nurse, psychologist, adviser] = [worker(1), worker(2), worker(3)];

const item = (number: number, parts: Partial<CatalogueItem>): CatalogueItem => ({
  ...{ kind: 'SERVICE', id: `00000000-0000-4000-8000-00000000000${number}`, name: {}, summary: {} },
  ...{ classes: [], targetGroups: [], phones: [], emails: [], webPages: [], addresses: [], leadsTo: [] },
  ...parts,
});

/** A town whose main site has a nurse and a psychologist, and whose other site an adviser, with a chat of the catalogue. */
async function findingTown() {
  const clock = testClock(MONDAY);
  const house = testHouse(clock, { memberRole: 'catalogueSearch', streetRole: 'finder' });
  const [main, other] = [site('keskusta'), site('ita')];
  const tenant = town({
    staff: [
      staffMember(nurse, 'YOUTH', { homeSite: main.id, languages: ['fi', 'sv'] }),
      staffMember(psychologist, 'YOUTH', { homeSite: main.id }),
      staffMember(adviser, 'YOUTH', { homeSite: other.id }),
    ],
    services: [
      service('NURSE', { name: { fi: 'Terveydenhoitaja' }, ptvClasses: ['P5.17'], staff: [nurse] }),
      service('MIND', { name: { fi: 'Mielen hyvinvointi' }, ptvClasses: ['P5.7'], staff: [psychologist] }),
      service('HOME', { name: { fi: 'Asumisneuvonta' }, ptvClasses: ['P1.1'], staff: [adviser] }),
      service('TRIAL', {
        name: { fi: 'Työkokeilu' },
        ptvClasses: ['P10.7'],
        staff: [adviser],
        minimumIdentification: 'STAFF_VERIFIED',
      }),
      service('WALKIN', {
        name: { fi: 'Neuvonta' },
        ptvClasses: ['P28.5'],
        bookingMode: 'WALK_IN',
        staff: [nurse],
      }),
    ],
    sites: [main, other],
  });
  const hours = [
    ...weekdayHours('APPOINTMENT', '09:00', '16:00'),
    ...weekdayHours('WALK_IN', '12:00', '16:00'),
  ];
  const morning = { start: '09:00', end: '12:00' } as const;
  const tenantId = await seedTenant(house, tenant, [
    {
      siteId: main.id,
      plan: plan({
        hours,
        rules: [
          rule(nurse, { weekday: 'TUE', ...morning }, { service: 'NURSE' }),
          rule(psychologist, { weekday: 'WED', ...morning }, { service: 'MIND' }),
          rule(
            nurse,
            { weekday: 'MON', start: '12:00', end: '16:00' },
            { service: 'WALKIN', mode: 'WALK_IN' },
          ),
        ],
      }),
    },
    {
      siteId: other.id,
      plan: plan({
        hours,
        rules: ['HOME', 'TRIAL'].map((code) =>
          rule(adviser, { weekday: 'THU', ...morning }, { service: code }),
        ),
      }),
    },
  ]);
  const scope = house.scope(tenantId, 'catalogueReader');
  await scope.work.transact(
    [
      item(1, { name: { fi: 'Keskusteluapua chatissa' }, classes: ['P5.7'], leadsTo: [item(3, {}).id] }),
      item(2, { name: { fi: 'Muistisairaan hoito' }, classes: ['P5.7'], targetGroups: ['KR1', 'KR1.1'] }),
      item(3, { kind: 'CHANNEL', name: { fi: 'Chat' }, webPages: ['https://chat.example/'] }),
    ].map((each) => itemWrite(scope, each, MONDAY)),
  );
  const handler = catalogueHandler(house);
  const at = { tenantSlug: tenant.profile.slug, siteSlug: main.slug };
  const ask = async (words: string, more: object = {}) =>
    (
      await call(handler, catalogueRoutes.findServices, {
        parameters: at,
        anyBody: { ...(words && { words }), language: 'fi', topics: [], ...more },
      })
    ).body;
  return { house, tenant, at, handler, ask };
}

describe('the service finder', () => {
  it('answers about sleep with who helps, why, and the next free times', async () => {
    const { ask } = await findingTown();
    const { own, others, dangers, understood } = await ask('En saa unta öisin');
    expect(dangers).toEqual([]);
    expect(understood).toEqual([
      { topic: 'MENTAL_WELLBEING', word: 'unta' },
      { topic: 'HEALTH', word: 'unta' },
    ]);
    expect(own.map(({ code, reason }) => [code, reason.by])).toEqual([
      ['MIND', 'TOPIC'],
      ['NURSE', 'TOPIC'],
    ]);
    expect(own[0]?.times.map(({ start }) => start)).toEqual([
      '2027-02-03T09:00+02:00',
      '2027-02-03T10:00+02:00',
      '2027-02-03T11:00+02:00',
    ]);
    expect(own[1]?.times[0]?.start).toBe('2027-02-02T09:00+02:00');
    expect(others).toMatchObject([
      { name: { fi: 'Keskusteluapua chatissa' }, ways: [{ webPages: ['https://chat.example/'] }] },
    ]);
  });

  it('shows no time that somebody has taken, and the same times as booking does', async () => {
    const { ask, house, at } = await findingTown();
    const booking = bookingHandler({ ...house, memberRole: 'bookings', streetRole: 'street' });
    await call(booking, bookingRoutes.createBooking, {
      parameters: at,
      anyBody: {
        ...{ bookingId: randomIds.id(20), secret: randomIds.secret(128), service: 'MIND' },
        ...{ start: '2027-02-03T09:00+02:00', language: 'fi' },
      },
    });
    const { body } = await call(booking, bookingRoutes.searchTimes, {
      parameters: at,
      query: { service: 'MIND' },
    });
    const [first] = (await ask('unettomuus')).own;
    expect(first?.times.map(({ start }) => start)).toEqual(body.times.slice(0, 3).map(({ start }) => start));
    expect(first?.times[0]?.start).toBe('2027-02-03T10:00+02:00');
  });

  it('finds what another site of the municipality gives, and says which', async () => {
    const { ask } = await findingTown();
    const { own } = await ask('', { topics: ['HOUSING'] });
    expect(own.map(({ code, site: { slug }, reason }) => [code, slug, reason])).toEqual([
      ['HOME', 'ita', { by: 'TOPIC', topic: 'HOUSING' }],
    ]);
  });

  it('keeps language and age as hard filters', async () => {
    const { ask } = await findingTown();
    const swedish = await ask('en saa unta', { spoken: 'sv' });
    expect(swedish.own.map(({ code }) => code)).toEqual(['NURSE']);
    expect(swedish.others).toEqual([]);
    expect((await ask('en saa unta', { age: '30_PLUS' })).own).toEqual([]);
  });

  it('never shows what one cannot come to from the street', async () => {
    const { ask } = await findingTown();
    expect((await ask('työkokeilu')).own.map(({ code }) => code)).toEqual(['WALKIN']);
  });

  it('sends nobody away: the door of the house, with its hours', async () => {
    const { ask } = await findingTown();
    expect((await ask('höpönlöpön')).own).toMatchObject([
      {
        code: 'WALKIN',
        reason: { by: 'GENERAL' },
        door: { openNow: false, opensAt: '2027-02-01T12:00+02:00' },
      },
    ]);
  });

  it('tells of danger before all services', async () => {
    const { ask } = await findingTown();
    expect((await ask('en jaksa enää elää, isä lyö mua')).dangers).toEqual(['LIFE', 'VIOLENCE']);
  });

  it('answers about a site that there is, and to words of bounded length', async () => {
    const { handler, at } = await findingTown();
    const body = { language: 'fi', topics: [] };
    const elsewhere = { parameters: { ...at, siteSlug: 'nowhere' }, anyBody: body };
    expect((await call(handler, catalogueRoutes.findServices, elsewhere)).status).toBe(404);
    const long = { parameters: at, anyBody: { ...body, words: 'a'.repeat(501) } };
    expect((await call(handler, catalogueRoutes.findServices, long)).status).toBe(400);
  });
});
