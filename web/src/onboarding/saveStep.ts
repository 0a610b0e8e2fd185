import type { StepValue, StepView } from '@ohjaamo/shared/onboarding/steps.ts';
import type { ApiProblem, Api } from '../api.ts';
import { textOf } from '../work/form.ts';
import { faultsIn, readStepForm, schemaFaults, type StepFault } from './stepForm.ts';

/** How the saving of a step went: done, refused with faults, somebody else was faster, or the page has to turn away. */
export type Saved =
  | { readonly kind: 'done' }
  | { readonly kind: 'faults'; readonly faults: readonly StepFault[] }
  | { readonly kind: 'stale' }
  | { readonly kind: 'turn'; readonly problem: ApiProblem };

/** Saves what a form of a step says. */
export async function saveStep(api: Api, form: FormData, view: StepView): Promise<Saved> {
  const value = readStepForm(form, view);
  const faults = schemaFaults(value, view, form);
  if (faults.length > 0) return { kind: 'faults', faults };
  const version = Number(textOf(form, 'version')) || 0;
  const answer = await api.call('saveSetupStep', { body: { version, value: value as StepValue } });
  if (answer.ok) return { kind: 'done' };
  if (answer.error.type === 'stale-version') return { kind: 'stale' };
  if (answer.error.type !== 'invalid-request') return { kind: 'turn', problem: answer.error };
  return { kind: 'faults', faults: faultsIn(answer.error.errors ?? [], view, form) };
}
