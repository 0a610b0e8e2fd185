import { dutyRoutes } from '@ohjaamo/shared/duty/contract.ts';
import { type House, moduleHandler } from '../kernel/http/pipeline.ts';
import { answerSwap } from './answerSwap.ts';
import { assignDuty, discardRota, undoDuty } from './assignDuty.ts';
import { fillRota } from './fillRota.ts';
import { proposeSwap } from './proposeSwap.ts';
import { publishRota } from './publishRota.ts';
import { readRota } from './readRota.ts';
import { readShifts, removeShift, saveDutyRules, saveShift } from './shifts.ts';
import { confirmSkill, readSkills, removeSkill, saveSkill } from './skills.ts';
import { planWorkAreas, readWorkAreas } from './workAreas.ts';

/** The module's handler in a house. */
export function dutyHandler(house: House) {
  return moduleHandler(
    dutyRoutes,
    {
      readRota,
      fillRota,
      publishRota,
      discardRota,
      assignDuty,
      undoDuty,
      proposeSwap,
      answerSwap,
      readShifts,
      saveShift,
      removeShift,
      saveDutyRules,
      readWorkAreas,
      planWorkAreas,
      readSkills,
      confirmSkill,
      saveSkill,
      removeSkill,
    },
    house,
  );
}
