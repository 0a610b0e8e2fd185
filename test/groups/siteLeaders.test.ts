import { namedWrites } from '@ohjaamo/functions/tenants/index.ts';
import { groupsRoutes } from '@ohjaamo/shared/groups/contract.ts';
import type { Actor } from '@ohjaamo/shared/kernel/roles.ts';
import { describe, expect, it } from 'vitest';
import { call } from '../support/house.ts';
import { HOME, rule, staffMember, worker } from '../support/schedule.ts';
import { busyDates, groupTown, people, rooms, wish } from './groupTown.ts';

/** Somebody whose calendar stands at another site. */
const ELSEWHERE = worker(4);

/** A town with a worker of another site, and a counsellor who is one at this site alone. */
async function townOfTwo(planned = false) {
  const town = await groupTown(
    planned ? { plan: { rules: [rule(ELSEWHERE, { weekday: 'FRI', start: '12:00', end: '14:00' })] } } : {},
  );
  const scope = town.house.scope(town.tenantId, 'provisioning');
  const stranger = staffMember(ELSEWHERE, 'YOUTH', { homeSite: HOME, name: 'Testi Toisen pisteen ohjaaja' });
  await scope.work.transact(namedWrites(scope, { staff: [stranger] }));
  const actor: Actor = {
    ...{ realm: 'tenant', subject: 'subject-of-leader', tenantId: town.tenantId },
    ...{ staffId: people.leader.id, roles: [], siteRoles: { [town.site.id]: ['COUNSELLOR'] } },
  };
  const parameters = { siteId: town.site.id };
  return {
    ...town,
    createHere: (leaders: readonly string[]) =>
      call(town.handler, groupsRoutes.createGroup, { parameters, actor, anyBody: wish({ leaders }) }),
    choicesHere: async () => {
      const { body } = await call(town.handler, groupsRoutes.readGroupChoices, { parameters, actor });
      return body.staff.map(({ id }) => id);
    },
    moveHere: (id: string, meeting: string | undefined, anyBody: Record<string, unknown>) =>
      call(town.handler, groupsRoutes.moveMeetings, {
        parameters: town.ofMeeting(id, meeting),
        actor,
        anyBody,
      }),
  };
}

describe('Whoever has a role at one site alone', () => {
  it('takes no time of a worker of another site: nobody such is offered, and one who is named is not known', async () => {
    const town = await townOfTwo();
    const refused = await town.createHere([ELSEWHERE]);
    expect([refused.status, refused.problem.type]).toEqual([404, '/problems/not-found']);
    expect(await busyDates(town, ELSEWHERE)).toEqual([]);
    expect(await town.choicesHere()).not.toContain(ELSEWHERE);
    expect((await town.createHere([people.leader.id])).status).toBe(201);
  });

  it('may name who stands in the site’s plan', async () => {
    const town = await townOfTwo(true);
    expect(await town.choicesHere()).toContain(ELSEWHERE);
    expect((await town.createHere([ELSEWHERE])).status).toBe(201);
  });

  it('changes a group that somebody of another site leads already', async () => {
    const town = await townOfTwo();
    const { id, version, meetings } = (await town.create({ leaders: [ELSEWHERE] })).body;
    const moved = await town.moveHere(id, meetings[0]?.id, {
      ...{ version, date: '2027-02-03', start: '13:00', end: '15:00', room: rooms.small, following: false },
      leaders: [ELSEWHERE],
    });
    expect(moved.status, moved.text).toBe(200);
  });
});
