import type {
  CountedPeriod,
  EpisodeFact,
  MetContact,
  PersonFacts,
  ReferralFact,
} from '@ohjaamo/shared/figures/persons/facts.ts';
import { type DayNumber, dateOfDay, dayNumber, mondayOf } from '@ohjaamo/shared/kernel/dates.ts';
import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';
import type { SiteId, StaffId } from '@ohjaamo/shared/kernel/ids.ts';
import { type Draw, type Draws, isTrue, pick } from './draws.ts';
import { volumeAges, type VolumeRow } from './volumeRow.ts';

/** What a municipality's persons are drawn from. */
export interface InventedTown {
  /** Never empty: whoever is met is met somewhere. */
  readonly sites: readonly [TownSite, ...TownSite[]];
  /** Workers who may be somebody's named one. */
  readonly workers: readonly [StaffId, ...StaffId[]];
  /** Codes of home organisations. */
  readonly organisations: readonly string[];
  readonly otherLanguage: Language;
}

interface TownSite {
  readonly id: SiteId;
  readonly volume: VolumeRow;
}

const ACTIVITIES = [
  'UNEMPLOYED_JOBSEEKER',
  'STUDENT',
  'NOT_WORKING_NOT_STUDYING_NOT_REGISTERED',
  'EMPLOYED',
  'WORKSHOP',
  'UNKNOWN',
] as const;
const DESTINATIONS = [
  'DEGREE_EDUCATION',
  'OPEN_MARKET_WORK',
  'WORKSHOP',
  'OTHER_SERVICE',
  'NO_NEED',
  'UNREACHABLE',
] as const;
const DAYS_OF_WEEK = 5;

/**
 * One whom a municipality's workers met in a period: nobody, drawn by a fixed rule. The shares are those that the domain's figures make
 * likely; nobody's course is behind them.
 */
export function inventPerson(town: InventedTown, period: CountedPeriod, draws: Draws): PersonFacts {
  const draw = draws('person');
  const site = pick(
    town.sites,
    town.sites.map(({ volume }) => volume.contacts_per_month),
    draw(),
  );
  const namedWorker = worker(town, draw);
  const isGuided = isTrue(80, draw());
  const hasPlan = isGuided && isTrue(62, draw());
  return {
    language: isTrue(site.volume.other_languages, draw()) ? town.otherLanguage : 'fi',
    ...(isGuided && { namedWorker }),
    contacts: contacts(town, { site, namedWorker, isLight: !isGuided && isTrue(80, draw()) }, period, draws),
    episodes: isGuided ? [episode(namedWorker, period, draws('episode'))] : [],
    hasPlan,
    ...(hasPlan && { reviewOn: dateOfDay(dayNumber(period.to) - 20 + Math.floor(draw() * 90)) }),
    referrals: isGuided && isTrue(34, draw()) ? [referral(town, namedWorker, period, draws('referral'))] : [],
    maps: [],
  };
}

function worker({ workers }: InventedTown, draw: Draw): StaffId {
  return workers[Math.floor(draw() * workers.length)] ?? workers[0];
}

/** A day of the week before Saturday, `part` of the way through the period. */
function workingDay({ from, to }: CountedPeriod, part: number): DayNumber {
  const [first, last] = [dayNumber(from), dayNumber(to)];
  const day = first + Math.floor(part * (last - first + 1));
  const friday = mondayOf(day) + DAYS_OF_WEEK - 1;
  return Math.max(first, Math.min(day, friday));
}

interface Met {
  readonly site: TownSite;
  readonly namedWorker: StaffId;
  readonly isLight: boolean;
}

function contacts(
  town: InventedTown,
  { site, namedWorker, isLight }: Met,
  period: CountedPeriod,
  draws: Draws,
): MetContact[] {
  const draw = draws('contacts');
  const ageBand = pick(volumeAges, site.volume.ages, draw());
  return Array.from({ length: 1 + Math.floor(draw() ** 2 * 4) }, (_, at): MetContact => {
    const day = workingDay(period, draw());
    const first = isTrue(75, draw()) ? namedWorker : worker(town, draw);
    return {
      ...{ id: String(at), site: site.id, date: dateOfDay(day), start: day * 24 * 60 + 10 * 60, ageBand },
      staffIds: isTrue(20, draw()) ? [first, worker(town, draw)] : [first],
      ...{ party: 'YOUTH', identification: isLight ? 'LIGHT' : 'STAFF_VERIFIED', state: 'RECORDED' },
    };
  });
}

function episode(namedWorker: StaffId, period: CountedPeriod, draw: Draw): EpisodeFact {
  const opened = dayNumber(period.from) - 150 + Math.floor(draw() * 200);
  const mainActivity = pick(ACTIVITIES, [34, 24, 16, 12, 8, 6], draw());
  const closed = Math.max(opened + 14, workingDay(period, draw()));
  const isClosed = isTrue(28, draw()) && closed <= dayNumber(period.to);
  return {
    ...{ id: 'episode', openedOn: dateOfDay(opened), mainActivity, namedWorker },
    ...(isClosed && {
      closing: {
        on: dateOfDay(closed),
        destination: pick(DESTINATIONS, [28, 26, 14, 12, 12, 8], draw()),
        source: isTrue(70, draw()) ? 'YOUNG_PERSON' : 'WORKER',
        followUps: [],
      },
    }),
  };
}

function referral(town: InventedTown, sentBy: StaffId, period: CountedPeriod, draw: Draw): ReferralFact {
  const sent = workingDay(period, draw() * 0.85);
  const code = town.organisations[Math.floor(draw() * town.organisations.length)];
  const seen = sent + Math.floor(draw() ** 2 * 12);
  const accepted = seen + Math.floor(draw() * 5);
  const [isAccepted, isMet] = [isTrue(82, draw()), isTrue(80, draw())];
  return {
    ...{ id: 'referral', sentBy, sentOn: dateOfDay(sent), seenOn: dateOfDay(seen) },
    to: code !== undefined && isTrue(75, draw()) ? { code } : 'OUTSIDE',
    ...(isAccepted && { acceptedOn: dateOfDay(accepted) }),
    ...(isAccepted && isMet && { metOn: dateOfDay(accepted + 1 + Math.floor(draw() * 12)) }),
  };
}
