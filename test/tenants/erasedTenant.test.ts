import { handIn, noteAdoption } from '@ohjaamo/functions/templates/index.ts';
import { openShelf } from '@ohjaamo/functions/templates/shelf.ts';
import { EVERYTHING } from '@ohjaamo/shared/templates/library.ts';
import { readStanding } from '@ohjaamo/functions/templates/repository.ts';
import { stewardshipRoutes } from '@ohjaamo/shared/stewardship/contract.ts';
import { texts } from '../templates/given.ts';
import { networkKeys, platformKeys } from '@ohjaamo/functions/kernel/tenancy/keys.ts';
import { kmsTenantKeys } from '@ohjaamo/functions/kernel/tenancy/tenantKey.ts';
import { followTenant } from '@ohjaamo/functions/tenants/followTenant.ts';
import { eraseLeft } from '@ohjaamo/functions/tenants/index.ts';
import type { ErasurePorts } from '@ohjaamo/functions/tenants/leaving/ports.ts';
import { leftOf } from '@ohjaamo/functions/tenants/leaving/prove.ts';
import type { ProvisioningPorts } from '@ohjaamo/functions/tenants/provisionTenant.ts';
import { readLife } from '@ohjaamo/functions/tenants/lifeRepository.ts';
import { randomIds, referralId, tenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type LeavingTown, leavingTown, naming, others } from './leavingTown.ts';
import { mortal } from './mortal.ts';
import { stewardsOf } from './stewards.ts';

let town: LeavingTown;
let accounts: string[];
beforeAll(async () => {
  town = await leavingTown();
}, 60_000);
afterAll(() => town.stop());
beforeEach(async () => {
  await town.world.restore();
  await kmsTenantKeys()(town.own);
  await town.stand();
  accounts = [await town.hire('ohjaaja'), await town.hire('toinen'), await town.invite('kutsuttu')];
  await town.put('ERASING', { exported: { ...receipt, rows: 321, files: await town.files() } });
});

const anything = z.looseObject({});
const receipt = {
  at: '2027-02-01T07:00:00.000Z',
  rows: 1,
  bytes: 1,
  manifestSha256: 'a'.repeat(64),
  files: [],
};
const run = (ports: ErasurePorts = town.ports, event?: unknown) => eraseLeft(ports, event);
const rows = () => town.world.restore();

/** What stays of a municipality that is erased: that it was, its address, what happened to it, and the ledger's line. */
const stays = () =>
  [
    `Platform ${platformKeys.erasedTenant(town.own).pk} TENANT`,
    `Platform P#SLUG#${town.slug} SLUG`,
    `Platform P#TENANTS ${town.own}`,
  ].sort();

/** Without its log. */
const withoutLife = (found: readonly string[]) => found.filter((key) => !key.includes(' P#LIFE#'));

