import {
  practiceTrial,
  practiceTrialEvents,
  trialFaults,
  practiceTrialStates,
  practiceTrialStep,
} from '@ohjaamo/shared/templates/practiceTrial.ts';
import { describe, expect, it } from 'vitest';

const running = practiceTrial.parse({
  title: { fi: 'Puhelin auki iltaan' },
  needs: ['EMPLOYMENT'],
  need: { fi: 'Töissä olevat eivät ehdi soittaa päivällä.' },
  change: { fi: 'Puhelin vastaa keskiviikkoisin kello 18 asti.' },
  ...{ metric: 'M01', from: '2027-02-01', to: '2027-04-30', state: 'RUNNING' },
});

describe('A trial of practice', () => {
  it('ends as a template or as a lesson once it has run', () => {
    const ends = practiceTrialStates.filter((state) =>
      practiceTrialEvents.every((event) => practiceTrialStep(state, event) === undefined),
    );
    expect(ends).toEqual(['TEMPLATE', 'LESSON', 'CALLED_OFF']);
    expect(practiceTrialStep('PLANNED', 'CALL_OFF')).toBe('CALLED_OFF');
    expect(practiceTrialStep('RUNNING', 'CALL_OFF')).toBeUndefined();
    expect(practiceTrialStep('EVALUATED', 'GO_ON')).toBe('RUNNING');
    expect(practiceTrialStep('RUNNING', 'MAKE_TEMPLATE')).toBeUndefined();
  });

  it('says why it ended, and what came of it, no sooner than it has', () => {
    expect(trialFaults(running)).toEqual([]);
    expect(trialFaults({ ...running, state: 'LESSON' })).toEqual([
      { pointer: '/decision', code: 'missing' },
      { pointer: '/lesson', code: 'missing' },
    ]);
    const told = { decision: { fi: 'Ei jatketa.' }, lesson: { fi: 'Ilta oli hiljainen.' } };
    expect(trialFaults({ ...running, ...told, state: 'LESSON' })).toEqual([]);
    expect(trialFaults({ ...running, ...told })).toEqual([
      { pointer: '/decision', code: 'too_early' },
      { pointer: '/lesson', code: 'too_early' },
    ]);
    expect(trialFaults({ ...running, to: '2027-01-31' })).toEqual([{ pointer: '/to', code: 'ends_first' }]);
  });

  it('is looked at by a figure that there is', () => {
    expect(practiceTrial.safeParse({ ...running, metric: 'M26' }).success).toBe(false);
    expect(practiceTrial.safeParse({ ...running, metric: 'M25' }).success).toBe(true);
  });
});
