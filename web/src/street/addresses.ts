import type { PageLanguage } from '@ohjaamo/shared/kernel/i18n.ts';

/** A site as addresses name it. */
export interface SiteAddress {
  readonly language: PageLanguage;
  readonly tenantSlug: string;
  readonly siteSlug: string;
}

/** What has been chosen so far in a booking. */
export interface Choice {
  readonly service?: string | undefined;
  readonly staff?: string | undefined;
  readonly start?: string | undefined;
  readonly from?: string | undefined;
  /** The booking that is being made, while a time is kept for it. */
  readonly booking?: string | undefined;
  /** Set when the worker was not chosen but found free. */
  readonly any?: '1' | undefined;
}

/** `/fi/rovaniemi/rovaniemi` */
export function siteHref({ language, tenantSlug, siteSlug }: SiteAddress): string {
  return `/${language}/${tenantSlug}/${siteSlug}`;
}

/** Step 1, 2 or 3 of a booking with what has been chosen. */
export function bookHref(
  site: SiteAddress,
  step: 'what' | 'when' | 'reach' | 'wait',
  choice: Choice = {},
): string {
  const paths = { what: 'book', when: 'book/times', reach: 'book/details', wait: 'book/wait' } as const;
  return withQuery(`${siteHref(site)}/${paths[step]}`, choice);
}

/** Adds the parts of the choice that are there; a `+` of an offset must not become a space. */
export function withQuery(path: string, choice: Choice): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(choice) as [string, string | undefined][]) {
    if (value) query.set(name, value);
  }
  return query.size > 0 ? `${path}?${query}` : path;
}

/** The groups of a site, or one of them. */
export function groupHref(site: SiteAddress, group?: string): string {
  return `${siteHref(site)}/groups${group === undefined ? '' : `/${group}`}`;
}
