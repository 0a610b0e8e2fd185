import { siteId as siteIdSchema, type SiteId } from '@ohjaamo/shared/kernel/ids.ts';
import type { SessionView } from '@ohjaamo/shared/tenants/sessionRoutes.ts';
import type { AstroGlobal } from 'astro';
import { enter } from '../work/enter.ts';
import { mayOpen, type View } from '../work/views.ts';
import { dutyParts } from './parts.ts';

/** Who opens a duty page, and of which site: the asked one, or the first of the municipality. */
export interface OnDutyPage {
  readonly session: SessionView;
  readonly siteId: SiteId;
  /** The parts of duty that the person may open. */
  readonly parts: readonly View[];
}

/** Opens a page of the duty views, or gives the answer that the visitor gets instead. */
export async function enterDuty(
  page: AstroGlobal,
  view: Pick<View, 'roles'>,
): Promise<OnDutyPage | Response> {
  const opened = await enter(page, view.roles);
  if (opened instanceof Response) return opened;
  const { session } = opened;
  const asked = siteIdSchema.safeParse(page.url.searchParams.get('site'));
  const siteId = asked.success ? asked.data : session.sites[0]?.id;
  if (siteId === undefined) return page.rewrite(`/${page.locals.language}/refused`);
  return { session, siteId, parts: Object.values(dutyParts).filter((part) => mayOpen(session, part)) };
}
