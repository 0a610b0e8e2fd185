import type { plansRoutes } from '@ohjaamo/shared/plans/contract.ts';
import { succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { listCopies } from './copies.ts';
import { readPlanPlace } from './place.ts';
import { readLivingPlan } from './repository.ts';
import { startsInUse } from './starts.ts';
import { viewPlan } from './views.ts';

/** Shows a client's plan as far as the policies open it. Three Queries beside the tenant's names. */
export const readPlan: UseCase<typeof plansRoutes.readPlan> = async ({
  scope,
  request,
  clock,
  case: access,
}) => {
  const { clientId } = request.parameters;
  const [place, living, copies, starts] = await Promise.all([
    readPlanPlace(scope, clock),
    readLivingPlan(scope, clientId),
    listCopies(scope, clientId),
    startsInUse(scope),
  ]);
  const plan = viewPlan(living, copies(place, access), place, access);
  return succeed({ body: { ...plan, ...(plan.may.change && starts.length > 0 && { starts }) } });
};
