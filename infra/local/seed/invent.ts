import { type Counted, type Counts, sumCounts } from '@ohjaamo/shared/figures/counters.ts';
import {
  appointmentCounts,
  type AppointmentFact,
  contactCounts,
  type ContactFact,
  sessionCounts,
} from '@ohjaamo/shared/figures/facts.ts';
import { feedbackCounts, type FeedbackFact } from '@ohjaamo/shared/figures/feedbackFacts.ts';
import { type DayNumber, dateOfDay } from '@ohjaamo/shared/kernel/dates.ts';
import { feedbackChannels, feedbackStatements } from '@ohjaamo/shared/kernel/feedback.ts';
import type { Language } from '@ohjaamo/shared/kernel/i18n.ts';
import type { SiteId } from '@ohjaamo/shared/kernel/ids.ts';
import type { EpochMinute } from '@ohjaamo/shared/kernel/time.ts';
import { type Draw, type Draws, isTrue, pick } from './draws.ts';
import { volumeAges, volumeChannels, type VolumeRow } from './volumeRow.ts';

/** A day of a site on which somebody was there. */
export interface WorkingDay {
  readonly day: DayNumber;
  /** Noon, in minutes since 1970. */
  readonly noon: EpochMinute;
  /** What part of a month's work falls on it. */
  readonly share: number;
}

export interface InventedSite {
  readonly siteId: SiteId;
  readonly volume: VolumeRow;
  /** The language that is not Finnish here most often. */
  readonly otherLanguage: Language;
}

/** The months' weights: spring's applications and summer jobs, autumn's beginning, and a quiet July. */
const SEASON = [1.05, 1.25, 1.25, 1.05, 1, 0.8, 0.43, 1.1, 1.1, 1, 0.95, 0.75] as const;

const SERVICES = ['INDIV', 'STUDY', 'JOB'] as const;

/**
 * What a site's day counts, of facts that are drawn from the site's volumes and counted as every fact is. Nobody stands behind them and they
 * are not kept: of days as old as these a municipality may have the numbers alone.
 */
export function inventDay(site: InventedSite, at: WorkingDay, draws: Draws): Counts {
  const { volume } = site;
  const month = Number(dateOfDay(at.day).slice(5, 7));
  const weight = at.share * (SEASON[month - 1] ?? 1);
  const times = (perMonth: number, what: string) =>
    Array.from({ length: Math.floor(perMonth * weight + draws(what)()) }, (_, number) => number);
  const facts: readonly Counted[] = [
    ...times(volume.contacts_per_month, 'contacts').map((number) =>
      contactCounts(contact(site, at, draws(`contact ${String(number)}`))),
    ),
    ...times(volume.bookings_per_month, 'bookings').map((number) =>
      appointmentCounts(appointment(site, at, draws(`booking ${String(number)}`))),
    ),
    ...times(volume.groups_per_month, 'groups').map((number) =>
      sessionCounts({
        ...{ site: site.siteId, date: dateOfDay(at.day), sessions: 1 },
        attendances: around(volume.group_size, draws(`group ${String(number)}`)()),
      }),
    ),
  ];
  return sumCounts(facts.map(({ counts }) => counts));
}

/** What the answers of a day count. */
export function inventAnswers(site: InventedSite, at: WorkingDay, draws: Draws): Counts {
  const many = Math.floor(site.volume.answers_per_month * at.share + draws('answers')());
  const answers = Array.from({ length: many }, (_, number) =>
    feedbackCounts(answer(site, at, draws(`answer ${String(number)}`))),
  );
  return sumCounts(answers.map(({ counts }) => counts));
}

