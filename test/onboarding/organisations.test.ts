import { putWorkers } from '@ohjaamo/functions/tenants/profileRepository.ts';
import { readTenant } from '@ohjaamo/functions/tenants/index.ts';
import { accessRoutes } from '@ohjaamo/shared/access/contract.ts';
import { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { type ClientId, randomIds, type ReferralId, staffId } from '@ohjaamo/shared/kernel/ids.ts';
import type { TenantActor, TenantRole } from '@ohjaamo/shared/kernel/roles.ts';
import type { ValueOf } from '@ohjaamo/shared/onboarding/steps.ts';
import { referralsRoutes } from '@ohjaamo/shared/referrals/contract.ts';
import type { StaffMember } from '@ohjaamo/shared/tenants/profile.ts';
import { describe, expect, it } from 'vitest';
import { consentForm } from '../cases/caseTown.ts';
import { referralTown } from '../referrals/referralTown.ts';
import { staffMember } from '../support/schedule.ts';
import { administratorOf } from './openTown.ts';
import { administrator, newMunicipality } from './setupTown.ts';

type Sent = ValueOf<'organisations'>['organisations'][number];
const ngo = (fi: string): Sent => ({ name: { fi }, type: 'NGO', runsSites: false });

/** An open municipality in which young people are referred, with its administrator. */
async function townOfCases() {
  const town = await referralTown();
  const { house, tenantId } = town;
  const as = administratorOf(town);
  const own = town.tenant.organisations.map(({ code, name, type, runsSites }): Sent => {
    return { code, name, type: type as 'MUNICIPALITY', runsSites };
  });
  const people = house.scope(tenantId, 'people');
  const employed = (organisation: string, id = staffId.parse(randomIds.id(10))): StaffMember => ({
    ...staffMember(id, organisation),
    homeSite: town.main.id,
  });
  const save = (...more: Sent[]) => as.step({ step: 'organisations', organisations: [...own, ...more] });
  return {
    ...town,
    ...{ own, save, people, employed },
    organisations: as.organisations,
    step: as.step,
    /** The code of the organisation of that name. */
    async codeOf(name: string) {
      const found = (await as.organisations()).find((each) => each.name.fi === name);
      if (found?.code === undefined) throw new Error(`No organisation ${name}`);
      return found.code;
    },
    /** Somebody comes to work for an organisation. */
    async hires(organisation: string, role: TenantRole = 'PARTNER_WORKER'): Promise<TenantActor> {
      const worker = employed(organisation);
      expect(await putWorkers(people, [worker])).toBe(true);
      return {
        ...{ realm: 'tenant', subject: `subject-of-${worker.id}`, tenantId },
        ...{ staffId: worker.id, roles: [role] },
      };
    },
    /** A worker goes over to another organisation. */
    moves: ({ staffId: id }: TenantActor, organisation: string) =>
      putWorkers(people, [employed(organisation, id)]),
    async reads(who: TenantActor, client: ClientId) {
      const parameters = { clientId: client };
      await town.asActor(who, accessRoutes.statePurpose, { parameters, body: { purpose: 'REFERRAL' } });
      return town.asActor(who, casesRoutes.readClient, { parameters });
    },
    /** A referral to an organisation, resting on a consent to it, not sent yet. */
    async drafted(client: ClientId, organisation: string): Promise<ReferralId> {
      const consent = await town.consents(client, { to: organisation });
      const { body } = await town.drafts(client, { organisation });
      await town.grounds(client, body.id, { consentId: consent });
      return body.id;
    },
  };
}

describe('An organisation of an open municipality', () => {
  it('leaves nothing to the one that comes after it: what a young person agreed to was for the first alone', async () => {
    const town = await townOfCases();
    await town.save(ngo('Tukiyhdistys'));
    const first = await town.codeOf('Tukiyhdistys');
    const helper = await town.hires(first);
    const client = await town.client();
    const referral = await town.drafted(client, first);
    await town.sends(client, referral);
    const parameters = { referralId: referral };
    await town.asActor(helper, referralsRoutes.moveReceived, { parameters, body: { step: 'OPEN' } });
    const taken = await town.asActor(helper, referralsRoutes.moveReceived, {
      parameters,
      body: { step: 'ACCEPT', join: true },
    });
    expect(taken.status, taken.text).toBe(200);
    expect((await town.reads(helper, client)).status).toBe(200);

    await town.moves(helper, 'KELA');
    expect((await town.save()).status).toBe(200);
    expect((await town.save(ngo('Urheiluseura'))).status).toBe(200);
    const second = await town.codeOf('Urheiluseura');
    expect(second).not.toBe(first);
    const newcomer = await town.hires(second);
    expect((await town.reads(newcomer, client)).status).toBe(404);
    expect((await town.asActor(newcomer, referralsRoutes.listReceived)).body.referrals).toEqual([]);
  });

  it('is closed and keeps its name where it took part, and cannot be chosen for anything new', async () => {
    const town = await townOfCases();
    await town.save(ngo('Tukiyhdistys'));
    const code = await town.codeOf('Tukiyhdistys');
    const client = await town.client();
    const waiting = await town.drafted(client, code);
    expect((await town.save()).status).toBe(200);

    const read = await town.as('counsellor', casesRoutes.readClient, { parameters: { clientId: client } });
    expect(read.body.consents.map(({ to }) => to)).toEqual([{ code, name: { fi: 'Tukiyhdistys' } }]);
    const listed = await town.referrals(client);
    expect(JSON.stringify(listed.referrals)).toContain('Tukiyhdistys');
    const mine = (await town.as('counsellor', casesRoutes.listMyClients)).body;
    const chosen = [listed.organisations, mine.organisations].map((each) => each.map((one) => one.code));
    expect(chosen).toEqual([
      ['KELA', 'YOUTH'],
      ['KELA', 'YOUTH'],
    ]);
    const consent = await town.as('counsellor', casesRoutes.recordConsent, {
      parameters: { clientId: client },
      body: consentForm({ to: code }),
    });
    expect(consent.problem.errors).toEqual([{ pointer: '/body/to', code: 'unknown_organisation' }]);
    expect((await town.drafts(client, { organisation: code })).status).toBe(400);
    // What was drafted before is not sent to nobody.
    expect((await town.sends(client, waiting)).status).toBe(409);
  });

  it('is taken back into use as itself', async () => {
    const town = await townOfCases();
    await town.save(ngo('Tukiyhdistys'));
    const code = await town.codeOf('Tukiyhdistys');
    await town.save();
    expect((await town.organisations()).find((each) => each.code === code)).toMatchObject({ closed: true });
    expect(await putWorkers(town.people, [town.employed(code)])).toBe(false);
    expect((await town.save({ code, ...ngo('Tukiyhdistys') })).status).toBe(200);
    expect((await town.organisations()).find((each) => each.code === code)).toMatchObject({ closed: false });
    expect(await putWorkers(town.people, [town.employed(code)])).toBe(true);
  });

  it('is not closed when somebody comes to it in that moment, and closed nobody comes to it', async () => {
    const town = await townOfCases();
    await town.save(ngo('Tukiyhdistys'));
    const code = await town.codeOf('Tukiyhdistys');
    const newcomer = town.employed(code);
    const { openScope } = town.house;
    // The worker comes after the step has looked who works there, and before it writes.
    Object.assign(town.house, {
      openScope: (...given: Parameters<typeof openScope>) => {
        const scope = openScope(...given);
        const transact: typeof scope.work.transact = async (writes) => {
          await putWorkers(town.people, [newcomer]);
          return scope.work.transact(writes);
        };
        return { ...scope, work: { ...scope.work, transact } };
      },
    });
    const racing = administratorOf(town);
    const value = { step: 'organisations' as const, organisations: town.own };
    expect((await racing.step(value)).problem.errors?.[0]?.code).toBe('organisation_in_use');
    Object.assign(town.house, { openScope });
    const refused = await town.save();
    expect(refused.problem.errors).toEqual([
      { pointer: '/body/value/organisations', code: 'organisation_in_use' },
    ]);
    expect((await town.organisations()).find((each) => each.code === code)).toMatchObject({ closed: false });
  });
});

describe('Whether an organisation belongs to the controller', () => {
  it('is not told by its kind: the counsellors of a neighbouring town see no case', async () => {
    const town = await townOfCases();
    const neighbour = { name: { fi: 'Naapurikunta' }, type: 'MUNICIPALITY', runsSites: false } as const;
    await town.save(neighbour);
    const guest = await town.hires(await town.codeOf('Naapurikunta'), 'COUNSELLOR');
    expect((await town.reads(guest, await town.client())).status).toBe(404);
  });

  it('is said by the administrator, and then its counsellors see all cases, whatever its kind', async () => {
    const town = await townOfCases();
    const client = await town.client();
    const services = { name: { fi: 'Työllisyyspalvelut' }, type: 'EMPLOYMENT_AUTHORITY' } as const;
    await town.save({ ...services, runsSites: true });
    const code = await town.codeOf('Työllisyyspalvelut');
    const colleague = await town.hires(code, 'COUNSELLOR');
    expect((await town.reads(colleague, client)).status).toBe(200);
    // Taken back, it stays so, also when the kind is another.
    await town.save({ code, ...services, type: 'MUNICIPALITY', runsSites: false });
    expect((await town.organisations()).find((each) => each.code === code)).toMatchObject({
      ...{ type: 'MUNICIPALITY', runsSites: false },
    });
  });

  it('is true of one at least', async () => {
    const town = await townOfCases();
    const organisations = town.own.map((each) => ({ ...each, runsSites: false }));
    const refused = await town.step({ step: 'organisations', organisations });
    expect(refused.problem.errors).toEqual([
      { pointer: '/body/value/organisations/0/runsSites', code: 'controller_missing' },
    ]);
    expect((await town.organisations()).filter(({ runsSites }) => runsSites)).toHaveLength(1);
  });
});

describe('An organisation of a municipality that is being set up', () => {
  it('belongs to the controller when it is the first, and what the kit proposes does not', async () => {
    const town = await newMunicipality();
    const as = administrator(town);
    await as.save({ step: 'kit', name: 'six-own-ten-visiting', version: '1' });
    const [own, ...proposed] = (await as.proposed('organisations')).organisations;
    expect(own).toMatchObject({ code: 'INARI', runsSites: true });
    expect(proposed.length).toBeGreaterThan(0);
    expect(proposed.every(({ runsSites }) => !runsSites)).toBe(true);
  });

  it('that was left out keeps its code to itself', async () => {
    const town = await newMunicipality();
    const as = administrator(town);
    const own: Sent = { code: 'INARI', name: { fi: 'Inari' }, type: 'MUNICIPALITY', runsSites: true };
    const save = (...more: Sent[]) => as.save({ step: 'organisations', organisations: [own, ...more] });
    for (const more of [[ngo('Ensimmäinen')], [], [ngo('Toinen')]]) {
      expect((await save(...more)).status).toBe(200);
    }
    const tenant = await readTenant(town.house.scope(town.tenantId, 'auditor'));
    expect(tenant?.organisations.map(({ code, name }) => [code, name.fi])).toEqual([
      ['INARI', 'Inari'],
      ['NGO', 'Ensimmäinen'],
      ['NGO-2', 'Toinen'],
    ]);
  });

  it('is named once: a code sent twice is refused', async () => {
    const town = await newMunicipality();
    const as = administrator(town);
    const own: Sent = { code: 'INARI', name: { fi: 'Inari' }, type: 'MUNICIPALITY', runsSites: true };
    const again = { ...own, name: { fi: 'Inarin nuoret' } };
    const refused = await as.save({ step: 'organisations', organisations: [own, again] });
    expect(refused.problem.errors).toEqual([
      { pointer: '/body/value/organisations/1/code', code: 'not_found' },
    ]);
    const alike = { ...again, name: { fi: ' inari ' } };
    const { code: _, ...newcomer } = alike;
    const twice = await as.save({ step: 'organisations', organisations: [own, newcomer] });
    expect(twice.problem.errors).toEqual([
      { pointer: '/body/value/organisations/1/name/fi', code: 'name_twice' },
    ]);
  });
});
