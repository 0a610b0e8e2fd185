import { dayNumber } from '../../kernel/dates.ts';
import { type PersonCounts, sumPersonCounts } from './counts.ts';
import type { CountedPeriod, EpisodeFact, PersonFacts } from './facts.ts';

/** Whoever comes back within so many days goes on with the same episode (domain section 6). */
export const SAME_EPISODE_DAYS = 90;
/** An episode of more days than this should have a plan (M14). */
const DAYS_WITHOUT_PLAN = 30;

/** Episodes in the order of opening, each once. What came back within 90 days is one episode, from the first opening to the last closing. */
export function sortedEpisodes(episodes: readonly EpisodeFact[]): EpisodeFact[] {
  const each = [...new Map(episodes.map((episode) => [episode.id, episode])).values()].sort(
    (one, other) => dayNumber(one.openedOn) - dayNumber(other.openedOn) || (one.id < other.id ? -1 : 1),
  );
  const joined: EpisodeFact[] = [];
  for (const next of each) {
    const last = joined.at(-1);
    const ended = last?.closing?.on;
    const goesOn = ended !== undefined && dayNumber(next.openedOn) - dayNumber(ended) <= SAME_EPISODE_DAYS;
    if (last && goesOn) {
      joined[joined.length - 1] = { ...next, openedOn: last.openedOn, mainActivity: last.mainActivity };
    } else {
      joined.push(next);
    }
  }
  return joined;
}

/** What an episode's end in a period counts for in M17, and the follow-ups whose day has come in it in M18. */
export function closingCounts({ closing }: EpisodeFact, period: CountedPeriod): PersonCounts {
  if (!closing) return {};
  const closed: PersonCounts = isIn(closing.on, period)
    ? { [`closed:${closing.destination}:${closing.source ?? 'CALENDAR'}`]: 1 }
    : {};
  const after = closing.followUps
    .filter(({ on }) => isIn(on, period) && on <= period.today)
    .map(({ months, reached, destination }): PersonCounts => ({
      [`due:${months}`]: 1,
      ...(reached && { [`reached:${months}`]: 1, [`after:${months}:${destination ?? 'UNKNOWN'}`]: 1 }),
    }));
  return sumPersonCounts([closed, ...after]);
}

/** What a person counts for in M14 as things stand on a date; whoever has no open episode counts for nothing. */
export function planCounts({ episodes, hasPlan, reviewOn }: PersonFacts, on: string): PersonCounts {
  const open = sortedEpisodes(episodes).findLast(
    ({ openedOn, closing }) => openedOn <= on && (closing === undefined || closing.on > on),
  );
  if (!open) return {};
  const isLong = dayNumber(on) - dayNumber(open.openedOn) > DAYS_WITHOUT_PLAN;
  return {
    ...(isLong && { openEpisodes: 1, ...(hasPlan && { withPlan: 1 }) }),
    ...(hasPlan && { plans: 1, ...(reviewOn !== undefined && reviewOn < on && { overdue: 1 }) }),
  };
}

/** Whether a date lies in a period. */
export function isIn(date: string, { from, to }: Pick<CountedPeriod, 'from' | 'to'>): boolean {
  return from <= date && date <= to;
}
