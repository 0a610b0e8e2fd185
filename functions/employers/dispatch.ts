import type { employersRoutes } from '@ohjaamo/shared/employers/contract.ts';
import type { Dispatch } from '../kernel/http/context.ts';
import { evaluateTrial, markTrialDay, moveTrial, readTrialSheet } from './moveTrial.ts';
import { readWork, recordWishes } from './readWork.ts';
import { listEmployers, readEmployer, saveEmployer, savePlace, saveRecruitmentEvent } from './register.ts';
import { planTrial, recordEarlierTrial } from './trials.ts';

export const employersDispatch: Dispatch<typeof employersRoutes> = {
  listEmployers,
  readEmployer,
  saveEmployer,
  savePlace,
  saveRecruitmentEvent,
  readWork,
  recordWishes,
  planTrial,
  recordEarlierTrial,
  moveTrial,
  markTrialDay,
  evaluateTrial,
  readTrialSheet,
};
