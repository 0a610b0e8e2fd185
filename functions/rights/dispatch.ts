import type { rightsRoutes } from '@ohjaamo/shared/rights/contract.ts';
import type { Dispatch } from '../kernel/http/context.ts';
import { lazily } from '../kernel/http/lazily.ts';
import { beginIdentification } from './beginIdentification.ts';
import { completeIdentification } from './completeIdentification.ts';
import { askMyRequest, endMySession, readMe, readMyLog, withdrawMyConsent } from './ownPage.ts';
import type { RightsPorts } from './ports.ts';

const restrictions = () => import('./restriction.ts');
const workersPart = () => import('./workersPart.ts');

export function rightsDispatch(ports: RightsPorts): Dispatch<typeof rightsRoutes> {
  return {
    beginIdentification: beginIdentification(ports),
    completeIdentification: completeIdentification(ports),
    readMe,
    readMyLog,
    withdrawMyConsent,
    askMyRequest,
    takeEverything: lazily(async () => (await import('./takeEverything.ts')).takeEverything),
    endMySession: endMySession(ports),
    listRequests: lazily(async () => (await workersPart()).listRequests),
    recordRequest: lazily(async () => (await workersPart()).recordRequest),
    answerRequest: lazily(async () => (await workersPart()).answerRequest),
    restrictProcessing: lazily(async () => (await restrictions()).restrictProcessing),
    tellRestrictionEnds: lazily(async () => (await restrictions()).tellRestrictionEnds),
    liftRestriction: lazily(async () => (await restrictions()).liftRestriction),
    exportForPerson: lazily(async () => (await workersPart()).exportForPerson),
  };
}
