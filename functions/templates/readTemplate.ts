import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { Actor } from '@ohjaamo/shared/kernel/roles.ts';
import type { templatesRoutes } from '@ohjaamo/shared/templates/contract.ts';
import { completenessOf } from '@ohjaamo/shared/templates/texts.ts';
import { textsOf } from '@ohjaamo/shared/templates/version.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { Table } from '../kernel/table.ts';
import { readChildren, readLineage, readStanding, type StandingVersion } from './repository.ts';

/**
 * A version with its lineage and those who use it: three reads and two queries. Published and retired ones are everybody's; one that waits
 * or was sent back is for the stewards and for whoever handed it in, and to all others not there.
 */
export function readTemplate(network: Table): UseCase<typeof templatesRoutes.readTemplate> {
  return async ({ request, actor }) => {
    const standing = await readStanding(network, request.parameters.address);
    if (!standing || !maySee(actor, standing)) return fail(problem('not-found'));
    const { address, template, head } = standing;
    const [lineage, children] = await Promise.all([
      readLineage(network, template.kind, template.name),
      readChildren(network, address),
    ]);
    const { texts, missing } = completenessOf(textsOf(template));
    const { state, from, handedInAt, publishedAt, retiredAt, reason } = head;
    return succeed({
      body: {
        ...{ address, state, template, handedInAt, publishedAt, retiredAt, reason },
        from: from?.municipality,
        ...{ texts, missing: mutable(missing) },
        versions: [...lineage.versions],
        children: children.filter(({ kind, name }) => kind !== template.kind || name !== template.name),
        users: lineage.users.flatMap(({ municipality, address: used }) =>
          used ? [{ municipality, address: used }] : [],
        ),
      },
    });
  };
}

/** Whether somebody may read a version in its state. */
export function maySee(actor: Actor, { head: { state }, tenantId }: StandingVersion): boolean {
  const isOpen = state === 'PUBLISHED' || state === 'RETIRED';
  return isOpen || actor.realm === 'global' || tenantId === actor.tenantId;
}

function mutable({ fi, sv, en }: ReturnType<typeof completenessOf>['missing']) {
  return { fi: [...fi], sv: [...sv], en: [...en] };
}
