import { tellNetwork } from '@ohjaamo/functions/adoptions/index.ts';
import { networkKeys } from '@ohjaamo/functions/kernel/tenancy/keys.ts';
import { adoptionsRoutes } from '@ohjaamo/shared/adoptions/contract.ts';
import { standingAfter } from '@ohjaamo/shared/adoptions/standing.ts';
import { templatesRoutes } from '@ohjaamo/shared/templates/contract.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { call } from '../support/house.ts';
import { practiceTown, type Programme, steward } from './practiceTown.ts';
import { registered, streamed } from './streamed.ts';

const userRow = z.looseObject({ value: z.looseObject({ since: z.string(), until: z.string() }) });
const anyRow = z.looseObject({ pk: z.string(), sk: z.string() });
const { countNewVersions, endAdoption, listAdoptions, offerChanges, readMerge, resumeAdoption } =
  adoptionsRoutes;
const { previewUse, takeIntoUse, takeOutOfUse } = adoptionsRoutes;

/** A town that adopts, ends and takes up again, and the network as its stream tells it. */
async function ending() {
  const practice = await practiceTown();
  const { town, library, parameters, read, address } = practice;
  await registered(town);
  const uses = async () => (await read()).uses;
  return {
    ...practice,
    uses,
    end: async (seen?: number) =>
      town.as('admin', endAdoption, { parameters, body: { uses: seen ?? (await uses()) } }),
    resume: async (seen?: number) =>
      town.as('admin', resumeAdoption, { parameters, body: { uses: seen ?? (await uses()) } }),
    /** Who uses the template as the library says it, when the stream has brought the line. */
    async users() {
      const { work, keys } = town.house.scope(town.tenantId, 'adoptions');
      const { items } = await work.query(keys.adoptions('').pk, anyRow);
      const told = await tellNetwork(town.house, { Records: items.map((row) => streamed(row)) });
      expect(told.batchItemFailures).toEqual([]);
      const shown = await call(library, templatesRoutes.readTemplate, {
        actor: steward,
        parameters: { address },
      });
      return shown.body.users;
    },
    next: () =>
      practice.next((content: { meetings: Programme['meetings'] }) => {
        for (const meeting of content.meetings) meeting.course['fi'] = 'Uudestaan';
      }),
  };
}

describe('An adoption that is ended', () => {
  it('is no use in the library any more, and keeps what the municipality made of it', async () => {
    const { adopt, change, end, users, read, town } = await ending();
    await adopt();
    await change('/meetings/first/title/fi', 'Menot näkyviin');
    expect(await users()).toHaveLength(1);
    expect((await end()).status).toBe(200);
    expect(await users()).toEqual([]);
    const { endedAt, content, history } = await read();
    expect(endedAt).toBe(new Date(town.clock.now()).toISOString());
    expect((content as unknown as Programme).meetings[0]?.title['fi']).toBe('Menot näkyviin');
    expect(history.map(({ what }) => what)).toEqual(['ADOPTED', 'CHANGED', 'ENDED']);
  });

  it('is offered no new version, and none is counted', async () => {
    const { adopt, end, next, town, read } = await ending();
    await adopt();
    await end();
    await next();
    expect((await read()).newer).toBeUndefined();
    expect((await town.as('admin', countNewVersions, {})).body.newer).toBe(0);
    const [line] = (await town.as('admin', listAdoptions, {})).body.adoptions;
    expect([line?.newer, typeof line?.endedAt]).toEqual([undefined, 'string']);
  });

  it('is not changed, offered, merged, adopted or taken into use before it is taken up again', async () => {
    const { adopt, end, change, next, merge, parameters, town } = await ending();
    await adopt();
    await change('/meetings/first/title/fi', 'Menot näkyviin');
    const { mark } = (await town.as('admin', previewUse, { parameters, body: {} })).body;
    await end();
    const to = await next();
    const used = { useId: 'u'.repeat(20), mark };
    expect([
      (await change('/meetings/first/title/fi', 'Jotakin muuta')).status,
      (await town.as('admin', offerChanges, { parameters, body: { version: '1.1' } })).status,
      (await merge(to)).status,
      (await adopt()).status,
      (await town.as('admin', previewUse, { parameters, body: {} })).status,
      (await town.as('admin', takeIntoUse, { parameters, body: used })).status,
    ]).toEqual([409, 409, 409, 409, 409, 409]);
  });

  it('leaves what is in effect as it is, until somebody takes that out', async () => {
    const { adopt, end, parameters, town, read } = await ending();
    await adopt();
    const { mark } = (await town.as('admin', previewUse, { parameters, body: {} })).body;
    const useId = 'v'.repeat(20);
    await town.as('admin', takeIntoUse, { parameters, body: { useId, mark } });
    await end();
    expect((await read()).inUse).toHaveLength(1);
    expect((await town.as('admin', takeOutOfUse, { parameters, body: {} })).status).toBe(200);
    expect((await read()).inUse).toEqual([]);
  });

  it('keeps a merge on its way: taken up again, it goes on with what was decided', async () => {
    const { adopt, change, end, resume, next, merge, decide, parameters, town } = await ending();
    await adopt();
    await change('/meetings/first/course/fi', 'Oma kulku');
    const to = await next();
    await merge(to);
    await decide(to, '/meetings/first/course/fi', 'LOCAL');
    await end();
    expect((await town.as('admin', readMerge, { parameters })).status).toBe(404);
    await resume();
    const { body } = await town.as('admin', readMerge, { parameters });
    expect([body.to.address, body.open]).toEqual([to, 0]);
  });
});

