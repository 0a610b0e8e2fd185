import { auditTrail } from '@ohjaamo/functions/kernel/audit.ts';
import type { UseCase } from '@ohjaamo/functions/kernel/http/context.ts';
import { moduleHandler } from '@ohjaamo/functions/kernel/http/pipeline.ts';
import { indexes } from '@ohjaamo/functions/kernel/tenancy/keys.ts';
import { randomIds, type StaffId, staffId, tenantId, type TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { TenantActor, TenantRole } from '@ohjaamo/shared/kernel/roles.ts';
import { defineRoutes } from '@ohjaamo/shared/kernel/route.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { call, testClock, type TestHouse, testHouse } from '../support/house.ts';

const NOW = '2027-02-01T09:00+02:00';
const routes = defineRoutes('cases', {
  viewFile: {
    method: 'GET',
    path: '/api/files/{file}',
    access: { kind: 'session', roles: ['COUNSELLOR'] },
    parameters: z.strictObject({ file: z.string() }),
    response: z.strictObject({ text: z.string() }),
    status: 200,
    problems: ['not-found'],
    audit: { action: 'VIEW_FILE', subjectParameter: 'file' },
  },
});
type View = UseCase<(typeof routes)['viewFile']>;

const auditRow = z.object({
  action: z.string(),
  outcome: z.string(),
  staffId: z.string(),
  at: z.string(),
  subject: z.string().optional(),
  watched: z.object({ first: z.string(), until: z.string() }).optional(),
});

let house: TestHouse;
let tenant: TenantId;
let worker: StaffId;
const file = randomIds.id(20);
const actor = (role: TenantRole): TenantActor => ({
  realm: 'tenant',
  subject: 'somebody',
  tenantId: tenant,
  staffId: worker,
  roles: [role],
});

beforeEach(() => {
  house = testHouse(testClock(NOW), { memberRole: 'cases' });
  tenant = tenantId.parse(randomIds.id(10));
  worker = staffId.parse(randomIds.id(10));
});

async function trail(): Promise<z.infer<typeof auditRow>[]> {
  const scope = house.scope(tenant, 'auditor');
  return (await scope.audit.query(scope.keys.auditMonth('2027-02', '').pk, auditRow)).items;
}

const view = (useCase: View, role: TenantRole = 'COUNSELLOR', of = file) =>
  call(moduleHandler(routes, { viewFile: useCase }, house), routes.viewFile, {
    parameters: { file: of },
    actor: actor(role),
  });

describe('the log of use', () => {
  it('has a row of every view before the answer leaves: act, outcome, who, whose, when', async () => {
    const answer = await view(() => Promise.resolve(succeed({ body: { text: 'secret' } })));
    expect(answer.status).toBe(200);
    expect(await trail()).toEqual([
      {
        action: 'VIEW_FILE',
        outcome: 'DONE',
        staffId: worker,
        at: '2027-02-01T07:00:00.000Z',
        subject: file,
      },
    ]);
  });

  it('has a row of what was asked for and is not there', async () => {
    const answer = await view(() => Promise.resolve(fail(problem('not-found'))));
    expect(answer.status).toBe(404);
    expect(await trail()).toMatchObject([{ outcome: 'NOT_FOUND', subject: file }]);
  });

  it('has a row of what was refused for the role, and the use case never ran', async () => {
    const answer = await view(() => Promise.reject(new Error('ran')), 'PARTNER_WORKER');
    expect(answer.problem.type).toBe('/problems/role-required');
    expect(await trail()).toMatchObject([{ outcome: 'REFUSED', subject: file }]);
  });

  it('names everybody whom one view showed', async () => {
    const shown = Array.from({ length: 205 }, () => randomIds.id(20));
    await view(() => Promise.resolve(succeed({ body: { text: 'list' }, subjects: shown })));
    expect((await trail()).map(({ subject }) => subject).sort()).toEqual(shown.sort());
  });

  it('takes no text for a subject that could be no id', async () => {
    await view(() => Promise.resolve(fail(problem('not-found'))), 'COUNSELLOR', 'a name <script>');
    expect(await trail()).toMatchObject([{ outcome: 'NOT_FOUND' }]);
    expect((await trail())[0]).not.toHaveProperty('subject');
  });

  it('is written with the act or not at all, when the act takes the rows into its own transaction', async () => {
    const write: View = async ({ scope, audit }) => {
      const client = { ...scope.keys.client(file as never, 'CLIENT'), kind: 'CLIENT' };
      const done = await scope.cases.transact([scope.cases.putWrite(client, true), ...audit.writes([file])]);
      return done.ok ? succeed({ body: { text: 'written' } }) : fail(problem('not-found'));
    };
    expect((await view(write)).status).toBe(200);
    expect(await trail()).toMatchObject([{ outcome: 'DONE', subject: file }]);
    expect((await view(write)).status).toBe(404);
    expect((await trail()).map(({ outcome }) => outcome).sort()).toEqual(['DONE', 'NOT_FOUND']);
  });

  it('never replaces a row: the same row twice is refused', async () => {
    const same = { ...randomIds, id: () => 'aaaaaaaaaa' };
    const append = () =>
      auditTrail(house.scope(tenant, 'cases'), actor('COUNSELLOR'), 'VIEW_FILE', house.clock, same).append(
        [file],
        'DONE',
      );
    await append();
    await expect(append()).rejects.toThrow('could not be appended');
  });
});

describe('an answer of the pipeline', () => {
  it('is a problem without a word of the error when something unexpected happens', async () => {
    const answer = await view(() => Promise.reject(new TypeError('somebody lives in Katu 1')));
    expect(answer.problem).toEqual({
      type: '/problems/internal-error',
      title: 'internal error',
      status: 500,
      requestId: expect.any(String) as string,
    });
  });

  it('never carries a field that the route does not declare', async () => {
    const body = { text: 'x', diagnosis: 'private' };
    const answer = await view(() => Promise.resolve(succeed({ body })));
    expect(answer.status).toBe(500);
    expect(answer.text).not.toContain('private');
  });

  it('never carries a problem that the route does not announce', async () => {
    const answer = await view(() => Promise.resolve(fail(problem('time-taken'))));
    expect(answer.problem.type).toBe('/problems/internal-error');
  });

  it('says to every cache, frame and sniffing browser: no', async () => {
    const { headers } = await view(() => Promise.resolve(succeed({ body: { text: 'x' } })));
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'content-type': 'application/json',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
    expect(headers['content-security-policy']).toContain("default-src 'none'");
  });
});

describe('a live list', () => {
  const look = (of = file) =>
    view(
      async ({ audit, request }) => {
        await audit.watched(request.parameters.file);
        return succeed({ body: { text: 'list' } });
      },
      'COUNSELLOR',
      of,
    );

  it('leaves one row per actor and list in a quarter of an hour, however often it is read', async () => {
    const clock = testClock('2027-02-01T09:00+02:00');
    house = testHouse(clock, { memberRole: 'cases' });
    for (const minute of ['00', '04', '14']) {
      clock.set(`2027-02-01T09:${minute}+02:00`);
      expect((await look()).status).toBe(200);
    }
    expect(await trail()).toMatchObject([{ action: 'VIEW_FILE', outcome: 'DONE', staffId: worker }]);
    clock.set('2027-02-01T09:15+02:00');
    await look();
    expect((await trail()).length).toBe(2);
    await look(randomIds.id(20));
    worker = staffId.parse(randomIds.id(10));
    await look();
    expect((await trail()).length).toBe(4);
  });

  it('of persons leaves one row about each of them, also of who came into the list meanwhile', async () => {
    const clock = testClock('2027-02-01T09:00+02:00');
    house = testHouse(clock, { memberRole: 'cases' });
    const shown = Array.from({ length: 75 }, () => randomIds.id(20));
    const list = (subjects: readonly string[]) =>
      view(async ({ audit }) => {
        audit.because({ organisation: 'YOUTH', purpose: 'GUIDANCE' });
        await audit.watched('tasks', subjects);
        return succeed({ body: { text: 'list' } });
      });
    expect((await list(shown.slice(0, 73))).status).toBe(200);
    clock.set('2027-02-01T09:14+02:00');
    expect((await list(shown)).status).toBe(200);
    expect((await list(shown)).status).toBe(200);
    expect((await trail()).map(({ subject }) => subject).sort()).toEqual(shown.toSorted());
    const { audit, keys } = house.scope(tenant, 'auditor');
    const about = await audit.query(
      keys.auditSubject(shown[74] ?? '', '').subjectPk,
      auditRow.extend({ organisation: z.string(), purpose: z.string() }),
      {},
      indexes.audit,
    );
    expect(about.items).toMatchObject([{ organisation: 'YOUTH', purpose: 'GUIDANCE', staffId: worker }]);
  });

  it('stands in the order of time among what is done meanwhile, and tells its quarter of an hour and the first look', async () => {
    const clock = testClock('2027-02-01T09:11+02:00');
    house = testHouse(clock, { memberRole: 'cases' });
    await view(() => Promise.resolve(succeed({ body: { text: 'one' } })));
    clock.set('2027-02-01T09:13+02:00');
    await look();
    const rows = await trail();
    expect(rows).toMatchObject([
      {
        at: '2027-02-01T07:00:00.000Z',
        watched: { first: '2027-02-01T07:13:00.000Z', until: '2027-02-01T07:15:00.000Z' },
      },
      { at: '2027-02-01T07:11:00.000Z', subject: file },
    ]);
  });

  it('is not shown when the row cannot be written', async () => {
    const { openScope } = house;
    house = {
      ...house,
      openScope: (tenantOf, role) => {
        const scope = openScope(tenantOf, role);
        const audit = { ...scope.audit, put: () => Promise.reject(new Error('The trail takes nothing')) };
        return { ...scope, audit };
      },
    };
    const answer = await look();
    expect(answer.status).toBe(500);
    expect(answer.text).not.toContain('list');
  });
});
