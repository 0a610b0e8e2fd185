import { settingsRoutes } from '@ohjaamo/shared/settings/contract.ts';
import { type House, moduleHandler } from '../kernel/http/pipeline.ts';
import { decideAgreement, holdReview, withdrawAgreement } from './changeAgreement.ts';
import { readAgreement } from './readAgreement.ts';
import { readPromises } from './readPromises.ts';
import { decideSetting, withdrawSetting } from './changeSettings.ts';
import { readSettings } from './readSettings.ts';

/** The module's handler in a house. */
export function settingsHandler(house: House) {
  return moduleHandler(
    settingsRoutes,
    {
      readSettings,
      decideSetting,
      withdrawSetting,
      readAgreement,
      decideAgreement,
      withdrawAgreement,
      holdReview,
      readPromises,
    },
    house,
  );
}
