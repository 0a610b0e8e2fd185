import { showInAgenda } from '@ohjaamo/functions/booking/agendaRepository.ts';
import type { BookingRecord } from '@ohjaamo/functions/booking/record.ts';
import { deskDispatch } from '@ohjaamo/functions/desk/dispatch.ts';
import { moduleHandler } from '@ohjaamo/functions/kernel/http/pipeline.ts';
import { deskRoutes } from '@ohjaamo/shared/desk/contract.ts';
import type { SiteTasks } from '@ohjaamo/shared/desk/taskRoutes.ts';
import type { StaffId, TenantId } from '@ohjaamo/shared/kernel/ids.ts';
import type { TenantRole } from '@ohjaamo/shared/kernel/roles.ts';
import { messagesRoutes } from '@ohjaamo/shared/messages/contract.ts';
import { describe, expect, it } from 'vitest';
import { groupTown } from '../groups/groupTown.ts';
import { lineTown } from '../line/lineTown.ts';
import { messageTown, newCall } from '../messages/messageTown.ts';
import { aBooking, minuteOf } from '../support/bookingRecord.ts';
import { call, type TestHouse } from '../support/house.ts';
import { worker } from '../support/schedule.ts';
import { people, type WorkTown, workTown } from '../support/workTown.ts';

const { readTasks } = deskRoutes;

interface Town {
  readonly house: TestHouse;
  readonly tenantId: TenantId;
}

/** Asks what waits at the main site, as a worker in one role; `known` is the version that the screen has. */
function ask(town: Town, staffId: StaffId, role: TenantRole, known?: string) {
  const desk = moduleHandler(deskRoutes, deskDispatch, { ...town.house, memberRole: 'desk' });
  return call(desk, readTasks, {
    actor: { realm: 'tenant', subject: 'somebody', tenantId: town.tenantId, staffId, roles: [role] },
    ...(known && { headers: { 'if-none-match': `"${known}"` } }),
  });
}

const tasksOf = async (
  town: Town,
  staffId = worker(1),
  role: TenantRole = 'COUNSELLOR',
): Promise<SiteTasks> => (await ask(town, staffId, role)).body;

describe('What waits at a site', () => {
  it('tells who waits in the line by number, since when and how long, and what the line says to a newcomer', async () => {
    const town = await lineTown({ now: '2027-02-01T12:04+02:00' });
    await town.place({ nickname: 'Kotka' });
    town.pass(6);
    await town.place();
    town.pass(8);
    const answer = await ask(town, worker(1), 'COUNSELLOR');
    expect(answer.body.line).toMatchObject({
      status: { state: 'OPEN', waiting: 2 },
      waiting: [
        { number: 1, since: '2027-02-01T12:04+02:00', minutes: 14 },
        { number: 2, since: '2027-02-01T12:10+02:00', minutes: 8 },
      ],
    });
    expect(answer.text).not.toContain('Kotka');
    await town.next(1);
    expect((await tasksOf(town)).line.waiting.map(({ number }) => number)).toEqual([2]);
  });

  it('counts threads without an answer and people to be called, for those who answer', async () => {
    const town = await messageTown();
    expect(await tasksOf(town)).toMatchObject({ threads: 0, callBacks: 0 });
    const { id } = await town.writes();
    await town.browser().send(messagesRoutes.requestCallBack, {
      body: { callId: newCall(), number: '0401234567', language: 'fi' },
    });
    expect(await tasksOf(town)).toMatchObject({ threads: 1, callBacks: 1 });
    await town.as('counsellor', messagesRoutes.closeThread, {
      parameters: { threadId: id },
      anyBody: { closed: true, seen: 1 },
    });
    expect(await tasksOf(town)).toMatchObject({ threads: 0, callBacks: 1 });
  });

  it.each(readTasks.access.roles)('gives %s the parts whose lists that role may open', async (role) => {
    const tasks = await tasksOf(await messageTown(), worker(1), role);
    const opens = (roles: readonly TenantRole[]) => roles.includes(role);
    expect('threads' in tasks).toBe(opens(messagesRoutes.listThreads.access.roles));
    expect('callBacks' in tasks).toBe(opens(messagesRoutes.listCalls.access.roles));
  });

  it('counts held meetings of groups until they are recorded, of a partner the own ones only', async () => {
    const town = await groupTown();
    const group = (await town.create()).body;
    expect((await tasksOf(town)).meetings).toBe(0);
    town.clock.set('2027-02-02T13:00+02:00');
    expect((await tasksOf(town)).meetings).toBe(1);
    expect((await tasksOf(town, worker(2), 'PARTNER_WORKER')).meetings).toBe(0);
    await town.record(group.id, group.meetings[0]?.id, { revision: 0, came: [], heads: 3 });
    expect((await tasksOf(town)).meetings).toBe(0);
  });

  it('counts coming bookings to decide, without hours and without a partner, of a partner the own ones only', async () => {
    const town = await workTown();
    const show = (parts: Partial<BookingRecord>) => shown(town, parts);
    await show({ state: 'PENDING' });
    await show({ state: 'PENDING', start: minuteOf('2027-02-01T08:00+02:00') });
    await show({ orphanedAt: '2027-01-30T10:00:00.000Z' });
    await show({});
    expect((await tasksOf(town, people.counsellor.id)).bookings).toEqual({
      decide: 1,
      orphaned: 1,
      declined: 0,
    });
    const partner = () => tasksOf(town, people.partner.id, 'PARTNER_WORKER');
    expect((await partner()).bookings).toEqual({ decide: 0, orphaned: 0, declined: 0 });
    await show({ state: 'PENDING', staffId: people.partner.id });
    expect((await partner()).bookings).toEqual({ decide: 1, orphaned: 0, declined: 0 });
  });

  it('is told as unchanged until something of it changes, and leaves no row in the log of use', async () => {
    const town = await workTown();
    const { version } = (await ask(town, people.counsellor.id, 'COUNSELLOR')).body;
    expect((await ask(town, people.counsellor.id, 'COUNSELLOR', version)).status).toBe(304);
    await shown(town, { state: 'PENDING' });
    const after = await ask(town, people.counsellor.id, 'COUNSELLOR', version);
    expect(after.status).toBe(200);
    expect(after.body.version).not.toBe(version);
    expect(await town.trail()).toEqual([]);
  });

  it('is not for whoever only administers, and knows no site of another municipality', async () => {
    const [town, other] = [await workTown(), await workTown()];
    expect((await town.as('admin', readTasks)).status).toBe(403);
    const foreign = await town.as('manager', readTasks, { query: { site: other.main.id } });
    expect(foreign.problem.type).toBe('/problems/not-found');
  });
});

/** Shows a booking of Wednesday, unless told otherwise, in the agenda of the town's main site. */
async function shown(town: WorkTown, parts: Partial<BookingRecord>): Promise<void> {
  const record = aBooking(town.main.id, { start: minuteOf('2027-02-03T09:00+02:00'), ...parts });
  await showInAgenda(town.house.scope(town.tenantId, 'follower'), undefined, record, town.clock.now());
}
