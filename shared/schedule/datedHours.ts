import { type OpeningChannel, openingChannels } from '../kernel/codes.ts';
import { dateOfDay, type DayNumber, dayNumber } from '../kernel/dates.ts';
import type { DatedHours, OpeningHours } from './plan.ts';

/** The dates between which something holds, both inclusive; without one it has no such end. */
type Dates = Pick<DatedHours, 'validFrom' | 'validTo'>;

/** A date of hours that have none. */
const ANY_DATE = '2000-01-01';

/** A stretch of dates on which one channel's weekly hours are the same; no hours = the channel is closed. */
export interface HoursPeriod {
  readonly from?: string;
  readonly to?: string;
  readonly hours: readonly OpeningHours[];
}

/** Whether weekly hours hold on a day. */
export function holdOn({ validFrom, validTo }: Dates, day: DayNumber): boolean {
  return (
    (validFrom === undefined || dayNumber(validFrom) <= day) &&
    (validTo === undefined || day <= dayNumber(validTo))
  );
}

/** The weekly hours that hold on a date, without their dates. */
export function hoursOn(hours: readonly DatedHours[], date: string): OpeningHours[] {
  const day = dayNumber(date);
  return hours.filter((each) => holdOn(each, day)).map(undated);
}

/** Whether a channel is open in some week from a date on. */
export function isKept(hours: readonly DatedHours[], channel: OpeningChannel, date: string): boolean {
  return hours.some((each) => each.channel === channel && (each.validTo ?? date) >= date);
}

/**
 * Hours with those of one channel in their place from a date on, until its next change that was decided before. What held on earlier dates
 * stays as it was, and so does every other channel. Done twice, it is as done once.
 */
export function hoursFrom(
  standing: readonly DatedHours[],
  channel: OpeningChannel,
  next: readonly OpeningHours[],
  from: string,
): DatedHours[] {
  const change = boundariesOf(standing, channel).find((date) => date > from);
  const validTo = change && dayBefore(change);
  return [
    ...standing.flatMap((each) => (each.channel === channel ? withoutDates(each, from, validTo) : [each])),
    ...next.map((each) => ({ ...undated(each), channel, validFrom: from, ...(validTo && { validTo }) })),
  ];
}

/** Hours with a whole week of every channel in their place from a date on, as in {@link hoursFrom}. What is already so is left as it is. */
export function allHoursFrom(
  standing: readonly DatedHours[],
  next: readonly OpeningHours[],
  from: string,
): readonly DatedHours[] {
  return openingChannels.reduce<readonly DatedHours[]>((hours, channel) => {
    const own = next.filter((each) => each.channel === channel);
    const now = hoursOn(hours, from).filter((each) => each.channel === channel);
    return isSameWeek(own, now) ? hours : hoursFrom(hours, channel, own, from);
  }, standing);
}

/** Whether two weeks have the same hours, in whatever order. */
export function isSameWeek(one: readonly OpeningHours[], other: readonly OpeningHours[]): boolean {
  const sorted = (week: readonly OpeningHours[]) => week.map((each) => JSON.stringify(undated(each))).sort();
  return JSON.stringify(sorted(one)) === JSON.stringify(sorted(other));
}

/**
 * Hours without the change of a channel that begins on a date: what held before it goes on until the next change. Nothing where no change
 * begins then.
 */
export function withoutChange(
  standing: readonly DatedHours[],
  channel: OpeningChannel,
  from: string,
): DatedHours[] | undefined {
  const boundaries = boundariesOf(standing, channel);
  if (!boundaries.includes(from)) return undefined;
  const change = boundaries.find((date) => date > from);
  const last = dayBefore(from);
  return standing.flatMap((each) => {
    if (each.channel !== channel) return [each];
    if (each.validFrom === from) return [];
    if (each.validTo !== last) return [each];
    const { validTo: _, ...open } = each;
    return [change ? { ...open, validTo: dayBefore(change) } : open];
  });
}

/** A channel's hours over time, the earliest first; every date is in one of them. */
export function periodsOf(hours: readonly DatedHours[], channel: OpeningChannel): HoursPeriod[] {
  const own = hours.filter((each) => each.channel === channel);
  const starts = [undefined, ...boundariesOf(own, channel)];
  return starts.map((from, index) => {
    const change = starts[index + 1];
    const to = change && dayBefore(change);
    return { ...(from && { from }), ...(to && { to }), hours: hoursOn(own, from ?? to ?? ANY_DATE) };
  });
}

/** The dates from which a channel's hours are others, in order. */
function boundariesOf(hours: readonly DatedHours[], channel: OpeningChannel): string[] {
  const dates = hours
    .filter((each) => each.channel === channel)
    .flatMap(({ validFrom, validTo }) => [
      ...(validFrom === undefined ? [] : [validFrom]),
      ...(validTo === undefined ? [] : [dateOfDay(dayNumber(validTo) + 1)]),
    ]);
  return [...new Set(dates)].sort();
}

/** What is left of hours when dates are taken out: the part before, and the part after. */
function withoutDates(hours: DatedHours, from: string, to: string | undefined): DatedHours[] {
  const { validFrom, validTo } = hours;
  if (validTo !== undefined && validTo < from) return [hours];
  if (to !== undefined && validFrom !== undefined && validFrom > to) return [hours];
  const before = validFrom === undefined || validFrom < from;
  const after = to !== undefined && (validTo === undefined || validTo > to);
  return [
    ...(before ? [{ ...hours, validTo: dayBefore(from) }] : []),
    ...(after ? [{ ...hours, validFrom: dateOfDay(dayNumber(to) + 1) }] : []),
  ];
}

function dayBefore(date: string): string {
  return dateOfDay(dayNumber(date) - 1);
}

/** Weekly hours without their dates. */
export function undated({ channel, weekday, opens, closes }: OpeningHours): OpeningHours {
  return { channel, weekday, opens, closes };
}
