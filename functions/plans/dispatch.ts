import type { plansRoutes } from '@ohjaamo/shared/plans/contract.ts';
import type { Dispatch } from '../kernel/http/context.ts';
import { changePlan } from './changePlan.ts';
import { freezePlan } from './freezePlan.ts';
import { readPlan } from './readPlan.ts';
import { printPlanCopy, readPlanCopy } from './readPlanCopy.ts';
import { signPlan } from './signPlan.ts';

export const plansDispatch: Dispatch<typeof plansRoutes> = {
  readPlan,
  changePlan,
  signPlan,
  freezePlan,
  readPlanCopy,
  printPlanCopy,
};
