import type { onboardingRoutes } from '@ohjaamo/shared/onboarding/contract.ts';
import type { Dispatch } from '../kernel/http/context.ts';
import { lazily } from '../kernel/http/lazily.ts';
import type { OnboardingPorts } from './ports.ts';
import { readSetup } from './readSetup.ts';
import { readSetupStep } from './readSetupStep.ts';
import { saveSetupStep } from './saveSetupStep.ts';

// A municipality is opened once, and changed seldom after it.
const live = () => import('./live/index.ts');

export function onboardingDispatch(ports: OnboardingPorts): Dispatch<typeof onboardingRoutes> {
  return {
    readSetup: readSetup(ports),
    readSetupStep: readSetupStep(ports),
    saveSetupStep: saveSetupStep(ports),
    previewSetup: lazily(async () => (await import('./previewSetup.ts')).previewSetup),
    publishSetup: lazily(async () => (await import('./publishSetup.ts')).publishSetup(ports)),
    readMunicipality: lazily(async () => (await live()).readMunicipality(ports)),
    saveService: lazily(async () => (await live()).saveService(ports)),
    retireService: lazily(async () => (await live()).retireService(ports)),
    saveSite: lazily(async () => (await live()).saveSite(ports)),
    closeSite: lazily(async () => (await live()).closeSite(ports)),
  };
}
