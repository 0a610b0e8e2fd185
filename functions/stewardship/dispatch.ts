import type { stewardshipRoutes } from '@ohjaamo/shared/stewardship/contract.ts';
import type { Dispatch } from '../kernel/http/context.ts';
import {
  decideLesson,
  listHandedIn,
  listHandedInLessons,
  publishTemplate,
  retireTemplate,
  returnTemplate,
} from '../templates/index.ts';
import { readDecisions } from './readDecisions.ts';
import type { StewardshipPorts } from './ports.ts';

/** The use cases of the stewards, wired to the network's table and to where the names of accounts stand. */
export function stewardshipDispatch({
  network,
  platform,
}: StewardshipPorts): Dispatch<typeof stewardshipRoutes> {
  return {
    listHandedIn: listHandedIn(network),
    publishTemplate: publishTemplate(network),
    returnTemplate: returnTemplate(network),
    retireTemplate: retireTemplate(network),
    listHandedInLessons: listHandedInLessons(network),
    decideLesson: decideLesson(network),
    readDecisions: readDecisions({ network, platform }),
  };
}
