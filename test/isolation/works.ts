import { routes } from '@ohjaamo/shared/routes.ts';
import type { Settled } from './ids.ts';
import { somebody } from './people.ts';
import { must, type Send } from './send.ts';

/** An employer; a work trial of the tenant's client that runs, and one that has ended. */
export async function work(send: Send, of: Settled): Promise<void> {
  const { clientId, trialId, endedTrialId, employerId } = of.ids;
  const actor = somebody('COUNSELLOR', of);
  await must(send, routes.saveEmployer, {
    actor,
    body: { employerId, version: 0, name: 'Shop', municipality: 'Town', contacts: [] },
  });
  const days = [
    [endedTrialId, '2027-01-04', '2027-01-31'],
    [trialId, '2027-02-01', '2027-02-28'],
  ] as const;
  for (const [id, start, end] of days) {
    await must(send, routes.planTrial, {
      actor,
      parameters: { clientId },
      body: {
        ...{ trialId: id, employer: 'Shop', supervisor: 'Manager', start, end },
        ...{ hoursPerDay: 6, daysPerWeek: 5, payer: 'KELA', tasks: 'At the counter', goals: 'To try it' },
        ...{ noCompetition: true, drugTestClear: true, childrenClear: true },
      },
    });
    const parameters = { clientId, trialId: id };
    const steps = [{ step: 'DIRECT', on: '2026-12-28' }, { step: 'START' }] as const;
    for (const [index, step] of steps.entries()) {
      await must(send, routes.moveTrial, { actor, parameters, body: { version: index + 1, ...step } });
    }
  }
  await must(send, routes.moveTrial, {
    actor,
    parameters: { clientId, trialId: endedTrialId },
    body: { version: 3, step: 'END' },
  });
}
