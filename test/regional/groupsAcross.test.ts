import { marshall } from '@aws-sdk/util-dynamodb';
import { tellGroups } from '@ohjaamo/functions/groups/index.ts';
import { dataRoles } from '@ohjaamo/functions/kernel/tenancy/dataRoles.ts';
import { groupsRoutes } from '@ohjaamo/shared/groups/contract.ts';
import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { call } from '../support/house.ts';
import { region, wantedPlace } from './regionalTown.ts';

type Region = Awaited<ReturnType<typeof region>>;
const leave = ({ groups }: Region, link: string) =>
  call(groups, groupsRoutes.leaveGroup, { parameters: { link }, body: {} });
const rejoin = ({ groups }: Region, link: string) =>
  call(groups, groupsRoutes.rejoinGroup, { parameters: { link }, body: { readyToWait: true } });
const readMine = ({ groups }: Region, link: string) =>
  call(groups, groupsRoutes.readSignUp, { parameters: { link } });

describe('A group opened to a sister municipality', () => {
  it('is an offer that the other one sees and accepts; only then its young people see it', async () => {
    const { giver, receiver } = await region();
    const group = await giver.makesGroup();
    expect((await giver.list()).openable.groups).toEqual([
      { id: group, site: giver.place.id, name: { fi: 'Arki haltuun' } },
    ]);
    const { id } = (await giver.opensGroup(receiver, group)).body;
    expect((await receiver.list()).received).toMatchObject([
      { id, state: 'OFFERED', group: { fi: 'Arki haltuun' }, places: 2, taken: 0, eachMeeting: false },
    ]);
    expect(await receiver.sisterGroups()).toEqual([]);
    expect((await receiver.signsUpAcross(id)).status).toBe(404);
    await receiver.answers(id, 'ACCEPT');
    expect(await receiver.sisterGroups()).toMatchObject([
      { id, giver: { name: { fi: 'Antava' } }, isFull: false, group: { seatsLeft: 2 } },
    ]);
    // It is no opening of times: each is found only as what it is.
    expect(await receiver.sisters()).toEqual([]);
    expect((await receiver.times(id)).status).toBe(404);
    expect((await receiver.books(id)).status).toBe(404);
  });

  it('is shown without who leads it and where in the house it meets', async () => {
    const { giver, receiver, openedGroup } = await region();
    const shown = (await receiver.sisterGroup(await openedGroup(await giver.makesGroup()))).text;
    expect(shown).toContain('Arki haltuun');
    expect(shown).not.toContain(giver.tenant.staff[0]!.name);
    expect(shown).not.toContain('"room"');
  });

  it('is one of the own, which people sign up to, and until a day that is not past', async () => {
    const { giver, receiver } = await region();
    const group = await giver.makesGroup();
    const dropIn = await giver.makesGroup({ joining: 'DROP_IN', series: onThursday });
    expect((await giver.list()).openable.groups.map(({ id }) => id)).toEqual([group]);
    expect((await giver.opensGroup(receiver, dropIn)).status).toBe(404);
    expect((await giver.opensGroup(receiver, 'nogroup001')).status).toBe(404);
    expect((await receiver.opensGroup(giver, group)).status).toBe(404);
    expect((await giver.opensGroup(receiver, group, { site: 'nosite0001' })).status).toBe(404);
    const past = await giver.opensGroup(receiver, group, { from: '2027-01-01', until: '2027-01-31' });
    expect(past.problem.type).toBe('/problems/invalid-request');
  });
});

const onThursday = { first: '2027-02-04', start: '10:00', end: '11:00', everyWeeks: 1, times: 1, skip: [] };

