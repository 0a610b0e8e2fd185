import { routes } from '@ohjaamo/shared/routes.ts';
import type { Api, CallOf } from '../api.ts';
import { textOf, textsOf } from '../work/form.ts';
import { ended, given, issueFaults, type WorkChange } from './workActions.ts';

type OfTrial = CallOf<(typeof routes)['moveTrial']>['parameters'];

/** Does what a form of one trial's page asks for: a step, a day of the diary, the evaluation. */
export async function changeTrial(api: Api, parameters: OfTrial, form: FormData): Promise<WorkChange> {
  const act = textOf(form, 'do');
  const version = Number(textOf(form, 'version'));
  if (act === 'day') {
    const typed = given(form, ['date', 'mark', 'words']);
    const body = routes.markTrialDay.body.safeParse({ ...typed, version: seenOf(form, typed['date']) });
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

/** A day of the diary as the page has it, for the form that may mark it anew. */
export function seenDay({ date, version }: { readonly date: string; readonly version: number }): string {
  return `${date} ${String(version)}`;
}

/** The version at which the page showed a day; 0 for one that was not marked. */
function seenOf(form: FormData, date: string | undefined): number {
  const seen = textsOf(form, 'seen').find((each) => each.split(' ')[0] === date);
  return Number(seen?.split(' ')[1] ?? 0);
}
