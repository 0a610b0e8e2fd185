import type { onboardingRoutes } from '@ohjaamo/shared/onboarding/contract.ts';
import type { Dispatch } from '../kernel/http/context.ts';
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
  };
}
