import type { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import type { Dispatch } from '../kernel/http/context.ts';
import { assignWorker } from './assignWorker.ts';
import { listMyClients } from './listMyClients.ts';
import { listWorkers } from './listWorkers.ts';
import { openClient } from './openClient.ts';
import { readClient } from './readClient.ts';
import { recordConsent } from './recordConsent.ts';
import { withdrawConsent } from './withdrawConsent.ts';

export const casesDispatch: Dispatch<typeof casesRoutes> = {
  listMyClients,
  openClient,
  readClient,
  listWorkers,
  assignWorker,
  recordConsent,
  withdrawConsent,
};
