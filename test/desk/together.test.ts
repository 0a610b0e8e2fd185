import { deskRoutes } from '@ohjaamo/shared/desk/contract.ts';
import { isLateEntry, LATE_AFTER } from '@ohjaamo/shared/kernel/lateEntry.ts';
import { staffId } from '@ohjaamo/shared/kernel/ids.ts';
import { describe, expect, it } from 'vitest';
import { people, workTown } from '../support/workTown.ts';
import { contactForm } from './forms.ts';

const { recordContact, readToday } = deskRoutes;

describe('A contact of several workers', () => {
  it('names the recorder first and everybody once', async () => {
    const town = await workTown();
    const colleagues = [people.partner.id, people.outreachWorker.id, people.partner.id, people.counsellor.id];
    const answer = await town.as('counsellor', recordContact, { body: contactForm(town, { colleagues }) });
    expect(answer.body.staffIds).toEqual([people.counsellor.id, people.outreachWorker.id, people.partner.id]);
  });

  it('is in the day of the partner who took part', async () => {
    const town = await workTown();
    const body = contactForm(town, { colleagues: [people.partner.id] });
    await town.as('counsellor', recordContact, { body });
    const seen = await town.as('partner', readToday, { query: { site: town.main.id } });
    expect(seen.body.contacts.map(({ id }) => id)).toEqual([body.contactId]);
  });

  it('is the same however its workers are listed, and another with other workers', async () => {
    const town = await workTown();
    const body = contactForm(town, { colleagues: [people.partner.id, people.manager.id] });
    const record = (colleagues: typeof body.colleagues) =>
      town.as('counsellor', recordContact, { body: { ...body, colleagues } });
    const first = await record(body.colleagues);
    expect((await record([people.manager.id, people.partner.id])).body).toEqual(first.body);
    expect((await record([people.manager.id])).problem.type).toBe('/problems/id-already-used');
  });

  it('names nobody whom the municipality does not have', async () => {
    const town = await workTown();
    const body = contactForm(town, { colleagues: [staffId.parse('stranger01')] });
    expect((await town.as('counsellor', recordContact, { body })).status).toBe(404);
    const today = await town.as('counsellor', readToday, { query: { site: town.main.id } });
    expect(today.body.contacts).toEqual([]);
    expect(today.body.staff.map(({ id }) => id)).toContain(people.partner.id);
  });
});

describe('A late entry', () => {
  it('is one of more than three days, to the minute', () => {
    expect(isLateEntry(0, LATE_AFTER)).toBe(false);
    expect(isLateEntry(0, LATE_AFTER + 1)).toBe(true);
  });

  it('is marked when it is recorded and stays so', async () => {
    const town = await workTown();
    const onTime = await town.as('counsellor', recordContact, { body: contactForm(town) });
    const friday = contactForm(town, { startedAt: '2027-01-29T08:29+02:00' });
    const late = await town.as('counsellor', recordContact, { body: friday });
    expect([onTime.body.late, late.body.late]).toEqual([false, true]);
    town.clock.set('2027-02-05T12:00+02:00');
    expect((await town.as('counsellor', recordContact, { body: friday })).body.late).toBe(true);
  });
});
