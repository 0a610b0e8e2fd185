import type { figuresRoutes } from '@ohjaamo/shared/figures/contract.ts';
import type { PublishedCube } from '@ohjaamo/shared/figures/network/contract.ts';
import { type CubeId, cubeIds } from '@ohjaamo/shared/figures/network/cubeIds.ts';
import { closedQuarter } from '@ohjaamo/shared/figures/quarters.ts';
import { THRESHOLD } from '@ohjaamo/shared/figures/threshold.ts';
import { succeed } from '@ohjaamo/shared/kernel/result.ts';
import { currentMinute, HELSINKI } from '@ohjaamo/shared/kernel/time.ts';
import type { UseCase } from '../kernel/http/context.ts';

interface Ports {
  readonly readCube: (quarter: string, cube: CubeId) => Promise<PublishedCube | undefined>;
}

/**
 * One cube of a quarter as it was published; nothing is computed here, so nothing raw can slip through. One read, however many quarters there
 * are.
 */
export function readNetworkFigures({ readCube }: Ports): UseCase<typeof figuresRoutes.readNetworkFigures> {
  return async ({ request, clock }) => {
    const { quarter = closedQuarter(currentMinute(clock), HELSINKI), cube = cubeIds[0] } = request.query;
    const published = await readCube(quarter, cube);
    return succeed({
      body: {
        ...{ quarter, cube, threshold: THRESHOLD },
        ...(published && { published }),
      },
    });
  };
}
