import type { employersRoutes } from '@ohjaamo/shared/employers/contract.ts';
import type { Dispatch } from '../kernel/http/context.ts';

export const employersDispatch: Dispatch<typeof employersRoutes> = {};
