import { dutyRoutes } from '@ohjaamo/shared/duty/contract.ts';
import { lazily } from '../kernel/http/lazily.ts';
import { type House, moduleHandler } from '../kernel/http/pipeline.ts';
import { readRota } from './readRota.ts';
import { readShifts, removeShift, saveDutyRules, saveShift } from './shifts.ts';

const seldom = () => import('./seldom.ts');

/** The module's handler in a house. */
export function dutyHandler(house: House) {
  return moduleHandler(
    dutyRoutes,
    {
      readRota,
      fillRota: lazily(async () => (await seldom()).fillRota),
      publishRota: lazily(async () => (await seldom()).publishRota),
      discardRota: lazily(async () => (await seldom()).discardRota),
      assignDuty: lazily(async () => (await seldom()).assignDuty),
      undoDuty: lazily(async () => (await seldom()).undoDuty),
      proposeSwap: lazily(async () => (await seldom()).proposeSwap),
      answerSwap: lazily(async () => (await seldom()).answerSwap),
      readShifts,
      saveShift,
      removeShift,
      saveDutyRules,
      readWorkAreas: lazily(async () => (await seldom()).readWorkAreas),
      planWorkAreas: lazily(async () => (await seldom()).planWorkAreas),
      readSkills: lazily(async () => (await seldom()).readSkills),
      confirmSkill: lazily(async () => (await seldom()).confirmSkill),
      saveSkill: lazily(async () => (await seldom()).saveSkill),
      removeSkill: lazily(async () => (await seldom()).removeSkill),
    },
    house,
  );
}
