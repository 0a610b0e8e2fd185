import {
  type CaseRules,
  lastMonthOfLog,
  LOG_OF_CONSENTS_LONGER,
  monthsBetween,
} from '@ohjaamo/shared/cases/retention.ts';
import * as z from 'zod';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';

/** The first month of which there can be a log. */
const FIRST_MONTH = '2026-01';
/** Rows read at once, and deleted in one transaction. */
const PAGE = 1000;
const DELETED_AT_ONCE = 50;

/** The last month that is gone: of all acts, and of those that hold what a consent said. */
const goneRow = z.object({ acts: z.string(), consents: z.string() });
const oldRow = z.object({ pk: z.string(), sk: z.string(), consent: z.unknown().optional() });

/**
 * Takes the months of the log of use away whose term is over, as whole months: an act never before its term, and what a consent said
 * so much later that no disclosure in the log goes by one which is gone. `log` alone may delete, and nothing but the log. It may be
 * cut off and run again. On most nights 1 read.
 */
export async function forgetLog(
  scope: TenantScope,
  log: TenantScope,
  rules: CaseRules,
  today: string,
): Promise<number> {
  const place = scope.keys.caseRules('LOG');
  const gone = (await scope.cases.get(place, goneRow)) ?? { acts: '', consents: '' };
  const term = rules.months.LOG_OF_USE;
  const until = {
    acts: lastMonthOfLog(term, today),
    consents: lastMonthOfLog(term + LOG_OF_CONSENTS_LONGER, today),
  };
  if (until.acts <= gone.acts && until.consents <= gone.consents) return 0;
  let rows = 0;
  for (const month of monthsBetween(gone.acts, until.acts, FIRST_MONTH)) {
    rows += await forgetMonth(log, month, ({ consent }) => consent === undefined);
  }
  for (const month of monthsBetween(gone.consents, until.consents, FIRST_MONTH)) {
    rows += await forgetMonth(log, month, () => true);
  }
  // A term that became longer brings nothing back.
  const later = (one: string, other: string) => (one > other ? one : other);
  await scope.cases.put({
    ...{ ...place, kind: 'LOG_FORGOTTEN' },
    ...{ acts: later(gone.acts, until.acts), consents: later(gone.consents, until.consents) },
  });
  return rows;
}

async function forgetMonth(
  { audit, keys }: TenantScope,
  month: string,
  isOld: (row: z.infer<typeof oldRow>) => boolean,
): Promise<number> {
  const { pk } = keys.auditMonth(month, '');
  let cursor: Record<string, unknown> | undefined;
  let rows = 0;
  do {
    const page = await audit.query(pk, oldRow, { limit: PAGE, ...(cursor && { cursor }) });
    const old = page.items.filter(isOld);
    for (let from = 0; from < old.length; from += DELETED_AT_ONCE) {
      const writes = old
        .slice(from, from + DELETED_AT_ONCE)
        .map(({ sk }): Write => ({ Delete: { TableName: audit.name, Key: { pk, sk } } }));
      const done = await audit.transact(writes);
      if (!done.ok) throw new Error('A row of the log whose term is over could not be deleted');
    }
    rows += old.length;
    ({ cursor } = page);
  } while (cursor);
  return rows;
}
