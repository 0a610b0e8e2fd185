import { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { type ClientId, clientId, randomIds, requestId } from '@ohjaamo/shared/kernel/ids.ts';
import { rightsRoutes } from '@ohjaamo/shared/rights/contract.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { consentForm } from '../cases/caseTown.ts';
import { REVONTULI, rightsTown, type RightsTown } from './rightsTown.ts';

let town: RightsTown;
let client: ClientId;
beforeEach(async () => {
  town = await rightsTown();
  client = await town.identifiedClient();
  await town.opens('counsellor', client);
});
afterEach(() => town.stop());

const readMe = () => town.onOwnPage(client, rightsRoutes.readMe);
const correction = (text = 'Kouluni on toinen') => ({
  requestId: requestId.parse(randomIds.id(20)),
  what: 'CORRECTION' as const,
  text,
});
const ask = (body = correction()) => town.onOwnPage(client, rightsRoutes.askMyRequest, { body });
const everything = async () => (await town.onOwnPage(client, rightsRoutes.takeEverything)).body;

async function consentToKela() {
  const body = consentForm();
  const answer = await town.as('counsellor', casesRoutes.recordConsent, {
    parameters: { clientId: client },
    body,
  });
  if (answer.status !== 201) throw new Error(answer.text);
  return body.consentId;
}

describe('the own page', () => {
  it('says whose it is, who guides, and what is agreed', async () => {
    await consentToKela();
    const { body } = await readMe();
    expect(body).toMatchObject({
      tenantSlug: town.tenantSlug,
      displayName: 'Testi Revontuli',
      guide: { organisation: town.tenant.organisations[0]?.name },
      consents: [{ state: 'IN_FORCE', categories: ['CONTACT_DETAILS', 'MONEY'] }],
    });
  });

  it('of a client who is gone is a session that is over', async () => {
    const gone = clientId.parse(randomIds.id(20));
    const { problem, status } = await town.onOwnPage(gone, rightsRoutes.readMe);
    expect([status, problem.type]).toEqual([401, '/problems/session-required']);
  });
});

describe('a consent withdrawn on the own page', () => {
  it('closes at once what it opened to the other organisation', async () => {
    const consent = await consentToKela();
    const { id } = town.tenant.staff.find(({ organisation }) => organisation === 'KELA') ?? {};
    await town.as('counsellor', casesRoutes.assignWorker, {
      parameters: { clientId: client },
      anyBody: { staffId: id, part: 'TEAM', reason: 'Asumistuki' },
    });
    await town.opens('partner', client);
    const seen = () => town.as('partner', casesRoutes.readClient, { parameters: { clientId: client } });
    expect((await seen()).body.withheld).not.toContain('CONTACT_DETAILS');

    const done = await town.onOwnPage(client, rightsRoutes.withdrawMyConsent, {
      parameters: { consentId: consent },
      body: {},
    });
    expect(done.status).toBe(200);
    expect((await seen()).body.withheld).toContain('CONTACT_DETAILS');
    expect((await readMe()).body.consents[0]?.state).toBe('WITHDRAWN');
  });

  it('stays the same when it is withdrawn twice, and is the person’s own act on the trail', async () => {
    const consent = await consentToKela();
    const withdraw = () =>
      town.onOwnPage(client, rightsRoutes.withdrawMyConsent, {
        parameters: { consentId: consent },
        body: {},
      });
    await withdraw();
    const { withdrawnAt } = (await readMe()).body.consents[0] ?? {};
    town.clock.set('2027-02-01T08:50+02:00');
    expect((await withdraw()).status).toBe(200);
    expect((await readMe()).body.consents[0]?.withdrawnAt).toBe(withdrawnAt);
    const { looks } = (await town.onOwnPage(client, rightsRoutes.readMyLog)).body;
    expect(looks.filter(({ action, byPerson }) => action === 'WITHDRAW_CONSENT' && byPerson)).toHaveLength(2);
  });

  it('that belongs to somebody else is not there', async () => {
    const consent = await consentToKela();
    const other = await town.identifiedClient('140509A901E', '2009-05-14');
    const answer = await town.onOwnPage(other, rightsRoutes.withdrawMyConsent, {
      parameters: { consentId: consent },
      body: {},
    });
    expect(answer.status).toBe(404);
    expect((await readMe()).body.consents[0]?.state).toBe('IN_FORCE');
  });
});

describe('who has looked', () => {
  const looks = async () => (await town.onOwnPage(client, rightsRoutes.readMyLog)).body.looks;

  it('is told with organisation, profession, name, purpose, time and what, newest first', async () => {
    town.clock.set('2027-02-01T08:35+02:00');
    await town.as('counsellor', casesRoutes.readClient, { parameters: { clientId: client } });
    const [newest] = await looks();
    const worker = town.tenant.staff[0];
    expect(newest).toMatchObject({
      at: '2027-02-01T06:35:00.000Z',
      action: 'VIEW_CLIENT',
      outcome: 'DONE',
      byPerson: false,
      organisation: town.tenant.organisations[0]?.name,
      title: worker?.title,
      name: worker?.name,
      purpose: 'GUIDANCE',
    });
  });

  it('says of an edit that came too late that it was not saved, and not that the worker may not', async () => {
    town.clock.set('2027-02-01T08:35+02:00');
    const late = await town.as('counsellor', casesRoutes.identifyClient, {
      parameters: { clientId: client },
      body: { version: 1, displayName: 'Testi Toisin', birthDate: '2004-02-02', means: 'PASSPORT' },
    });
    expect(late.problem.type).toBe('/problems/stale-version');
    expect((await looks())[0]).toMatchObject({ action: 'IDENTIFY_CLIENT', outcome: 'NOT_DONE' });
  });

  it('leaves the name out where the municipality has decided so, and nothing else', async () => {
    const scope = town.house.scope(town.tenantId, 'provisioning');
    const { profile } = town.tenant;
    await scope.work.transact([
      scope.work.putWrite({
        ...scope.keys.tenant('PROFILE'),
        kind: 'PROFILE',
        value: { ...profile, workersUnnamed: true },
      }),
    ]);
    const view = (await looks()).find(({ action }) => action === 'STATE_PURPOSE');
    expect(view).toMatchObject({ title: town.tenant.staff[0]?.title });
    expect(view).not.toHaveProperty('name');
    expect((await readMe()).body.guide).not.toHaveProperty('name');
    expect(JSON.stringify(await everything())).not.toContain(town.tenant.staff[0]?.name);
  });

  it('tells of a look that was refused too', async () => {
    await town.as('admin', casesRoutes.readClient, { parameters: { clientId: client } });
    expect(await looks()).toContainEqual(
      expect.objectContaining({ action: 'VIEW_CLIENT', outcome: 'REFUSED', byPerson: false }),
    );
  });

  it('comes page by page, every look once', async () => {
    for (let second = 10; second < 59; second++) {
      town.clock.set(`2027-02-01T08:40:${String(second)}+02:00`);
      await town.as('counsellor', casesRoutes.readClient, { parameters: { clientId: client } });
    }
    const first = (await town.onOwnPage(client, rightsRoutes.readMyLog)).body;
    expect(first.looks).toHaveLength(50);
    const query = { cursor: first.nextCursor };
    const second = (await town.onOwnPage(client, rightsRoutes.readMyLog, { query })).body;
    const told = [...first.looks, ...second.looks].map(({ at, action }) => `${at} ${action}`);
    const times = told.map((each) => each.split(' ')[0]);
    expect(times).toEqual([...times].sort().reverse());
    expect(told.filter((each) => each.includes('VIEW_CLIENT'))).toHaveLength(49);
  });
});

describe('a correction that is asked for', () => {
  it('comes before whoever guides, is answered once with a reason, and the answer is told to the person', async () => {
    const asked = correction('Olen opiskellut <b>lukiossa</b> 🙂');
    expect((await ask(asked)).status).toBe(201);
    const { cases, keys } = town.house.scope(town.tenantId, 'rights');
    const task = async () => {
      const row = z.object({
        tasks: z.record(z.string(), z.object({ kind: z.string(), dueOn: z.string() })),
      });
      return (await cases.get(keys.client(client, 'CLIENT'), row))?.tasks[`REQUEST#${asked.requestId}`];
    };
    expect(await task()).toEqual(expect.objectContaining({ kind: 'CORRECTION_ASKED', dueOn: '2027-02-15' }));

    const parameters = { clientId: client, requestId: asked.requestId };
    const seen = await town.as('counsellor', rightsRoutes.listRequests, { parameters: { clientId: client } });
    expect(seen.body.requests).toEqual([
      expect.objectContaining({ text: asked.text, byPerson: true, state: 'OPEN' }),
    ]);

    const body = { decision: 'ACCEPTED' as const, reason: 'Näin on', annotation: 'Lukio 2020–2023' };
    expect((await town.as('counsellor', rightsRoutes.answerRequest, { parameters, body })).status).toBe(200);
    expect(await task()).toBeUndefined();
    expect((await readMe()).body.requests[0]).toMatchObject({
      state: 'ACCEPTED',
      reason: 'Näin on',
      annotation: 'Lukio 2020–2023',
    });

    const again = await town.as('counsellor', rightsRoutes.answerRequest, { parameters, body });
    expect(again.status).toBe(200);
    const other = { decision: 'REFUSED' as const, reason: 'Ei' };
    expect(
      (await town.as('counsellor', rightsRoutes.answerRequest, { parameters, body: other })).status,
    ).toBe(409);
  });

  it('is one request however often its button is pressed; another text under its id is refused', async () => {
    const asked = correction();
    expect((await ask(asked)).status).toBe(201);
    expect((await ask(asked)).status).toBe(201);
    expect((await ask({ ...asked, text: 'Toinen' })).problem.type).toBe('/problems/id-already-used');
    expect((await readMe()).body.requests).toHaveLength(1);
  });

  it('is refused when it names an identity code', async () => {
    const { problem } = await ask(correction(`Tunnukseni on ${REVONTULI}`));
    expect(problem.errors).toEqual([{ pointer: '/body/text', code: 'identity_code' }]);
  });

  it('stands sealed: neither the table nor the story tells it in the clear', async () => {
    await ask(correction('Salaista tekstiä'));
    const { cases, keys } = town.house.scope(town.tenantId, 'rights');
    const { items } = await cases.query(keys.client(client, '').pk, z.looseObject({}));
    expect(JSON.stringify(items)).not.toContain('Salaista');
  });
});

describe('everything in one copy', () => {
  it('holds what the person told, what is agreed, asked and noted, opened, and the log', async () => {
    await consentToKela();
    await ask(correction('Kouluni on toinen'));
    const copy = await everything();
    const kinds = copy.parts.map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(['CLIENT', 'EPISODE', 'CONSENT', 'REQUEST']));
    expect(kinds).not.toContain('TRACE');
    const text = JSON.stringify(copy);
    expect(text).toContain('Kouluni on toinen');
    expect(text).toContain('Asumistuen hakeminen yhdessä');
    expect(copy.log.length).toBeGreaterThan(0);
    expect(text).not.toMatch(/"(?:pk|sk|sealed)":/u);
  });

  it('masks the identity code (1050/2018 §29)', async () => {
    const text = JSON.stringify(await everything());
    expect(text).not.toContain(REVONTULI);
    expect(text).toContain('020204-****');
  });

  it('is the same whether child welfare was notified or not, and says that it would leave that out (621/1999 §11(2))', async () => {
    const child = await town.identifiedClient('140509A901E', '2009-05-14');
    await town.opens('counsellor', child);
    const copyOf = async () => (await town.onOwnPage(child, rightsRoutes.takeEverything)).body;
    const before = await copyOf();
    const recorded = await town.as('counsellor', casesRoutes.recordChildWelfare, {
      parameters: { clientId: child },
      anyBody: {
        notificationId: randomIds.id(20),
        notifiedOn: '2027-02-01',
        way: 'PHONE',
        policeTold: false,
        personTold: false,
      },
    });
    expect(recorded.status, recorded.text).toBe(201);
    const { log, ...after } = await copyOf();
    expect(after).toEqual({ ...after, parts: before.parts, withheld: before.withheld });
    expect(after.withheld).toEqual(['CHILD_WELFARE', 'HOLD']);
    expect(after.parts.map(({ kind }) => kind)).toContain('CLIENT');
    expect(log.map(({ action }) => action)).not.toContain('NOTIFY_CHILD_WELFARE');
  });

  it('is the same whether its erasing was stopped or not, and says that it would leave that out (1050/2018 §34)', async () => {
    const before = await everything();
    const stopped = await town.as('admin', casesRoutes.holdClient, {
      parameters: { clientId: client },
      body: { held: true, reason: 'Poliisin tietopyyntö kesken' },
    });
    expect(stopped.status, stopped.text).toBe(200);
    const { log, ...after } = await everything();
    expect(after).toEqual({ ...after, parts: before.parts, withheld: before.withheld });
    expect(JSON.stringify(after)).not.toContain('tietopyyntö');
    expect(log.map(({ action }) => action)).not.toContain('HOLD_CLIENT');
  });

  it('is on the trail as the person’s own act', async () => {
    await everything();
    const { looks } = (await town.onOwnPage(client, rightsRoutes.readMyLog)).body;
    expect(looks).toContainEqual(expect.objectContaining({ action: 'TAKE_EVERYTHING', byPerson: true }));
  });

  it('is given by a worker to somebody who asks, when that is why the case was opened, and not otherwise', async () => {
    const parameters = { clientId: client };
    const refused = await town.as('counsellor', rightsRoutes.exportForPerson, { parameters });
    expect(refused.problem.type).toBe('/problems/access-refused');
    await town.opens('counsellor', client, 'REQUEST_OF_THE_PERSON');
    const given = await town.as('counsellor', rightsRoutes.exportForPerson, { parameters });
    expect(given.body.parts.map(({ kind }) => kind)).toContain('CLIENT');
    const { looks } = (await town.onOwnPage(client, rightsRoutes.readMyLog)).body;
    expect(looks).toContainEqual(
      expect.objectContaining({
        action: 'TAKE_EVERYTHING',
        byPerson: false,
        purpose: 'REQUEST_OF_THE_PERSON',
      }),
    );
  });
});
