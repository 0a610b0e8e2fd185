import type { TenantActor } from '@ohjaamo/shared/kernel/roles.ts';
import { tenantsRoutes } from '@ohjaamo/shared/tenants/contract.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call } from '../support/house.ts';
import { type Doors, openDoors } from './doors.ts';

const PEOPLE = 150;

let doors: Doors;
beforeAll(async () => {
  doors = await openDoors();
});
afterAll(() => doors.stop());

describe('A pasted list of all who work in a town', () => {
  it('is more than one transaction takes, and invites everybody once, also when it is sent again', async () => {
    const { subject, tenantId, staffId } = await doors.hire(['TENANT_ADMIN']);
    const actor: TenantActor = { realm: 'tenant', subject, tenantId, staffId, roles: ['TENANT_ADMIN'] };
    const lines = Array.from(
      { length: PEOPLE },
      (_, at) => `Testi ${at};t${at}-${staffId}@town.example;Ohjaaja`,
    );
    const { body } = await call(doors.handler, tenantsRoutes.previewInvitees, { actor, body: { lines } });
    const invitees = body.rows.flatMap(({ invitee }) => invitee ?? []);
    for (const standing of ['NEW', 'INVITED']) {
      const sent = await call(doors.handler, tenantsRoutes.inviteWorkers, { actor, body: { invitees } });
      expect(sent.body.standings).toEqual(Array.from({ length: PEOPLE }, () => standing));
      const { workers } = (await call(doors.handler, tenantsRoutes.listAccounts, { actor })).body;
      expect(workers.filter(({ state }) => state === 'INVITED')).toHaveLength(PEOPLE);
    }
  });
});
