import type { ClientId, StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { sealTexts } from '../kernel/sealing.ts';
import { timelineWrite } from '../kernel/timeline.ts';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { assignmentWrite, memberWrite } from './repository.ts';
import type { ConsentRow } from './rows.ts';
import { consentPlace } from './sealedPlaces.ts';

/**
 * The writes of a consent that a young person gives with a referral, for its receiver alone; the first of them fails when the id is
 * in use. `reason` is why a minor decides alone (1285/2016 §12). 3 units.
 */
export async function consentWrites(
  scope: TenantScope,
  client: ClientId,
  consent: Omit<ConsentRow, 'kind' | 'sealed'>,
  reason: string | undefined,
): Promise<readonly [Write, Write]> {
  const place = consentPlace(client, consent.id);
  const sealed = reason === undefined ? undefined : await sealTexts(scope, place, { reason });
  return [
    scope.cases.putWrite(
      { ...scope.keys.client(client, place.sk), kind: 'CONSENT', ...consent, ...(sealed && { sealed }) },
      true,
    ),
    timelineWrite(scope, client, {
      id: consent.id,
      at: consent.givenAt,
      what: 'CONSENT_GIVEN',
      by: consent.recordedBy,
      category: consent.categories[0] ?? 'GUIDANCE',
      owner: consent.from,
      record: consent.id,
    }),
  ];
}

/**
 * Beside a team that a worker joined by accepting a referral: the place in the index of the own clients, and the change on record.
 * The team itself stands on the client's row, which the caller changes. 2 units.
 */
export function joinWrites(scope: TenantScope, client: ClientId, worker: StaffId, at: string): Write[] {
  return [
    memberWrite(scope, client, worker),
    assignmentWrite(scope, client, { at, by: worker, staffId: worker, part: 'TEAM', sealed: {} }),
  ];
}
