import type { outreachRoutes } from '@ohjaamo/shared/outreach/contract.ts';
import type { Dispatch } from '../kernel/http/context.ts';

export const outreachDispatch: Dispatch<typeof outreachRoutes> = {};