describe('A young person of a sister municipality', () => {
  it('gets a seat by the giver’s own rules; its leader sees only where they come from', async () => {
    const town = await region();
    const { giver, receiver, openedGroup } = town;
    const group = await giver.makesGroup();
    const id = await openedGroup(group);
    const { link, signUp } = (await receiver.signsUpAcross(id, { nickname: 'Kotka' })).body;
    expect(signUp).toMatchObject({ state: 'IN', site: { name: giver.place.name } });
    expect(link.startsWith(`${giver.tenantId}.`)).toBe(true);
    const { since, ...member } = (await giver.group(group)).roll!.members[0]!;
    expect(since).toBe('2027-02-01T06:00+02:00');
    expect(member).toEqual({ id: signUp.id, nickname: 'Kotka', fromMunicipality: { fi: 'Saava' } });
    expect((await leave(town, link)).body).toMatchObject({ state: 'LEFT', mayRejoin: true });
    expect((await receiver.sisterGroups())[0]?.group.seatsLeft).toBe(2);
  });

  it('waits behind whoever came first, and gets the seat that is given up', async () => {
    const town = await region();
    const { giver, receiver, openedGroup } = town;
    const group = await giver.makesGroup();
    const id = await openedGroup(group);
    const own = (await giver.signsUp(group)).body.link;
    await giver.signsUp(group);
    expect((await receiver.signsUpAcross(id)).problem.type).toBe('/problems/group-full');
    const { link, signUp } = (await receiver.signsUpAcross(id, { readyToWait: true })).body;
    expect(signUp).toMatchObject({ state: 'WAITING', ahead: 0 });
    await leave(town, own);
    expect((await readMine(town, link)).body.state).toBe('IN');
  });

  it('has one place however often the form is sent, also when the opening is over', async () => {
    const { giver, receiver, openedGroup } = await region();
    const id = await openedGroup(await giver.makesGroup());
    const body = wantedPlace();
    const first = await receiver.signsUpAcross(id, body);
    expect((await receiver.signsUpAcross(id, body)).body.link).toBe(first.body.link);
    expect((await receiver.signsUpAcross(id, { ...body, nickname: 'Muu' })).problem.type).toBe(
      '/problems/id-already-used',
    );
    await giver.withdraws(id);
    expect((await receiver.signsUpAcross(id, body)).body.link).toBe(first.body.link);
  });

  it('gets no more places than were opened; whoever leaves makes room, and finds it taken on coming back', async () => {
    const town = await region();
    const { giver, receiver, openedGroup } = town;
    const group = await giver.makesGroup({ seats: 8 });
    const id = await openedGroup(group, { places: 1 });
    expect((await receiver.sisterGroups())[0]?.group.seatsLeft).toBe(1);
    const first = (await receiver.signsUpAcross(id)).body.link;
    const refused = await receiver.signsUpAcross(id, { readyToWait: true });
    expect(refused.problem.type).toBe('/problems/cap-reached');
    expect((await receiver.sisterGroups())[0]?.isFull).toBe(true);
    expect((await giver.list()).given[0]).toMatchObject({ places: 1, taken: 1 });
    await leave(town, first);
    expect((await receiver.signsUpAcross(id)).status).toBe(201);
    expect((await rejoin(town, first)).problem.type).toBe('/problems/group-full');
    // The giver's own young people have the seats that are left.
    expect((await giver.signsUp(group)).status).toBe(201);
  });

  it('gets places in each of single meetings, on the opening’s dates alone', async () => {
    const { giver, receiver, openedGroup } = await region();
    const group = await giver.makesGroup({ joining: 'EACH_MEETING' });
    const id = await openedGroup(group, { places: 1, until: '2027-02-09' });
    const [first, second, third] = (await giver.group(group)).meetings.map((meeting) => meeting.id);
    const shown = async () => (await receiver.sisterGroups())[0]?.group.meetings.map((each) => each.id);
    expect(await shown()).toEqual([first, second]);
    expect((await receiver.signsUpAcross(id, { meetingId: first })).status).toBe(201);
    const refused = await receiver.signsUpAcross(id, { meetingId: first });
    expect(refused.problem.type).toBe('/problems/cap-reached');
    expect(await shown()).toEqual([second]);
    expect((await receiver.signsUpAcross(id, { meetingId: second })).status).toBe(201);
    expect((await receiver.signsUpAcross(id, { meetingId: third })).status).toBe(404);
    expect((await receiver.sisterGroups())[0]?.isFull).toBe(true);
    expect((await giver.list()).given[0]).toMatchObject({ eachMeeting: true, taken: 2 });
  });

  it('leaves nothing in the own municipality', async () => {
    const { giver, receiver, openedGroup, house } = await region();
    const id = await openedGroup(await giver.makesGroup());
    await receiver.signsUpAcross(id, { email: 'nuori@example.org' });
    const own = house.scope(receiver.tenantId, 'regional');
    const rows = (await own.work.query(own.keys.sister('').pk, z.looseObject({}))).items;
    expect(JSON.stringify([rows, await receiver.list()])).not.toContain('nuori');
  });

  it('is signed up by a worker at the desk, and by no partner', async () => {
    const { giver, receiver, openedGroup } = await region();
    const id = await openedGroup(await giver.makesGroup());
    const signed = await receiver.signsUpAtDesk(id, { nickname: 'Kotka' });
    expect(signed.status).toBe(201);
    expect(await giver.signUpOf(signed.body.link)).toMatchObject({ through: { name: { fi: 'Saava' } } });
    expect((await receiver.signsUpAtDesk(id, {}, 'PARTNER_WORKER')).status).toBe(403);
  });
});

