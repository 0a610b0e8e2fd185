import { accessPurpose } from '@ohjaamo/shared/kernel/accessPurposes.ts';
import { staffId } from '@ohjaamo/shared/kernel/ids.ts';
import { watchedTime } from '@ohjaamo/shared/tenants/contract.ts';
import * as z from 'zod';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { indexes } from '../kernel/tenancy/keys.ts';

const auditRow = z.object({
  sk: z.string(),
  at: z.string(),
  action: z.string(),
  outcome: z.enum(['DONE', 'NOT_FOUND', 'REFUSED']),
  /** Absent when the young person did it on the own page. */
  staffId: staffId.optional(),
  person: z.literal(true).optional(),
  subject: z.string().optional(),
  purpose: accessPurpose.optional(),
  watched: watchedTime.optional(),
});
export type AuditRow = z.infer<typeof auditRow>;

/** Rows of the log read at once. */
const PAGE = 200;

/** What is asked of the log: a month, or all that was done to one person's data. `after` is a row's sort key. */
export interface AuditQuestion {
  readonly month: string;
  readonly subject?: string | undefined;
  readonly after?: string | undefined;
}

/** Reads one page of the log of use, newest first; `more` when there are older rows. */
export async function readAuditPage(
  scope: TenantScope,
  { month, subject, after }: AuditQuestion,
): Promise<{ rows: AuditRow[]; more: boolean }> {
  const range = { newestFirst: true, limit: PAGE };
  // A cursor is the sort key alone: the partition is always the caller's own.
  const key = after && scope.keys.auditMonth(subject ? after.slice(0, 7) : month, after);
  if (!subject) {
    const page = await scope.audit.query(scope.keys.auditMonth(month, '').pk, auditRow, {
      ...range,
      ...(key && { cursor: { ...key } }),
    });
    return { rows: page.items, more: page.cursor !== undefined };
  }
  const { subjectPk } = scope.keys.auditSubject(subject, '');
  const cursor = key && after && { ...key, ...scope.keys.auditSubject(subject, after) };
  const page = await scope.audit.query(
    subjectPk,
    auditRow,
    { ...range, ...(cursor && { cursor }) },
    indexes.audit,
  );
  return { rows: page.items, more: page.cursor !== undefined };
}
