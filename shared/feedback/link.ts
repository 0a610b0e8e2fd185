import * as z from 'zod';
import { siteId, type SiteId, type TenantId } from '../kernel/ids.ts';

/** What an invitation's link has where a tablet's has its id: the day on which it was made. */
const DAY = /^d0(\d{4})(\d{2})(\d{2})$/u;

/** A tablet that asks in a house: ten random characters that no day reads as. */
export const tabletId = z
  .string()
  .regex(/^[0-9a-z]{10}$/u)
  .refine((id) => !DAY.test(id));

/** Of which site, and of which day's invitations or of which tablet; the secret is behind it. */
export interface LinkParts {
  readonly site: SiteId;
  readonly of: { readonly day: string } | { readonly tablet: string };
  readonly secret: string;
}

/** A link's parts (`recordLink`: tenant, site and day or tablet, secret). */
export function linkParts(link: string): LinkParts {
  const [, named = '', secret = ''] = link.split('.');
  const behind = named.slice(10);
  const [, year, month, day] = DAY.exec(behind) ?? [];
  return {
    site: siteId.parse(named.slice(0, 10)),
    of: year && month && day ? { day: `${year}-${month}-${day}` } : { tablet: behind },
    secret,
  };
}

/** The link with these parts. It says of nobody that they were there: neither a person nor a booking stands in it or behind it. */
export function linkOf(tenant: TenantId, { site, of, secret }: LinkParts): string {
  const behind = 'day' in of ? `d0${of.day.replaceAll('-', '')}` : of.tablet;
  return `${tenant}.${site}${behind}.${secret}`;
}
