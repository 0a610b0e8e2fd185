import { askAfterVisits, feedbackOfDay } from '@ohjaamo/functions/feedback/index.ts';
import type { Message } from '@ohjaamo/functions/kernel/mail.ts';
import { bookingId, randomIds } from '@ohjaamo/shared/kernel/ids.ts';
import { feedbackRoutes } from '@ohjaamo/shared/feedback/contract.ts';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { registerOf } from '../support/registerOf.ts';
import { feedbackTown, form } from './feedbackTown.ts';

const anyRow = z.looseObject({ pk: z.string(), sk: z.string() });
const TOLD = { email: 'young@example.org', askAfterwards: true };

/** A town on the day after some visits, its mails, and the job that asks. */
async function asksTown() {
  const town = await feedbackTown();
  const mails: Message[] = [];
  let refusing = false;
  const ports = {
    ...town.house,
    clock: town.clock,
    ids: randomIds,
    platform: registerOf(town.house.platform, town.tenantId),
    origin: 'https://ohjaamo.example',
    sendMail: (message: Message) => {
      if (refusing) return Promise.reject(new Error('The mail service is away'));
      mails.push(message);
      return Promise.resolve();
    },
  };
  const street = town.house.scope(town.tenantId, 'street');
  return {
    town,
    mails,
    refuse: (yes: boolean) => {
      refusing = yes;
    },
    ask: () => askAfterVisits(ports),
    /** A visit of Monday that ended so. */
    async visit(told: Record<string, unknown>, become: Record<string, unknown> = { state: 'KEPT' }) {
      const hour = 9 + (visits++ % 3);
      const start = `2027-02-01T${String(hour).padStart(2, '0')}:00+02:00`;
      const id = await town.book(start, told);
      const key = street.keys.booking(bookingId.parse(id));
      const stands = await street.work.get(key, anyRow);
      await street.work.put({ ...stands, ...key, ...become });
      return id;
    },
  };
}
let visits = 0;

describe('Asking after a visit', () => {
  it('is one mail on the next day, whose link opens one answer and names nobody', async () => {
    const { town, mails, ask, visit } = await asksTown();
    const id = await visit(TOLD);
    town.clock.set('2027-02-02T10:15+02:00');
    await ask();
    await ask();
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatchObject({ to: 'young@example.org', subject: 'Ohjaamo: miten meni?' });
    const link = /\/fi\/f\/(\S+)/u.exec(mails[0]?.text ?? '')?.[1] ?? '';
    expect(link).not.toContain(id);
    const given = await town.street(feedbackRoutes.giveFeedbackByLink, {
      parameters: { link },
      body: form(),
    });
    expect(given.status, given.text).toBe(201);
    const facts = JSON.stringify(await feedbackOfDay(town.scope, town.main.id, '2027-02-02'));
    expect(facts).not.toContain(id);
    expect(facts).not.toContain('example.org');
    const asked = await town.house
      .scope(town.tenantId, 'street')
      .work.query(town.scope.keys.bookingPart(bookingId.parse(id), '').pk, anyRow, { begins: 'ASKED' });
    expect(asked.items.map(({ pk: _pk, ...row }) => row)).toEqual([
      { sk: 'ASKED', kind: 'ASKED', isClaimed: true },
    ]);
  });

  it.each([
    ['who did not come', TOLD, { state: 'NO_SHOW' }],
    ['who declined to be asked', { email: 'young@example.org' }, { state: 'KEPT' }],
    ['who left no address', { askAfterwards: true }, { state: 'KEPT' }],
    ['whose place may not be told', TOLD, { state: 'KEPT', hidePlace: true }],
  ])('is not done of somebody %s', async (_who, told, become) => {
    const { town, mails, ask, visit } = await asksTown();
    await visit(told, become);
    town.clock.set('2027-02-02T10:15+02:00');
    await ask();
    expect(mails).toEqual([]);
    expect(await feedbackOfDay(town.scope, town.main.id, '2027-02-02')).toEqual([]);
  });

  it('is done later when the mail service was away, and counts as one invitation', async () => {
    const { town, mails, refuse, ask, visit } = await asksTown();
    await visit(TOLD);
    town.clock.set('2027-02-02T10:15+02:00');
    refuse(true);
    await expect(ask()).rejects.toThrow();
    refuse(false);
    await ask();
    expect(mails).toHaveLength(1);
    await town.follows('2027-02-02');
    expect((await town.figures()).invited).toBe(1);
  });
});
