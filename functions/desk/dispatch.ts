import type { deskRoutes } from '@ohjaamo/shared/desk/contract.ts';
import type { Dispatch } from '../kernel/http/context.ts';
import { lazily } from '../kernel/http/lazily.ts';
import { markArrival } from './markArrival.ts';
import { readToday } from './readToday.ts';
import { readTodayVersion } from './readTodayVersion.ts';
import { voidContact } from './voidContact.ts';

export const deskDispatch: Dispatch<typeof deskRoutes> = {
  readToday,
  readTodayVersion,
  // What waits is told by the line, the threads and the groups: Today needs none of their records.
  readTasks: lazily(async () => (await import('./readTasks.ts')).readTasks),
  markArrival,
  recordContact: lazily(async () => (await import('./recordContact.ts')).recordContact),
  voidContact,
};
