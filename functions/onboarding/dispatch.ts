import type { onboardingRoutes } from '@ohjaamo/shared/onboarding/contract.ts';
import type { Dispatch } from '../kernel/http/context.ts';
import { readMunicipality } from './live/readMunicipality.ts';
import { retireService, saveService } from './live/saveService.ts';
import { closeSite, saveSite } from './live/saveSite.ts';
import type { OnboardingPorts } from './ports.ts';
import { previewSetup } from './previewSetup.ts';
import { publishSetup } from './publishSetup.ts';
import { readSetup } from './readSetup.ts';
import { readSetupStep } from './readSetupStep.ts';
import { saveSetupStep } from './saveSetupStep.ts';

export function onboardingDispatch(ports: OnboardingPorts): Dispatch<typeof onboardingRoutes> {
  return {
    readSetup: readSetup(ports),
    readSetupStep: readSetupStep(ports),
    saveSetupStep: saveSetupStep(ports),
    previewSetup,
    publishSetup: publishSetup(ports),
    readMunicipality: readMunicipality(ports),
    saveService: saveService(ports),
    retireService: retireService(ports),
    saveSite: saveSite(ports),
    closeSite: closeSite(ports),
  };
}
