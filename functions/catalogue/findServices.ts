import type { catalogueRoutes } from '@ohjaamo/shared/catalogue/contract.ts';
import { dangersIn } from '@ohjaamo/shared/catalogue/finder/danger.ts';
import {
  find,
  type Findable,
  general,
  type Match,
  type Wanted,
} from '@ohjaamo/shared/catalogue/finder/find.ts';
import { OTHERS_SHOWN, OWN_SHOWN, WAYS_TOLD } from '@ohjaamo/shared/catalogue/finder/routes.ts';
import { understood, wordsOf } from '@ohjaamo/shared/catalogue/finder/speech.ts';
import { languages } from '@ohjaamo/shared/kernel/i18n.ts';
import { problem } from '@ohjaamo/shared/kernel/problem.ts';
import { fail, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { UseCase } from '../kernel/http/context.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { readTenant } from '../tenants/index.ts';
import { channelView } from './channelView.ts';
import { ownServicesOf, readPlans, withTimes } from './ownServices.ts';
import { type ItemRow, listItems, readChannels } from './readingRepository.ts';

/**
 * Finds services for what somebody tells in own words: hard filters first, each with its reason, and the next free times of those of
 * the municipality. Nothing of what was told is kept or logged. Names and the catalogue's services are read as they were a few seconds ago
 * at most: one Query, and one a megabyte. Of each of at most four sites one Query and one GetItem for the plan, and for those that
 * are shown one Query of the sheets and perhaps a BatchGetItem; one BatchGetItem of the ways.
 */
export const findServices: UseCase<(typeof catalogueRoutes)['findServices']> = async ({
  scope,
  request,
  clock,
}) => {
  const { words = '', language, topics, age, spoken } = request.body;
  const tenant = await scope.recently('tenant', () => readTenant(scope));
  const site = tenant?.sites.find(({ slug }) => slug === request.parameters.siteSlug);
  if (!tenant || !site) return fail(problem('not-found'));
  const [plans, items] = await Promise.all([
    readPlans(scope, tenant, site, clock),
    scope.recently('catalogue', () => listItems(scope, 'SERVICE')),
  ]);
  const told = understood(words, language);
  const chosen = topics.filter((topic) => !told.some((each) => each.topic === topic));
  const wanted: Wanted = {
    understood: [...told, ...chosen.map((topic) => ({ topic }))],
    words: wordsOf(words),
    age,
    spoken,
  };
  const own = found(ownServicesOf(plans), wanted).slice(0, OWN_SHOWN);
  const others = found(items.map(itemOf), wanted).slice(0, OTHERS_SHOWN);
  const [ofSites, ofCatalogue] = await Promise.all([withTimes(scope, own, clock), withWays(scope, others)]);
  return succeed({
    body: {
      dangers: dangersIn(words),
      understood: [...wanted.understood],
      own: ofSites,
      others: ofCatalogue,
    },
  });
};

/** What fits; general guidance where nothing does, so that nobody is sent away. */
function found<F extends Findable>(all: readonly F[], wanted: Wanted): Match<F>[] {
  const matches = find(all, wanted);
  return matches.length > 0 ? matches : general(all, wanted);
}

/** The catalogue says in which languages a service is described; in which it is given it does not tell. */
function itemOf(row: ItemRow): Findable & { readonly row: ItemRow } {
  const { id, name, summary, classes, targetGroups } = row;
  const described = languages.filter((language) => name[language] !== undefined);
  return { id, name, summary, classes, targetGroups, languages: described, isOwn: false, row };
}

async function withWays(scope: TenantScope, matches: readonly Match<Findable & { readonly row: ItemRow }>[]) {
  const ids = [...new Set(matches.flatMap(({ found: { row } }) => row.leadsTo.slice(0, WAYS_TOLD)))];
  const channels = new Map((await readChannels(scope, ids)).map((channel) => [channel.id, channel]));
  return matches.map(({ found: { row }, reason }) => ({
    ...{ id: row.id, name: row.name, summary: row.summary, reason },
    ways: row.leadsTo.slice(0, WAYS_TOLD).flatMap((way) => {
      const channel = channels.get(way);
      return channel ? [channelView(channel)] : [];
    }),
  }));
}
