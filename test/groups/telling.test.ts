import { marshall } from '@aws-sdk/util-dynamodb';
import { tellGroups } from '@ohjaamo/functions/groups/index.ts';
import { readSignUpRecord } from '@ohjaamo/functions/groups/repository.ts';
import type { Message } from '@ohjaamo/functions/kernel/mail.ts';
import type { TextMessage } from '@ohjaamo/functions/kernel/sms.ts';
import { tenantKeys } from '@ohjaamo/functions/kernel/tenancy/keys.ts';
import { randomIds, signUpId } from '@ohjaamo/shared/kernel/ids.ts';
import type { DynamoDBRecord } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { groupTown, type GroupTown, people, person, rooms } from './groupTown.ts';

const MAIL = 'young@example.org';

/** The town with a post office and a telephone company; `refuse` makes the post turn the next messages away. */
async function townWithPost() {
  const town = await groupTown();
  const sent: Message[] = [];
  const texts: TextMessage[] = [];
  const post = { refuse: false };
  const ports = {
    openScope: town.house.openScope,
    ids: randomIds,
    clock: town.clock,
    origin: 'https://ohjaamo.example',
    sendMail: (message: Message) => {
      if (post.refuse) return Promise.reject(new Error('The post office is closed'));
      sent.push(message);
      return Promise.resolve();
    },
    sendText: (message: TextMessage) => {
      texts.push(message);
      return Promise.resolve();
    },
  };
  return {
    town,
    sent,
    texts,
    post,
    stream: (...Records: DynamoDBRecord[]) => tellGroups(ports, { Records }),
  };
}

/** What the Work table's stream tells of a write. */
function streamed(town: GroupTown, after: object, before?: object): DynamoDBRecord {
  const { pk } = tenantKeys(town.tenantId).group('any0000000' as never, '');
  const image = (row: object) =>
    marshall({ pk, ...row }, { removeUndefinedValues: true, convertEmptyValues: false }) as never;
  return {
    dynamodb: {
      SequenceNumber: randomIds.id(10),
      NewImage: image(after),
      ...(before && { OldImage: image(before) }),
    },
  };
}

async function signUpOf(town: GroupTown, link: string) {
  const id = signUpId.parse(link.split('.')[1]);
  const found = await readSignUpRecord(town.house.scope(town.tenantId, 'groupPost'), id);
  if (!found) throw new Error('There is no such sign-up');
  const { mailedHashes: _, told: __, ...row } = found;
  return row;
}

const linkIn = (message: Message | undefined) => /\/g\/(\S+)/u.exec(message?.text ?? '')?.[1] ?? '';

