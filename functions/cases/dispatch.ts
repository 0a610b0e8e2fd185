import type { casesRoutes } from '@ohjaamo/shared/cases/contract.ts';
import type { Clock } from '@ohjaamo/shared/kernel/time.ts';
import type { Dispatch } from '../kernel/http/context.ts';
import { lazily } from '../kernel/http/lazily.ts';
import type { Table } from '../kernel/table.ts';
import type { OpenScope } from '../kernel/tenancy/scope.ts';
import { addGuardian, readGuardianCall, removeGuardian } from './guardians.ts';
import { searchClients } from './searchClients.ts';
import { checkDuplicates } from './checkDuplicates.ts';
import { tagClient } from './tagClient.ts';
import { assignWorker } from './assignWorker.ts';
import { changeClient } from './changeClient.ts';
import { identifyClient } from './identifyClient.ts';
import { askErasure, recordFollowUp, recordHandover } from './course/afterwards.ts';
import { closeEpisode, reopenClient } from './course/episodes.ts';
import { readCourse } from './course/readCourse.ts';
import { completeTask, listMyTasks } from './course/tasks.ts';
import { listMyClients } from './listMyClients.ts';
import { listWorkers } from './listWorkers.ts';
import { openClient } from './openClient.ts';
import { readClient } from './readClient.ts';
import { readPerson } from './readPerson.ts';
import { recordChildWelfare } from './childWelfare.ts';
import { recordConsent } from './recordConsent.ts';
import { setGuardianProhibition, setShield } from './restrictions.ts';
import { revealIdentityCode } from './revealIdentityCode.ts';
import { takeOutIdentityCode } from './takeOutIdentityCode.ts';
import { withdrawConsent } from './withdrawConsent.ts';

const terms = () => import('./course/terms.ts');

/** What the cases module needs beside the pipeline's own parts. */
interface CasesPorts {
  /** Where the ledger of erasures stands, through the function's own role. */
  readonly platform: Table;
  /** Counts whoever is erased before. */
  readonly openScope: OpenScope;
  readonly clock: Clock;
}

export const casesDispatch = ({ platform, openScope, clock }: CasesPorts): Dispatch<typeof casesRoutes> => ({
  listMyClients,
  openClient,
  readClient,
  readPerson,
  // The story is told by maps and plans too, which nothing else here needs.
  readStory: lazily(async () => (await import('./readStory.ts')).readStory),
  identifyClient,
  changeClient,
  revealIdentityCode,
  takeOutIdentityCode,
  setShield,
  setGuardianProhibition,
  addGuardian,
  removeGuardian,
  readGuardianCall,
  recordChildWelfare,
  listWorkers,
  listMyTasks,
  completeTask,
  readCourse,
  closeEpisode,
  reopenClient,
  recordFollowUp,
  recordHandover,
  askErasure,
  // What an administrator does with the terms of records is seldom, and reaches into other modules.
  readRetention: lazily(async () => (await terms()).readRetention),
  changeRetention: lazily(async () => (await terms()).changeRetention),
  withdrawRetention: lazily(async () => (await terms()).withdrawRetention),
  holdClient: lazily(async () => (await terms()).holdClient),
  eraseClient: lazily(async () => {
    const { eraseClient, personGone } = await terms();
    return eraseClient(platform, personGone(openScope, clock));
  }),
  assignWorker,
  recordConsent,
  withdrawConsent,
  searchClients,
  checkDuplicates,
  tagClient,
  // Two clients found to be one are joined seldom, and every module that holds something of them takes part.
  mergeClients: lazily(async () => (await import('./mergeClients.ts')).mergeClients),
  unmergeClients: lazily(async () => (await import('./unmergeClients.ts')).unmergeClients),
  listMerges: lazily(async () => (await import('./listMerges.ts')).listMerges),
  findMerged: lazily(async () => (await import('./findMerged.ts')).findMerged),
});
