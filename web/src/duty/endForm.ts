import type { AstroGlobal } from 'astro';
import { turnAway } from '../work/enter.ts';
import type { DutyChange } from './dutyActions.ts';

/** A form that is shown again, with how it ended. */
export interface KeptForm {
  readonly typed: FormData;
  readonly done: string;
}

/** How a form ended that is shown again with what was typed: the status of its page. */
const statuses: Readonly<Record<string, 422 | 409 | undefined>> = { wrong: 422, stale: 409 };

/** Where a form leads: on to `address`, out of the page, or back to itself with what was typed. */
export async function endForm(
  astro: AstroGlobal,
  typed: FormData,
  change: DutyChange,
  address: string,
): Promise<Response | KeptForm> {
  if ('refusal' in change) return turnAway(astro, change.refusal);
  const { done } = change;
  const status = statuses[done];
  if (status === undefined) return astro.redirect(`${address}&done=${done}`, 303);
  astro.response.status = status;
  return { typed, done };
}
