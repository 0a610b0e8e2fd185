import type { Topic } from '@ohjaamo/shared/kernel/codes.ts';
import type { LocalizedText } from '@ohjaamo/shared/kernel/i18n.ts';
import type { InstrumentArea } from '@ohjaamo/shared/maps/instrument.ts';
import type { SitePage } from '@ohjaamo/shared/schedule/sitePage.ts';
import { bookHref, type SiteAddress } from '../street/addresses.ts';

/** Where help with an area is found: times that can be booked. */
export type AreaHelp = (
  area: InstrumentArea,
) => readonly { readonly name: LocalizedText; readonly href: string }[];

/** The bookable services of a site that help with an area; none of a site that is not known. */
export function areaHelp(
  address: SiteAddress,
  site: SitePage | undefined,
  services: readonly { readonly code: string; readonly topics: readonly Topic[] }[],
): AreaHelp {
  return ({ topics }) =>
    (site?.services ?? [])
      .filter(
        ({ code, bookable }) =>
          bookable &&
          services.some((each) => each.code === code && each.topics.some((topic) => topics.includes(topic))),
      )
      .map(({ code, name }) => ({ name, href: bookHref(address, 'when', { service: code }) }));
}
