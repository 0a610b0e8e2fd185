import type { notesRoutes } from '@ohjaamo/shared/notes/contract.ts';
import type { Dispatch } from '../kernel/http/context.ts';

export const notesDispatch: Dispatch<typeof notesRoutes> = {};
