import type { mapsRoutes } from '@ohjaamo/shared/maps/contract.ts';
import type { Dispatch } from '../kernel/http/context.ts';

export const mapsDispatch: Dispatch<typeof mapsRoutes> = {};
