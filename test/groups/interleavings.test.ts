import { readRoll } from '@ohjaamo/functions/groups/repository.ts';
import { meetingId } from '@ohjaamo/shared/kernel/ids.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupTown, type GroupTown, person } from './groupTown.ts';

type Act =
  | { readonly do: 'signUp'; readonly who: number; readonly wait: boolean }
  | { readonly do: 'leave'; readonly who: number }
  | { readonly do: 'rejoin'; readonly who: number }
  | { readonly do: 'seats'; readonly to: number }
  | { readonly do: 'cancel'; readonly meeting: number };

const PEOPLE = 8;
const who = fc.nat(PEOPLE - 1);
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('signUp' as const), who, wait: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('leave' as const), who }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('rejoin' as const), who }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('seats' as const), to: fc.integer({ min: 2, max: 5 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel' as const), meeting: fc.nat(2) }) },
);
/** What happens at the same moment, and one such moment after the other. */
const moments = fc.array(fc.array(act, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 5 });

/** Everybody's own request and link; asking twice is the same request again. */
async function crowd(town: GroupTown, id: string) {
  const requests = Array.from({ length: PEOPLE }, (_, index) => person({ nickname: `N${String(index)}` }));
  const link = (index: number) => {
    const request = requests[index];
    return `${town.tenantId}.${String(request?.['signUpId'])}.${String(request?.['secret'])}`;
  };
  const { body: group } = await town.open(id);
  const run = async (what: Act): Promise<void> => {
    if (what.do === 'cancel') {
      const { version } = await town.row(id);
      const body = { version, following: false };
      expect([200, 409]).toContain((await town.cancel(id, group.meetings[what.meeting]?.id, body)).status);
    } else if (what.do === 'signUp') {
      const answer = await town.signUp(id, { ...requests[what.who], readyToWait: what.wait });
      expect([201, 409]).toContain(answer.status);
    } else if (what.do === 'leave') {
      expect([200, 404]).toContain((await town.leave(link(what.who))).status);
    } else if (what.do === 'rejoin') {
      expect([200, 404, 409]).toContain((await town.rejoin(link(what.who), true)).status);
    } else {
      const { version } = await town.row(id);
      const { name, description, spokenLanguage, ages, online } = group;
      const body = { version, name, description, spokenLanguage, ages, online, seats: what.to };
      expect([200, 409]).toContain((await town.change(id, body)).status);
    }
  };
  return { run, link };
}

describe('Whatever happens at the same moment to one group', () => {
  it('no seat is sold twice, whoever waits is promoted in order, and nobody is lost or doubled', async () => {
    await fc.assert(
      fc.asyncProperty(moments, async (all) => {
        const town = await groupTown();
        const { id } = (await town.create({ seats: 2 })).body;
        const { run, link } = await crowd(town, id);
        let before = await town.roll(id);
        for (const moment of all) {
          const seatsBefore = (await town.row(id)).seats;
          await Promise.all(moment.map(run));
          const after = await town.roll(id);
          const { seats } = await town.row(id);
          const names = [...after.members, ...after.waiting].map((member) => member.id);
          expect(new Set(names).size).toBe(names.length);
          const most = Math.max(seatsBefore, seats, before.members.length, ...moment.map(seatsOf));
          expect(after.members.length).toBeLessThanOrEqual(most);
          if (after.waiting.length > 0) expect(after.members.length).toBeGreaterThanOrEqual(seats);
          // Those who waited and went nowhere keep their order, in front of whoever came later.
          const left = new Set(
            moment.flatMap((each) => (each.do === 'leave' ? [link(each.who).split('.')[1]] : [])),
          );
          const stayed = before.waiting.map((member) => member.id).filter((each) => !left.has(each));
          expect(names.filter((each) => stayed.includes(each))).toEqual(stayed);
          // Nobody disappears without leaving.
          for (const member of [...before.members, ...before.waiting]) {
            if (!left.has(member.id)) expect(names).toContain(member.id);
          }
          before = after;
        }
        // Everybody's link says what the roll says.
        for (const [place, member] of before.waiting.entries()) {
          const index = Number(member.nickname?.slice(1));
          expect((await town.mine(link(index))).body).toMatchObject({ state: 'WAITING', ahead: place });
        }
      }),
      { numRuns: 12, endOnFailure: true },
    );
  }, 120_000);

  it('more seats never overlook whoever joins the waiting list at the same moment', async () => {
    for (let round = 0; round < 6; round++) {
      const town = await groupTown();
      const { id } = (await town.create({ seats: 2 })).body;
      const { run } = await crowd(town, id);
      await run({ do: 'signUp', who: 0, wait: true });
      await run({ do: 'signUp', who: 1, wait: true });
      await Promise.all([
        run({ do: 'signUp', who: 2, wait: true }),
        run({ do: 'seats', to: 5 }),
        run({ do: 'signUp', who: 3, wait: true }),
      ]);
      const roll = await town.roll(id);
      if ((await town.row(id)).seats === 5) expect(roll.waiting).toEqual([]);
      expect(roll.members.length + roll.waiting.length).toBe(4);
    }
  }, 60_000);

  it('a rush of forty on eight seats of one meeting fills exactly eight, and thirty-two wait', async () => {
    const town = await groupTown();
    const { id, meetings } = (await town.create({ seats: 8, joining: 'EACH_MEETING', room: undefined })).body;
    const meeting = meetings[0]?.id;
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => town.signUp(id, { meetingId: meeting, readyToWait: true })),
    );
    expect(answers.map(({ status }) => status).filter((status) => status !== 201)).toEqual([]);
    const roll = await readRoll(
      town.house.scope(town.tenantId, 'groups'),
      await town.row(id),
      meetingId.parse(meeting),
    );
    expect([roll.members.length, roll.waiting.length, roll.version]).toEqual([8, 32, 40]);
  }, 60_000);
});

function seatsOf(what: Act): number {
  return what.do === 'seats' ? what.to : 0;
}
