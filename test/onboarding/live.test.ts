import { followNames } from '@ohjaamo/functions/onboarding/index.ts';
import { readTenant } from '@ohjaamo/functions/tenants/index.ts';
import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { FIRST_TIME } from '../booking/town.ts';
import { hours, plan, rule, weekdayHours, worker } from '../support/schedule.ts';
import { administratorOf, listed, newService, newSite, openTown, reconcile } from './openTown.ts';

const serviceRow = z.looseObject({ value: z.looseObject({ noticeHours: z.int() }) });

describe('A service of an open municipality', () => {
  it('is added and booked by a young person at once, in hours that are for every service', async () => {
    const town = await openTown();
    const saved = await town.saveService(newService());
    expect(saved.status).toBe(200);
    const found = await town.search({ service: 'MONEY' });
    expect(found.body.times.length).toBeGreaterThan(0);
    // What was sent twice is saved once.
    expect(await town.saveService(newService())).toMatchObject({ status: 200, body: saved.body });
    const other = await town.saveService(newService({ name: { fi: 'Muu' } }));
    expect(other.problem.type).toBe('/problems/id-already-used');
  });

  it('has a name in every language of the page, and the one that lacks is named', async () => {
    const town = await openTown(['fi', 'sv']);
    const refused = await town.saveService(newService());
    expect(refused.problem.errors).toEqual([{ pointer: '/body/value/name/sv', code: 'language_missing' }]);
    const changed = await town.changeService('INDIV', { name: { sv: 'Rådgivning' } });
    expect(changed.problem.errors).toEqual([{ pointer: '/body/value/name/fi', code: 'language_missing' }]);
    const name = { fi: 'Raha-asiat', sv: 'Ekonomi' };
    expect((await town.saveService(newService({ name }))).status).toBe(200);
  });

  it('changed by two at once is changed by the first, and the second is told', async () => {
    const town = await openTown();
    const { version } = await town.serviceNow('INDIV');
    const {
      version: _,
      retired: __,
      bookable: ___,
      name: ____,
      ...standing
    } = await town.serviceNow('INDIV');
    const both = await Promise.all(
      ['Neuvonta', 'Ohjaus'].map((fi) => town.saveService({ ...standing, name: { fi } }, version)),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const winner = ['Neuvonta', 'Ohjaus'][both.findIndex(({ status }) => status === 200)];
    expect((await town.serviceNow('INDIV')).name).toEqual({ fi: winner });
  });

  it('that is retired takes no new bookings, keeps those that were made, and comes back', async () => {
    const town = await openTown();
    const booked = await town.bookAndFollow({ start: FIRST_TIME });
    expect((await town.retire('INDIV', true)).status).toBe(200);
    expect((await town.search()).status).toBe(404);
    expect((await town.book({ start: '2027-02-01T10:00+02:00' })).status).not.toBe(201);
    await reconcile(town);
    const kept = (await town.read(booked.link)).body;
    expect(kept).toMatchObject({ state: 'BOOKED', start: FIRST_TIME });
    expect(kept.orphaned).toBeUndefined();
    expect((await town.retire('INDIV', false)).status).toBe(200);
    expect((await town.book({ start: '2027-02-01T10:00+02:00' })).status).toBe(201);
  });

  it('comes back into use with a name in every language that the page has got meanwhile', async () => {
    const town = await openTown();
    await town.retire('INDIV', true);
    await town.step({ step: 'languages', name: { fi: 'Uusi', sv: 'Ny' }, languages: ['fi', 'sv'] });
    const { version, closedFrom: _, ...site } = await town.siteNow(town.site.id);
    await town.saveSite({ ...site, slug: site.slug, name: { fi: 'Talo', sv: 'Hus' } }, version);
    await town.step({
      step: 'organisations',
      organisations: town.tenant.organisations.map(({ code: own, runsSites }, index) => ({
        ...{ code: own, runsSites, type: 'MUNICIPALITY' as const },
        name: { fi: `Nuoret ${String(index)}`, sv: `Unga ${String(index)}` },
      })),
    });
    await town.step({ step: 'languages', name: { fi: 'Uusi', sv: 'Ny' }, languages: ['fi', 'sv'] });
    expect(await town.view()).toMatchObject({ languages: ['fi', 'sv'], coming: [] });
    const refused = await town.retire('INDIV', false);
    expect(refused.problem.errors).toEqual([{ pointer: '/body/value/name/sv', code: 'language_missing' }]);
    expect((await town.serviceNow('INDIV')).retired).toBe(true);
    await town.changeService('INDIV', { name: { fi: 'Neuvonta', sv: 'Rådgivning' } });
    expect((await town.retire('INDIV', false)).status).toBe(200);
  });

  it('tells how many bookings lose their time before somebody gives it no more, and then keeps them for their holders', async () => {
    const second = rule(worker(2), { weekday: 'TUE', start: '09:00', end: '12:00' });
    const first = rule(worker(1), { weekday: 'MON', start: '09:00', end: '12:00' });
    const town = await openTown(['fi'], {
      workers: 2,
      plan: plan({ hours: weekdayHours('APPOINTMENT', '09:00', '16:00'), rules: [first, second] }),
    });
    const made = await town.saveService(newService({ staff: [worker(1), worker(2)] }));
    expect(made.status).toBe(200);
    const booked = await town.bookAndFollow({ service: 'MONEY', start: FIRST_TIME });
    const refused = await town.changeService('MONEY', { staff: [worker(2)] });
    expect(refused.problem.conflicts).toEqual([{ reason: 'BOOKINGS:1' }]);
    expect((await town.serviceNow('MONEY')).staff).toHaveLength(2);
    expect((await town.changeService('MONEY', { staff: [worker(2)] }, 1)).status).toBe(200);
    await reconcile(town);
    expect((await town.read(booked.link)).body).toMatchObject({ state: 'BOOKED', orphaned: {} });
  });

  it('keeps what the settings decided for later as decided for later', async () => {
    const town = await openTown();
    const scope = town.house.scope(town.tenantId, 'settings');
    const beginning = (await readTenant(scope))!.services[0]!;
    await scope.work.put({
      ...scope.keys.tenant('SETTING#SERVICE_BOOKING.INDIV'),
      kind: 'SETTING',
      value: {
        matter: 'SERVICE_BOOKING.INDIV',
        decisions: [
          {
            ...{ id: 'decision01', from: '2027-01-01', at: '2027-01-01T00:00:00Z', by: worker(1) },
            value: {
              of: 'SERVICE_BOOKING',
              service: 'INDIV',
              noticeHours: 7,
              horizonDays: 9,
              needsApproval: false,
            },
          },
        ],
      },
    });
    await town.changeService('INDIV', { name: { fi: 'Neuvonta' } });
    const own = town.house.scope(town.tenantId, 'provisioning');
    const row = await own.work.get(own.keys.tenant('SERVICE#INDIV'), serviceRow);
    expect(row?.value.noticeHours).toBe(beginning.noticeHours);
    expect((await readTenant(scope))!.services[0]).toMatchObject({ noticeHours: 7, horizonDays: 9 });
  });
});

describe('A site of an open municipality', () => {
  it('is added with its hours, stands in the street list, and shows its page', async () => {
    const town = await openTown();
    expect((await town.saveSite(newSite())).status).toBe(200);
    expect((await listed(town)).map(({ siteSlug }) => siteSlug)).toContain('itapiste');
    const again = await town.saveSite(newSite());
    expect(again.problem.errors).toEqual([{ pointer: '/body/value/slug', code: 'slug_twice' }]);
  });

  it('keeps the address of its page, and lists its new name at once', async () => {
    const town = await openTown();
    const value = newSite();
    await town.saveSite(value);
    const { version } = await town.siteNow(value.id);
    const { hours: _, ...rest } = value;
    const moved = await town.saveSite({ ...rest, slug: 'toinen' as typeof value.slug }, version);
    expect(moved.problem.errors).toEqual([{ pointer: '/body/value/slug', code: 'slug_fixed' }]);
    const renamed = await town.saveSite({ ...rest, name: { fi: 'Kaakkoispiste' } }, version);
    expect(renamed.status).toBe(200);
    expect((await listed(town)).map(({ siteName }) => siteName.fi)).toContain('Kaakkoispiste');
  });

  it('comes to the street list by the stream when the save was killed before it, and by no look at the page', async () => {
    const town = await openTown();
    const dying = administratorOf(town, {
      ...town.house.network,
      transact: () => Promise.reject(new Error('killed')),
    });
    const value = newSite();
    expect((await dying.saveSite(value)).status).toBe(500);
    expect((await listed(town)).map(({ siteSlug }) => siteSlug)).not.toContain('itapiste');
    await town.view();
    expect((await listed(town)).map(({ siteSlug }) => siteSlug)).not.toContain('itapiste');
    const { pk } = town.house.scope(town.tenantId, 'follower').keys.tenant('');
    const Records = [{ dynamodb: { Keys: { pk: { S: pk }, sk: { S: `SITE#${value.id}` } } } }];
    for (const _ of ['once', 'again']) {
      expect(await followNames(town.house, { Records })).toEqual({ batchItemFailures: [] });
      expect(
        (await listed(town)).map(({ siteSlug }) => siteSlug).filter((each) => each === 'itapiste'),
      ).toHaveLength(1);
    }
  });

  it('is closed from a day on: told how many bookings stand, it takes no more from that day and leaves the list on it', async () => {
    const town = await openTown();
    const booked = await town.bookAndFollow({ start: '2027-02-08T09:00+02:00' });
    await town.saveSite(newSite());
    const refused = await town.close(town.site.id, '2027-02-08');
    expect(refused.problem.conflicts).toEqual([{ reason: 'BOOKINGS:1' }]);
    expect((await town.close(town.site.id, '2027-02-08', 1)).status).toBe(200);
    const { times } = (await town.search()).body;
    expect(times.map(({ start }) => start.slice(0, 10)).every((day) => day < '2027-02-08')).toBe(true);
    expect(times.length).toBeGreaterThan(0);
    await reconcile(town);
    expect((await town.read(booked.link)).body).toMatchObject({ state: 'BOOKED', orphaned: {} });
    const entry = (await listed(town)).find(({ siteSlug }) => siteSlug === town.site.slug);
    expect(entry?.closedFrom).toBe('2027-02-08');
    // Opened again, the booking has its time back.
    expect((await town.close(town.site.id)).status).toBe(200);
    await reconcile(town);
    expect((await town.read(booked.link)).body.orphaned).toBeUndefined();
    expect((await listed(town)).every(({ closedFrom }) => closedFrom === undefined)).toBe(true);
  });

  it('is one of two that two people close at one time: one of them stays open', async () => {
    const town = await openTown();
    const value = newSite({ hours: [hours('WALK_IN', 'MON', '12:00', '16:00')] });
    await town.saveSite(value);
    const both = await Promise.all([town.site.id, value.id].map((site) => town.close(site, '2027-03-01')));
    expect(both.filter(({ status }) => status === 200).length).toBeLessThan(2);
    const sites = (await listed(town)).filter(({ closedFrom }) => closedFrom === undefined);
    expect(sites.length).toBeGreaterThan(0);
  });

  it('is not closed yesterday, and the last one not at all', async () => {
    const town = await openTown();
    const last = await town.close(town.site.id, '2027-03-01');
    expect(last.problem.conflicts).toEqual([{ reason: 'LAST_SITE' }]);
    await town.saveSite(newSite({ hours: [hours('WALK_IN', 'MON', '12:00', '16:00')] }));
    const late = await town.close(town.site.id, '2027-01-31');
    expect(late.problem.conflicts).toEqual([{ reason: 'IN_THE_PAST' }]);
  });
});

describe('Name and languages of an open municipality', () => {
  it('are saved whole: a bilingual one is not named in one language', async () => {
    const town = await openTown(['fi', 'sv']);
    const languages: Language[] = ['fi', 'sv'];
    const value = { step: 'languages' as const, languages };
    const refused = await town.step({ ...value, name: { fi: 'Uusi' } });
    expect(refused.problem.errors).toEqual([{ pointer: '/body/value/name/sv', code: 'language_missing' }]);
    expect((await town.step({ ...value, name: { fi: 'Uusi', sv: 'Ny' } })).status).toBe(200);
    expect((await listed(town)).map(({ tenantName }) => tenantName)).toEqual([{ fi: 'Uusi', sv: 'Ny' }]);
  });

  it('take a further language when every name has it, and list what lacks until then', async () => {
    const town = await openTown();
    const name = { fi: 'Uusi', en: 'New' };
    expect((await town.step({ step: 'languages', name, languages: ['fi', 'en'] })).status).toBe(200);
    const waiting = await town.view();
    expect(waiting).toMatchObject({ languages: ['fi'], coming: ['en'] });
    const lacking = waiting.lacking.map(({ step, language }) => `${step} ${language ?? ''}`);
    expect(lacking).toEqual(expect.arrayContaining(['services en', 'sites en', 'organisations en']));
    expect((await listed(town))[0]?.languages).toEqual(['fi']);
    // Each name is given the language.
    await town.changeService('INDIV', { name: { fi: 'Neuvonta', en: 'Guidance' } });
    const { version, closedFrom: _, ...site } = await town.siteNow(town.site.id);
    await town.saveSite({ ...site, slug: site.slug, name: { fi: 'Talo', en: 'House' } }, version);
    await town.step({
      step: 'organisations',
      organisations: town.tenant.organisations.map(({ code: own, runsSites }, index) => ({
        ...{ code: own, runsSites, type: 'MUNICIPALITY' as const },
        name: { fi: `Nuoret ${String(index)}`, en: `Youth ${String(index)}` },
      })),
    });
    expect((await town.view()).lacking).toEqual([]);
    await town.step({ step: 'languages', name: { ...name, fi: 'Uusi kunta' }, languages: ['fi', 'en'] });
    expect(await town.view()).toMatchObject({ languages: ['fi', 'en'], coming: [] });
    expect((await listed(town))[0]?.languages).toEqual(['fi', 'en']);
    // What was added can be taken away, what binds cannot.
    await town.step({ step: 'languages', name, languages: ['fi'] });
    expect((await town.view()).languages).toEqual(['fi']);
    const bound = await town.step({ step: 'languages', name, languages: ['en'] });
    expect(bound.problem.errors).toEqual([{ pointer: '/body/value/languages', code: 'language_bound' }]);
  });

  it('bind the organisations too: one renamed keeps every language', async () => {
    const town = await openTown(['fi', 'sv']);
    const refused = await town.step({
      step: 'organisations',
      organisations: town.tenant.organisations.map(({ code: own, runsSites }, index) => ({
        ...{ code: own, runsSites, type: 'MUNICIPALITY' as const },
        name: { fi: `Nuorisopalvelut ${String(index)}` },
      })),
    });
    expect(refused.problem.errors).toEqual([
      { pointer: '/body/value/organisations/0/name/sv', code: 'language_missing' },
    ]);
  });
});
