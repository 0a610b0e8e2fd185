import type { OpeningChannel } from '../kernel/codes.ts';
import { openingChannels } from '../kernel/codes.ts';
import { dateOfDay, type DayNumber } from '../kernel/dates.ts';
import type { EpochMinute } from '../kernel/time.ts';
import { formatOnAxis, type ZoneAxis } from '../kernel/zoneAxis.ts';
import type { CalendarEntry, ChannelHours, SitePage } from './sitePage.ts';
import { channelState, openingOn } from './opening.ts';
import type { SitePlan } from './plan.ts';
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

/** Every channel for which the site has weekly hours: open now or next, and the weekly hours themselves. */
export function channelHours(plan: SitePlan, axis: ZoneAxis, now: EpochMinute): ChannelHours[] {
  return openingChannels
    .filter((channel) => plan.hours.some((each) => each.channel === channel))
    .map((channel) => {
      const { openNow, closesAt, opensAt } = channelState(plan, channel, axis, now);
      return {
        channel,
        openNow,
        ...(closesAt !== undefined && { closesAt: formatOnAxis(axis, closesAt) }),
        ...(opensAt !== undefined && { opensAt: formatOnAxis(axis, opensAt) }),
        weekly: weeklyOf(plan, channel),
      };
    });
}

function weeklyOf(plan: SitePlan, channel: OpeningChannel): ChannelHours['weekly'] {
  return plan.hours
    .filter((each) => each.channel === channel)
    .map(({ weekday, opens, closes }) => ({ weekday, opens, closes }));
}
