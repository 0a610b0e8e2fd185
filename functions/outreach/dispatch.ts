import type { outreachRoutes } from '@ohjaamo/shared/outreach/contract.ts';
import type { Dispatch } from '../kernel/http/context.ts';
import { agreeOutreach, readClientOutreach, reviewClientOutreach } from './agree.ts';
import { decideOutreachMeasure, discloseOutreach, recordOutreachTry, reviewOutreach } from './change.ts';
import { endOutreach } from './end.ts';
import { countOutreach, listOutreach, readOutreach } from './list.ts';
import { receiveOutreach } from './receive.ts';

export const outreachDispatch: Dispatch<typeof outreachRoutes> = {
  listOutreach,
  receiveOutreach,
  readOutreach,
  recordOutreachTry,
  decideOutreachMeasure,
  discloseOutreach,
  reviewOutreach,
  endOutreach,
  agreeOutreach,
  readClientOutreach,
  reviewClientOutreach,
  countOutreach,
};
