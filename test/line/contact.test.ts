import { casesDispatch } from '@ohjaamo/functions/cases/dispatch.ts';
import { deskDispatch } from '@ohjaamo/functions/desk/dispatch.ts';
import { moduleHandler } from '@ohjaamo/functions/kernel/http/pipeline.ts';
import { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { deskRoutes } from '@ohjaamo/shared/desk/contract.ts';
import { clientId, contactId, episodeId, randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import type { TenantRole } from '@ohjaamo/shared/kernel/roles.ts';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { call } from '../support/house.ts';
import { worker } from '../support/schedule.ts';
import { lineTown, type LineTown } from './lineTown.ts';

/** Records a contact of whoever had the ticket, as worker number `of`. */
function record(
  town: LineTown,
  ticketId: string,
  of: number,
  parts: object = {},
  role: TenantRole = 'COUNSELLOR',
) {
  const handler = moduleHandler(deskRoutes, deskDispatch, { ...town.house, memberRole: 'desk' });
  const actor = {
    realm: 'tenant',
    subject: 'somebody',
    tenantId: town.tenantId,
    staffId: worker(of),
    roles: [role],
  } as const;
  const body = {
    contactId: randomIds.id(20),
    site: town.main.id,
    channel: 'ON_SITE',
    startedAt: '2027-02-01T12:09+02:00',
    minutes: 20,
    topics: ['HOUSING'],
    ageBand: '18_19',
    ticketId,
    ...parts,
  };
  return call(handler, deskRoutes.recordContact, { anyBody: body, actor: { ...actor, roles: [role] } });
}

/** Opens the person as a client of the town; gives the id. */
async function aClient(town: LineTown) {
  const handler = moduleHandler(casesRoutes, casesDispatch(town.house), {
    ...town.house,
    memberRole: 'cases',
  });
  const id = clientId.parse(randomIds.id(20));
  const answer = await call(handler, casesRoutes.openClient, {
    body: {
      clientId: id,
      episodeId: episodeId.parse(randomIds.id(20)),
      displayName: 'Asiakas',
      identification: 'LIGHT',
      contactLanguage: 'fi',
      routeIn: 'SELF',
      mainActivity: 'UNKNOWN',
    },
    actor: {
      realm: 'tenant',
      subject: 'somebody',
      tenantId: town.tenantId,
      staffId: worker(1),
      roles: ['COUNSELLOR'],
    },
  });
  expect(answer.status).toBe(201);
  return id;
}

/** A town in which somebody came at noon and began to talk with worker 1 at nine past. */
async function served() {
  const town = await lineTown();
  const { id } = await town.place({ language: 'sv' });
  town.pass(8);
  await town.next(1);
  town.pass(1);
  await town.move(1, await town.ticket(1), 'START');
  return { town, id };
}

describe('A contact of somebody who came through the line', () => {
  it('knows when the person came, from the ticket and not from the caller', async () => {
    const { town, id } = await served();
    const answer = await record(town, id, 1);
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      ticketId: id,
      arrivedAt: '2027-02-01T12:00+02:00',
      startedAt: '2027-02-01T12:09+02:00',
    });
    const told = await record(town, id, 1, { arrivedAt: '2027-02-01T11:00+02:00' });
    expect(told.problem.type).toBe('/problems/invalid-request');
  });

  it('of a known person keeps the time of arrival and not the anonymous ticket', async () => {
    const { town, id } = await served();
    const client = await aClient(town);
    const answer = await record(town, id, 1, { clientId: client });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ clientId: client, arrivedAt: '2027-02-01T12:00+02:00' });
    expect(answer.body.ticketId).toBeUndefined();
  });

  it('keeps the language of the ticket, and beside a known person the person’s own', async () => {
    const { town, id } = await served();
    const { work, keys } = town.house.scope(town.tenantId, 'desk');
    const kept = async (parts: object) => {
      const contact = contactId.parse(randomIds.id(20));
      const answer = await record(town, id, 1, { contactId: contact, ...parts });
      expect(answer.status).toBe(201);
      expect(answer.body).not.toHaveProperty('language');
      return (await work.get(keys.contact(contact), z.object({ language: z.string().optional() })))?.language;
    };
    expect(await kept({})).toBe('sv');
    expect(await kept({ clientId: await aClient(town) })).toBe('fi');
    expect(await kept({ ticketId: undefined })).toBeUndefined();
  });

  it('is of a ticket of the same town, site and day, and of a partner’s own', async () => {
    const { town, id } = await served();
    const other = await served();
    expect((await record(town, other.id, 1)).status).toBe(404);
    expect((await record(town, id, 1, { site: town.other.id })).status).toBe(404);
    expect((await record(town, id, 1, { startedAt: '2027-01-31T12:00+02:00' })).status).toBe(404);
    expect((await record(town, id, 2, {}, 'PARTNER_WORKER')).status).toBe(404);
    expect((await record(town, id, 1, {}, 'PARTNER_WORKER')).status).toBe(201);
  });
});
