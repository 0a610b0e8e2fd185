import { type catalogueRoutes, SERVICES_SHOWN, WAYS_SHOWN } from '@ohjaamo/shared/catalogue/contract.ts';
import { searched } from '@ohjaamo/shared/catalogue/search.ts';
import { succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';
import type { UseCase } from '../kernel/http/context.ts';
import { readWorkersTenant } from '../tenants/index.ts';
import { channelView } from './channelView.ts';
import {
  type ItemRow,
  listItems,
  readChannels,
  readClassNames,
  readReadingRow,
} from './readingRepository.ts';

/**
 * Services that were read of the catalogue, by words, class and language, the first {@link SERVICES_SHOWN} with the ways to them. One
 * Query of the tenant, two GetItems, one Query a megabyte of services, one BatchGetItem a hundred channels.
 */
export const searchCatalogue: UseCase<(typeof catalogueRoutes)['searchCatalogue']> = async (context) => {
  const { scope, request } = context;
  const { order, ...wanted } = request.query;
  const [{ profile }, reading, names, services] = await Promise.all([
    readWorkersTenant(scope),
    readReadingRow(scope),
    readClassNames(scope),
    listItems(scope, 'SERVICE'),
  ]);
  const found = searched(services, wanted, order ?? 'fi');
  const shown = found.slice(0, SERVICES_SHOWN);
  const ids = [...new Set(shown.flatMap(({ leadsTo }) => leadsTo.slice(0, WAYS_SHOWN)))];
  const channels = new Map((await readChannels(scope, ids)).map((channel) => [channel.id, channel]));
  const inUse = new Set(services.flatMap(({ classes }) => classes));
  return succeed({
    body: {
      services: shown.map((service) => serviceView(service, channels, profile.languages)),
      found: found.length,
      classes: Object.entries(names)
        .filter(([code]) => inUse.has(code))
        .map(([code, name]) => ({ code, name })),
      languages: profile.languages,
      ...(reading.readAt !== undefined && { readAt: reading.readAt }),
      isIncomplete: reading.isIncomplete || reading.readAt === undefined,
    },
  });
};

function serviceView(
  { id, name, summary, leadsTo }: ItemRow,
  channels: ReadonlyMap<string, ItemRow>,
  bound: readonly Language[],
) {
  return {
    ...{ id, name, summary },
    lacks: bound.filter((language) => name[language] === undefined),
    ways: leadsTo.slice(0, WAYS_SHOWN).flatMap((way) => {
      const channel = channels.get(way);
      return channel ? [channelView(channel)] : [];
    }),
    moreWays: Math.max(0, leadsTo.length - WAYS_SHOWN),
  };
}
