import { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { defaultCaseRules, lastMonthOfLog, monthsBetween } from '@ohjaamo/shared/cases/retention.ts';
import { Temporal } from '@ohjaamo/shared/kernel/time.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { workTown } from '../support/workTown.ts';
import { clientForm, consentForm } from './caseTown.ts';
import { nightsOf } from './nights.ts';

const { openClient, recordConsent, withdrawConsent, changeRetention, readClient } = casesRoutes;

const row = z.object({
  action: z.string(),
  consent: z.record(z.string(), z.unknown()).optional(),
});

/** A town in whose log of February 2027 a client was opened, and a consent given and withdrawn. */
async function loggedTown() {
  const town = await workTown();
  const form = clientForm();
  const of = { parameters: { clientId: form.clientId } };
  await town.as('counsellor', openClient, { body: form });
  const consent = consentForm();
  await town.as('counsellor', recordConsent, { ...of, body: consent });
  const parameters = { ...of.parameters, consentId: consent.consentId };
  town.clock.set('2027-02-01T10:00+02:00');
  await town.as('counsellor', withdrawConsent, { parameters, body: {} });
  town.clock.set('2027-03-01T09:00+02:00');
  await town.as('counsellor', readClient, of);
  const { audit, keys } = town.house.scope(town.tenantId, 'auditor');
  return {
    ...town,
    consent,
    night: nightsOf(town),
    log: async (month: string) => (await audit.query(keys.auditMonth(month, '').pk, row)).items,
  };
}

describe('The log of use', () => {
  it(
    'stands for five years, and goes by whole months, what consents said two years later',
    { timeout: 30_000 },
    async () => {
      const town = await loggedTown();
      const all = await town.log('2027-02');
      await town.night('2032-02-29');
      expect(await town.log('2027-02')).toEqual(all);
      await town.night('2032-03-01');
      const kept = await town.log('2027-02');
      expect(kept.map(({ action }) => action)).toEqual(['RECORD_CONSENT', 'WITHDRAW_CONSENT']);
      expect(kept.map(({ consent }) => consent)).toEqual([
        expect.objectContaining({ id: town.consent.consentId, to: town.consent.to }),
        expect.objectContaining({ id: town.consent.consentId, withdrawnAt: expect.any(String) as string }),
      ]);
      // Facts only, none of the words.
      expect(JSON.stringify(kept)).not.toContain(town.consent.purpose);
      expect(await town.log('2027-03')).not.toEqual([]);
      await town.night('2034-02-28');
      expect(await town.log('2027-02')).toEqual(kept);
      await town.night('2034-03-01');
      expect(await town.log('2027-02')).toEqual([]);
    },
  );

  it('stands as long as the municipality says', async () => {
    const town = await loggedTown();
    const months = { ...defaultCaseRules.months, LOG_OF_USE: 144 };
    const rules = { ...defaultCaseRules, months };
    const change = { id: 'longer0000', version: 0, from: '2027-03-01', rules };
    expect((await town.as('admin', changeRetention, { body: change })).status).toBe(200);
    const all = await town.log('2027-02');
    await town.night('2039-02-28');
    expect(await town.log('2027-02')).toEqual(all);
    await town.night('2039-03-01');
    expect((await town.log('2027-02')).length).toBeLessThan(all.length);
  });

  it('is taken away by the night alone, which cannot write it', async () => {
    const town = await loggedTown();
    const { audit, keys } = town.house.scope(town.tenantId, 'logKeeper');
    await expect(audit.put({ ...keys.auditMonth('2027-02', 'x'), action: 'NOTHING' })).rejects.toThrow();
    await expect(
      town.house.scope(town.tenantId, 'eraser').audit.query(keys.auditMonth('2027-02', '').pk, row),
    ).rejects.toThrow();
  });

  it('loses no act before its term, whatever the day and the term', () => {
    const day = fc
      .integer({ min: 0, max: 20_000 })
      .map((days) => Temporal.PlainDate.from('2026-01-01').add({ days }).toString());
    fc.assert(
      fc.property(day, fc.integer({ min: 60, max: 168 }), (today, term) => {
        const lastDay = Temporal.PlainYearMonth.from(lastMonthOfLog(term, today)).toPlainDate({ day: 31 });
        expect(lastDay.add({ months: term }).toString() <= today).toBe(true);
        const next = Temporal.PlainDate.from(today).subtract({ months: term - 1 });
        expect(next.toString().slice(0, 7) > lastMonthOfLog(term, today)).toBe(true);
      }),
    );
    expect(monthsBetween('', '2026-02', '2026-01')).toEqual(['2026-01', '2026-02']);
    expect(monthsBetween('2026-11', '2027-01', '2026-01')).toEqual(['2026-12', '2027-01']);
    expect(monthsBetween('2027-01', '2026-12', '2026-01')).toEqual([]);
  });
});
