import { randomIds, tenantId } from '@ohjaamo/shared/kernel/ids.ts';
import type { Ground } from './openWorld.ts';
import { plantedTown, plantingSend } from './planting.ts';

/** What stands in everything that the other municipality has published of itself, and in everything that its people wrote. */
export const PUBLISHED_MARK = `kyltti${randomIds.id(10)}`;
export const WRITTEN_MARK = `kuiskaus${randomIds.id(10)}`;

/**
 * Two municipalities that resemble each other: their ids differ in the last letter, and the one's slug, site and codes begin as the other's do.
 * In every text of the second stands a mark.
 */
export function neighbours(): Required<Pick<Ground, 'own' | 'foreign'>> {
  const begins = randomIds.id(10).slice(1);
  const mark = randomIds.id(10).slice(1);
  return {
    own: { id: tenantId.parse(`${begins}a`), mark },
    foreign: {
      id: tenantId.parse(`${begins}b`),
      mark: `${mark}0`,
      plant: plantedTown(PUBLISHED_MARK),
      sending: plantingSend(WRITTEN_MARK),
    },
  };
}
