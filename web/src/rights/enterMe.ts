import type { MeView } from '@ohjaamo/shared/rights/contract.ts';
import type { AstroGlobal } from 'astro';
import type { ApiProblem } from '../api.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { holdBackForm, isWithoutSession } from '../work/enter.ts';

/** A page of somebody's own as far as it opened. */
export interface EnteredMe {
  /** Absent while nobody has identified. */
  readonly me?: MeView;
  /** Why the page is closed again, when it was open. */
  readonly reason?: MessageKey;
  /** The service did not answer. */
  readonly problem?: ApiProblem;
  /** Address of the own page in this municipality. */
  readonly home: string;
}

const reasons: Readonly<Record<string, MessageKey | undefined>> = {
  unknown: 'rights.in.unknown',
  young: 'rights.in.young',
  cancelled: 'rights.in.cancelled',
  refused: 'rights.in.refused',
  none: 'rights.in.none',
  away: 'rights.in.away',
  often: 'rights.in.often',
  out: 'rights.in.out',
};

/**
 * Opens a page of somebody's own. A session of another municipality leads to the page there; a form that was sent without a session
 * is shown again.
 */
export async function enterMe(page: AstroGlobal): Promise<EnteredMe | Response> {
  const { language, api } = page.locals;
  const home = `/${language}/${page.params['tenant'] ?? ''}/me`;
  const answer = await api.call('readMe', {});
  if (answer.ok) {
    const { tenantSlug } = answer.value;
    if (tenantSlug !== page.params['tenant']) return page.redirect(`/${language}/${tenantSlug}/me`, 303);
    return { me: answer.value, home };
  }
  const { type } = answer.error;
  if (page.locals.form && isWithoutSession(answer.error)) return holdBackForm(page, 'identify', home);
  if (type === 'session-expired') return { reason: 'rights.in.expired', home };
  if (type !== 'session-required') return { problem: answer.error, home };
  // Who cannot get further is not sent to identify first. What the list does not say, the identification does.
  const listed = await api.call('listDirectory', {});
  const isPaused =
    listed.ok && listed.value.sites.some((site) => site.tenantSlug === page.params['tenant'] && site.paused);
  if (isPaused) return { problem: { type: 'service-paused' }, home };
  const reason = reasons[page.url.searchParams.get('why') ?? ''];
  return { ...(reason && { reason }), home };
}
