import type { OpeningChannel } from '../kernel/codes.ts';
import { openingChannels } from '../kernel/codes.ts';
import { dateOfDay, type DayNumber, dayNumber } from '../kernel/dates.ts';
import type { EpochMinute } from '../kernel/time.ts';
import { dayAt, formatOnAxis, type ZoneAxis } from '../kernel/zoneAxis.ts';
import type { CalendarEntry, ChannelHours, SitePage } from './sitePage.ts';
import { channelState, openingOn } from './opening.ts';
import { hoursOn, isKept, periodsOf } from './datedHours.ts';
import type { OpeningHours, SitePlan } from './plan.ts';
import { type Presence, presences } from './presence.ts';

/** Names a worker's line of the calendar; `undefined` leaves out a rule of somebody who has left. */
export type NameOf = (
  presence: Presence,
) => Pick<CalendarEntry, 'staffName' | 'organisation' | 'visitor'> | undefined;

/** The seven days from `monday` as the street sees them. */
export function weekDays(
  plan: SitePlan,
  axis: ZoneAxis,
  monday: DayNumber,
  nameOf: NameOf,
): SitePage['week']['days'] {
  return Array.from({ length: 7 }, (_, index) => {
    const day = monday + index;
    const { closed, changed } = openingOn(plan, day);
    return {
      date: dateOfDay(day),
      ...(closed && { closed }),
      ...(changed && { changed }),
      entries: presences(plan, axis, day, day)
        .flatMap((presence) => entryOf(presence, axis, nameOf))
        .sort((one, other) => compare(one.start, other.start) || compare(one.staffName, other.staffName)),
    };
  });
}

function entryOf(presence: Presence, axis: ZoneAxis, nameOf: NameOf): CalendarEntry[] {
  const named = nameOf(presence);
  const { rule, start, end } = presence;
  if (!named) return [];
  return [
    {
      start: formatOnAxis(axis, start),
      end: formatOnAxis(axis, end),
      mode: rule.mode,
      serviceCode: rule.service,
      staffId: rule.staffId,
      ...named,
      note: rule.note,
    },
  ];
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** So many days ahead the street is told that weekly hours change. */
const COMING_DAYS = 60;

/** Every channel for which the site has weekly hours: open now or next, and the weekly hours themselves. */
export function channelHours(plan: SitePlan, axis: ZoneAxis, now: EpochMinute): ChannelHours[] {
  const today = dateOfDay(dayAt(axis, now));
  return openingChannels
    .filter((channel) => isKept(plan.hours, channel, today))
    .map((channel) => {
      const { openNow, closesAt, opensAt } = channelState(plan, channel, axis, now);
      return {
        channel,
        openNow,
        ...(closesAt !== undefined && { closesAt: formatOnAxis(axis, closesAt) }),
        ...(opensAt !== undefined && { opensAt: formatOnAxis(axis, opensAt) }),
        weekly: weeklyOf(hoursOn(plan.hours, today), channel),
        ...comingOf(plan, channel, today),
      };
    });
}

/** The next change of the weekly hours, if it is near. */
function comingOf(plan: SitePlan, channel: OpeningChannel, today: string): Pick<ChannelHours, 'coming'> {
  const last = dateOfDay(dayNumber(today) + COMING_DAYS);
  const next = periodsOf(plan.hours, channel).find(({ from }) => from !== undefined && from > today);
  if (next?.from === undefined || next.from > last) return {};
  return { coming: { from: next.from, weekly: weeklyOf(next.hours, channel) } };
}

function weeklyOf(hours: readonly OpeningHours[], channel: OpeningChannel): ChannelHours['weekly'] {
  return hours
    .filter((each) => each.channel === channel)
    .map(({ weekday, opens, closes }) => ({ weekday, opens, closes }));
}
