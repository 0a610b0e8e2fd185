import { inLanguage } from '@ohjaamo/shared/kernel/i18n.ts';
import { succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { AccessRow, tenantsRoutes } from '@ohjaamo/shared/tenants/contract.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { type AuditRow, readAuditPage } from './auditRepository.ts';
import { readTenant } from './profileRepository.ts';

/** Who looked at what, newest first. The rows hold opaque ids; names are joined here and shown to the admin only. */
export function listAccess(): UseCase<typeof tenantsRoutes.listAccess> {
  return async ({ request: { query }, clock, scope }) => {
    const month = query.month ?? new Date(clock.now()).toISOString().slice(0, 7);
    const [tenant, { rows, more }] = await Promise.all([
      readTenant(scope),
      readAuditPage(scope, { month, subject: query.subject, after: query.cursor }),
    ]);
    const nextCursor = more ? rows.at(-1)?.sk : undefined;
    return succeed({
      body: { month, rows: describeActs(rows, tenant), ...(nextCursor && { nextCursor }) },
      // Reading one person's log is itself a use of that person's data.
      subjects: query.subject ? [query.subject] : [],
    });
  };
}

/** One act on several persons' data is one line with several subjects: its rows stand side by side in the log. */
function describeActs(rows: readonly AuditRow[], tenant: Tenant | undefined): AccessRow[] {
  const acts: AccessRow[] = [];
  for (const { at, action, outcome, staffId, person, subject: id, purpose, watched } of rows) {
    // What was done to a colleague's account tells whose: a client's id is never a worker's.
    const subject = tenant?.staff.find((each) => (each.id as string) === id)?.name ?? id;
    const last = acts.at(-1);
    const sameAct =
      last?.at === at && last.action === action && last.outcome === outcome && last.staffId === staffId;
    if (sameAct && subject) {
      last.subjects.push(subject);
      continue;
    }
    const member = tenant?.staff.find(({ id }) => id === staffId);
    const home = tenant?.organisations.find(({ code }) => code === member?.organisation);
    acts.push({
      at,
      ...(watched && { watched }),
      ...(purpose && { purpose }),
      action,
      outcome,
      ...(staffId && { staffId }),
      ...(person && { person }),
      staffName: member?.name ?? '',
      organisation: home ? inLanguage(home.name, tenant?.profile.languages[0] ?? 'fi') : '',
      subjects: subject ? [subject] : [],
    });
  }
  return acts;
}
