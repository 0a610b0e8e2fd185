import { lookAt } from '@ohjaamo/functions/cases/course/night.ts';
import { platformKeys } from '@ohjaamo/functions/kernel/tenancy/keys.ts';
import type { OpenScope, TenantScope } from '@ohjaamo/functions/kernel/tenancy/scope.ts';
import { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { type ClientId, contactId, handoverId, randomIds, reviewId } from '@ohjaamo/shared/kernel/ids.ts';
import { accessRoutes } from '@ohjaamo/shared/access/contract.ts';
import { deskRoutes } from '@ohjaamo/shared/desk/contract.ts';
import * as z from 'zod';
import { describe, expect, it } from 'vitest';
import { everyRowOf } from '../support/everyRow.ts';
import { workTown } from '../support/workTown.ts';
import { clientForm, consentForm } from './caseTown.ts';
import { nightsOf } from './nights.ts';

const { openClient, readClient, listMyClients, recordConsent, assignWorker, eraseClient, holdClient } =
  casesRoutes;

/** A town with a client of whom there is something of each kind, and another client beside. */
async function fullTown() {
  const town = await workTown();
  const form = clientForm({ displayName: 'Revontuli Tähti', birthDate: '2005-02-01' });
  const other = clientForm({ displayName: 'Joku toinen' });
  const { clientId } = form;
  const of = { parameters: { clientId } };
  const must = async (answer: Promise<{ status: number; text: string }>): Promise<void> => {
    const { status, text } = await answer;
    if (status >= 300) throw new Error(text);
  };
  await must(town.as('counsellor', openClient, { body: form }));
  await must(town.as('counsellor', openClient, { body: other }));
  await must(town.as('counsellor', recordConsent, { ...of, body: consentForm() }));
  await must(
    town.as('counsellor', assignWorker, {
      ...of,
      body: { staffId: town.tenant.staff[2]?.id ?? '', part: 'TEAM', reason: 'Talous selvitetään yhdessä' },
    } as never),
  );
  await must(
    town.as('counsellor', casesRoutes.recordHandover, {
      ...of,
      body: { handoverId: handoverId.parse(randomIds.id(20)), to: 'Kela', text: 'Sovittu yhdessä' },
    }),
  );
  await must(
    town.as('outreachWorker', accessRoutes.openInDanger, {
      ...of,
      body: { reviewId: reviewId.parse(randomIds.id(20)), reason: 'Ei ole tavoitettu eilisen jälkeen' },
    }),
  );
  await must(town.opens('outreachWorker', clientId));
  const booking = await town.book('2027-02-01T09:00+02:00', { email: 'nuori@example.org' });
  const contact = contactId.parse(randomIds.id(20));
  await must(
    town.as('counsellor', deskRoutes.recordContact, {
      body: {
        contactId: contact,
        site: town.main.id,
        channel: 'ON_SITE',
        startedAt: '2027-02-01T08:00+02:00',
        minutes: 30,
        topics: ['HOUSING'],
        ageBand: '20_24',
        bookingId: booking,
        clientId,
      },
    }),
  );
  const rows = () => everyRowOf(town.tenantId);
  return {
    ...town,
    clientId,
    other: other.clientId,
    contact,
    of,
    night: nightsOf(town),
    erase: () => town.as('admin', eraseClient, { ...of, body: { ground: 'PERSON_ASKS' } }),
    rows,
    /** Rows of the tenant that know the client by id, name, address or words; the log of use has opaque ids, and stays. */
    async traces() {
      const told = new RegExp(`${clientId}|Revontuli|Tähti|nuori@example|Kotka|ei ole tavoitettu`, 'iu');
      return (await rows())
        .filter(({ table, text }) => table !== 'audit' && told.test(text))
        .map(({ key }) => key);
    },
  };
}

/** Scopes whose writes to tenants' tables fail from the one with this number on. */
function cutAt(openScope: OpenScope, number: number): OpenScope {
  let written = 0;
  const cut = <T>(write: () => Promise<T>): Promise<T> => {
    written++;
    return written >= number ? Promise.reject(new Error('The function was stopped')) : write();
  };
  return (tenant, role) => {
    const scope = openScope(tenant, role);
    const stopped = (table: TenantScope['work']): TenantScope['work'] => ({
      ...table,
      put: (...given) => cut(() => table.put(...given)),
      update: (...given) => cut(() => table.update(...given)),
      transact: (...given) => cut(() => table.transact(...given)),
    });
    return { ...scope, work: stopped(scope.work), cases: stopped(scope.cases) };
  };
}

const ledger = z.object({ clients: z.array(z.string()), ground: z.string() });

describe('Erasing a client', () => {
  it('closes the case at once, and after the night leaves facts without a person and the log of use', async () => {
    const town = await fullTown();
    const before = await town.rows();
    const receipt = await town.erase();
    expect(receipt.status).toBe(200);
    expect(receipt.body).toMatchObject({
      erasedOn: '2027-02-01',
      streamsUntil: '2027-02-02',
      backupsUntil: '2027-03-08',
    });
    expect((await town.as('counsellor', readClient, town.of)).status).toBe(404);
    expect((await town.as('counsellor', listMyClients)).body.clients.map(({ id }) => id)).toEqual([
      town.other,
    ]);
    await town.night('2027-02-02');
    expect(await town.traces()).toEqual([]);

    const after = await town.rows();
    const contact = after.find(({ key }) => key.includes(`CONTACT#${town.contact}`));
    expect(contact?.text).toContain('HOUSING');
    expect(after.some(({ key }) => key.includes(`CLIENT#${town.other}`))).toBe(true);
    // The log of use keeps its rows: who looked, when and why, by opaque ids.
    const trail = (all: typeof before) => all.filter(({ table }) => table === 'audit').length;
    expect(trail(after)).toBeGreaterThan(trail(before));
    const { pk } = platformKeys.erased(town.tenantId, '');
    const { items } = await town.house.platform.query(pk, ledger);
    expect(items).toEqual([{ clients: [town.clientId], ground: 'PERSON_ASKS' }]);
  });

  it('takes a purge that dies anywhere to its end when it runs again', async () => {
    const town = await fullTown();
    const { house, tenantId } = town;
    // A case whose term has come is erased by the night; the night dies after one write more each time.
    await town.as('counsellor', casesRoutes.closeEpisode, {
      parameters: { clientId: town.clientId, episodeId: await episodeOf(town) },
      body: { destination: 'MOVED', reason: 'MOVED', source: 'WORKER', followUp: false },
    });
    town.clock.set('2029-02-01T02:45+02:00');
    let cuts = 0;
    for (let number = 1; ; number++) {
      const ended = await town
        .night('2029-02-01', undefined, cutAt(house.openScope, number))
        .then(() => true)
        .catch(() => false);
      if (ended) break;
      cuts++;
      if (number > 60) throw new Error('The night never ended');
    }
    expect(cuts).toBeGreaterThan(3);
    expect(await town.traces()).toEqual([]);
    expect(
      await house
        .scope(tenantId, 'eraser')
        .cases.get(house.scope(tenantId, 'eraser').keys.client(town.clientId, 'ERASURE'), z.object({})),
    ).toBeUndefined();
  });

  it('asked twice goes on where it was; a hold stands against it', async () => {
    const town = await fullTown();
    const hold = (held: boolean) =>
      town.as('admin', holdClient, { ...town.of, body: { held, reason: 'Selvitys kesken' } });
    await hold(true);
    expect((await town.erase()).problem.type).toBe('/problems/state-conflict');
    await hold(false);
    expect((await town.erase()).status).toBe(200);
    expect((await town.erase()).status).toBe(200);
    await town.night('2027-02-02');
    expect((await town.erase()).problem.type).toBe('/problems/not-found');
  });

  it('takes the records that were taken into it along, and a hold on one of them holds both', async () => {
    const town = await fullTown();
    await town.as('counsellor', casesRoutes.mergeClients, {
      ...town.of,
      body: { mergeId: randomIds.id(20), other: town.other, reason: 'Kirjattu kahdesti' },
    });
    const hold = (held: boolean) =>
      town.as('admin', holdClient, {
        parameters: { clientId: town.other },
        body: { held, reason: 'Selvitys kesken' },
      });
    expect((await hold(true)).status).toBe(200);
    expect((await town.erase()).problem.type).toBe('/problems/state-conflict');
    await hold(false);
    expect((await town.erase()).status).toBe(200);
    await town.night('2027-02-02');
    expect(await town.traces()).toEqual([]);
    expect(
      (await town.rows()).filter(({ table, text }) => table !== 'audit' && text.includes(town.other)),
    ).toEqual([]);
  });

  it('takes with it what a request under way writes a moment later', async () => {
    const town = await fullTown();
    await town.erase();
    const { cases, keys } = town.house.scope(town.tenantId, 'cases');
    await cases.put({ ...keys.client(town.clientId, 'NOTE#late'), kind: 'NOTE', text: 'Revontuli' });
    await town.night('2027-02-02');
    expect(await town.traces()).toEqual([]);
  });

  it('is done again after a restore has brought the case back', async () => {
    const town = await fullTown();
    await town.erase();
    await town.night('2027-02-02');
    const { cases, work, keys } = town.house.scope(town.tenantId, 'cases');
    await cases.put({ ...keys.client(town.clientId, 'CLIENT'), kind: 'CLIENT', id: town.clientId });
    await cases.put({ ...keys.client(town.clientId, 'NOTE#old'), kind: 'NOTE', text: 'Revontuli' });
    expect(work.name).not.toBe(cases.name);
    await town.night('2027-02-03', { replay: '2027-02-03' });
    expect(await town.traces()).not.toEqual([]);
    await town.night('2027-02-03', { replay: '2027-02-01' });
    expect(await town.traces()).toEqual([]);
  });

  it('is for an administrator alone', async () => {
    const town = await fullTown();
    const tried = await town.as('counsellor', eraseClient, { ...town.of, body: { ground: 'PERSON_ASKS' } });
    expect(tried.status).toBe(403);
    expect((await town.as('counsellor', readClient, town.of)).status).toBe(200);
  });
});

async function episodeOf(town: { as: Awaited<ReturnType<typeof workTown>>['as']; clientId: ClientId }) {
  const { body } = await town.as('counsellor', readClient, { parameters: { clientId: town.clientId } });
  const id = body.episodes[0]?.id;
  if (!id) throw new Error('No episode');
  return id;
}

describe('A look at a case that is gone', () => {
  it('does nothing', async () => {
    const town = await fullTown();
    await town.erase();
    const scope = town.house.scope(town.tenantId, 'eraser');
    const night = {
      scope,
      rules: (await import('@ohjaamo/shared/cases/retention.ts')).defaultCaseRules,
      zone: 'Europe/Helsinki',
      today: '2027-02-01',
      at: '2027-02-01T00:00:00.000Z',
      owner: 'YOUTH',
    };
    expect(await lookAt(night, town.clientId)).toBe(0);
  });
});
