import { type OpeningChannel, openingChannels } from '../kernel/codes.ts';
import { type DayNumber, dayNumber, minuteOfDay, weekdayOf } from '../kernel/dates.ts';
import type { LocalizedText } from '../kernel/i18n.ts';
import type { EpochMinute } from '../kernel/time.ts';
import {
  dayAt,
  type Interval,
  instantsOf,
  joined,
  type WallInterval,
  type ZoneAxis,
} from '../kernel/zoneAxis.ts';
import { holdOn } from './datedHours.ts';
import { holidayOn } from './holidays.ts';
import type { OpeningException, SitePlan } from './plan.ts';

/** How far ahead "next open" is looked for. */
export const OPENING_HORIZON_DAYS = 28;

/** One day of a site after holidays and exceptions, in wall time. */
export interface DayOpening {
  /** Why the whole day is closed. */
  readonly closed?: LocalizedText;
  /** What closes it: the house's own exception, or the calendar. */
  readonly closedBy?: 'EXCEPTION' | 'HOLIDAY';
  /** Why the hours differ from the weekly ones. */
  readonly changed?: LocalizedText;
  /** On a date that was opened explicitly: the house is open then and only then, for every channel. Sorted. */
  readonly bounds?: readonly WallInterval[];
  readonly hours: Readonly<Record<OpeningChannel, readonly WallInterval[]>>;
}

/**
 * Applies the calendar's holidays and a site's exceptions to one date:
 * - CLOSED closes every channel, and so does a public holiday, whatever else is said of the date, unless a REPLACE or an
 *   OPEN of that single date opens it explicitly: then it is open for what they say and for nothing else;
 * - REPLACE over a season replaces the walk-in hours and nothing else: booked mornings go on while the evening hours of
 *   the street rest for the summer;
 * - REPLACE of a single date (`from` = `to`) is the opening of the house on that date, a staff day for instance: every
 *   other channel is cut to it, so that nobody books a time behind a closed door;
 * - of several that replace one date, a single date beats a season, then the last one stands;
 * - OPEN adds its hours to its channel on every date that is not closed.
 */
export function openingOn(plan: Pick<SitePlan, 'exceptions' | 'hours'>, day: DayNumber): DayOpening {
  const touching = plan.exceptions.filter((exception) => touches(exception, day));
  const closing = closingOf(touching, day);
  const replacing = touching.filter((exception) => exception.kind === 'REPLACE');
  const single = replacing.findLast(isSingleDate);
  const opening = touching.filter(
    (exception) => exception.kind === 'OPEN' && (!closing || isSingleDate(exception)),
  );
  if (closing && !single && opening.length === 0) return { ...closing, hours: hoursBy(() => []) };
  const replaced = single ?? (closing ? undefined : replacing.at(-1));
  const changed = (replaced ?? opening[0])?.name;
  const walkIn = replaced && wallOf(replaced);
  const base = closing ? hoursBy(() => []) : weeklyHours(plan, day);
  const hours = hoursBy((channel) => {
    const added = opening.filter((each) => each.kind === 'OPEN' && each.channel === channel).map(wallOf);
    const kept = single && walkIn ? cut(base[channel], [walkIn]) : base[channel];
    return joined([...(channel === 'WALK_IN' && walkIn ? [walkIn] : kept), ...added]);
  });
  const isBounded = single !== undefined || closing !== undefined;
  return {
    ...(changed && { changed }),
    ...(isBounded && { bounds: joined([...(walkIn ? [walkIn] : []), ...opening.map(wallOf)]) }),
    hours,
  };
}

function closingOf(
  touching: readonly OpeningException[],
  day: DayNumber,
): Required<Pick<DayOpening, 'closed' | 'closedBy'>> | undefined {
  const exception = touching.find(({ kind }) => kind === 'CLOSED');
  if (exception) return { closed: exception.name, closedBy: 'EXCEPTION' };
  const holiday = holidayOn(day);
  return holiday?.closes ? { closed: holiday.name, closedBy: 'HOLIDAY' } : undefined;
}

function wallOf(exception: OpeningException): WallInterval {
  return exception.kind === 'CLOSED'
    ? { start: 0, end: 0 }
    : { start: minuteOfDay(exception.opens), end: minuteOfDay(exception.closes) };
}

function touches(exception: OpeningException, day: DayNumber): boolean {
  return (
    day >= dayNumber(exception.from) &&
    day <= dayNumber(exception.to) &&
    (exception.weekdays === undefined || exception.weekdays.includes(weekdayOf(day)))
  );
}

function isSingleDate(exception: OpeningException): boolean {
  return exception.from === exception.to;
}

function weeklyHours(plan: Pick<SitePlan, 'hours'>, day: DayNumber): DayOpening['hours'] {
  const weekday = weekdayOf(day);
  return hoursBy((channel) =>
    joined(
      plan.hours
        .filter((each) => each.channel === channel && each.weekday === weekday && holdOn(each, day))
        .map(({ opens, closes }) => ({ start: minuteOfDay(opens), end: minuteOfDay(closes) })),
    ),
  );
}

function hoursBy(of: (channel: OpeningChannel) => readonly WallInterval[]): DayOpening['hours'] {
  return Object.fromEntries(openingChannels.map((channel) => [channel, of(channel)])) as DayOpening['hours'];
}

/** What of `stretches` lies inside `bounds`; both are sorted and without overlaps. */
export function cut(stretches: readonly WallInterval[], bounds: readonly WallInterval[]): WallInterval[] {
  return stretches.flatMap((stretch) =>
    bounds
      .map((bound) => ({
        start: Math.max(stretch.start, bound.start),
        end: Math.min(stretch.end, bound.end),
      }))
      .filter(({ start, end }) => end > start),
  );
}

/** Whether a channel is open at an instant; when it closes, or when it next opens within {@link OPENING_HORIZON_DAYS}. */
export interface ChannelState {
  readonly openNow: boolean;
  readonly closesAt?: EpochMinute;
  readonly opensAt?: EpochMinute;
}

/** The state of one channel at `now`; `axis` reaches two days past the horizon. */
export function channelState(
  plan: Pick<SitePlan, 'exceptions' | 'hours'>,
  channel: OpeningChannel,
  axis: ZoneAxis,
  now: EpochMinute,
): ChannelState {
  const today = dayAt(axis, now);
  const stretches: Interval[] = [];
  for (let day = today; day <= today + OPENING_HORIZON_DAYS; day++) {
    for (const hours of openingOn(plan, day).hours[channel]) stretches.push(...instantsOf(axis, day, hours));
  }
  // Hours that run to midnight and go on from midnight are one opening.
  const next = joined(stretches).find(({ end }) => end > now);
  if (!next) return { openNow: false };
  return next.start <= now ? { openNow: true, closesAt: next.end } : { openNow: false, opensAt: next.start };
}
