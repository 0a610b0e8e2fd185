import { platformKeys } from '@ohjaamo/functions/kernel/tenancy/keys.ts';
import type { OpenScope, TenantScope } from '@ohjaamo/functions/kernel/tenancy/scope.ts';
import { accessRoutes } from '@ohjaamo/shared/access/contract.ts';
import { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import { deskRoutes } from '@ohjaamo/shared/desk/contract.ts';
import { contactId, handoverId, randomIds, reviewId } from '@ohjaamo/shared/kernel/ids.ts';
import * as z from 'zod';
import { everyRowOf } from '../support/everyRow.ts';
import { type WorkTown, workTown } from '../support/workTown.ts';
import { clientForm, consentForm } from './caseTown.ts';
import { nightsOf } from './nights.ts';

const { openClient, recordConsent, assignWorker, eraseClient } = casesRoutes;

/** A town with a client of whom there is something of each kind, and another client beside. */
export async function fullTown() {
  const town = await workTown();
  const form = clientForm({ displayName: 'Revontuli Tähti', birthDate: '2005-02-01', phone: '040 555 0177' });
  const other = clientForm({ displayName: 'Joku toinen' });
  const { clientId } = form;
  const of = { parameters: { clientId } };
  const must = async (answer: Promise<{ status: number; text: string }>): Promise<void> => {
    const { status, text } = await answer;
    if (status >= 300) throw new Error(text);
  };
  await must(town.as('counsellor', openClient, { body: form }));
  await must(town.as('counsellor', openClient, { body: other }));
  await must(town.as('counsellor', recordConsent, { ...of, body: consentForm() }));
  await must(
    town.as('counsellor', assignWorker, {
      ...of,
      body: { staffId: town.tenant.staff[2]?.id ?? '', part: 'TEAM', reason: 'Talous selvitetään yhdessä' },
    } as never),
  );
  await must(
    town.as('counsellor', casesRoutes.recordHandover, {
      ...of,
      body: { handoverId: handoverId.parse(randomIds.id(20)), to: 'Kela', text: 'Sovittu yhdessä' },
    }),
  );
  await must(
    town.as('outreachWorker', accessRoutes.openInDanger, {
      ...of,
      body: { reviewId: reviewId.parse(randomIds.id(20)), reason: 'Ei ole tavoitettu eilisen jälkeen' },
    }),
  );
  await must(town.opens('outreachWorker', clientId));
  const booking = await town.book('2027-02-01T09:00+02:00', { email: 'nuori@example.org' });
  const contact = contactId.parse(randomIds.id(20));
  await must(
    town.as('counsellor', deskRoutes.recordContact, {
      body: {
        contactId: contact,
        site: town.main.id,
        channel: 'ON_SITE',
        startedAt: '2027-02-01T08:00+02:00',
        minutes: 30,
        topics: ['HOUSING'],
        ageBand: '20_24',
        bookingId: booking,
        clientId,
      },
    }),
  );
  const rows = () => everyRowOf(town.tenantId);
  return {
    ...town,
    clientId,
    other: other.clientId,
    contact,
    of,
    night: nightsOf(town),
    ask: (asked = true) =>
      must(town.as('counsellor', casesRoutes.askErasure, { ...of, body: { asked, ground: 'PERSON_ASKS' } })),
    decide: () => town.as('admin', eraseClient, { ...of, body: { ground: 'PERSON_ASKS' } }),
    /** A worker asks, an administrator decides. */
    async erase() {
      await this.ask();
      return this.decide();
    },
    ledger: async () =>
      (await town.house.platform.query(platformKeys.erased(town.tenantId, '').pk, ledger)).items,
    rows,
    /** Rows of the tenant that know the client by id, name, address or words; the log of use has opaque ids, and stays. */
    async traces() {
      const told = new RegExp(`${clientId}|Revontuli|Tähti|nuori@example|Kotka|ei ole tavoitettu`, 'iu');
      return (await rows())
        .filter(({ table, text }) => table !== 'audit' && told.test(text))
        .map(({ key }) => key);
    },
  };
}

/** Scopes whose writes to tenants' tables fail from the one with this number on. */
export function cutAt(openScope: OpenScope, number: number): OpenScope {
  let written = 0;
  const cut = <T>(write: () => Promise<T>): Promise<T> => {
    written++;
    return written >= number ? Promise.reject(new Error('The function was stopped')) : write();
  };
  return (tenant, role) => {
    const scope = openScope(tenant, role);
    const stopped = (table: TenantScope['work']): TenantScope['work'] => ({
      ...table,
      put: (...given) => cut(() => table.put(...given)),
      update: (...given) => cut(() => table.update(...given)),
      transact: (...given) => cut(() => table.transact(...given)),
    });
    return { ...scope, work: stopped(scope.work), cases: stopped(scope.cases) };
  };
}

/** Counts the writes of a night, to tenants' tables and to the ledger, and lets the one with this number fail: before or after it is done. */
export function failingOnce({ openScope, platform }: Pick<WorkTown['house'], 'openScope' | 'platform'>) {
  let written = 0;
  let failing: { readonly number: number; readonly when: 'BEFORE' | 'AFTER' } | undefined;
  const count = async <T>(write: () => Promise<T>): Promise<T> => {
    written++;
    const fails = failing?.number === written ? failing.when : undefined;
    if (fails === 'BEFORE') throw new Error('The function was stopped');
    const done = await write();
    if (fails === 'AFTER') throw new Error('The function was stopped');
    return done;
  };
  const watched = (table: TenantScope['work']): TenantScope['work'] => ({
    ...table,
    put: (...given) => count(() => table.put(...given)),
    update: (...given) => count(() => table.update(...given)),
    transact: (...given) => count(() => table.transact(...given)),
  });
  return {
    platform: watched(platform),
    openScope: ((tenant, role) => {
      const scope = openScope(tenant, role);
      return {
        ...scope,
        work: watched(scope.work),
        cases: watched(scope.cases),
        audit: watched(scope.audit),
      };
    }) satisfies OpenScope,
    /** How many writes there were since this was last asked; the one with `number` of the next ones fails. */
    next(number = 0, when: 'BEFORE' | 'AFTER' = 'BEFORE'): number {
      const before = written;
      written = 0;
      failing = { number, when };
      return before;
    },
  };
}

const ledger = z.object({
  clients: z.array(z.string()),
  ground: z.string(),
  begun: z.literal(true).optional(),
});
