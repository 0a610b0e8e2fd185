import { applyRetention } from '@ohjaamo/functions/cases/retentionJob.ts';
import { personGone } from '@ohjaamo/functions/figures/index.ts';
import type { Table } from '@ohjaamo/functions/kernel/table.ts';
import type { OpenScope } from '@ohjaamo/functions/kernel/tenancy/scope.ts';
import { registerOf } from '../support/registerOf.ts';
import type { WorkTown } from '../support/workTown.ts';

/** The night job over one town, run in the small hours of a date. */
export function nightsOf(town: WorkTown) {
  return async (
    date: string,
    event?: unknown,
    openScope: OpenScope = town.house.openScope,
    platform: Table = town.house.platform,
  ): Promise<void> => {
    town.clock.set(`${date}T02:45+02:00`);
    await applyRetention(
      {
        ...{ openScope, clock: town.clock, ids: town.house.ids },
        platform: registerOf(platform, town.tenantId),
        personGone: personGone(openScope, town.clock),
      },
      event,
    );
  };
}
