import { problem, type Problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { plansRoutes } from '@ohjaamo/shared/plans/contract.ts';
import type { PlanCopy } from '@ohjaamo/shared/plans/copy.ts';
import type { ContextOf, UseCase } from '../kernel/http/context.ts';
import { type CopyRow, mayRead, readCopy, readCopyRow } from './copies.ts';

type Read = typeof plansRoutes.readPlanCopy;
type Print = typeof plansRoutes.printPlanCopy;

/** Shows a copy as it was taken. 2 reads. */
export const readPlanCopy: UseCase<Read> = async (context) => {
  const found = await find(context);
  return found.ok ? succeed({ body: found.value.copy }) : found;
};

/** The copy as a document; what writes it is loaded by the first request for one. */
export const printPlanCopy: UseCase<Print> = async (context) => {
  const found = await find(context);
  if (!found.ok) return found;
  const { planDocument } = await import('./document/planDocument.ts');
  const { copy, row } = found.value;
  return succeed({ body: await planDocument(copy, row.sha256, context.request.query.language) });
};

async function find({
  scope,
  request,
  case: access,
}: ContextOf<Read> | ContextOf<Print>): Promise<
  Result<{ readonly copy: PlanCopy; readonly row: CopyRow }, Problem>
> {
  const { clientId, copyId } = request.parameters;
  const row = await readCopyRow(scope, clientId, copyId);
  // A copy that another organisation took is nobody else's: it is not said that it is there.
  if (row?.organisation !== access.organisation) return fail(problem('not-found'));
  if (!mayRead(row, access)) return fail(problem('access-refused'));
  return succeed({ row, copy: await readCopy(scope, clientId, copyId) });
}
