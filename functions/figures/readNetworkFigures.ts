import type { figuresRoutes } from '@ohjaamo/shared/figures/contract.ts';
import type { PublishedCube, PublishedNote } from '@ohjaamo/shared/figures/network/contract.ts';
import { type CubeId, cubeIds } from '@ohjaamo/shared/figures/network/cubeIds.ts';
import { closedQuarter } from '@ohjaamo/shared/figures/quarters.ts';
import { THRESHOLD } from '@ohjaamo/shared/figures/threshold.ts';
import { succeed } from '@ohjaamo/shared/kernel/result.ts';
import { currentMinute, HELSINKI } from '@ohjaamo/shared/kernel/time.ts';
import type { UseCase } from '../kernel/http/context.ts';

interface Ports {
  readonly readCube: (quarter: string, cube: CubeId) => Promise<PublishedCube | undefined>;
  readonly readToldNotes: (quarter: string) => Promise<readonly PublishedNote[]>;
}

/**
 * One cube of a quarter as it was published; nothing is computed here, so nothing raw can slip through; and what sites say of the quarter. One
 * read and a Query of the notes, however many quarters there are.
 */
export function readNetworkFigures({
  readCube,
  readToldNotes,
}: Ports): UseCase<typeof figuresRoutes.readNetworkFigures> {
  return async ({ request, clock }) => {
    const { quarter = closedQuarter(currentMinute(clock), HELSINKI), cube = cubeIds[0] } = request.query;
    const [published, notes] = await Promise.all([readCube(quarter, cube), readToldNotes(quarter)]);
    return succeed({
      body: {
        ...{ quarter, cube, threshold: THRESHOLD },
        ...(published && { published }),
        notes: [...notes],
      },
    });
  };
}