function contact(
  { siteId, volume, otherLanguage }: InventedSite,
  { day, noon }: WorkingDay,
  draw: Draw,
): ContactFact {
  const start = noon + Math.floor(draw() * 240);
  const channel = pick(volumeChannels, volume.channels, draw());
  const isAnonymous = isTrue(volume.anonymous, draw());
  const minutes = around(
    channel === 'ON_SITE' || channel === 'OUTREACH' ? volume.minutes : volume.minutes / 2,
    draw(),
  );
  const waited = Math.floor(draw() ** 2 * 32);
  // Most is entered the same day, some of the field's on the next, little after three days.
  const entered = start + minutes + (draw() < 0.06 ? 4 * 24 * 60 : 0);
  return {
    ...{ site: siteId, date: dateOfDay(day), channel, start, minutes },
    topics: topicsOf(volume, draw),
    ageBand: pick(volumeAges, volume.ages, draw()),
    party: 'YOUTH',
    identification: isAnonymous ? 'ANONYMOUS' : draw() < 0.27 ? 'LIGHT' : 'STAFF_VERIFIED',
    state: 'RECORDED',
    ...(channel === 'ON_SITE' && draw() < 0.85 && { arrivedAt: instant(start - waited) }),
    recordedAt: instant(entered),
    ...(draw() < 0.8 && { resolvedSameDay: isTrue(volume.solved, draw()) }),
    ...(!isAnonymous && { language: languageOf(volume, otherLanguage, draw) }),
  };
}

function topicsOf(volume: VolumeRow, draw: Draw): ContactFact['topics'] {
  // The first of the list comes most often, and a third of the young people have a second matter.
  const next = () => volume.topics[Math.floor(draw() ** 1.6 * volume.topics.length)] ?? 'OTHER';
  if (draw() < 0.12) return ['OTHER'];
  return draw() < 0.33 ? [...new Set([next(), next()])] : [next()];
}

function appointment(
  { siteId, volume, otherLanguage }: InventedSite,
  { day, noon }: WorkingDay,
  draw: Draw,
): AppointmentFact {
  const offered = 1 + Math.floor(draw() ** 2 * 10);
  const lead = offered + Math.floor(draw() ** 2 * 8);
  const [missed, late] = [volume.no_show, volume.no_show + volume.late_cancel];
  const outcome = draw() * 100;
  return {
    ...{ siteId, date: dateOfDay(day), language: languageOf(volume, otherLanguage, draw) },
    state:
      outcome < missed
        ? 'NO_SHOW'
        : outcome < late
          ? 'CANCELLED_LATE'
          : outcome < late + 8
            ? 'CANCELLED_IN_TIME'
            : 'KEPT',
    createdAt: instant(noon - lead * 24 * 60),
    firstOffered: noon - (lead - offered) * 24 * 60,
    service: SERVICES[Math.floor(draw() * SERVICES.length)] ?? 'INDIV',
  };
}

function answer(
  { siteId, volume, otherLanguage }: InventedSite,
  { day }: WorkingDay,
  draw: Draw,
): FeedbackFact {
  const grade = Math.round(Math.min(10, Math.max(4, volume.grades + 1.3 - draw() * 2.6)));
  return {
    ...{ site: siteId, date: dateOfDay(day), state: 'GIVEN' },
    channel: feedbackChannels[Math.floor(draw() * feedbackChannels.length)] ?? 'TABLET',
    language: languageOf(volume, otherLanguage, draw),
    grade: grade as FeedbackFact['grade'],
    statements: Object.fromEntries(feedbackStatements.map((each) => [each, Math.ceil(5 - draw() ** 2 * 4)])),
  };
}

function languageOf({ other_languages: others }: VolumeRow, other: Language, draw: Draw): Language {
  return isTrue(others, draw()) ? other : 'fi';
}

/** A whole number about a middle one: from a third of it to twice as much, half of them on either side. */
function around(middle: number, drawn: number): number {
  const factor = drawn < 0.5 ? 0.33 + 1.34 * drawn : 1 + 2 * (drawn - 0.5);
  return Math.max(1, Math.round(middle * factor));
}

function instant(minute: EpochMinute): string {
  return new Date(minute * 60_000).toISOString();
}
