import { askAfterVisits, forgetTexts, tellAccessibility } from '@ohjaamo/functions/feedback/index.ts';
import type { Message } from '@ohjaamo/functions/kernel/mail.ts';
import {
  accessibilityMachine,
  accessibilityStates,
  dueOn,
  latestExtension,
  mayExtendTo,
  nearnessOf,
} from '@ohjaamo/shared/feedback/accessibility.ts';
import { feedbackRoutes } from '@ohjaamo/shared/feedback/contract.ts';
import { randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import type { Actor } from '@ohjaamo/shared/kernel/roles.ts';
import { describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import type { TestCall } from '../support/house.ts';
import { registerOf } from '../support/registerOf.ts';
import { feedbackTown } from './feedbackTown.ts';

const {
  answerAccessibility,
  answerServiceAccessibility,
  listAccessibility,
  listServiceAccessibility,
  readSentAccessibility,
  readSentServiceAccessibility,
  sendAccessibility,
  sendServiceAccessibility,
  setAccessibilityReminder,
} = feedbackRoutes;

type Sent = NonNullable<TestCall<typeof sendAccessibility>['body']>;

function about(more: Partial<Sent> = {}): Sent {
  return {
    formId: randomIds.id(20).slice(0, 12),
    secret: randomIds.secret(128),
    language: 'sv',
    text: 'Knappen har inget namn.',
    ...more,
  };
}

/** A town to which somebody tells of a barrier, its mails and its nightly jobs. */
async function tellsTown() {
  const town = await feedbackTown();
  const parameters = { tenantSlug: town.tenant.profile.slug };
  const mails: Message[] = [];
  const ports = {
    ...town.house,
    clock: town.clock,
    ids: randomIds,
    platform: registerOf(town.house.platform, town.tenantId),
    origin: 'https://ohjaamo.example',
    sendMail: (message: Message) => {
      mails.push(message);
      return Promise.resolve();
    },
  };
  const worklist = async () =>
    (await town.worker('admin', listAccessibility, { parameters: undefined })).body;
  const step = async (id: string, body: NonNullable<TestCall<typeof answerAccessibility>['body']>) =>
    town.worker('admin', answerAccessibility, { parameters: { id }, body });
  return {
    ...{ town, mails, ports, worklist, step },
    sends: (body = about()) => town.street(sendAccessibility, { parameters, body }),
    reads: (link: string) => town.street(readSentAccessibility, { parameters: { link } }),
    /** What the stream tells of a row, as often as one likes. */
    follows: (id: string) => {
      const { pk, sk } = town.house.scope(town.tenantId, 'feedback').keys.accessibility(id);
      const dynamodb = { SequenceNumber: '1', Keys: { pk: { S: pk }, sk: { S: sk } } };
      return tellAccessibility(ports, { Records: [{ eventName: 'MODIFY', dynamodb }] });
    },
    runs: () => askAfterVisits(ports),
  };
}

const anyRow = z.looseObject({});
const idOf = (link: string) => link.split('.')[1] ?? '';

describe('Feedback about accessibility', () => {
  it('is acknowledged at once with the time of receipt and the last day of the answer', async () => {
    const { sends, reads } = await tellsTown();
    const sent = await sends();
    expect(sent.status).toBe(201);
    expect(sent.body).toMatchObject({ receivedAt: '2027-02-01T08:30+02:00', dueOn: '2027-02-15' });
    expect((await reads(sent.body.link)).body).toMatchObject({
      state: 'RECEIVED',
      text: 'Knappen har inget namn.',
      receivedAt: '2027-02-01T08:30+02:00',
      mailed: false,
    });
  });

  it('is one when the button is pressed twice, before and after midnight, and nobody else’s form', async () => {
    const { town, sends, worklist } = await tellsTown();
    const body = about();
    town.clock.set('2027-02-01T23:59+02:00');
    const first = await sends(body);
    town.clock.set('2027-02-02T00:01+02:00');
    expect((await sends(body)).body.link).toBe(first.body.link);
    expect((await worklist()).open).toHaveLength(1);
    const other = await sends({ ...body, secret: randomIds.secret(128) });
    expect(other.problem.type).toBe('/problems/id-already-used');
  });

  it('is taken ten times a day of one address, then tomorrow', async () => {
    const { town, sends } = await tellsTown();
    for (let nth = 0; nth < 10; nth++) expect((await sends()).status).toBe(201);
    expect((await sends()).problem.type).toBe('/problems/cap-reached');
    town.clock.set('2027-02-02T09:00+02:00');
    expect((await sends()).status).toBe(201);
  });

  it('is answered by the administrator, which the trail knows, and the sender reads it by the link', async () => {
    const { town, sends, reads, worklist, step } = await tellsTown();
    const { link } = (await sends(about({ email: 'young@example.org', place: 'Bokningen' }))).body;
    const [waiting] = (await worklist()).open;
    expect(waiting).toMatchObject({ id: idOf(link), nearness: 'IN_TIME', place: 'Bokningen', mailed: true });
    expect(JSON.stringify(waiting)).not.toContain('young@example.org');
    expect(
      (await step(idOf(link), { version: 1, step: 'ANSWER', text: 'Nu har den ett namn.' })).status,
    ).toBe(200);
    expect((await reads(link)).body).toMatchObject({ state: 'ANSWERED', answer: 'Nu har den ett namn.' });
    expect(await worklist()).toMatchObject({ open: [], answered: [{ id: idOf(link) }] });
    const again = await step(idOf(link), { version: 2, step: 'ANSWER', text: 'En gång till' });
    expect(again.problem.type).toBe('/problems/state-conflict');
    const acts = (await town.trail()).map(({ action }) => action);
    expect(acts).toContain('READ_ACCESSIBILITY');
    expect(acts).toContain('ANSWER_ACCESSIBILITY');
    for (const person of ['manager', 'counsellor', 'partner'] as const) {
      expect((await town.worker(person, listAccessibility, { parameters: undefined })).status).toBe(403);
    }
  });

  it('is put off once, two weeks at most, and never over somebody else’s step', async () => {
    const { sends, reads, step } = await tellsTown();
    const { link } = (await sends()).body;
    const put = (until: string, version = 1) =>
      step(idOf(link), { version, step: 'EXTEND', text: 'Vi behöver fråga tillverkaren.', until });
    for (const day of ['2027-02-15', '2027-03-02']) {
      expect((await put(day)).problem.errors?.[0]?.pointer).toBe('/body/until');
    }
    expect((await put('2027-03-01', 2)).problem.type).toBe('/problems/stale-version');
    expect((await put('2027-03-01')).status).toBe(200);
    expect((await reads(link)).body).toMatchObject({
      state: 'EXTENDED',
      dueOn: '2027-03-01',
      extension: 'Vi behöver fråga tillverkaren.',
    });
    expect((await put('2027-03-01', 2)).problem.type).toBe('/problems/state-conflict');
  });

  it('is told of by mail to whoever left an address, each time once, and the address goes with the answer', async () => {
    const { town, mails, sends, reads, step, follows } = await tellsTown();
    const { link } = (await sends(about({ email: 'young@example.org' }))).body;
    const id = idOf(link);
    await follows(id);
    await follows(id);
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatchObject({ to: 'young@example.org', subject: 'Navigatorn: du har ett meddelande' });
    expect(mails[0]?.text).toContain('1 februari 2027');
    expect(mails[0]?.text).toContain('15 februari 2027');
    expect(mails[0]?.text).not.toContain('Knappen');
    const [, mailed = ''] = /\/sv\/accessibility\/(\S+)/u.exec(mails[0]?.text ?? '') ?? [];
    expect(mailed).not.toBe(link);
    expect((await reads(mailed)).body.state).toBe('RECEIVED');
    await step(id, { version: 1, step: 'EXTEND', text: 'Vi frågar.', until: '2027-02-20' });
    await follows(id);
    expect(mails[1]?.text).toContain('20 februari 2027');
    await step(id, { version: 2, step: 'ANSWER', text: 'Klart.' });
    await follows(id);
    await follows(id);
    expect(mails).toHaveLength(3);
    const { work, keys } = town.house.scope(town.tenantId, 'exporter');
    const row = await work.get(keys.accessibility(id), anyRow);
    expect(row).toMatchObject({ state: 'ANSWERED', mailed: true });
    expect(JSON.stringify(row)).not.toContain('young@example.org');
  });

  it('reminds the house before the last day, is late after it, and says so every week until it is answered', async () => {
    const { town, mails, sends, worklist, runs } = await tellsTown();
    const errors = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    await sends();
    const reminder = { body: { email: 'saavutettavuus@example.org' } };
    await town.worker('admin', setAccessibilityReminder, { parameters: undefined, ...reminder });
    expect((await worklist()).remindedAt).toBe('saavutettavuus@example.org');
    const days = ['02-10', '02-11', '02-12', '02-15', '02-16', '02-17', '02-23'];
    const told: string[] = [];
    for (const day of days) {
      town.clock.set(`2027-${day}T10:15+02:00`);
      const before = mails.length;
      await runs();
      if (mails.length > before) told.push(`${day} ${mails.at(-1)?.subject.split(' / ')[0] ?? ''}`);
    }
    expect(told).toEqual([
      '02-11 Ohjaamo: vastaus odottaa',
      '02-16 Ohjaamo: vastaus on myöhässä',
      '02-23 Ohjaamo: vastaus on myöhässä',
    ]);
    expect((await worklist()).open[0]?.nearness).toBe('LATE');
    expect(errors.mock.calls.flat().join()).toContain('ACCESSIBILITY_LATE');
    errors.mockRestore();
  });

  it('is erased twelve months after its receipt, once it is answered', async () => {
    const { town, sends, reads, step } = await tellsTown();
    const [answered, open] = [(await sends()).body.link, (await sends()).body.link];
    await step(idOf(answered), { version: 1, step: 'ANSWER', text: 'Klart.' });
    const keeper = town.house.scope(town.tenantId, 'feedbackKeeper');
    await forgetTexts(keeper, town.tenant, '2028-01-31');
    expect((await reads(answered)).status).toBe(200);
    await forgetTexts(keeper, town.tenant, '2028-02-02');
    expect((await reads(answered)).problem.type).toBe('/problems/link-not-found');
    expect((await reads(open)).status).toBe(200);
  });

  it('about pages of no municipality is answered by the operator, in the same time', async () => {
    const { town } = await tellsTown();
    const operator: Actor = { realm: 'global', subject: 'operator', roles: ['PLATFORM_OPERATOR'] };
    const parameters = undefined;
    const { link } = (await town.street(sendServiceAccessibility, { parameters, body: about() })).body;
    const listed = await town.street(listServiceAccessibility, { parameters, actor: operator });
    expect(listed.body.open.find(({ id }) => id === idOf(link))).toMatchObject({ dueOn: '2027-02-15' });
    const answer = { version: 1, step: 'ANSWER', text: 'Klart.' } as const;
    const request = { parameters: { id: idOf(link) }, body: answer, actor: operator };
    expect((await town.street(answerServiceAccessibility, request)).status).toBe(200);
    const read = await town.street(readSentServiceAccessibility, { parameters: { link } });
    expect(read.body).toMatchObject({ state: 'ANSWERED', answer: 'Klart.' });
  });
});

describe('The terms of an answer', () => {
  const id = '20270201abcdefghijkl';
  it('are two weeks, and two more at most (306/2019 section 10)', () => {
    expect(dueOn({ id })).toBe('2027-02-15');
    expect(latestExtension(id)).toBe('2027-03-01');
    expect(mayExtendTo(id, '2027-02-16', '2027-02-10')).toBe(true);
    expect(mayExtendTo(id, '2027-02-16', '2027-02-17')).toBe(false);
  });

  it('near from four days on, and are over on the day after', () => {
    expect(nearnessOf('2027-02-15', '2027-02-10')).toBe('IN_TIME');
    expect(nearnessOf('2027-02-15', '2027-02-11')).toBe('SOON');
    expect(nearnessOf('2027-02-15', '2027-02-15')).toBe('SOON');
    expect(nearnessOf('2027-02-15', '2027-02-16')).toBe('LATE');
  });

  it('end with one answer from every state', () => {
    const ends = accessibilityStates.filter((state) =>
      Object.values(accessibilityMachine[state]).every((to) => to === 'REFUSE'),
    );
    expect(ends).toEqual(['ANSWERED']);
  });
});