describe('Whoever left an address', () => {
  it('is told of a seat with a link of its own, and nothing of the group', async () => {
    const { town, sent, stream } = await townWithPost();
    const { id } = (await town.create()).body;
    const { link } = (await town.signUp(id, { email: MAIL, nickname: 'Kettu', language: 'en' })).body;
    const event = streamed(town, await signUpOf(town, link));
    await stream(event, event);
    await stream(event);
    expect(sent.length).toBe(1);
    expect(sent[0]).toMatchObject({ to: MAIL, subject: 'Ohjaamo: your time' });
    expect(sent[0]?.text).toContain('You have a seat');
    expect(sent[0]?.text).toContain('2 February 2027 10:00–12:00');
    for (const hidden of ['Kettu', 'Arki', 'Test worker']) expect(sent[0]?.text).not.toContain(hidden);
    expect(linkIn(sent[0])).not.toBe(link);
    expect((await town.mine(linkIn(sent[0]))).body.state).toBe('IN');
    expect((await town.mine(link)).status).toBe(200);
  });

  it('is told of a promotion once, by mail or by text message', async () => {
    const { town, sent, texts, stream } = await townWithPost();
    const { id } = (await town.create({ seats: 2 })).body;
    const first = (await town.signUp(id)).body.link;
    const second = (await town.signUp(id)).body.link;
    await town.signUp(id, { email: MAIL, language: 'sv' });
    await town.signUp(id, { phone: '040 123 4567' });
    const full = await town.roll(id);
    await town.leave(first);
    const one = await town.roll(id);
    await town.leave(second);
    const two = await town.roll(id);
    const events = [streamed(town, one, full), streamed(town, two, one)];
    await stream(...events);
    await stream(...events);
    expect(sent.map(({ to, subject }) => [to, subject])).toEqual([[MAIL, 'Navigatorn: din tid']]);
    expect(sent[0]?.text).toContain('Du fick en plats');
    expect(texts.length).toBe(1);
    expect(texts[0]?.to).toBe('+358401234567');
    expect(texts[0]?.text).toMatch(/^Ohjaamo: Sait paikan ryhmästä.* https:\/\/ohjaamo\.example\/fi\/g\//u);
  });

  it('is told of what one change did to all their meetings in one message, once', async () => {
    const { town, sent, stream } = await townWithPost();
    const made = (await town.create({ seats: 1 })).body;
    await town.signUp(made.id, { email: MAIL });
    await town.signUp(made.id, { email: 'waiting@example.org' });
    const before = await town.row(made.id);
    await town.cancel(made.id, made.meetings[1]?.id, { version: 1, following: true });
    const cancelled = await town.row(made.id);
    town.clock.set('2027-02-01T08:01+02:00');
    await town.signUp(made.id, { email: 'later@example.org' });
    await stream(streamed(town, cancelled, before));
    await stream(streamed(town, cancelled, before));
    expect(sent.map(({ to }) => to)).toEqual([MAIL, 'waiting@example.org']);
    expect(sent[0]?.text.match(/^- /gmu)?.length).toBe(2);
    expect(sent[0]?.text).toContain('tiistai 9. helmikuuta 2027 10.00–12.00');
    expect(sent[0]?.text).toContain('Seuraava kerta: tiistai 2. helmikuuta 2027');

    await town.move(made.id, made.meetings[0]?.id, {
      version: 2,
      date: '2027-02-03',
      start: '12:00',
      end: '14:00',
      leaders: [people.leader.id],
      following: false,
    });
    await stream(streamed(town, await town.row(made.id), cancelled));
    expect(sent[2]?.text).toContain('2027 10.00–12.00 → keskiviikko 3. helmikuuta 2027 12.00–14.00');
  });

  it('is told of a cancelled meeting that is on again, and of another room at the same time', async () => {
    const { town, sent, stream } = await townWithPost();
    const { id, meetings } = (await town.create()).body;
    await town.signUp(id, { email: MAIL });
    await town.cancel(id, meetings[1]?.id, { version: 1, following: false });
    const cancelled = await town.row(id);
    const leaders = [people.leader.id];
    await town.restore(id, meetings[1]?.id, { version: 2, leaders });
    const restored = await town.row(id);
    const hours = { date: '2027-02-09', start: '10:00', end: '12:00' };
    await town.move(id, meetings[1]?.id, {
      version: 3,
      ...hours,
      leaders,
      room: rooms.left,
      following: false,
    });
    const elsewhere = await town.row(id);
    await stream(streamed(town, restored, cancelled), streamed(town, elsewhere, restored));
    await stream(streamed(town, restored, cancelled));
    const when = '- tiistai 9. helmikuuta 2027 10.00–12.00';
    expect(sent.length).toBe(2);
    expect(sent[0]?.text).toContain(`Ryhmä tapaa sittenkin näinä aikoina:\n${when}\n`);
    expect(sent[1]?.text).toContain(`Ryhmällä on uusi huone tai ohjaaja näinä aikoina:\n${when}\n`);
    expect(sent[1]?.text).not.toContain('→');
  });

  it('is told once that the group meets elsewhere; a new address stands behind the link of those who see it', async () => {
    const { town, sent, texts, stream } = await townWithPost();
    const { id, name, description, spokenLanguage, ages } = (await town.create({ seats: 1 })).body;
    await town.signUp(id, { email: MAIL });
    await town.signUp(id, { phone: '040 123 4567' });
    const told = { name, description, spokenLanguage, ages, seats: 1 };
    const rows = [await town.row(id)];
    const change = async (parts: Record<string, unknown>) => {
      await town.change(id, { ...told, version: rows.length, ...parts });
      rows.push(await town.row(id));
      const event = streamed(town, rows.at(-1) ?? {}, rows.at(-2));
      await stream(event, event);
    };
    const address = (room: string) => `https://meet.example/${room}`;
    await change({ online: true, meetingAddress: address('one') });
    await change({ online: true, meetingAddress: address('two') });
    await change({ online: true, meetingAddress: address('two'), spokenLanguage: 'en' });
    await change({ online: false });
    expect(sent.map(({ text }) => text.split('\n')[0])).toEqual([
      'Ryhmä tapaa tästä lähtien verkossa. Näet linkin takana, miten pääset mukaan.',
      'Ryhmän verkkotapaamisten osoite on vaihtunut. Uusi osoite on linkin takana.',
      'Ryhmä tapaa tästä lähtien paikan päällä, ei verkossa.',
    ]);
    for (const { text } of sent) expect(text).not.toContain('meet.example');
    // Whoever waits for a seat does not see the address, and so hears of the place alone.
    expect(texts.map(({ text }) => text.split('. ')[0])).toEqual([
      'Ohjaamo: Ryhmä tapaa tästä lähtien verkossa',
      'Ohjaamo: Ryhmä tapaa tästä lähtien paikan päällä, ei verkossa',
    ]);
  });

  it('is told once that a worker has taken them off the roll, and nothing of what goes on without them', async () => {
    const { town, sent, stream } = await townWithPost();
    const { id } = (await town.create()).body;
    const { link } = (await town.signUp(id, { email: MAIL, language: 'sv' })).body;
    const before = await signUpOf(town, link);
    await town.remove(id, link.split('.')[1]);
    const event = streamed(town, await signUpOf(town, link), before);
    await stream(event);
    await stream(event);
    expect(sent.map(({ text }) => text)).toEqual([
      'Du är inte längre anmäld till gruppen. Hör av dig till oss om det är ett misstag.',
    ]);
  });

  it('of a group that is joined one meeting at a time hears of their own meeting alone', async () => {
    const { town, sent, stream } = await townWithPost();
    const { id, meetings } = (await town.create({ joining: 'EACH_MEETING' })).body;
    await town.signUp(id, { email: MAIL, meetingId: meetings[0]?.id });
    await town.signUp(id, { email: 'other@example.org', meetingId: meetings[1]?.id });
    const before = await town.row(id);
    await town.cancel(id, meetings[1]?.id, { version: 1, following: false });
    await stream(streamed(town, await town.row(id), before));
    expect(sent.map(({ to }) => to)).toEqual(['other@example.org']);
  });

  it('is told at the next try when the post was closed, and nobody else twice', async () => {
    const { town, sent, post, stream } = await townWithPost();
    const { id, meetings } = (await town.create()).body;
    await town.signUp(id, { email: MAIL });
    await town.signUp(id, { email: 'second@example.org' });
    const before = await town.row(id);
    await town.cancel(id, meetings[0]?.id, { version: 1, following: false });
    const event = streamed(town, await town.row(id), before);
    post.refuse = true;
    expect(await stream(event)).toEqual({
      batchItemFailures: [{ itemIdentifier: event.dynamodb?.SequenceNumber }],
    });
    post.refuse = false;
    await stream(event);
    await stream(event);
    expect(sent.map(({ to }) => to)).toEqual([MAIL, 'second@example.org']);
    expect((await town.mine(linkIn(sent[0]))).status).toBe(200);
  });

  it('and nobody else: without an address, after leaving, or of a change that is none of theirs', async () => {
    const { town, sent, texts, stream } = await townWithPost();
    const made = (await town.create()).body;
    const quiet = (await town.signUp(made.id)).body.link;
    const gone = person({ email: MAIL });
    const { link } = (await town.signUp(made.id, gone)).body;
    const joining = streamed(town, await signUpOf(town, link));
    await town.leave(link);
    const before = await town.row(made.id);
    const { name, description, spokenLanguage, ages, online } = made;
    const told = { name: { fi: 'Uusi nimi' }, description, spokenLanguage, ages, online, seats: 5 };
    await town.change(made.id, { version: 1, ...told });
    await stream(
      joining,
      streamed(town, await signUpOf(town, quiet)),
      streamed(town, await town.row(made.id), before),
    );
    expect(name).not.toEqual(told.name);
    expect([...sent, ...texts]).toEqual([]);
  });
});
