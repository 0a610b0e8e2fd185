import { type Problem, problem } from '@ohjaamo/shared/kernel/problem.ts';
import { adoptionState } from '@ohjaamo/shared/adoptions/standing.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { TemplateKind } from '@ohjaamo/shared/templates/version.ts';
import type { AuditTrail } from '../kernel/audit.ts';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { putCopy, readCopy } from './repository.ts';
import type { Copy } from './rows.ts';

/** How often a change is laid over what somebody else was quicker to save. */
const TRIES = 6;

/** What a request brings that changes a copy. */
interface Changing {
  readonly scope: TenantScope;
  readonly audit: AuditTrail;
  readonly request: { readonly parameters: { readonly kind: TemplateKind; readonly name: string } };
}

/**
 * Changes a copy as it stands at the moment of writing: when somebody else was quicker, the change is made again on what that one saved.
 * A change that gives back what it was given writes nothing. An ended copy is not changed.
 */
export function renew(
  changing: Changing,
  change: (copy: Copy) => Promise<Result<Copy, Problem>>,
  more: (before: Copy) => readonly Write[] = () => [],
): Promise<Result<Copy, Problem>> {
  return renewAny(
    changing,
    async (copy) => (isEnded(copy) ? fail(problem('state-conflict')) : change(copy)),
    more,
  );
}

/** Whether the municipality uses the template no longer. */
export function isEnded(copy: Pick<Copy, 'endedAt'>): boolean {
  return adoptionState(copy) === 'ENDED';
}

/** The same of a copy in any state. */
export async function renewAny(
  { scope, audit, request }: Changing,
  change: (copy: Copy) => Promise<Result<Copy, Problem>>,
  more: (before: Copy) => readonly Write[] = () => [],
): Promise<Result<Copy, Problem>> {
  for (let tried = 1; tried <= TRIES; tried++) {
    const standing = await readCopy(scope, request.parameters);
    if (!standing) return fail(problem('not-found'));
    const changed = await change(standing.copy);
    if (!changed.ok || changed.value === standing.copy) return changed;
    const writes = [...more(standing.copy), ...audit.writes([])];
    if (await putCopy(scope, { copy: changed.value, revision: standing.revision }, writes)) {
      return succeed(changed.value);
    }
  }
  return fail(problem('temporarily-unavailable'));
}
