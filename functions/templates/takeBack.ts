import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { templatesRoutes } from '@ohjaamo/shared/templates/contract.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { Table } from '../kernel/table.ts';
import { takeBack } from './handIn.ts';
import { readDraft } from './repository.ts';

/** A municipality takes back what it handed in and what nobody has decided yet: it is a draft again. */
export function takeBackTemplate(network: Table): UseCase<typeof templatesRoutes.takeBackTemplate> {
  return async ({ request, scope }) => {
    const { address } = request.parameters;
    const draft = await readDraft(network, address);
    if (draft?.tenantId !== scope.tenantId) return fail(problem('not-found'));
    const isBack = draft.state === 'DRAFT' || (await takeBack(network, address, scope.tenantId));
    return isBack ? succeed({ body: { state: 'DRAFT' } }) : fail(problem('state-conflict'));
  };
}
