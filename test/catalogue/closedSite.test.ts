import { catalogueRoutes } from '@ohjaamo/shared/catalogue/contract.ts';
import type { ServiceLocation } from '@ohjaamo/shared/catalogue/serviceLocation.ts';
import { describe, expect, it } from 'vitest';
import { aChannel, uuidOf } from './catalogueTown.ts';
import { answering, DAY, entry, tellingTown } from './tellingTown.ts';

const { changeSiteEntry } = catalogueRoutes;

describe('A site that is closed for good', () => {
  it('is told once more, as a place that is no more, on the day it closes; then it is left out', async () => {
    const town = await tellingTown();
    await town.turnOn();
    await town.tell();
    await town.closes('2027-02-02');
    expect((await town.telling()).sites[0]?.closed).toBeUndefined();
    town.pass(DAY);
    expect((await town.telling()).sites[0]).toMatchObject({ closed: 'TO_TELL' });
    expect(await town.tell()).toBe(1);
    expect(town.standIn.told().slice(1)).toMatchObject([
      { method: 'PUT', body: { publishingStatus: 'Deleted', serviceHours: [], deleteAllServiceHours: true } },
    ]);
    const [shown] = (await town.telling()).sites;
    expect([shown?.closed, shown?.facts]).toEqual(['OVER', []]);
    const listed = await town.catalogue.listIds('CHANNEL', '698', 2);
    expect(listed.ok && listed.value.ids).toHaveLength(1);
    town.pass(100 * DAY);
    expect(await town.tell()).toBe(0);
    expect(town.standIn.told()).toHaveLength(2);
  });

  it('stays to be told until the catalogue has taken it, also when a text of it is missing', async () => {
    const town = await tellingTown();
    await town.turnOn();
    await town.tell();
    const { sites } = await town.telling();
    await town.as('TENANT_ADMIN', changeSiteEntry, {
      parameters: { siteId: town.place.id },
      body: { version: sites[0]?.version ?? 0, entry: { ...entry, summary: {} } },
    });
    await town.closes('2027-02-02');
    town.pass(DAY);
    const fields = { ServiceChannel: ['Not now.'] };
    await town.tell(answering(town, { ok: false, error: { fault: 'REFUSED', fields } }));
    expect(await town.outcome()).toBe('REFUSED');
    town.pass(DAY);
    expect(await town.tell()).toBe(1);
    expect(town.standIn.told().at(-1)?.body).toMatchObject({ publishingStatus: 'Deleted' });
  });

  it('is brought back under its own id when it is opened again', async () => {
    const town = await tellingTown();
    await town.turnOn();
    await town.tell();
    await town.closes('2027-02-02');
    town.pass(DAY);
    await town.tell();
    await town.closes();
    town.pass(DAY);
    await town.tell();
    const told = town.standIn
      .told()
      .map(({ method, body }) => [method, (body as ServiceLocation).publishingStatus]);
    expect(told).toEqual([
      ['POST', 'Published'],
      ['PUT', 'Deleted'],
      ['PUT', 'Published'],
    ]);
  });

  it('is told to nobody, and made nowhere, when the catalogue never had it', async () => {
    const town = await tellingTown();
    await town.turnOn();
    await town.closes('2027-02-01');
    expect(await town.tell()).toBe(0);
    await town.closes();
    await town.ask();
    await expect(
      town.tell(answering(town, { ok: false, error: { fault: 'TOO_SLOW', fields: {} } })),
    ).rejects.toThrow();
    await town.closes('2027-02-02');
    town.pass(DAY);
    expect(await town.tell()).toBe(1);
    expect(town.standIn.told()).toEqual([]);
    expect((await town.telling()).sites[0]?.closed).toBe('OVER');
  });

  it('is shown as it would be told while telling is not turned on', async () => {
    const town = await tellingTown({ channels: [aChannel(50)] }, { channelId: uuidOf(50) });
    await town.say();
    await town.closes('2027-02-01');
    await town.tell();
    const [shown] = (await town.telling()).sites;
    expect([shown?.closed, shown?.told?.outcome]).toEqual(['TO_TELL', 'DRY_RUN']);
    expect(shown?.facts.some(({ what }) => what === 'WEEKDAY')).toBe(false);
    expect(town.standIn.told()).toEqual([]);
  });
});
