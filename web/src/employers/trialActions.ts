import { routes } from '@ohjaamo/shared/routes.ts';
import type { Api, CallOf } from '../api.ts';
import { textOf } from '../work/form.ts';
import { ended, given, issueFaults, type WorkChange } from './workActions.ts';

type OfTrial = CallOf<(typeof routes)['moveTrial']>['parameters'];

/** Does what a form of one trial's page asks for: a step, a day of the diary, the evaluation. */
export async function changeTrial(api: Api, parameters: OfTrial, form: FormData): Promise<WorkChange> {
  const act = textOf(form, 'do');
  const version = Number(textOf(form, 'version'));
  if (act === 'day') {
    const body = routes.markTrialDay.body.safeParse(given(form, ['date', 'mark', 'words']));
    if (!body.success) return { faults: issueFaults(body.error.issues) };
    return ended(await api.call('markTrialDay', { parameters, body: body.data }), 'day');
  }
  if (act === 'evaluation') {
    const body = routes.evaluateTrial.body.safeParse({ version, ...given(form, ['evaluation']) });
    if (!body.success) return { faults: issueFaults(body.error.issues) };
    return ended(await api.call('evaluateTrial', { parameters, body: body.data }), 'evaluation');
  }
  const body = routes.moveTrial.body.safeParse({ version, ...given(form, ['step', 'on', 'reason']) });
  if (!body.success) return { faults: issueFaults(body.error.issues) };
  return ended(await api.call('moveTrial', { parameters, body: body.data }), body.data.step);
}