describe('A municipality that is erased', () => {
  it('is gone from every table and index, from the directory and the identity provider, and nobody else loses anything', async () => {
    const others0 = others(town.world.atOpening, town.own, town.slug);
    const row = (await town.registry())!;
    expect((await leftOf(town.ports, row)).length).toBeGreaterThan(30);
    await run();
    expect(await leftOf(town.ports, row)).toEqual([]);
    for (const email of accounts) expect(await town.identity.findSubject(email)).toBeUndefined();
    const after = (await town.registry())!;
    expect(after).toMatchObject({
      state: 'ERASED',
      erasure: {
        rows: 321,
        streamsUntil: '2027-02-02',
        backupsUntil: '2027-03-08',
        keyDeletedOn: '2027-02-08',
        provenAt: expect.stringMatching(/^2027-02-01T07:/u) as unknown,
      },
    });
    expect((await readLife(town.ports.platform, town.own)).map(({ act }) => act)).toEqual([
      'CONFIRM_ERASURE',
    ]);
    const left = await rows();
    expect(withoutLife(naming(left, town.own, town.slug))).toEqual(stays());
    expect(others(left, town.own, town.slug)).toEqual(others0);
  });

  it('takes along what it had handed in, and what the network published of it names its code alone', async () => {
    const { network } = town.ports;
    const at = '2027-02-01T07:00:00.000Z';
    const handed = { tenantId: town.own, municipality: '001', at };
    const [waiting, returned, published] = await Promise.all(
      ['waits', 'returned', 'published'].map(async (word) => {
        const given = await handIn(network, { template: texts(`${word}-${randomIds.id(10)}`), ...handed });
        if (!given.ok) throw new Error(JSON.stringify(given.error));
        return given.value.address;
      }),
    );
    const decide = stewardsOf(town.ports);
    await decide(stewardshipRoutes.returnTemplate, returned!, { reason: 'Kesken' });
    await decide(stewardshipRoutes.publishTemplate, published!);
    await run();
    for (const address of [waiting!, returned!]) expect(await readStanding(network, address)).toBeUndefined();
    const { head, tenantId } = (await readStanding(network, published!))!;
    expect(tenantId).toBeUndefined();
    expect(head).toMatchObject({ state: 'PUBLISHED', from: { municipality: '001' } });
    const { decisions } = (await decide(stewardshipRoutes.readDecisions, returned!)).body;
    expect(decisions).toMatchObject([{ act: 'RETURN', reason: 'Kesken' }]);
    const after = [...(await rows()).values()].map(({ text }) => text);
    expect(after.filter((text) => text.includes(town.own) && /N#(?!PAUSED)/u.test(text))).toEqual([]);
  });

  it('leaves the account of somebody who has a role elsewhere', async () => {
    const email = await town.hireOperator('yllapitaja');
    await run();
    expect(await town.identity.findSubject(email)).toBeDefined();
    expect((await town.registry())?.state).toBe('ERASED');
    await town.identity.remove(email);
  });

  it('leaves account, membership and session of somebody who works in another municipality with the same login', async () => {
    const { email, subject } = await town.hireElsewhere('kahdessa');
    await run();
    expect(await town.identity.findSubject(email)).toBe(subject);
    const left = [...(await rows()).values()].filter(({ text }) => text.includes(subject));
    expect(left.map(({ item }) => item['kind']?.S).sort()).toEqual(['MEMBERSHIP', 'SESSION']);
    expect(left.every(({ text }) => text.includes(town.world.foreign.tenantId))).toBe(true);
    await town.identity.remove(email);
  });

  it('leaves the account that stands anew while another municipality’s worker replaces the second factor', async () => {
    const { email, subject } = await town.hireElsewhere('hukassa');
    await town.resets(email, subject);
    const invited = await town.invite('kutsuttu-muualta');
    const works = (await town.identity.findSubject(invited))!;
    await town.worksElsewhere(works);
    await town.resets(invited, works);
    await run();
    expect(await town.identity.findSubject(email)).toBeDefined();
    expect(await town.identity.findSubject(invited)).toBeDefined();
    const held = [...(await rows()).values()].filter(({ item }) => item['kind']?.S === 'LOSTFACTOR');
    expect(held).toHaveLength(2);
    await town.identity.remove(email);
    await town.identity.remove(invited);
  });

  it('ends the replacing of a second factor of somebody who worked there alone', async () => {
    const email = await town.hire('hukannut');
    await town.resets(email, (await town.identity.findSubject(email))!);
    await run();
    expect(await town.identity.findSubject(email)).toBeUndefined();
    const held = [...(await rows()).values()].filter(({ item }) => item['kind']?.S === 'LOSTFACTOR');
    expect(held).toEqual([]);
  });

  it('opens no sealed text any more, and its key is given up', async () => {
    await run();
    const { vault } = town.ports.openScope(town.own, 'notes');
    await expect(vault.seal('NOTE', 'text')).rejects.toThrow();
  });

  it('is not touched before an operator has said so', async () => {
    for (const state of ['ACTIVE', 'SUSPENDED', 'EXPORTING'] as const) {
      await town.put(state);
      await run();
      expect((await town.registry())?.state).toBe(state);
    }
    const row = (await town.registry())!;
    expect((await leftOf(town.ports, row)).length).toBeGreaterThan(30);
  });

  it('is given back to be exported anew when a row stands that the receipt does not name, and nothing of it is gone', async () => {
    const scope = town.ports.openScope(town.own, 'importer');
    const late = { ...scope.keys.envelope(referralId.parse(randomIds.id(20))), kind: 'ENVELOPE' };
    await scope.cases.transact([scope.cases.putWrite(late)]);
    const before = [await leftOf(town.ports, (await town.registry())!), await town.files()];
    await run();
    const row = (await town.registry())!;
    expect(row).toMatchObject({ state: 'EXPORTING' });
    expect(row.exported).toBeUndefined();
    expect((await readLife(town.ports.platform, town.own)).map(({ act }) => act)).toEqual(['EXPORT_AGAIN']);
    expect([await leftOf(town.ports, row), await town.files()]).toEqual(before);
    // Taken along with it, it is erased.
    await town.put('ERASING', { exported: { ...receipt, files: await town.files() } });
    await run();
    expect((await town.registry())?.state).toBe('ERASED');
  });

  it('is not called erased while a row of it is left', async () => {
    const blind: ErasurePorts = {
      ...town.ports,
      openScope: (tenant, role) => {
        const scope = town.ports.openScope(tenant, role);
        const nothing = () => Promise.resolve({ ok: true, value: undefined } as const);
        return role === 'remover' ? { ...scope, cases: { ...scope.cases, transact: nothing } } : scope;
      },
    };
    await expect(run(blind)).rejects.toThrow('could not be erased');
    expect((await town.registry())?.state).toBe('ERASING');
    await run();
    expect((await town.registry())?.state).toBe('ERASED');
  });

  it('keeps its links shut until nothing is left that they lead to, and its stream says nothing in between', async () => {
    const { platform, network, openScope } = town.ports;
    const paused = () => network.get(networkKeys.paused(town.own), anything);
    const cut: ErasurePorts = {
      ...town.ports,
      openScope: (tenant, role) => {
        if (role === 'remover') throw new Error('cut off');
        return openScope(tenant, role);
      },
    };
    await expect(run(cut)).rejects.toThrow('could not be erased');
    expect(await paused()).toBeDefined();
    await run();
    expect(await paused()).toBeUndefined();
    // The word that it is erasing comes through the stream when the erasure is over, or nearly so.
    await platform.put({ ...(await town.registry()), ...platformKeys.tenant(town.own), state: 'ERASING' });
    await followTenant(town.ports as unknown as ProvisioningPorts, town.own);
    expect(await paused()).toBeUndefined();
  });

  it('is counted as a user of practice no more, whatever the run is cut off by', async () => {
    const { network } = town.ports;
    const template = texts(`used-${randomIds.id(10)}`);
    const at = '2027-02-01T07:00:00.000Z';
    const { kind, name } = template;
    const handed = await handIn(network, { template, tenantId: town.own, municipality: '001', at });
    const address = handed.ok ? handed.value.address : '';
    await stewardsOf(town.ports)(stewardshipRoutes.publishTemplate, address);
    const use = { kind, name, municipality: '001', address, since: '2027-01-04', revision: 1 };
    await noteAdoption(network, { ...use, tenantId: town.own });
    await noteAdoption(network, { ...use, tenantId: tenantId.parse(randomIds.id(10)) });
    const counted = async () =>
      (await openShelf(network).walk(EVERYTHING, undefined, 1000)).find(({ card }) => card.name === name)
        ?.card.users;
    expect(await counted()).toBe(2);
    const cut: ErasurePorts = {
      ...town.ports,
      forgetUser: async (key) => {
        await town.ports.forgetUser(key);
        throw new Error('killed');
      },
    };
    await run(cut).catch(() => undefined);
    await run();
    expect(await counted()).toBe(1);
    expect((await town.registry())?.state).toBe('ERASED');
  });

  it('takes nothing of the network along that only says its id somewhere in a name', async () => {
    const { network } = town.ports;
    const named = [
      networkKeys.lineage('SERVICE_SET', town.own, 'VERSION#1'),
      networkKeys.lineage('SERVICE_SET', 'other', `USER#${town.own}x`),
      networkKeys.library(town.own, `CARD#${town.own}`),
      networkKeys.directory(town.own, 'keskus'),
      networkKeys.slug(town.own),
    ];
    const used = networkKeys.lineage('SERVICE_SET', 'other', `USER#${town.own}`);
    await network.transact([...named, used].map((key) => network.putWrite({ ...key, kind: 'ANY' })));
    await run();
    const left = await Promise.all(named.map((key) => network.get(key, anything)));
    expect(left.every((each) => each !== undefined)).toBe(true);
    expect(await network.get(used, anything)).toBeUndefined();
    expect((await town.registry())?.state).toBe('ERASED');
  });

  it('is erased once by two runs at the same moment', async () => {
    await Promise.allSettled([run(), run()]);
    expect((await town.registry())?.state).toBe('ERASED');
    expect(await readLife(town.ports.platform, town.own)).toHaveLength(1);
  });

  it('comes to the same end whichever of its reads, writes and calls fails, before or after it took effect', async () => {
    let steps = 0;
    for (; ; steps++) {
      let survived = true;
      for (const afterwards of [false, true]) {
        await town.stand();
        const email = await town.hire(`ohjaaja${String(steps)}`);
        await town.put('ERASING', { exported: { ...receipt, files: await town.files() } });
        const ports = mortal(town.ports, steps, afterwards);
        await run(ports).catch(() => undefined);
        survived &&= ports.survived();
        if (!ports.survived()) await run();
        expect((await town.registry())?.state, `step ${String(steps)}`).toBe('ERASED');
        expect(await town.identity.findSubject(email)).toBeUndefined();
        expect(await readLife(town.ports.platform, town.own)).toHaveLength(1);
        expect(withoutLife(naming(await rows(), town.own, town.slug))).toEqual(stays());
      }
      if (survived) break;
    }
    expect(steps).toBeGreaterThan(30);
  }, 300_000);
});

describe('A restore', () => {
  it('that brings rows of an erased municipality back has them erased again, by the ledger', async () => {
    await run();
    const ledger = await town.ports.platform.get(platformKeys.erasedTenant(town.own), anything);
    await town.world.restore();
    await town.ports.platform.put(ledger as never);
    // The registry was restored as well: it says that the municipality is open.
    const row = (await town.registry())!;
    expect(row.state).toBe('ACTIVE');
    expect((await leftOf(town.ports, row)).length).toBeGreaterThan(30);
    await run(town.ports, { replay: true });
    expect(await leftOf(town.ports, row)).toEqual([]);
    expect((await town.registry())?.state).toBe('ERASED');
    await run(town.ports, { replay: true });
    expect((await town.registry())?.state).toBe('ERASED');
  });

  it('erases nobody whom the ledger does not name', async () => {
    await town.put('ACTIVE');
    await run(town.ports, { replay: true });
    const row = (await town.registry())!;
    expect(row.state).toBe('ACTIVE');
    expect((await leftOf(town.ports, row)).length).toBeGreaterThan(30);
  });
});
