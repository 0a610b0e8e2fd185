import { siteId as siteIdSchema, type SiteId } from '@ohjaamo/shared/kernel/ids.ts';
import type { SessionView } from '@ohjaamo/shared/tenants/sessionRoutes.ts';
import type { AstroGlobal } from 'astro';
import { enter } from '../work/enter.ts';
import { mayOpen, type View } from '../work/views.ts';
import { feedbackParts } from './parts.ts';

/** Who opens a page of feedback, and of which site: the asked one, or the first of the municipality. */
export interface OnFeedbackPage {
  readonly session: SessionView;
  readonly siteId: SiteId;
  /** The parts of feedback that the person may open at the site. */
  readonly parts: readonly View[];
}

/** Opens a page of feedback, or gives the answer that the visitor gets instead. */
export async function enterFeedback(
  page: AstroGlobal,
  view: Pick<View, 'roles'>,
): Promise<OnFeedbackPage | Response> {
  const opened = await enter(page, view.roles);
  if (opened instanceof Response) return opened;
  const { session } = opened;
  const asked = siteIdSchema.safeParse(page.url.searchParams.get('site'));
  const siteId = asked.success ? asked.data : session.sites[0]?.id;
  if (siteId === undefined) return page.rewrite(`/${page.locals.language}/refused`);
  const here = { ...session, roles: [...session.roles, ...(session.siteRoles?.[siteId] ?? [])] };
  return { session, siteId, parts: Object.values(feedbackParts).filter((part) => mayOpen(here, part)) };
}
