import type { SessionView } from '@ohjaamo/shared/tenants/sessionRoutes.ts';
import { isOpen } from '@ohjaamo/shared/tenants/life.ts';
import type { Table } from '../kernel/table.ts';
import type { Membership } from './accessRepository.ts';
import type { WorkersMembership } from './membersRepository.ts';
import { readRegistry, type RegistryRow } from './registryRepository.ts';

/** A municipality in which an account opens something now. */
export interface OpenTown {
  readonly who: WorkersMembership;
  readonly town: RegistryRow;
}

/** The memberships that are not closed: neither suspended nor without their second factor. */
export function standing(memberships: readonly Membership[]): WorkersMembership[] {
  return memberships.flatMap((who) =>
    who.realm === 'tenant' && !who.suspended && !who.factorLost ? [who] : [],
  );
}

/** Which of the memberships are in a municipality that is open, the one chosen last first. One read of the registry each. */
export async function openTowns(
  platform: Table,
  memberships: readonly WorkersMembership[],
): Promise<OpenTown[]> {
  const found = await Promise.all(
    memberships.map(async (who) => ({ who, town: await readRegistry(platform, who.tenantId) })),
  );
  return found
    .flatMap(({ who, town }) => (isOpen(town?.state) && town ? [{ who, town }] : []))
    .sort((one, other) => (other.who.chosenAt ?? 0) - (one.who.chosenAt ?? 0));
}

/** The municipalities to change to: by the registry, so that no other municipality's own rows are opened for their names. */
export function elsewhereOf(towns: readonly OpenTown[]): NonNullable<SessionView['elsewhere']> {
  return towns.map(({ town }) => ({ slug: town.slug, name: town.name }));
}
