import { routes } from '@ohjaamo/shared/routes.ts';
import type { ClientId } from '@ohjaamo/shared/kernel/ids.ts';
import type { Api, ApiProblem } from '../api.ts';
import { type FieldFault, refusalText, textOf } from '../work/form.ts';

/** What was chosen and typed for a change of the team. */
export const noTeamChange = { staffId: '', part: '', reason: '' };

/** How a change of the team ended: done, to be mended with all that was typed, or a refusal of the whole page. */
interface TeamChange {
  readonly done?: true;
  readonly typed: typeof noTeamChange;
  readonly faults: readonly FieldFault[];
  readonly refusal?: ApiProblem;
}

const texts = {
  staffId: 'cases.team.whoMissing',
  part: 'cases.team.partMissing',
  reason: 'cases.team.reasonMissing',
} as const;

/** Names a worker, when the form is that one; `undefined` for another form. */
export async function changeTeam(
  api: Api,
  clientId: ClientId,
  form: FormData,
): Promise<TeamChange | undefined> {
  if (textOf(form, 'do') !== 'team') return undefined;
  const typed = {
    staffId: textOf(form, 'staffId'),
    part: textOf(form, 'part'),
    reason: textOf(form, 'reason'),
  };
  const body = routes.assignWorker.body.safeParse(typed);
  if (!body.success) {
    const wrong = new Set(body.error.issues.map(({ path }) => path[0]));
    const fields = (['staffId', 'part', 'reason'] as const).filter((field) => wrong.has(field));
    return { typed, faults: fields.map((field) => ({ field, text: texts[field] })) };
  }
  const answer = await api.call('assignWorker', { parameters: { clientId }, body: body.data });
  if (answer.ok) return { done: true, typed, faults: [] };
  const code = answer.error.errors?.[0]?.code;
  if (code === 'nobody_named') return { typed, faults: [{ field: 'part', text: 'cases.team.nobodyNamed' }] };
  if (code === 'not_in_team') return { typed, faults: [{ field: 'part', text: 'cases.team.notInTeam' }] };
  if (answer.error.type === 'stale-version' || answer.error.type === 'access-refused') {
    const said = {
      'stale-version': 'cases.team.changedMeanwhile',
      'access-refused': 'cases.team.refused',
    } as const;
    return { typed, faults: [{ field: 'staffId', text: refusalText(answer.error, said) }] };
  }
  return { typed, faults: [], refusal: answer.error };
}
