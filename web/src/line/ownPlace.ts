import { isOpen } from '@ohjaamo/shared/line/states.ts';
import { recordLink } from '@ohjaamo/shared/kernel/reach.ts';
import type { AstroCookies } from 'astro';
import type { Api } from '../api.ts';
import type { SiteAddress } from '../street/addresses.ts';

/** A place that this browser has in the line of a site. */
export interface OwnPlace {
  readonly link: string;
  readonly number: number;
}

const NAME = '__Host-place';
/** Half a day: a line lasts no longer, and the link opens nothing on the next day. */
const SECONDS = 12 * 60 * 60;

/** Notes in the browser which place was looked at last, so that going back and pressing again does not take a second number. */
export function rememberPlace(cookies: AstroCookies, link: string): void {
  cookies.set(NAME, link, { path: '/', httpOnly: true, secure: true, sameSite: 'lax', maxAge: SECONDS });
}

/** Forgets it: the place is over. */
export function forgetPlace(cookies: AstroCookies): void {
  cookies.delete(NAME, { path: '/', secure: true });
}

/** The place that this browser still has in a site's line. Asks the service only when the browser has noted one. */
export async function ownPlace(
  cookies: AstroCookies,
  api: Api,
  { tenantSlug, siteSlug }: SiteAddress,
): Promise<OwnPlace | undefined> {
  const link = recordLink.safeParse(cookies.get(NAME)?.value);
  if (!link.success) return undefined;
  const ticket = await api.call('readTicket', { parameters: { link: link.data } });
  if (!ticket.ok) return undefined;
  const { number, site, tenant, state } = ticket.value;
  const isHere = site.slug === siteSlug && tenant.slug === tenantSlug;
  return isHere && isOpen(state) ? { link: link.data, number } : undefined;
}
