import { type FollowUpMonths, followUpMonths, followUpOn } from '@ohjaamo/shared/cases/episode.ts';
import type { EpisodeFact, PersonFacts } from '@ohjaamo/shared/figures/persons/facts.ts';
import { type ClientId, clientId } from '@ohjaamo/shared/kernel/ids.ts';
import * as z from 'zod';
import { indexes } from '../kernel/tenancy/keys.ts';
import type { TenantScope } from '../kernel/tenancy/scope.ts';
import { type FollowUpRow, followUpRow } from './course/rows.ts';
import { clientRow, episodeRow, type EpisodeRow } from './rows.ts';

const listed = z.object({ kind: z.string(), id: z.string() });
const anyRow = z.object({ kind: z.string().optional() }).loose();
const known = clientRow.unwrap().pick({
  contactLanguage: true,
  team: true,
  tasks: true,
  mergedInto: true,
  mergedFrom: true,
  restriction: true,
});

/** What the head of a case and its course say of a person, with the records that were taken into this one. */
export interface CourseFacts extends Pick<PersonFacts, 'language' | 'namedWorker' | 'episodes' | 'reviewOn'> {
  readonly records: readonly ClientId[];
}

/**
 * Every client of the tenant, from the index of the next look, in which each stands. One Query, eventually consistent, 1 read unit
 * for about 8 clients: who came in this moment is there the next time, and whether somebody still stands the own row says.
 */
export async function everyClient(scope: TenantScope): Promise<ClientId[]> {
  const { workerPk } = scope.keys.due('', '');
  const { items } = await scope.cases.query(workerPk, listed, {}, indexes.cases);
  return items.flatMap(({ kind, id }) => (kind === 'CLIENT' ? [clientId.parse(id)] : []));
}

/**
 * What the figures read of a client's head and course: nothing that is sealed. `undefined` of whoever is erased, was taken into another
 * record, or has the processing of the data restricted (GDPR article 18). One consistent Query.
 */
export async function courseFacts(scope: TenantScope, client: ClientId): Promise<CourseFacts | undefined> {
  const { items } = await scope.cases.query(scope.keys.client(client, '').pk, anyRow, {
    between: ['CLIENT', 'FOLLOW_UP$'],
    consistent: true,
  });
  const of = (kind: string) => items.filter((item) => item.kind === kind);
  const [head] = of('CLIENT');
  if (!head) return undefined;
  const { contactLanguage, team, tasks, mergedInto, mergedFrom = [], restriction } = known.parse(head);
  if (mergedInto !== undefined || restriction !== undefined) return undefined;
  const followUps = of('FOLLOW_UP').map((row) => followUpRow.parse(row));
  const namedWorker = team.find(({ part }) => part === 'NAMED')?.staffId;
  return {
    records: [client, ...mergedFrom],
    language: contactLanguage,
    episodes: of('EPISODE').map((row) => episodeFact(episodeRow.parse(row), followUps)),
    ...(namedWorker && { namedWorker }),
    ...(tasks['REVIEW_PLAN'] && { reviewOn: tasks['REVIEW_PLAN'].dueOn }),
  };
}

function episodeFact(
  { id, openedOn, mainActivity, namedWorker, closing }: EpisodeRow,
  followUps: readonly FollowUpRow[],
): EpisodeFact {
  const base = { id, openedOn, mainActivity, namedWorker };
  if (!closing) return base;
  const { on, destination, source, followUp } = closing;
  return {
    ...base,
    closing: {
      on,
      destination,
      source,
      followUps: followUp ? followUpMonths.map((months) => followUpFact(on, months)) : [],
    },
  };

  function followUpFact(closedOn: string, months: FollowUpMonths) {
    const done = followUps.find((each) => each.episode === id && each.months === months);
    return {
      months,
      on: followUpOn(closedOn, months),
      ...(done && { reached: done.reached, destination: done.destination }),
    };
  }
}
