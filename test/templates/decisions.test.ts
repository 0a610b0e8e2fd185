import { networkKeys } from '@ohjaamo/functions/kernel/tenancy/keys.ts';
import { membershipWrite } from '@ohjaamo/functions/tenants/index.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import { writeTemplateFile } from '@ohjaamo/shared/templates/file.ts';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { addressed, texts } from './given.ts';
import { libraryTown, ownName, steward as anySteward } from './libraryTown.ts';

const auditRow = z.looseObject({ action: z.string(), outcome: z.string(), staffId: z.string() });

async function handedIn() {
  const town = await libraryTown();
  const steward = { ...anySteward, subject: `subject-${ownName()}` };
  const template = texts(ownName());
  const { address } = await addressed(template);
  expect((await town.handIn(template)).ok).toBe(true);
  const decide = (act: 'publishTemplate' | 'returnTemplate' | 'retireTemplate', reason = '') => {
    const body = act === 'publishTemplate' ? {} : { reason };
    const route = routes[act] as typeof routes.returnTemplate;
    return town.as(steward, route, { parameters: { address }, body: body as { reason: string } });
  };
  const history = async () =>
    (await town.as(steward, routes.readDecisions, { parameters: { address } })).body.decisions;
  return { town, steward, template, address, decide, history };
}

describe('What stewards decide', () => {
  it('stands in the log of the network with who, what, when and why, the newest first', async () => {
    const { town, template, decide, history } = await handedIn();
    expect(await history()).toEqual([]);
    town.clock.set('2027-02-01T09:00+02:00');
    await decide('returnTemplate', 'Kerro, kenelle tämä sopii.');
    await town.handIn(template);
    town.clock.set('2027-02-02T09:00+02:00');
    await decide('publishTemplate');
    town.clock.set('2027-02-03T09:00+02:00');
    await decide('retireTemplate', 'Uudempi on parempi.');
    expect(await history()).toEqual([
      { at: '2027-02-03T07:00:00.000Z', act: 'RETIRE', reason: 'Uudempi on parempi.' },
      { at: '2027-02-02T07:00:00.000Z', act: 'PUBLISH' },
      { at: '2027-02-01T07:00:00.000Z', act: 'RETURN', reason: 'Kerro, kenelle tämä sopii.' },
    ]);
  });

  it('is noted once, with the decision or not at all', async () => {
    const { decide, history } = await handedIn();
    const [one, two] = await Promise.all([decide('publishTemplate'), decide('publishTemplate')]);
    expect([one.status, two.status].every((status) => [200, 409].includes(status))).toBe(true);
    await decide('publishTemplate');
    expect((await decide('returnTemplate', 'Liian myöhään')).status).toBe(409);
    expect((await history()).map(({ act }) => act)).toEqual(['PUBLISH']);
  });

  it('tells the steward by name while the account stands, and keeps the account alone', async () => {
    const { town, steward, decide, history, address } = await handedIn();
    const { platform, network } = town.house;
    await platform.transact([
      membershipWrite(platform, {
        realm: 'global',
        subject: steward.subject,
        roles: ['NETWORK_STEWARD'],
        displayName: 'Testi Verkostokoordinaattori',
      }),
    ]);
    await decide('publishTemplate');
    expect(await history()).toMatchObject([{ act: 'PUBLISH', by: 'Testi Verkostokoordinaattori' }]);
    const { pk } = networkKeys.decision(address, '');
    const [row] = (await network.query(pk, z.looseObject({}))).items;
    expect(JSON.stringify(row)).not.toContain('Testi');
    expect(row).toMatchObject({ by: steward.subject });
  });

  it('is shown to no municipality', async () => {
    const { town, address } = await handedIn();
    const asked = await town.as(town.own, routes.readDecisions, { parameters: { address } });
    expect(asked.status).toBe(403);
  });
});

describe('What a municipality hands in', () => {
  it('stands in its own log of use with the worker, taken back too', async () => {
    const town = await libraryTown();
    const version = await addressed(texts(ownName()));
    const file = new TextDecoder().decode(await writeTemplateFile([version]));
    expect((await town.as(town.own, routes.importTemplates, { body: { file } })).status).toBe(200);
    const parameters = { address: version.address };
    await town.as(town.own, routes.takeBackTemplate, { parameters, body: {} });
    expect((await town.as(town.other, routes.takeBackTemplate, { parameters, body: {} })).status).toBe(404);
    const logOf = async (tenant: typeof town.tenantId) => {
      const { audit, keys } = town.house.scope(tenant, 'auditor');
      const { items } = await audit.query(keys.auditMonth('2027-02', '').pk, auditRow);
      return items.map(({ action, outcome }) => `${action} ${outcome}`).sort();
    };
    expect(await logOf(town.tenantId)).toEqual(['HAND_IN_TEMPLATES DONE', 'TAKE_BACK_TEMPLATE DONE']);
    expect(await logOf(town.otherId)).toEqual(['TAKE_BACK_TEMPLATE NOT_FOUND']);
  });
});
