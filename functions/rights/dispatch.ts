import type { rightsRoutes } from '@ohjaamo/shared/rights/contract.ts';
import type { Dispatch } from '../kernel/http/context.ts';

export const rightsDispatch: Dispatch<typeof rightsRoutes> = {};
