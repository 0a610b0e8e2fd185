import type { deskRoutes } from '@ohjaamo/shared/desk/contract.ts';
import type { Dispatch } from '../kernel/http/context.ts';
import { markArrival } from './markArrival.ts';
import { readTasks } from './readTasks.ts';
import { readToday } from './readToday.ts';
import { readTodayVersion } from './readTodayVersion.ts';
import { recordContact } from './recordContact.ts';
import { voidContact } from './voidContact.ts';

export const deskDispatch: Dispatch<typeof deskRoutes> = {
  readToday,
  readTodayVersion,
  readTasks,
  markArrival,
  recordContact,
  voidContact,
};
