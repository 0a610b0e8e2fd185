import type { plansRoutes } from '@ohjaamo/shared/plans/contract.ts';
import type { Dispatch } from '../kernel/http/context.ts';

export const plansDispatch: Dispatch<typeof plansRoutes> = {};
