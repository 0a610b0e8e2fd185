import { bookingHandler } from '@ohjaamo/functions/booking/dispatch.ts';
import { ExecuteStatementCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { tenantClients } from '@ohjaamo/functions/kernel/tenancy/clients.ts';
import { type DataRoleName, dataRoles } from '@ohjaamo/functions/kernel/tenancy/dataRoles.ts';
import type { Operation } from '@ohjaamo/functions/kernel/tenancy/operations.ts';
import { ForeignKeyError, tenantGuard } from '@ohjaamo/functions/kernel/tenancy/guard.ts';
import { keyKinds, type TenantTableName } from '@ohjaamo/functions/kernel/tenancy/keys.ts';
import { readTenant } from '@ohjaamo/functions/tenants/index.ts';
import { bookingRoutes } from '@ohjaamo/shared/booking/contract.ts';
import { randomIds, tenantId, type TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { call, seedTenant, testClock, testHouse } from '../support/house.ts';
import { town } from '../support/schedule.ts';

const own = tenantId.parse('aaaaaaaaaa');
const foreign = tenantId.parse('bbbbbbbbbb');
const tables = { work: 'Work', cases: 'Cases', audit: 'Audit' };

describe('whatever the key', () => {
  const everyRole = Object.keys(dataRoles) as DataRoleName[];
  const operation = fc.constantFrom<Operation>('GetItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem');
  const anyKind = fc.constantFrom(...keyKinds.work, ...keyKinds.cases, ...keyKinds.audit);
  const anyTable = fc.constantFrom<TenantTableName>('work', 'cases', 'audit');

  it('no role ever reaches a key that does not begin with its own tenant', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...everyRole),
        operation,
        anyTable,
        fc.oneof(fc.string(), fc.stringMatching(/^T#[0-9a-z]{9,11}#[A-Z]{3,8}#$/u)),
        (role, act, table, key) => {
          fc.pre(!key.startsWith(`T#${own}#`));
          expect(() => {
            tenantGuard(
              own,
              dataRoles[role],
              tables,
            )(act, {
              TableName: tables[table],
              Key: { pk: { S: key } },
            });
          }).toThrow(ForeignKeyError);
        },
      ),
    );
  });

  it('a role reaches an own key exactly when table, kind and operation are granted', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...everyRole),
        fc.constantFrom<Operation>('GetItem', 'UpdateItem', 'DeleteItem'),
        anyTable,
        anyKind,
        (role, act, table, kind) => {
          const granted =
            (
              dataRoles[role] as Partial<
                Record<TenantTableName, Partial<Record<string, readonly Operation[]>>>
              >
            )[table]?.[kind]?.includes(act) ?? false;
          let reached = true;
          try {
            tenantGuard(
              own,
              dataRoles[role],
              tables,
            )(act, {
              TableName: tables[table],
              Key: { pk: { S: `T#${own}#${kind}#x` } },
            });
          } catch {
            reached = false;
          }
          expect(reached).toBe(granted);
        },
      ),
    );
  });
});

describe('the client that carries the guard', () => {
  beforeAll(() => {
    vi.stubEnv('AWS_REGION', 'eu-north-1');
  });
  afterAll(() => {
    vi.unstubAllEnvs();
  });
  const arns = Object.fromEntries(Object.keys(dataRoles).map((name) => [name, `arn:test:${name}`]));
  const clients = tenantClients(tables, arns, () =>
    Promise.resolve({ accessKeyId: 'local', secretAccessKey: 'local', sessionToken: 'local' }),
  );

  it('refuses a scan and PartiQL before they are sent', async () => {
    const client = clients(own, 'desk');
    await expect(client.send(new ScanCommand({ TableName: 'Work' }) as never)).rejects.toThrow(
      ForeignKeyError,
    );
    await expect(
      client.send(new ExecuteStatementCommand({ Statement: 'SELECT * FROM Work' }) as never),
    ).rejects.toThrow(ForeignKeyError);
  });

  it('does not exist for a role whose ARN the function was not given', () => {
    expect(() => tenantClients(tables, {})(own, 'desk')).toThrow('may not take');
  });

  it('is the tenant’s own, and the same one as long as it is kept', () => {
    expect(clients(own, 'desk')).toBe(clients(own, 'desk'));
    expect(clients(own, 'desk')).not.toBe(clients(foreign, 'desk'));
    expect(clients(own, 'desk')).not.toBe(clients(own, 'cases'));
  });
});

describe('a made-up tenant', () => {
  const made = (): TenantId => tenantId.parse(randomIds.id(10));

  it('pushes out no tenant in whose tables something was found', async () => {
    const house = testHouse(testClock('2027-02-01T09:00+02:00'));
    const municipality = await seedTenant(house, town());
    const client = house.clients(municipality, 'street');
    const scope = house.scope(municipality, 'street');
    expect(await readTenant(scope)).toBeDefined();
    for (let asked = 0; asked < 300; asked += 1) {
      const nobody = made();
      house.clients(nobody, 'street');
      // Asked for twice, as often as one likes: what finds nothing stays on trial.
      house.clients(nobody, 'street');
    }
    expect(house.clients(municipality, 'street')).toBe(client);
  });

  it('is forgotten soon, also when it was asked and nothing was found', async () => {
    const house = testHouse(testClock('2027-02-01T09:00+02:00'));
    const nobody = made();
    const client = house.clients(nobody, 'street');
    expect(await readTenant(house.scope(nobody, 'street'))).toBeUndefined();
    expect(house.clients(nobody, 'street')).toBe(client);
    for (let asked = 0; asked < 10; asked += 1) house.clients(made(), 'street');
    expect(house.clients(nobody, 'street')).not.toBe(client);
  });
});

describe('text that is no link and no municipality', () => {
  it('opens no tenant’s scope and costs no look-up', async () => {
    const asked: string[] = [];
    const house = testHouse(testClock('2027-02-01T09:00+02:00'));
    const handler = bookingHandler({
      ...house,
      memberRole: 'street',
      openScope: (tenant, role) => {
        asked.push(tenant);
        return house.openScope(tenant, role);
      },
      findTenant: (slug) => {
        asked.push(slug);
        return Promise.resolve(undefined);
      },
      isPaused: (tenant) => {
        asked.push(tenant);
        return Promise.resolve(false);
      },
    });
    for (const link of ['aaaaaaaaaa', 'aaaaaaaaaa.b.c', `aaaaaaaaaa.${'b'.repeat(20)}.short`]) {
      const answer = await call(handler, bookingRoutes.readBooking, { anyParameters: { link } });
      expect(answer.problem.type).toBe('/problems/link-not-found');
    }
    const parameters = { tenantSlug: 'town', siteSlug: 'site' };
    const answer = await call(handler, bookingRoutes.searchTimes, { parameters, query: { service: 'a b' } });
    expect(answer.problem.type).toBe('/problems/invalid-request');
    expect(asked).toEqual([]);
  });
});
