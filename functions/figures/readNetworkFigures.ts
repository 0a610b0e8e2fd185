import type { figuresRoutes } from '@ohjaamo/shared/figures/contract.ts';
import { currentQuarter } from '@ohjaamo/shared/figures/quarters.ts';
import { THRESHOLD } from '@ohjaamo/shared/figures/suppress.ts';
import { succeed } from '@ohjaamo/shared/kernel/result.ts';
import { currentMinute, HELSINKI } from '@ohjaamo/shared/kernel/time.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { Publication } from './repository.ts';

interface Ports {
  readonly readPublished: (quarter: string) => Promise<readonly Publication[]>;
}

/** The national table of a quarter as it was published; nothing is computed here, so nothing raw can slip through. */
export function readNetworkFigures({
  readPublished,
}: Ports): UseCase<typeof figuresRoutes.readNetworkFigures> {
  return async ({ request, clock }) => {
    const quarter = request.query.quarter ?? currentQuarter(currentMinute(clock), HELSINKI);
    const published = await readPublished(quarter);
    const publishedAt = published
      .map((each) => each.publishedAt)
      .sort()
      .at(-1);
    return succeed({
      body: {
        quarter,
        threshold: THRESHOLD,
        ...(publishedAt && { publishedAt }),
        rows: published.map(({ row }) => row),
      },
    });
  };
}
