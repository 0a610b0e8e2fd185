import { defaultCaseRules } from '@ohjaamo/shared/cases/retention.ts';
import { routes } from '@ohjaamo/shared/routes.ts';
import type { Settled } from './ids.ts';
import { somebody } from './people.ts';
import { must, type Send } from './send.ts';

/** A quarter of which the site says what stands behind its figures. */
export const NOTED_QUARTER = '2026-Q3';

/** What the tenant's own organisation has agreed to from today, with a review, and a change to come; two changes of a setting and one of the terms of records to come; and a note to its figures. */
export async function agree(send: Send, of: Settled): Promise<void> {
  const manager = {
    actor: somebody('SITE_MANAGER', of),
    parameters: { organisation: of.ids.organisation },
  };
  const share = { promised: [{ area: 'WALK_IN', minutesPerWeek: 600 }], reviews: ['2027-06-01'] };
  for (const [version, from] of ['2027-02-01', '2027-03-01'].entries()) {
    const body = { id: `agreement${version}`, version, from, share };
    await must(send, routes.decideAgreement, { ...manager, body });
  }
  const { service } = of.ids;
  const value = {
    of: 'SERVICE_BOOKING' as const,
    service,
    noticeHours: 2,
    horizonDays: 28,
    needsApproval: false,
  };
  for (const [version, from] of ['2027-03-01', '2027-03-15'].entries()) {
    const body = { id: `setting00${version}`, version, from, value };
    await must(send, routes.decideSetting, { actor: somebody('TENANT_ADMIN', of), body });
  }
  await must(send, routes.changeRetention, {
    actor: somebody('TENANT_ADMIN', of),
    body: { id: 'terms00000', version: 0, from: '2027-03-01', rules: defaultCaseRules },
  });
  await must(send, routes.writeSiteNote, {
    actor: somebody('SITE_MANAGER', of),
    parameters: { siteId: of.ids.siteId, quarter: NOTED_QUARTER },
    body: { version: 0, fi: 'Remontin takia suljettu heinäkuussa.' },
  });
}