describe('What municipalities share of a group', () => {
  it('is promised once: of all who ask at one moment as many get a place as were opened, and nobody a seat too many', async () => {
    const { giver, receiver, openedGroup, municipality } = await region();
    const third = await municipality('Kolmas');
    const group = await giver.makesGroup({ seats: 4 });
    const first = await openedGroup(group, { places: 2 });
    const other = (await giver.opensGroup(third, group, { places: 3 })).body.id;
    await third.answers(other, 'ACCEPT');
    const answers = await Promise.all(
      [1, 2, 3, 4].flatMap(() => [receiver.signsUpAcross(first), third.signsUpAcross(other)]),
    );
    const { roll } = await giver.group(group);
    const came = (name: string) => roll?.members.filter((each) => each.fromMunicipality?.fi === name).length;
    expect(roll?.members).toHaveLength(4);
    expect(came('Saava')).toBeLessThanOrEqual(2);
    expect(came('Kolmas')).toBeLessThanOrEqual(3);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(4);
  }, 60_000);

  it('is not had through an opening that is withdrawn at the same moment', async () => {
    const { giver, receiver, openedGroup } = await region();
    const group = await giver.makesGroup();
    const id = await openedGroup(group);
    const [signed] = await Promise.all([receiver.signsUpAcross(id), giver.withdraws(id)]);
    expect((await giver.group(group)).roll?.members).toHaveLength(signed.status === 201 ? 1 : 0);
    expect((await receiver.signsUpAcross(id)).status).toBe(404);
  });

  it('is nobody else’s: a third municipality finds none, whoever’s id it names', async () => {
    const { giver, openedGroup, municipality } = await region();
    const third = await municipality('Kolmas');
    const id = await openedGroup(await giver.makesGroup());
    expect(await third.sisterGroups()).toEqual([]);
    expect((await third.sisterGroup(id)).status).toBe(404);
    expect((await third.signsUpAcross(id)).status).toBe(404);
    expect((await third.signsUpAtDesk(id)).status).toBe(404);
  });
});

describe.each([
  ['withdrawn by the giver', 'giver'],
  ['ended by the receiver', 'receiver'],
] as const)('A group’s opening that is %s', (_, side) => {
  it('leaves every place, tells of it once, and gives nothing new', async () => {
    const town = await region();
    const { giver, receiver, openedGroup } = town;
    const group = await giver.makesGroup({ seats: 1 });
    const id = await openedGroup(group);
    const { link } = (await receiver.signsUpAcross(id, { email: 'eka@example.org' })).body;
    await receiver.signsUpAcross(id, { email: 'toka@example.org', readyToWait: true });
    const before = await giver.signUpOf(link);
    const ends = () => (side === 'giver' ? giver.withdraws(id) : receiver.answers(id, 'END'));
    expect((await ends()).body).toEqual({ told: 2 });
    expect((await ends()).body).toEqual({ told: 0 });
    const { roll } = await giver.group(group);
    expect([roll?.members.length, roll?.waiting.length]).toEqual([1, 1]);
    const text = await mailOf(town, before, await giver.signUpOf(link));
    expect(text).toContain('Paikkasi toisen kunnan ryhmässä on edelleen sinun');
    expect(text).not.toContain('Arki');
    expect(await receiver.sisterGroups()).toEqual([]);
  });
});

/** The one mail of the giver's post office, fed twice with what the stream tells of a sign-up's last write. */
async function mailOf(town: Region, before: object, after: object): Promise<string | undefined> {
  const texts: string[] = [];
  const { pk } = town.house.scope(town.giver.tenantId, 'groupPost').keys.signUp('' as never);
  const image = (row: object) => {
    const { mailedHashes: _, told: __, ...rest } = row as Record<string, unknown>;
    return marshall({ pk, ...rest }, { removeUndefinedValues: true }) as never;
  };
  const record = { dynamodb: { SequenceNumber: '1', OldImage: image(before), NewImage: image(after) } };
  await tellGroups(
    {
      ...{ openScope: town.house.openScope, ids: randomIds, clock: town.clock },
      origin: 'https://ohjaamo.example',
      sendMail: ({ text }) => Promise.resolve(void texts.push(text)),
      sendText: ({ text }) => Promise.resolve(void texts.push(text)),
    },
    { Records: [record, record] },
  );
  expect(texts).toHaveLength(1);
  return texts[0];
}

describe('The role in which another municipality’s group is used', () => {
  it('reaches that group, its rolls and the sign-up: no list of groups, no booking, no calendar, no client, no trail', () => {
    const { regionalGroupGuest } = dataRoles;
    expect(Object.keys(regionalGroupGuest)).toEqual(['work']);
    expect(Object.keys(regionalGroupGuest.work).sort()).toEqual(['GROUP', 'GROUPS', 'OPENING', 'SIGNUP']);
    expect(regionalGroupGuest.work.GROUPS).toEqual(['GetItem', 'ConditionCheckItem']);
    expect(regionalGroupGuest.work.OPENING).toEqual(['ConditionCheckItem']);
  });
});