describe('Ending and taking up again', () => {
  it('sent again is done once, and told when somebody has done something else meanwhile', async () => {
    const { adopt, end, resume, read } = await ending();
    await adopt();
    expect([(await end(1)).status, (await end(1)).status]).toEqual([200, 200]);
    expect((await read()).uses).toBe(2);
    expect([(await resume(2)).status, (await resume(2)).status]).toEqual([200, 200]);
    expect((await end(1)).problem.type).toBe('/problems/stale-version');
    expect((await read()).endedAt).toBeUndefined();
  });

  it('brings back the use in the library, the own changes and the new version', async () => {
    const { adopt, change, end, resume, users, next, read, address } = await ending();
    await adopt();
    await change('/group/seats', 20);
    await end();
    expect(await users()).toEqual([]);
    const to = await next();
    await resume();
    expect(await users()).toEqual([{ municipality: '999', address }]);
    const { content, newer } = await read();
    expect([(content as unknown as Programme).group.seats, newer?.address]).toEqual([20, to]);
  });

  it('lets the library say until when it was used for the first time', async () => {
    const { adopt, end, resume, users, town, first } = await ending();
    await adopt();
    town.clock.set('2027-08-15T12:00:00Z');
    await end();
    town.clock.set('2027-09-20T12:00:00Z');
    await resume();
    await users();
    const { pk, sk } = networkKeys.lineage(first.kind, first.name, `USER#${town.tenantId}`);
    const { items } = await town.house.network.query(pk, userRow, { begins: sk });
    expect(items.map(({ value }) => value)).toMatchObject([{ since: '2027-02-01', until: '2027-08-15' }]);
  });
});

describe('The standing of an adoption', () => {
  const act = fc.constantFrom('END', 'RESUME' as const);

  it('never forgets when it was first ended, but for an end that was taken back on its own day', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(act, fc.integer({ min: 1, max: 3 })), { maxLength: 12 }), (acts) => {
        let [standing, day] = [standingAfter({ adoptedAt: '2027-01-01T10:00:00Z' }, 'END', dayAt(2)), 2];
        for (const [next, days] of acts) {
          day += days;
          standing = (standing && standingAfter(standing, next, dayAt(day))) ?? standing;
        }
        expect(standing?.firstEndedAt).toBe(dayAt(2));
      }),
    );
    const ended = standingAfter({ adoptedAt: dayAt(1) }, 'END', dayAt(2));
    expect(ended && standingAfter(ended, 'RESUME', dayAt(2))).toEqual({ adoptedAt: dayAt(1) });
  });
});

function dayAt(day: number): string {
  return new Date(Date.UTC(2027, 0, day, 10)).toISOString();
}
