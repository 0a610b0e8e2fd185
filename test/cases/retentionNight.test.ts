import { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { deskRoutes } from '@ohjaamo/shared/desk/contract.ts';
import { defaultCaseRules } from '@ohjaamo/shared/cases/retention.ts';
import { contactId, randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import { bookingRecord } from '@ohjaamo/functions/booking/record.ts';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { workTown } from '../support/workTown.ts';
import { clientForm } from './caseTown.ts';
import { nightsOf } from './nights.ts';

const {
  openClient,
  readClient,
  readCourse,
  closeEpisode,
  readRetention,
  changeRetention,
  withdrawRetention,
  holdClient,
} = casesRoutes;

/** A town with a client, opened on 1 February 2027, and its nights. */
async function nightTown(parts: Parameters<typeof clientForm>[0] = {}) {
  const town = await workTown();
  const form = clientForm(parts);
  const opened = await town.as('counsellor', openClient, { body: form });
  if (opened.status !== 201) throw new Error(opened.text);
  const { clientId } = form;
  const of = { parameters: { clientId } };
  return {
    ...town,
    clientId,
    of,
    night: nightsOf(town),
    course: async () => {
      await town.opens('counsellor', clientId);
      return (await town.as('counsellor', readCourse, of)).body;
    },
    close: () =>
      town.as('counsellor', closeEpisode, {
        parameters: { clientId, episodeId: form.episodeId },
        body: { destination: 'MOVED', reason: 'MOVED', source: 'WORKER', followUp: false },
      }),
    contact: (startedAt: string) =>
      town.as('counsellor', deskRoutes.recordContact, {
        body: {
          contactId: contactId.parse(randomIds.id(20)),
          site: town.main.id,
          channel: 'PHONE',
          startedAt,
          minutes: 10,
          topics: ['HOUSING'],
          ageBand: 'UNKNOWN',
          clientId,
        },
      }),
    retention: async () => (await town.as('admin', readRetention)).body,
  };
}

describe('The night', () => {
  it('tells the worker a month before an inactive case is closed, closes it on its day, and erases it 24 months later', async () => {
    const town = await nightTown();
    await town.night('2027-12-31');
    expect((await town.course()).tasks).toEqual([]);
    // The worker has just looked, which is no activity: the day stays.
    await town.night('2028-01-01');
    expect((await town.course()).tasks).toMatchObject([{ kind: 'CLOSE_INACTIVE', dueOn: '2028-02-01' }]);
    await town.night('2028-01-31');
    expect((await town.course()).episodes).toMatchObject([{ state: 'OPEN' }]);
    await town.night('2028-02-01');
    const closed = await town.course();
    expect(closed.episodes).toMatchObject([
      { state: 'CLOSED', closing: { destination: 'UNKNOWN', reason: 'INACTIVE' } },
    ]);
    expect(closed.erasedOn).toBe('2030-02-01');
    await town.night('2030-01-31');
    expect((await town.course()).episodes).toHaveLength(1);
    await town.night('2030-02-01');
    expect((await town.as('counsellor', readClient, town.of)).status).toBe(404);
  });

  it('takes the warning back when something has happened', async () => {
    const town = await nightTown();
    await town.night('2028-01-01');
    town.clock.set('2028-01-03T10:00+02:00');
    expect((await town.contact('2028-01-03T09:30+02:00')).status).toBe(201);
    await town.night('2028-01-08');
    expect((await town.course()).tasks).toEqual([]);
    await town.night('2028-02-01');
    expect((await town.course()).episodes).toMatchObject([{ state: 'OPEN' }]);
  });

  it('that comes after a long pause warns first and closes a month later', async () => {
    const town = await nightTown();
    await town.night('2028-06-15');
    expect((await town.course()).tasks).toMatchObject([{ kind: 'CLOSE_INACTIVE', dueOn: '2028-07-15' }]);
    await town.night('2028-07-14');
    expect((await town.course()).episodes).toMatchObject([{ state: 'OPEN' }]);
    await town.night('2028-07-15');
    expect((await town.course()).episodes).toMatchObject([{ state: 'CLOSED' }]);
  });

  it('sets the handover tasks six and three months before the birthday, once each', async () => {
    const town = await nightTown({ birthDate: '1997-09-20' });
    await town.night('2027-03-19');
    expect((await town.course()).tasks).toEqual([]);
    await town.night('2027-03-20');
    expect((await town.course()).tasks).toMatchObject([{ kind: 'AGEING_OUT_6_MONTHS', dueOn: '2027-03-20' }]);
    const [task] = (await town.course()).tasks;
    if (!task) throw new Error('No task');
    await town.as('counsellor', casesRoutes.completeTask, {
      ...town.of,
      body: { id: task.task, task: { kind: task.kind, dueOn: task.dueOn }, done: true },
    });
    await town.night('2027-06-19');
    expect((await town.course()).tasks).toEqual([]);
    await town.night('2027-06-20');
    expect((await town.course()).tasks.map(({ kind }) => kind)).toEqual(['AGEING_OUT_3_MONTHS']);
  });

  it('keeps what is under a legal hold until the hold ends', async () => {
    const town = await nightTown();
    await town.close();
    const hold = (held: boolean) =>
      town.as('admin', holdClient, { ...town.of, body: { held, reason: 'Oikeudenkäynti' } });
    expect((await hold(true)).body).toEqual({ held: true });
    expect((await hold(true)).status).toBe(200);
    await town.night('2029-02-01');
    expect((await town.course()).held).toBe(true);
    expect((await town.retention()).rows).toMatchObject([
      { client: town.clientId, held: { reason: 'Oikeudenkäynti' } },
    ]);
    await hold(false);
    await town.night('2029-02-02');
    expect((await town.as('counsellor', readClient, town.of)).status).toBe(404);
    const trail = (await town.trailOf(town.clientId)).filter(({ action }) => action === 'HOLD_CLIENT');
    expect(trail).toHaveLength(3);
  });

  it('forgets who booked on the day that a year has passed, cancelled bookings too, and keeps the time', async () => {
    const town = await nightTown();
    const id = await town.book('2027-02-01T09:00+02:00', { email: 'nuori@example.org' });
    const { work, keys } = town.house.scope(town.tenantId, 'desk');
    const stands = () => work.get(keys.booking(id), bookingRecord);
    await town.night('2028-01-31');
    expect(await stands()).toMatchObject({ nickname: 'Kotka', email: 'nuori@example.org' });
    await town.night('2028-02-01');
    const forgotten = await stands();
    expect(forgotten).toMatchObject({ start: expect.any(Number) as number, state: 'BOOKED' });
    expect(JSON.stringify(forgotten)).not.toMatch(/Kotka|nuori@/u);
    const agenda = await town.as('counsellor', deskRoutes.readToday, { query: { date: '2027-02-01' } });
    expect(agenda.text).not.toContain('Kotka');
  });
});

describe('A night on which a case is broken', () => {
  it.each([
    ['has a part that nothing can read', { team: 'lost' }],
    ['does not say whose it is', { id: 'lost' }],
  ])('and %s, keeps the terms of all others and fails in the end', async (_, broken) => {
    const town = await nightTown();
    const { clientId: sound } = town;
    await town.close();
    const form = clientForm();
    await town.as('counsellor', openClient, { body: form });
    const booking = await town.book('2027-02-01T09:00+02:00', { email: 'nuori@example.org' });
    const { cases, keys } = town.house.scope(town.tenantId, 'cases');
    const [[name, value] = ['', '']] = Object.entries(broken);
    await cases.update({
      Key: keys.client(form.clientId, 'CLIENT'),
      // First of all that are due.
      UpdateExpression: 'SET #name = :value, workerSk = :first',
      ExpressionAttributeNames: { '#name': name },
      ExpressionAttributeValues: { ':value': value, ':first': '2027-01-01#' },
    });
    await expect(town.night('2029-02-01')).rejects.toThrow();
    expect((await town.as('counsellor', readClient, { parameters: { clientId: sound } })).status).toBe(404);
    const { work } = town.house.scope(town.tenantId, 'desk');
    expect(JSON.stringify(await work.get(keys.booking(booking), bookingRecord))).not.toMatch(/Kotka|nuori@/u);
  });

  it('of a booking, forgets who made the others, and goes through the same dates until it can', async () => {
    const town = await nightTown();
    const [broken, sound] = [
      await town.book('2027-02-01T09:00+02:00', { email: 'nuori@example.org' }),
      await town.book('2027-02-01T11:00+02:00', { email: 'toinen@example.org' }),
    ];
    const { work, keys } = town.house.scope(town.tenantId, 'desk');
    const stored = await work.get(keys.booking(broken), bookingRecord.loose());
    const set = (state: unknown) =>
      work.update({
        Key: keys.booking(broken),
        UpdateExpression: 'SET #state = :state',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: { ':state': state },
      });
    await set('LOST');
    await expect(town.night('2028-02-01')).rejects.toThrow();
    const stands = async (id: typeof broken) =>
      JSON.stringify(await work.get(keys.booking(id), z.looseObject({})));
    expect(await stands(sound)).not.toContain('toinen@');
    expect(await stands(broken)).toContain('nuori@');
    await expect(town.night('2028-03-01')).rejects.toThrow();
    await set(stored?.state);
    await town.night('2028-04-01');
    expect(await stands(broken)).not.toContain('nuori@');
  });
});

describe('A record that was left behind by the one it was taken into', () => {
  it('is erased by the night that finds it, unless that one is there or a hold is on', async () => {
    const town = await nightTown();
    const other = clientForm();
    await town.as('counsellor', openClient, { body: other });
    const { cases, keys } = town.house.scope(town.tenantId, 'cases');
    const set = (name: string, value: unknown) =>
      cases.update({
        Key: keys.client(town.clientId, 'CLIENT'),
        UpdateExpression: `SET ${name} = :value, workerSk = :soon`,
        ExpressionAttributeValues: { ':value': value, ':soon': `2027-02-02#${town.clientId}` },
      });
    const stands = async () =>
      (await cases.query(keys.client(town.clientId, '').pk, z.unknown(), { consistent: true })).items.length;
    await set('mergedInto', other.clientId);
    await town.night('2027-02-02');
    expect(await stands()).toBeGreaterThan(0);
    await set('mergedInto', clientForm().clientId);
    await set('held', true);
    await town.night('2027-02-02');
    expect(await stands()).toBeGreaterThan(0);
    await cases.update({ Key: keys.client(town.clientId, 'CLIENT'), UpdateExpression: 'REMOVE held' });
    await town.night('2027-02-02');
    expect(await stands()).toBe(0);
  });
});

describe('The dry run', () => {
  it('shows what goes and when before it goes, by ids, and does nothing', async () => {
    const town = await nightTown();
    await town.close();
    expect((await town.retention()).rows).toEqual([]);
    town.clock.set('2028-12-01T08:30+02:00');
    await town.night('2028-12-01');
    expect((await town.retention()).rows).toEqual([
      { client: town.clientId, state: 'CLOSED', next: { what: 'ERASE', on: '2029-02-01' } },
    ]);
    const answer = await town.as('admin', readRetention);
    expect(answer.text).not.toContain('Asiakas');
    expect((await town.course()).episodes).toHaveLength(1);
  });

  it('goes by the municipality’s own numbers, which nobody changes over another’s change', async () => {
    const town = await nightTown();
    await town.close();
    const { version, rules } = await town.retention();
    expect(rules).toEqual(defaultCaseRules);
    const shorter = { ...rules, months: { ...rules.months, CLOSED_CLIENT: 2 } };
    const change = (id: string) =>
      town.as('admin', changeRetention, { body: { id, version, from: '2027-02-01', rules: shorter } });
    expect((await change('first00000')).body).toEqual({ version: 1 });
    expect((await town.retention()).rules).toEqual(shorter);
    expect((await change('first00000')).body).toEqual({ version: 1 });
    expect((await change('second0000')).problem.type).toBe('/problems/stale-version');
    await town.night('2027-02-02');
    expect((await town.retention()).rows).toMatchObject([{ next: { what: 'ERASE', on: '2027-04-01' } }]);
    expect((await town.as('counsellor', readRetention as never)).status).toBe(403);
  });

  it('tells of terms to come, which do nothing before their day and can be taken back until then', async () => {
    const town = await nightTown();
    await town.close();
    const { rules } = await town.retention();
    const shorter = { ...rules, months: { ...rules.months, CLOSED_CLIENT: 1 } };
    const decide = (id: string, version: number, from: string) =>
      town.as('admin', changeRetention, { body: { id, version, from, rules: shorter } });
    expect((await decide('early00000', 0, '2027-01-31')).problem.conflicts).toEqual([
      { reason: 'IN_THE_PAST' },
    ]);
    await decide('coming0000', 0, '2027-04-15');
    expect(await town.retention()).toMatchObject({
      rules,
      decisions: [{ id: 'coming0000', from: '2027-04-15', rules: shorter, stands: 'COMING' }],
    });
    // Its term by the new number is over on 1 March: it goes on the day from which that number holds, as the list says.
    await town.night('2027-02-02');
    expect((await town.retention()).rows).toMatchObject([{ next: { what: 'ERASE', on: '2027-04-15' } }]);
    expect((await town.course()).erasedOn).toBe('2027-04-15');
    await town.night('2027-04-14');
    expect((await town.course()).episodes).toHaveLength(1);
    const back = (version: number) =>
      town.as('admin', withdrawRetention, { parameters: { decision: 'coming0000' }, body: { version } });
    expect((await back(0)).problem.type).toBe('/problems/stale-version');
    expect((await back(1)).body).toEqual({ version: 2 });
    await town.night('2027-04-15');
    expect((await town.course()).erasedOn).toBe('2029-02-01');
    expect((await town.retention()).decisions).toMatchObject([{ stands: 'PAST', withdrawn: {} }]);
    await decide('again00000', 2, '2027-04-15');
    expect((await town.retention()).rules).toEqual(shorter);
    const begun = { parameters: { decision: 'again00000' }, body: { version: 3 } };
    expect((await town.as('admin', withdrawRetention, begun)).problem.conflicts).toEqual([
      { reason: 'BEGUN' },
    ]);
  });
});

describe('A contact of a client', () => {
  it('is counted in the age band of the day: as 30+ from the birthday on', async () => {
    const town = await nightTown({ birthDate: '1997-02-02' });
    const before = await town.contact('2027-02-01T08:00+02:00');
    expect(before.body).toMatchObject({ ageBand: '25_29' });
    town.clock.set('2027-02-02T09:30+02:00');
    const after = await town.contact('2027-02-02T09:00+02:00');
    expect(after.body).toMatchObject({ ageBand: '30_PLUS' });
  });
});
