import { auditTrail } from '@ohjaamo/functions/kernel/audit.ts';
import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import type { TenantActor } from '@ohjaamo/shared/kernel/roles.ts';
import { tenantsRoutes } from '@ohjaamo/shared/tenants/contract.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call } from '../support/house.ts';
import { type Doors, openDoors, type Worker } from './doors.ts';

let doors: Doors;
let admin: Worker;
const asActor = (worker: Worker, roles: TenantActor['roles']): TenantActor => ({
  realm: 'tenant',
  subject: worker.subject,
  tenantId: worker.tenantId,
  staffId: worker.staffId,
  roles,
});
const read = (query: Record<string, string> = {}, who = admin) =>
  call(doors.handler, tenantsRoutes.listAccess, { actor: asActor(who, ['TENANT_ADMIN']), query });

/** The worker looks at the data of these persons, as the pipeline writes it down. */
async function look(worker: Worker, ...subjects: string[]): Promise<void> {
  const scope = doors.house.openScope(worker.tenantId, 'cases');
  const trail = auditTrail(scope, asActor(worker, ['COUNSELLOR']), 'VIEW_CLIENT', doors.clock, randomIds);
  await trail.append(subjects, 'DONE');
}

beforeAll(async () => {
  doors = await openDoors();
  admin = await doors.hire(['TENANT_ADMIN']);
});
afterAll(() => doors.stop());

describe('The admin reads who looked at what', () => {
  it('sees the worker’s name and organisation and whose data it was, and finds own readings there too', async () => {
    const client = randomIds.id(20);
    await look(admin, client);
    const { status, body } = await read({ subject: client });
    expect(status).toBe(200);
    expect(body.rows).toMatchObject([
      {
        action: 'VIEW_CLIENT',
        outcome: 'DONE',
        staffName: 'Testi Ohjaaja',
        organisation: 'Nuorisopalvelut',
        subjects: [client],
      },
    ]);
    const { body: after } = await read();
    expect(after.rows.filter(({ action }) => action === 'VIEW_AUDIT')).not.toHaveLength(0);
  });

  it('leaves a row about the person whose log was asked for', async () => {
    const client = randomIds.id(20);
    await read({ subject: client });
    const { body } = await read({ subject: client });
    expect(body.rows).toMatchObject([{ action: 'VIEW_AUDIT', staffId: admin.staffId, subjects: [client] }]);
  });

  it('looks for no person by a text that is no id', async () => {
    for (const subject of ['Somebody', 'a'.repeat(19), '']) {
      const answer = await read({ subject });
      expect(answer.problem.type).toBe('/problems/invalid-request');
      expect(answer.problem.errors).toMatchObject([{ pointer: '/query/subject' }]);
    }
  });

  it('turns the pages of one person’s log without losing or doubling a row', async () => {
    const client = randomIds.id(20);
    for (let seen = 0; seen < 230; seen += 1) {
      doors.clock.set(new Date(doors.clock.now() + 1).toISOString());
      await look(admin, client);
    }
    const first = await read({ subject: client });
    const second = await read({ subject: client, cursor: first.body.nextCursor! });
    const instants = [...first.body.rows, ...second.body.rows].map(({ at }) => at);
    expect(new Set(instants).size).toBe(230);
    expect(instants).toHaveLength(230);
    expect(instants).toEqual([...instants].sort().reverse());
    expect(second.body.nextCursor).toBeUndefined();
  });

  it('sees nothing of another municipality, not even by the id of its client', async () => {
    const other = await doors.hire(['TENANT_ADMIN']);
    const client = randomIds.id(20);
    await look(other, client);
    expect((await read({ subject: client })).body.rows).toEqual([]);
    expect((await read({ subject: client }, other)).body.rows).toHaveLength(1);
  });

  it('chooses a month; a month in which nothing happened is empty', async () => {
    await look(admin, randomIds.id(20));
    expect((await read({ month: '2027-02' })).body.rows).not.toHaveLength(0);
    expect((await read({ month: '2026-12' })).body.rows).toEqual([]);
  });
});
