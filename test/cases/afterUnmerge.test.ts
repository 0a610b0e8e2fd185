import { openCase } from '@ohjaamo/functions/access/index.ts';
import { casesDispatch } from '@ohjaamo/functions/cases/dispatch.ts';
import { employersDispatch } from '@ohjaamo/functions/employers/dispatch.ts';
import { moduleHandler } from '@ohjaamo/functions/kernel/http/pipeline.ts';
import { readClientFile } from '@ohjaamo/functions/cases/repository.ts';
import type { OpenScope } from '@ohjaamo/functions/kernel/tenancy/scope.ts';
import { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { employersRoutes } from '@ohjaamo/shared/employers/contract.ts';
import { type ClientId, planPartId, randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import { plansRoutes } from '@ohjaamo/shared/plans/contract.ts';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { planForm } from '../employers/employersTown.ts';
import { call } from '../support/house.ts';
import { consentForm } from './caseTown.ts';
import { merge, newId, twice } from './mergeTown.ts';

const { unmergeClients, listMerges, setShield, setGuardianProhibition } = casesRoutes;
const { changePlan, readPlan } = plansRoutes;

/** Two records that are merged and taken apart; what each is made of is written by `before`. */
async function mergedTown() {
  const { town, into, other } = await twice();
  const mergeId = newId();
  const scope = town.house.scope(town.tenantId, 'cases');
  const newPart = () => planPartId.parse(randomIds.id(20));
  const change = async (
    clientId: ClientId,
    form: { base: number; set?: { path: string; value: string }[]; remove?: unknown[] },
  ) => {
    const body = changePlan.body.parse({ changeId: newPart(), set: [], remove: [], ...form });
    const answer = await town.as('counsellor', changePlan, { parameters: { clientId }, body });
    expect(answer.status, answer.text).toBe(200);
    return answer.body;
  };
  return {
    ...{ town, into, other, scope, newPart, change },
    together: () => merge(town, into, other, mergeId),
    apart: () => town.as('counsellor', unmergeClients, { parameters: { clientId: into, mergeId }, body: {} }),
    head: (client: ClientId) => readClientFile(scope, client).then((file) => file?.client),
    shown: async () =>
      (await town.as('counsellor', listMerges, { parameters: { clientId: into } })).body.merges[0],
    text: async (clientId: ClientId) =>
      (await town.as('counsellor', readPlan, { parameters: { clientId } })).text,
  };
}

describe('A protection that came with another record', () => {
  it('stays in both when the two are taken apart, and somebody is asked to look at it', async () => {
    const { town, into, other, together, apart, head, shown } = await mergedTown();
    const body = { inForce: true, reason: 'Uhkaava tilanne' };
    const parameters = { clientId: other };
    expect((await town.as('counsellor', setShield, { parameters, body })).status).toBe(200);
    const told = await town.as('counsellor', setGuardianProhibition, { parameters, body });
    expect(told.status, told.text).toBe(200);
    await together();
    expect((await apart()).status).toBe(200);
    for (const client of [into, other]) {
      expect(await head(client)).toMatchObject({
        shielded: true,
        guardianProhibitedAt: expect.any(String) as string,
      });
    }
    expect(Object.values((await head(into))?.tasks ?? {})).toMatchObject([
      { kind: 'LOOK_AFTER_UNMERGE', dueOn: '2027-02-01' },
    ]);
    expect((await shown())?.look).toEqual(['SHIELD', 'PROHIBITION']);
    await town.as('counsellor', setShield, {
      parameters: { clientId: into },
      body: { inForce: false, reason: 'Oli toisen nuoren' },
    });
    expect((await shown())?.look).toEqual(['PROHIBITION']);
    expect((await head(other))?.shielded).toBe(true);
  });

  it('is nothing to look at where this record had it before, and when nothing came', async () => {
    const { town, into, other, together, apart, head, shown } = await mergedTown();
    for (const clientId of [into, other]) {
      const body = { inForce: true, reason: 'Uhkaava tilanne' };
      await town.as('counsellor', setShield, { parameters: { clientId }, body });
    }
    await together();
    await apart();
    expect(await head(into)).toMatchObject({ shielded: true, tasks: {} });
    expect((await shown())?.look).toEqual([]);
  });
});

describe('A plan into which another one was joined', () => {
  it('names after the two are apart what came and still stands, however it was changed, until it is taken out', async () => {
    const { into, other, newPart, change, together, apart, head, shown, text } = await mergedTown();
    const [own, came, kept] = [newPart(), newPart(), newPart()];
    const words = (id: string, value: string) => ({ path: `goals/${id}/words`, value });
    await change(into, { base: 0, set: [words(own, 'Oma koti')] });
    await change(other, { base: 0, set: [words(came, 'Ajokortti'), words(kept, 'Kesätyö')] });
    await together();
    // The first change joins the two; then what came is changed.
    const joined = await change(into, { base: 2, set: [{ path: 'needs', value: 'Apua arkeen' }] });
    await change(into, { base: joined.version, set: [words(came, 'Mopokortti')] });
    await apart();
    expect((await shown())?.look).toEqual(['PLAN']);
    expect((await shown())?.planParts.toSorted()).toEqual(['Kesätyö', 'Mopokortti']);
    expect(Object.values((await head(into))?.tasks ?? {})).toMatchObject([{ kind: 'LOOK_AFTER_UNMERGE' }]);
    expect(await text(other)).toContain('Ajokortti');
    const { version } = plansRoutes.readPlan.response.parse(JSON.parse(await text(into)));
    await change(into, {
      base: version,
      remove: [came, kept].map((id) => ({ kind: 'goals', id })),
    });
    expect(await text(into)).toContain('Oma koti');
    expect(await shown()).toMatchObject({ look: [], planParts: [] });
  });

  it('that nobody touched while the two were one comes apart whole', async () => {
    const { into, other, newPart, change, together, apart, shown, text } = await mergedTown();
    await change(other, { base: 0, set: [{ path: `goals/${newPart()}/words`, value: 'Ajokortti' }] });
    await together();
    expect(await text(into)).toContain('Ajokortti');
    await apart();
    expect(await text(into)).not.toContain('Ajokortti');
    expect(await shown()).toMatchObject({ look: [], planParts: [] });
  });
});

describe('What is written into a record in the moment in which it is taken into another one', () => {
  const row = z.looseObject({ sk: z.string() });

  it.each([
    ['a consent', 'cases', 'recordConsent', () => consentForm(), 'CONSENT#'],
    [
      'a non-disclosure',
      'cases',
      'setShield',
      () => ({ inForce: true, reason: 'Uhkaava tilanne' }),
      'SHIELD',
    ],
    [
      'wishes for work',
      'employers',
      'recordWishes',
      () => ({ version: 0, kinds: [], fields: [], languages: [] }),
      'WISHES',
    ],
    ['a work trial', 'employers', 'planTrial', () => planForm(), 'TRIAL#'],
  ] as const)('%s is refused, not lost', async (_, module, route, form, begins) => {
    const { town, into, other, scope } = await mergedTown();
    const { house } = town;
    let merged = false;
    const openScope: OpenScope = (tenant, role) => {
      const opened = house.openScope(tenant, role);
      const transact: typeof opened.cases.transact = async (writes) => {
        if (!merged) {
          merged = true;
          await scope.cases.update({
            Key: scope.keys.client(other, 'CLIENT'),
            UpdateExpression: 'SET mergedInto = :into',
            ExpressionAttributeValues: { ':into': into },
          });
        }
        return opened.cases.transact(writes);
      };
      return { ...opened, cases: { ...opened.cases, transact } };
    };
    const racing = { ...house, openScope, memberRole: module, openCase };
    const standing = async () =>
      (await scope.cases.query(scope.keys.client(other, '').pk, row, { consistent: true })).items.filter(
        ({ sk }) => sk.includes(begins),
      ).length;
    const before = await standing();
    const asked = {
      parameters: { clientId: other },
      actor: town.actor('counsellor'),
      body: form(),
    } as never;
    const answer =
      module === 'cases'
        ? await call(moduleHandler(casesRoutes, casesDispatch(house), racing), casesRoutes[route], asked)
        : await call(
            moduleHandler(employersRoutes, employersDispatch, racing),
            employersRoutes[route],
            asked,
          );
    expect(merged).toBe(true);
    expect([404, 409], answer.text).toContain(answer.status);
    expect(await standing()).toBe(before);
  });
});
