import type { Table } from '@ohjaamo/functions/kernel/table.ts';
import type { OpenScope } from '@ohjaamo/functions/kernel/tenancy/scope.ts';
import { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { defaultCaseRules } from '@ohjaamo/shared/cases/retention.ts';
import { randomIds, requestId } from '@ohjaamo/shared/kernel/ids.ts';
import { rightsRoutes } from '@ohjaamo/shared/rights/contract.ts';
import { describe, expect, it } from 'vitest';
import { merge } from '../cases/mergeTown.ts';
import { people } from '../support/workTown.ts';
import { personTown } from './personTown.ts';

/** The night after the town's first day. */
const NIGHT = '2027-02-02T00:35+02:00';

describe('The night that counts persons', () => {
  it('counts each once for the municipality and once at each site, identified and light apart', async () => {
    const town = await personTown();
    const known = await town.client({ birthDate: '2010-05-05', contactLanguage: 'sv' });
    const light = await town.client({ identification: 'LIGHT', mainActivity: 'EMPLOYED' });
    await town.client();
    await town.meets(known.clientId, { colleagues: [people.partner.id] });
    await town.meets(known.clientId, { site: town.second.id });
    await town.meets(light.clientId);
    expect((await town.figures()).persons).toBeUndefined();
    town.clock.set(NIGHT);
    await town.counts();
    const { persons, tenant, sites } = await town.figures();
    expect(persons).toEqual({ countedOn: '2027-02-02', sealed: false });
    expect(tenant.persons).toMatchObject({
      clients: { identified: 1, light: 1 },
      acrossOrganisations: 1,
      byAge: { '15_17': 1, '20_24': 1 },
      byLanguage: { fi: 1, sv: 1, en: 0 },
      byActivity: { EMPLOYED: 1, STUDENT: 1 },
      continuity: { named: 2, first: 2, later: 1, laterNamed: 1 },
    });
    const bySite = sites.map(({ id, figures }) => [
      id,
      figures.persons?.clients,
      figures.persons?.acrossOrganisations,
    ]);
    expect(new Map(bySite.map(([id, ...rest]) => [id, rest]))).toEqual(
      new Map([
        [town.main.id, [{ identified: 1, light: 1 }, 1]],
        [town.second.id, [{ identified: 1, light: 0 }, 0]],
      ]),
    );
  });

  it('finds the worker of the first contact, however long ago, past what does not count', async () => {
    const town = await personTown();
    const { clientId } = await town.client();
    await town.meets(clientId, { startedAt: '2026-06-01T10:00+03:00', party: 'GUARDIAN' });
    await town.meets(clientId, { startedAt: '2026-06-02T10:00+03:00' });
    await town.meets(clientId);
    await town.must(
      town.as('counsellor', casesRoutes.assignWorker, {
        parameters: { clientId },
        body: { staffId: people.outreachWorker.id, part: 'NAMED', reason: 'Ohjaa jatkossa' },
      }),
    );
    await town.counts();
    expect((await town.figures()).tenant.persons?.continuity).toEqual({
      named: 1,
      first: 0,
      later: 1,
      laterNamed: 0,
    });
  });

  it('keeps nothing by which somebody could be known: numbers by place and day alone', async () => {
    const town = await personTown();
    const { clientId, episodeId, displayName } = await town.client({ displayName: 'Revontuli Tähti' });
    const { body: contact } = await town.meets(clientId);
    const gone = await town.client();
    await town.meets(gone.clientId);
    await town.erases(gone.clientId);
    await town.counts();
    const rows = await town.rows();
    expect(rows.map(({ key }) => key.split('#').at(-1))).toContain('2027-Q1|GONE');
    const told = rows.map(({ key, text }) => `${key} ${text}`).join('\n');
    const ids = [
      clientId,
      episodeId,
      contact.id,
      gone.clientId,
      ...Object.values(people).map(({ id }) => id),
    ];
    for (const secret of [...ids, ...displayName.split(' '), 'instant']) expect(told).not.toContain(secret);
    // No hash either: every value is a number, a date or a word of the house.
    for (const [word = ''] of told.matchAll(/[A-Za-z0-9+/_=-]{20,}/gu)) {
      expect(word).toMatch(/^(?:activity_[A-Z_]+|acrossOrganisations|byInstrument)$/u);
    }
  });
});

describe('Who is erased', () => {
  it('stays in the quarter as numbers, whenever it is counted again', async () => {
    const town = await personTown();
    const [one, other] = [await town.client(), await town.client({ contactLanguage: 'en' })];
    await town.meets(one.clientId);
    await town.meets(other.clientId, { site: town.second.id });
    await town.counts();
    const before = await town.figures();
    // What happened since the last night counts as well.
    await town.meets(other.clientId);
    await town.erases(other.clientId);
    expect(await town.figures()).toEqual(before);
    await town.night('2027-02-02');
    await town.counts();
    const { tenant, sites } = await town.figures();
    expect(tenant.persons).toMatchObject({
      clients: { identified: 2, light: 0 },
      byLanguage: { fi: 1, en: 1 },
      continuity: { named: 2, later: 1 },
    });
    expect(sites.find(({ id }) => id === town.main.id)?.figures.persons?.clients.identified).toBe(2);
    expect(sites.find(({ id }) => id === town.second.id)?.figures.persons?.clients.identified).toBe(1);
    await town.counts();
    expect((await town.figures()).tenant).toEqual(tenant);
  });

  it('by the calendar, at the end of a term, stays too', async () => {
    const town = await personTown();
    const { clientId, episodeId } = await town.client();
    await town.meets(clientId);
    await town.must(
      town.as('counsellor', casesRoutes.closeEpisode, {
        parameters: { clientId, episodeId },
        body: { destination: 'MOVED', reason: 'MOVED', source: 'WORKER', followUp: false },
      }),
    );
    const { cases, keys } = town.house.scope(town.tenantId, 'cases');
    const rules = {
      ...defaultCaseRules,
      months: { ...defaultCaseRules.months, CLOSED_CLIENT: 1 },
    };
    await cases.put({ ...keys.caseRules('CASES'), kind: 'RULES', rules, decisions: [], version: 1 });
    await town.night('2027-03-01');
    expect((await town.as('counsellor', casesRoutes.readClient, { parameters: { clientId } })).status).toBe(
      404,
    );
    await town.counts();
    expect((await town.figures()).tenant.persons).toMatchObject({
      clients: { identified: 1 },
      destinations: { MOVED: { youngPerson: 0, worker: 1, calendar: 0 } },
    });
  });

  it('while the night counts makes it count again: nobody is there twice', async () => {
    const town = await personTown();
    const { clientId } = await town.client();
    await town.meets(clientId);
    let erased = false;
    const interrupted: OpenScope = (tenant, role) => {
      const scope = town.house.openScope(tenant, role);
      const transact: Table['transact'] = async (writes) => {
        if (!erased) {
          erased = true;
          await town.erases(clientId);
        }
        return scope.work.transact(writes);
      };
      return { ...scope, work: { ...scope.work, transact } };
    };
    await town.counts(interrupted);
    expect(erased).toBe(true);
    expect((await town.figures()).tenant.persons?.clients).toEqual({ identified: 1, light: 0 });
  });
});

describe('One person in two records', () => {
  it('is one from the night after they are taken together, and two when they come apart', async () => {
    const town = await personTown();
    const [one, other] = [await town.client(), await town.client({ identification: 'LIGHT' })];
    await town.meets(one.clientId);
    await town.meets(other.clientId);
    await town.counts();
    expect((await town.figures()).tenant.persons?.clients).toEqual({ identified: 1, light: 1 });
    const mergeId = requestId.parse(randomIds.id(20));
    expect((await merge(town.town, one.clientId, other.clientId, mergeId)).status).toBe(201);
    await town.counts();
    expect((await town.figures()).tenant.persons).toMatchObject({
      clients: { identified: 1, light: 0 },
      continuity: { named: 1, later: 1 },
    });
    const parameters = { clientId: one.clientId, mergeId };
    await town.must(town.as('counsellor', casesRoutes.unmergeClients, { parameters, body: {} }));
    await town.counts();
    expect((await town.figures()).tenant.persons?.clients).toEqual({ identified: 1, light: 1 });
  });

  it('is one among the erased', async () => {
    const town = await personTown();
    const [one, other] = [await town.client(), await town.client()];
    await town.meets(one.clientId);
    await town.meets(other.clientId);
    await merge(town.town, one.clientId, other.clientId);
    await town.erases(one.clientId);
    await town.night('2027-02-02');
    await town.counts();
    expect((await town.figures()).tenant.persons?.clients).toEqual({ identified: 1, light: 0 });
  });
});

describe('Whoever has the processing of the data restricted', () => {
  it('is not looked at while that stands', async () => {
    const town = await personTown();
    const { clientId } = await town.client();
    await town.meets(clientId);
    await town.must(
      town.as('counsellor', rightsRoutes.restrictProcessing, {
        parameters: { clientId },
        body: {
          restrictionId: requestId.parse(randomIds.id(20)),
          ground: 'ACCURACY_CONTESTED',
          reason: 'Koulu tarkistetaan',
        },
      }),
    );
    await town.counts();
    expect((await town.figures()).tenant.persons?.clients).toEqual({ identified: 0, light: 0 });
  });
});

describe('A quarter', () => {
  it('is counted for a hundred days after its end, then sealed: what is told later changes nothing, and no one of the gone is left', async () => {
    const town = await personTown();
    const [one, gone, late] = [await town.client(), await town.client(), await town.client()];
    await town.meets(one.clientId);
    await town.meets(gone.clientId);
    await town.erases(gone.clientId);
    town.clock.set('2027-07-09T00:35+03:00');
    await town.meets(late.clientId, { startedAt: '2027-03-31T12:00+03:00' });
    await town.counts();
    expect(await town.figures()).toMatchObject({
      persons: { countedOn: '2027-07-09', sealed: false },
      tenant: { persons: { clients: { identified: 3 } } },
    });
    town.clock.set('2027-07-10T00:35+03:00');
    await town.counts();
    const sealed = await town.figures();
    expect(sealed.persons).toEqual({ countedOn: '2027-07-10', sealed: true });
    expect((await town.rows()).filter(({ key }) => key.endsWith('2027-Q1|GONE'))).toEqual([]);
    const never = await town.client();
    await town.meets(never.clientId, { startedAt: '2027-03-31T13:00+03:00' });
    await town.erases(one.clientId);
    await town.counts();
    await town.counts(town.house.openScope, { tenant: town.tenantId, quarter: '2027-Q1' });
    expect(await town.figures()).toEqual(sealed);
    expect((await town.rows()).filter(({ key }) => key.endsWith('2027-Q1|GONE'))).toEqual([]);
  });

  it('of before the job ran is counted when an operator names it', async () => {
    const town = await personTown();
    const { clientId } = await town.client();
    await town.meets(clientId, { startedAt: '2026-04-10T12:00+03:00' });
    await town.counts(town.house.openScope, { tenant: town.tenantId, quarter: '2026-Q2' });
    expect(await town.figures('2026-Q2')).toMatchObject({
      persons: { sealed: true },
      tenant: { persons: { clients: { identified: 1 } } },
    });
  });

  it('keeps its numbers of the night before when a case cannot be read, and the job fails', async () => {
    const town = await personTown();
    const { clientId } = await town.client();
    await town.meets(clientId);
    await town.counts();
    const before = await town.figures();
    const { cases, keys } = town.house.scope(town.tenantId, 'cases');
    await cases.update({
      Key: keys.client(clientId, 'CLIENT'),
      UpdateExpression: 'SET team = :lost',
      ExpressionAttributeValues: { ':lost': 'lost' },
    });
    town.clock.set(NIGHT);
    await expect(town.counts()).rejects.toThrow();
    expect(await town.figures()).toEqual(before);
  });
});
