import type { Catalogue } from '@ohjaamo/functions/catalogue/client.ts';
import { lineOf, rowOf } from '@ohjaamo/functions/tenants/leaving/line.ts';
import { CATALOGUE_USER } from '@ohjaamo/infra/local/catalogue.ts';
import { catalogueRoutes } from '@ohjaamo/shared/catalogue/contract.ts';
import type { ServiceLocation } from '@ohjaamo/shared/catalogue/serviceLocation.ts';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { closed } from '../support/schedule.ts';
import { aChannel, uuidOf } from './catalogueTown.ts';
import { answering, DAY, entry, ORGANISATION, tellingTown } from './tellingTown.ts';

const { readTelling, changeSiteEntry, readReading } = catalogueRoutes;

describe('Telling the service catalogue', () => {
  it('sends nothing before the municipality turns it on, and shows what would be told and what differs', async () => {
    const theirs = aChannel(50, {
      serviceChannelNames: [{ value: 'Ohjaamo', language: 'fi', type: 'Name' }],
      serviceHours: [
        {
          serviceHourType: 'DaysOfTheWeek',
          openingHour: [{ dayFrom: 'Monday', dayTo: '', from: '12:00:00', to: '15:00:00' }],
        },
      ],
    });
    const town = await tellingTown({ channels: [theirs] }, { channelId: uuidOf(50) });
    await town.say();
    expect(await town.telling()).toMatchObject({ mode: 'DRY_RUN', hasKey: false, isAsked: true });
    expect(await town.tell()).toBe(1);
    expect(town.standIn.told()).toEqual([]);
    const { isAsked, sites } = await town.telling();
    expect(isAsked).toBe(false);
    expect(sites[0]?.facts).toContainEqual({ what: 'WEEKDAY', day: 'TUE', value: '12:00–18:00' });
    const { outcome, differences = [] } = sites[0]?.told ?? {};
    expect(outcome).toBe('DRY_RUN');
    expect(differences).toContainEqual({
      ...{ what: 'NAME', language: 'fi' },
      ...{ ours: 'Ohjaamo Rovaniemi', theirs: 'Ohjaamo' },
    });
    expect(differences).toContainEqual({
      ...{ what: 'WEEKDAY', day: 'MON' },
      ...{ ours: '12:00–18:00', theirs: '12:00–15:00' },
    });
    expect(differences).toContainEqual({ what: 'WEEKDAY', day: 'TUE', ours: '12:00–18:00' });
  });

  it('sends once what is new, and nothing in the nights in which nothing changes', async () => {
    const town = await tellingTown();
    await town.turnOn();
    await town.tell();
    expect(town.standIn.told()).toMatchObject([
      { method: 'POST', body: { organizationId: ORGANISATION, serviceChannelNames: [{ language: 'fi' }] } },
    ]);
    expect(await town.outcome()).toBe('SENT');
    expect(await town.tell()).toBe(0);
    town.pass(DAY);
    expect(await town.tell()).toBe(1);
    expect(town.standIn.told()).toHaveLength(1);
    expect(await town.told()).toMatchObject({ outcome: 'UNCHANGED', differences: [] });
  });

  it('tells a day on which the site is closed, in the night after it was decided', async () => {
    const town = await tellingTown({ exceptions: [closed('2027-02-15', '2027-02-19')] });
    await town.turnOn();
    await town.tell();
    expect((await town.told())?.differences).toContainEqual({
      ...{ what: 'DAY', day: '2027-02-15', until: '2027-02-19', ours: '' },
    });
    expect(JSON.stringify(town.standIn.told()[0]?.body)).toContain('2027-02-15T00:00:00');
  });

  it('does not undo at night what somebody has written into the catalogue, and shows it until somebody asks', async () => {
    const town = await tellingTown();
    await town.turnOn();
    await town.tell();
    const { body } = town.standIn.told()[0] ?? {};
    const listed = await town.catalogue.listIds('CHANNEL', '698', 2);
    const id = listed.ok ? listed.value.ids.at(-1) : undefined;
    // Somebody changes the summary in the catalogue's own pages.
    const signed = (await town.catalogue.signIn(CATALOGUE_USER)) as { value: string };
    const changed = { ...(body as ServiceLocation), serviceChannelDescriptions: [] };
    await town.catalogue.tell(changed, signed.value, id);
    const before = town.standIn.told().length;
    town.pass(DAY);
    await town.tell();
    expect(town.standIn.told()).toHaveLength(before);
    const { outcome, differences = [] } = (await town.told()) ?? {};
    expect(outcome).toBe('UNCHANGED');
    expect(differences).toContainEqual({ what: 'SUMMARY', language: 'fi', ours: 'Apua alle 30-vuotiaille.' });
    await town.ask();
    await town.tell();
    expect(town.standIn.told()).toHaveLength(before + 1);
    expect(await town.outcome()).toBe('SENT');
  });

  it('changes the place that the municipality has in the catalogue already, and makes no second one', async () => {
    const town = await tellingTown({ channels: [aChannel(50)] }, { channelId: uuidOf(50) });
    await town.turnOn();
    await town.tell();
    expect(town.standIn.told()).toMatchObject([{ method: 'PUT' }]);
    expect(town.standIn.asked()).toContain(`PUT /api/v11/ServiceChannel/ServiceLocation/${uuidOf(50)}`);
  });

  it('keeps to itself a site that lacks one of the languages that bind the municipality', async () => {
    const town = await tellingTown({ languages: ['fi', 'sv'] });
    await town.turnOn();
    await town.tell();
    expect(await town.outcome()).toBe('INCOMPLETE');
    expect((await town.telling()).sites[0]?.gaps).toContainEqual({ what: 'SUMMARY', language: 'sv' });
    expect(town.standIn.told()).toEqual([]);
  });

  it('shows the catalogue’s own words about the fields that it refuses', async () => {
    const town = await tellingTown();
    await town.turnOn();
    const fields = { 'ServiceHours[0]': ['Exceptional can only contain one OpeningHour item.'] };
    await town.tell(answering(town, { ok: false, error: { fault: 'REFUSED', fields } }));
    expect(await town.told()).toMatchObject({
      outcome: 'REFUSED',
      refusals: [{ field: 'ServiceHours[0]', messages: fields['ServiceHours[0]'] }],
    });
    // What was refused was not told: the next night tries it again.
    town.pass(DAY);
    await town.tell();
    expect(await town.outcome()).toBe('SENT');
  });

  it('says that the catalogue does not know the user, or takes the token no more', async () => {
    const town = await tellingTown();
    await town.say({ mode: 'SEND', key: { user: 'api-user', password: 'old' } });
    await town.tell();
    expect(await town.outcome()).toBe('NOT_ALLOWED');
    await town.ask();
    await town.tell(answering(town, { ok: false, error: { fault: 'NOT_ALLOWED', fields: {} } }));
    expect(await town.outcome()).toBe('NOT_ALLOWED');
    expect(town.standIn.told()).toEqual([]);
  });

  it('fails where nobody answers, and tries again after an hour', async () => {
    const town = await tellingTown();
    await town.turnOn();
    const away = answering(town, { ok: false, error: { fault: 'TOO_SLOW', fields: {} } });
    await expect(town.tell(away)).rejects.toThrow('NOT_REACHED');
    town.pass(59);
    expect(await town.tell()).toBe(0);
    town.pass(1);
    expect(await town.tell()).toBe(1);
    expect(await town.outcome()).toBe('SENT');
  });

  it('makes one place by two runs at one time, and by a run that was cut off while it sent', async () => {
    const town = await tellingTown();
    await town.turnOn();
    await Promise.all([town.tell(), town.tell()]);
    expect(town.standIn.told().map(({ method }) => method)).toEqual(['POST']);
    await town.ask();
    const other = { ...entry, summary: { fi: 'Uusi tiivistelmä.' } };
    const { sites } = await town.telling();
    await town.as('TENANT_ADMIN', changeSiteEntry, {
      parameters: { siteId: town.place.id },
      body: { version: sites[0]?.version ?? 0, entry: other },
    });
    const cutOff: Catalogue = {
      ...town.catalogue,
      async tell(place, token, id) {
        await town.catalogue.tell(place, token, id);
        throw new Error('The run was cut off');
      },
    };
    await expect(town.tell(cutOff)).rejects.toThrow('cut off');
    expect(await town.outcome()).toBe('SENDING');
    await town.tell();
    expect(await town.outcome()).toBe('SENDING');
    town.pass(DAY);
    await town.tell();
    expect(await town.outcome()).toBe('UNCHANGED');
    expect(town.standIn.told().map(({ method }) => method)).toEqual(['POST', 'PUT']);
  });
});

