import type { IdSource } from '@ohjaamo/shared/kernel/ids.ts';
import type { Write } from '../kernel/table.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { consentsOf } from './grounds.ts';
import { type Place, receiverOf } from './place.ts';
import type { ReferralRow } from './record.ts';
import type { Found } from './repository.ts';

/** For the log of disclosures: what, to which organisation, on what ground (703/2023 §10, L03). */
export function disclosedOf(referral: ReferralRow, place: Place) {
  const { ground } = referral;
  const { name } = receiverOf(referral, place);
  return {
    record: referral.id,
    categories: referral.categories,
    to: name.fi ?? name.sv ?? name.en ?? '',
    ...(ground && 'provision' in ground && { provision: ground.provision }),
  };
}

/**
 * The row of the log for what a receiver without an account saw or did: disclosed by the worker who sent it, to which organisation,
 * of which categories, on what ground (703/2023 §10, L03). 1 unit.
 */
export function disclosureWrite(
  scope: TenantScope,
  { person, referral }: Found,
  place: Place,
  ids: IdSource,
  action: string,
): Write {
  const { at } = place;
  const order = `${at}#${ids.id(10)}`;
  return scope.audit.putWrite(
    {
      ...scope.keys.auditMonth(at.slice(0, 7), order),
      ...scope.keys.auditSubject(person.id, order),
      ...{ at, action, outcome: 'DONE', staffId: referral.createdBy, organisation: referral.from },
      ...{ purpose: 'REFERRAL', ...consentsOf(referral), subject: person.id },
      disclosed: disclosedOf(referral, place),
    },
    true,
  );
}
