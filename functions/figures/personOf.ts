import type { PersonFacts, Staffing } from '@ohjaamo/shared/figures/persons/facts.ts';
import type { AreaNames } from '@ohjaamo/shared/figures/persons/figures.ts';
import { countedContacts } from '@ohjaamo/shared/figures/persons/met.ts';
import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import { quarterDates, Temporal } from '@ohjaamo/shared/kernel/time.ts';
import type { Tenant } from '@ohjaamo/shared/tenants/profile.ts';
import { courseFacts } from '../cases/index.ts';
import { contactsMet } from '../desk/index.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { comparedMaps } from '../maps/index.ts';
import { hasPlan } from '../plans/index.ts';
import { sentReferrals } from '../referrals/index.ts';

/** A person's facts with the names of the areas of the maps among them. */
export interface ReadPerson {
  readonly facts: PersonFacts;
  readonly names: AreaNames;
}

/**
 * Reads what the person-based figures of some quarters need of one client, at this moment. `undefined` of whoever is erased, was taken
 * into another record, or has the processing of the data restricted. Five Queries, and 1 read unit for each contact of the quarters.
 */
export async function readPersonFacts(
  scope: TenantScope,
  client: ClientId,
  { zone, quarters }: { readonly zone: string; readonly quarters: readonly string[] },
): Promise<ReadPerson | undefined> {
  const course = await courseFacts(scope, client);
  if (!course) return undefined;
  const { records, ...known } = course;
  const since = firstInstant(quarters, zone);
  const counts = (contact: Parameters<typeof countedContacts>[0][number]): boolean =>
    countedContacts([contact]).length > 0;
  const [contacts, planned, referrals, maps] = await Promise.all([
    contactsMet(scope, records, { since, counts }),
    hasPlan(scope, client),
    sentReferrals(scope, client, zone),
    comparedMaps(scope, client, { since, zone }),
  ]);
  return {
    facts: { ...known, contacts, hasPlan: planned, referrals, maps },
    names: Object.assign({}, ...maps.map(({ names }) => names)) as AreaNames,
  };
}

/** The instant at which the earliest of some quarters begins, in UTC. */
function firstInstant(quarters: readonly string[], zone: string): string {
  const [first = ''] = quarters.map((each) => quarterDates(each).from).sort();
  return Temporal.PlainDate.from(first).toZonedDateTime(zone).toInstant().toString({
    fractionalSecondDigits: 3,
  });
}

/** Workers and organisations as they stand. */
export function staffingOf({ staff, organisations }: Tenant): Staffing {
  const workers = new Map(staff.map((each) => [each.id, each]));
  const types = new Map(organisations.map(({ code, type }) => [code, type]));
  return {
    organisationOf: (worker) => workers.get(worker)?.organisation,
    homeSiteOf: (worker) => workers.get(worker)?.homeSite,
    typeOf: (organisation) => types.get(organisation),
  };
}
