import type { figuresRoutes } from '@ohjaamo/shared/figures/contract.ts';
import type { PublishedCube } from '@ohjaamo/shared/figures/network/contract.ts';
import { type CubeId, cubeIds } from '@ohjaamo/shared/figures/network/cubeIds.ts';
import { metricDefinitions } from '@ohjaamo/shared/figures/definitions/all.ts';
import { toCsv, toJsonStat } from '@ohjaamo/shared/figures/network/exports.ts';
import { cubeWords } from '@ohjaamo/shared/figures/network/words.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { Publication } from './networkRepository.ts';

interface Ports {
  readonly readPublications: () => Promise<readonly Publication[]>;
  readonly readCube: (quarter: string, cube: CubeId, version?: number) => Promise<PublishedCube | undefined>;
}

/** A new quarter or a correction is seen by everybody within the hour. */
const AN_HOUR = 3600;

/** The quarters that are open to everybody, and the cubes of each. One Query. */
export function listOpenFigures({
  readPublications,
}: Pick<Ports, 'readPublications'>): UseCase<typeof figuresRoutes.listOpenFigures> {
  return async () => {
    const published = await readPublications();
    return succeed({
      body: {
        quarters: published.map(({ quarter, versions }) => ({ quarter, versions })),
        cubes: cubeIds.map((id) => ({ id, name: cubeWords[id] })),
      },
      openFor: AN_HOUR,
    });
  };
}

/** What M01–M25 count: the words that stand beside every figure. Reads nothing. */
export function readMetricDefinitions(): UseCase<typeof figuresRoutes.readMetricDefinitions> {
  return () =>
    Promise.resolve(
      succeed({
        body: { metrics: metricDefinitions.map((each) => ({ ...each, units: [...each.units] })) },
        openFor: AN_HOUR,
      }),
    );
}

/** A cube as JSON-stat 2.0. */
export function readOpenCube({
  readCube,
}: Pick<Ports, 'readCube'>): UseCase<typeof figuresRoutes.readOpenCube> {
  return async ({ request: { parameters, query } }) => {
    const found = await readCube(parameters.quarter, parameters.cube, query.version);
    return found ? succeed({ body: toJsonStat(found), openFor: AN_HOUR }) : fail(problem('not-found'));
  };
}

/** The same as CSV. */
export function readOpenCubeTable({
  readCube,
}: Pick<Ports, 'readCube'>): UseCase<typeof figuresRoutes.readOpenCubeTable> {
  return async ({ request: { parameters, query } }) => {
    const found = await readCube(parameters.quarter, parameters.cube, query.version);
    return found ? succeed({ body: toCsv(found), openFor: AN_HOUR }) : fail(problem('not-found'));
  };
}
