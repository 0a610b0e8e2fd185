import { meetingFact } from '@ohjaamo/functions/groups/record.ts';
import { rollWrite } from '@ohjaamo/functions/groups/repository.ts';
import { indexes } from '@ohjaamo/functions/kernel/tenancy/keys.ts';
import { groupId, randomIds, signUpId } from '@ohjaamo/shared/kernel/ids.ts';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { groupTown, type GroupTown, person } from './groupTown.ts';

const DURING = '2027-02-02T11:00+02:00';

async function factsOf(town: GroupTown, id: string) {
  const { work, keys } = town.house.scope(town.tenantId, 'groups');
  const { pk } = keys.group(groupId.parse(id), '');
  return (await work.query(pk, meetingFact, { begins: 'MEETING#' })).items;
}

/** A group with two people on its roll, and the ids of their sign-ups. */
async function heldMeeting() {
  const town = await groupTown();
  const { id, meetings } = (await town.create()).body;
  const people = [person({ nickname: 'Kettu' }), person()];
  for (const each of people) await town.signUp(id, each);
  town.clock.set(DURING);
  return { town, id, meeting: meetings[0]?.id ?? '', people: people.map((each) => String(each['signUpId'])) };
}

describe('Who came to a meeting', () => {
  it('is recorded by name for the signed-up and by count for the others; the figures get numbers alone', async () => {
    const { town, id, meeting, people } = await heldMeeting();
    const before = await town.sheet(id, meeting);
    expect(before.body).toMatchObject({ mayRecord: true, heads: 0, history: [] });
    expect(before.body.members.map(({ nickname, came }) => [nickname, came])).toEqual([
      ['Kettu', undefined],
      [undefined, undefined],
    ]);
    const recorded = await town.record(id, meeting, { revision: 0, came: [people[0]], heads: 3 });
    expect(recorded.status).toBe(200);
    expect(recorded.body.members.map(({ came }) => came)).toEqual([true, false]);
    expect(recorded.body.meeting.attendance).toMatchObject({ revision: 1, signedUp: 1, heads: 3 });
    const facts = await factsOf(town, id);
    expect(facts).toMatchObject([
      { sessions: 1, attendances: 4, signedUp: 1, heads: 3, date: '2027-02-02', revision: 1 },
    ]);
    expect(JSON.stringify(facts)).not.toContain('Kettu');
  });

  it('is corrected late, and what stood before stays beside it', async () => {
    const { town, id, meeting, people } = await heldMeeting();
    await town.record(id, meeting, { revision: 0, came: [people[0]], heads: 3 });
    town.clock.set('2027-02-20T09:00+02:00');
    const corrected = await town.record(id, meeting, { revision: 1, came: people, heads: 2 });
    expect(corrected.body.history).toMatchObject([
      { revision: 1, signedUp: 1, heads: 3, recordedAt: DURING, recordedBy: 'Test worker 0001' },
      { revision: 2, signedUp: 2, heads: 2, recordedAt: '2027-02-20T09:00+02:00' },
    ]);
    expect(await factsOf(town, id)).toMatchObject([{ attendances: 4, revision: 2 }]);
  });

  it('is recorded once, however often it is sent, and two people at once do not write over each other', async () => {
    const { town, id, meeting, people } = await heldMeeting();
    const body = { revision: 0, came: people, heads: 1 };
    const first = await town.record(id, meeting, body);
    expect((await town.record(id, meeting, body)).body).toEqual(first.body);
    const stale = await town.record(id, meeting, { ...body, heads: 9 });
    expect([stale.status, stale.problem.type]).toEqual([409, '/problems/stale-version']);
    const both = await Promise.all(
      [4, 5].map((heads) => town.record(id, meeting, { revision: 1, came: people, heads }, 'manager')),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await town.sheet(id, meeting)).body.history.length).toBe(2);
  });

  it('is not recorded before the meeting, of a cancelled one, or of somebody who never signed up', async () => {
    const { town, id, people } = await heldMeeting();
    const { version, meetings } = (await town.open(id)).body;
    const early = await town.record(id, meetings[1]?.id, { revision: 0, came: [], heads: 1 });
    expect([early.status, early.problem.type]).toEqual([409, '/problems/state-conflict']);
    await town.cancel(id, meetings[1]?.id, { version, following: false });
    town.clock.set('2027-02-10T09:00+02:00');
    const never = await town.record(id, meetings[1]?.id, { revision: 0, came: [], heads: 1 });
    expect(never.problem.type).toBe('/problems/state-conflict');
    const stranger = String(person()['signUpId']);
    const unknown = await town.record(id, meetings[0]?.id, {
      revision: 0,
      came: [people[0], stranger],
      heads: 0,
    });
    expect(unknown.status).toBe(404);
  });

  it('still counts whoever has left since', async () => {
    const { town, id, meeting } = await heldMeeting();
    const third = person();
    const { link } = (await town.signUp(id, { ...third, readyToWait: true })).body;
    await town.leave(link);
    const recorded = await town.record(id, meeting, { revision: 0, came: [third['signUpId']], heads: 0 });
    expect(recorded.status).toBe(200);
    expect(recorded.body.members.find(({ id: member }) => member === third['signUpId'])).toEqual({
      id: third['signUpId'],
      came: true,
    });
  });

  it('is asked for at the desk until it is recorded', async () => {
    const { town, id, meeting } = await heldMeeting();
    const { groupsRoutes } = await import('@ohjaamo/shared/groups/contract.ts');
    const list = async () =>
      (await town.as('leader', groupsRoutes.listGroups, { parameters: { siteId: town.site.id } })).body
        .groups;
    town.clock.set('2027-02-02T12:00+02:00');
    expect((await list())[0]?.unrecorded.map((each) => each.id)).toEqual([meeting]);
    await town.record(id, meeting, { revision: 0, came: [], heads: 4 });
    expect((await list())[0]?.unrecorded).toEqual([]);
  });

  it('is recorded of a full hall too, with a row in the trail for each', async () => {
    const town = await groupTown();
    const { id, meetings } = (await town.create({ seats: 500, online: true })).body;
    const members = Array.from({ length: 110 }, () => ({
      id: signUpId.parse(randomIds.id(20)),
      since: '2027-02-01T06:00:00Z',
    }));
    const scope = town.house.scope(town.tenantId, 'groups');
    await scope.work.transact([rollWrite(scope, { ...(await town.roll(id)), version: 1, members }, 0)]);
    town.clock.set(DURING);
    const came = members.map((member) => member.id);
    const recorded = await town.record(id, meetings[0]?.id, { revision: 0, came, heads: 0 });
    expect(recorded.status, recorded.text).toBe(200);
    expect(recorded.body.meeting.attendance).toMatchObject({ revision: 1, signedUp: 110 });
    const { audit, keys } = town.house.scope(town.tenantId, 'auditor');
    const row = z.object({ action: z.string(), subject: z.string().optional() });
    const { items } = await audit.query(keys.auditMonth('2027-02', '').pk, row);
    const marked = items.flatMap(({ action, subject }) => (action === 'RECORD_ATTENDANCE' ? [subject] : []));
    expect(marked.sort()).toEqual([...came].sort());
  });

  it('leaves a row in the trail for everybody whose name was shown or marked', async () => {
    const { town, id, meeting, people } = await heldMeeting();
    await town.open(id);
    await town.sheet(id, meeting);
    await town.record(id, meeting, { revision: 0, came: [people[1]], heads: 0 });
    const { audit, keys } = town.house.scope(town.tenantId, 'auditor');
    const row = z.object({ action: z.string(), outcome: z.string() });
    const actions = async (subject: string) =>
      (await audit.query(keys.auditSubject(subject, '').subjectPk, row, {}, indexes.audit)).items
        .map(({ action }) => action)
        .sort();
    expect(await actions(people[0] ?? '')).toEqual(['VIEW_GROUP', 'VIEW_MEETING']);
    expect(await actions(people[1] ?? '')).toEqual(['RECORD_ATTENDANCE', 'VIEW_GROUP', 'VIEW_MEETING']);
  });
});