describe('The key to the service catalogue', () => {
  it('is sealed, never shown, and stays when it is not given again', async () => {
    const town = await tellingTown();
    const said = await town.turnOn();
    const shown = await town.as('TENANT_ADMIN', readTelling);
    expect(shown.body.hasKey).toBe(true);
    expect(said.text + shown.text).not.toMatch(/api-user|practice-password/u);
    const scope = town.house.scope(town.tenantId, 'catalogue');
    const rows = await scope.work.query(scope.keys.catalogue('').pk, z.looseObject({}));
    expect(JSON.stringify(rows.items)).not.toMatch(/api-user|practice-password/u);
    expect((await town.say({ version: 1, mode: 'SEND' })).status).toBe(200);
    await town.tell();
    expect(await town.outcome()).toBe('SENT');
  });

  it('leaves with no export, while what is told of the sites does', async () => {
    const town = await tellingTown();
    await town.turnOn();
    const scope = town.house.scope(town.tenantId, 'catalogue');
    const { items } = await scope.work.query(scope.keys.catalogue('').pk, z.looseObject({}));
    const exporter = town.house.scope(town.tenantId, 'exporter');
    const lines = await Promise.all(items.map((row) => lineOf(exporter, town.tenant.profile.slug, row)));
    expect(lines.join('')).not.toMatch(/sealed|practice-password/u);
    expect(lines.join('')).toContain('Esimerkkikatu');
    // Where it is taken in, nothing is sent before a key is given anew.
    const telling = rowOf(
      exporter,
      town.tenant.profile.slug,
      lines.find((line) => line.includes('SEND')) ?? '',
    );
    await scope.work.put(await telling);
    await town.tell();
    expect([await town.outcome(), town.standIn.told()]).toEqual(['NOT_ALLOWED', []]);
  });

  it('is asked for before telling can be turned on', async () => {
    const town = await tellingTown();
    const refused = await town.say({ mode: 'SEND' });
    expect([refused.status, refused.problem.conflicts]).toEqual([409, [{ reason: 'NO_KEY' }]]);
  });

  it('and all about telling is the administrator’s, while everybody who works there looks for services', async () => {
    const town = await tellingTown();
    expect((await town.as('COUNSELLOR', readTelling)).status).toBe(403);
    expect((await town.as('SITE_MANAGER', readReading)).status).toBe(403);
    expect((await town.as('PARTNER_WORKER', catalogueRoutes.searchCatalogue)).status).toBe(200);
  });

  it('is changed by one of two administrators at one time', async () => {
    const town = await tellingTown();
    const both = await Promise.all([town.say(), town.say({ organizationId: uuidOf(901) })]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const elsewhere = await town.as('TENANT_ADMIN', changeSiteEntry, {
      parameters: { siteId: 'site000000' },
      body: { version: 0, entry },
    });
    expect(elsewhere.status).toBe(404);
  });
});
