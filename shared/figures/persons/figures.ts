import { ageBands } from '../../kernel/codes.ts';
import { languages, type LocalizedText } from '../../kernel/i18n.ts';
import { byCode } from '../byCode.ts';
import { type Distribution, percentile } from '../distribution.ts';
import { THRESHOLD } from '../threshold.ts';
import type { PersonFigures, ReferralFunnel } from './contract.ts';
import { mapChanges, type PersonCounter, type PersonCounts, personEntries } from './counts.ts';

/** Names of areas by `instrument:area`. */
export type AreaNames = Readonly<Record<string, LocalizedText>>;

/** The person-based figures of what was counted at one place. */
export function personFiguresOf(counts: PersonCounts, names: AreaNames = {}): PersonFigures {
  const at = (counter: PersonCounter): number => counts[counter] ?? 0;
  return {
    clients: { identified: at('identified'), light: at('light') },
    acrossOrganisations: at('acrossOrganisations'),
    byOrganisation: Object.entries(under(counts, 'metBy:')).map(([code, identified]) => ({
      organisation: code,
      identified,
      across: at(`metByOthersToo:${code}`),
    })),
    byAge: byCode(ageBands, (each) => at(`age_${each}`)),
    byLanguage: byCode(languages, (each) => at(`language_${each}`)),
    byActivity: under(counts, 'activity_'),
    continuity: {
      named: at('named'),
      first: at('metFirst'),
      later: at('later'),
      laterNamed: at('laterNamed'),
    },
    plans: {
      openEpisodes: at('openEpisodes'),
      withPlan: at('withPlan'),
      plans: at('plans'),
      overdue: at('overdue'),
    },
    referrals: referralsOf(counts),
    maps: mapsOf(counts, names),
    destinations: destinationsOf(counts),
    followUps: ([3, 6] as const).map((months) => ({
      months,
      due: at(`due:${months}`),
      reached: at(`reached:${months}`),
      byDestination: under(counts, `after:${months}:`),
    })),
  };
}

/** The counters behind a beginning, by the rest of their names, in the order of the names. */
function under(counts: PersonCounts, begin: string): Record<string, number> {
  return Object.fromEntries(
    personEntries(counts)
      .filter(([name]) => name.startsWith(begin))
      .map(([name, count]): [string, number] => [name.slice(begin.length), count])
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );
}

function referralsOf(counts: PersonCounts): PersonFigures['referrals'] {
  const types = Object.keys(under(counts, 'sent:'));
  return {
    all: funnelOf(counts, types),
    byType: types.map((type) => ({ type, ...funnelOf(counts, [type]) })),
  };
}

function funnelOf(counts: PersonCounts, types: readonly string[]): ReferralFunnel {
  const sum = (step: 'sent' | 'accepted' | 'met' | 'unopened'): number =>
    types.reduce((total, type) => total + (counts[`${step}:${type}`] ?? 0), 0);
  const days = (step: 'acceptDays' | 'meetingDays'): number | undefined => {
    const values = types.flatMap((type) => Object.entries(under(counts, `${step}:${type}:`)));
    const distribution: Distribution = values
      .map(([value, count]) => [Number(value), count] as const)
      .sort(([one], [other]) => one - other);
    return percentile(distribution, 0.5);
  };
  return {
    sent: sum('sent'),
    accepted: sum('accepted'),
    met: sum('met'),
    unopened: sum('unopened'),
    acceptMedian: days('acceptDays'),
    meetingMedian: days('meetingDays'),
  };
}

/** M16: areas in which fewer than five were compared are nobody's to see, the own house's neither (domain section 6). */
function mapsOf(counts: PersonCounts, names: AreaNames): PersonFigures['maps'] {
  const areas = [
    ...new Set(Object.keys(under(counts, 'map:')).map((name) => name.slice(0, name.lastIndexOf(':')))),
  ];
  return areas.flatMap((name) => {
    const [instrument = '', area = ''] = name.split(':');
    const [up = 0, same = 0, down = 0] = mapChanges.map(
      (change) => counts[`map:${instrument}:${area}:${change}`] ?? 0,
    );
    if (up + same + down < THRESHOLD) return [];
    return { instrument, area, ...(names[name] && { name: names[name] }), up, same, down };
  });
}

function destinationsOf(counts: PersonCounts): PersonFigures['destinations'] {
  const closed = under(counts, 'closed:');
  const codes = [...new Set(Object.keys(closed).map((name) => name.split(':')[0] ?? ''))];
  return byCode(codes, (code) => ({
    youngPerson: closed[`${code}:YOUNG_PERSON`] ?? 0,
    worker: closed[`${code}:WORKER`] ?? 0,
    calendar: closed[`${code}:CALENDAR`] ?? 0,
  }));
}
