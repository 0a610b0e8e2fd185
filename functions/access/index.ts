import type { AccessPurpose } from '@ohjaamo/shared/kernel/accessPurposes.ts';
import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import type { TenantActor } from '@ohjaamo/shared/kernel/roles.ts';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { purposeWrite } from './repository.ts';
import { statedPurpose } from './statePurpose.ts';

export { openCase } from './opening.ts';
export { type MaySee, type Sift, siftCases } from './siftCases.ts';
export { reviewWrite } from './repository.ts';
export { watchSearch } from './watchSearch.ts';
export { accessTable } from './table.ts';

/** What decides beside the case itself: who asks, in which session, when. */
interface Asking {
  readonly actor: TenantActor;
  readonly sessionHash: string | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** The write that states a purpose with an act that has it already, e.g. opening a new client's case. 1 unit. */
export function purposeOf(
  scope: TenantScope,
  client: ClientId,
  purpose: AccessPurpose,
  { actor, sessionHash, now }: Asking,
): Write {
  if (sessionHash === undefined) throw new Error('A signed-in request has a session');
  const sitting = { staffId: actor.staffId, sessionHash };
  return purposeWrite(scope, client, sitting, statedPurpose(purpose, now));
}
