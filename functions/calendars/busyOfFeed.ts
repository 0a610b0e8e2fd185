import { unionOf } from '@ohjaamo/shared/calendars/busyTimes.ts';
import { occurrenceDays, type StepBudget } from '@ohjaamo/shared/calendars/recurrence.ts';
import type { DayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import { fail, type Result, succeed } from '@ohjaamo/shared/kernel/result.ts';
import type { EpochMinute } from '@ohjaamo/shared/kernel/time.ts';
import { dayAt, type Interval, type ZoneAxis } from '@ohjaamo/shared/kernel/zoneAxis.ts';
import {
  type CalendarComponent,
  type CalendarProperty,
  propertyOf,
  readComponents,
  wordOf,
} from './components.ts';
import { ruleOf } from './rules.ts';
import { durationMinutes, instantOf, type WallTime, wallTimeOf } from './wallTime.ts';
import { type FindZone, UTC, zonesOf } from './zones.ts';

const DAY = 1440;
/** Occurrences of one feed that are followed at most; a busy person's half a year has some two thousand. */
const MOST_OCCURRENCES = 20_000;
/** Days, weeks, months and years that the rules of one feed are stepped through at most: a second's work. */
const MOST_STEPS = 500_000;
/** The longest event whose beginning is looked for before the window, in days. */
const LONGEST_DAYS = 62;

/** What a feed says of a stretch of time: when its owner is busy, and how much of it was understood. */
export interface FeedBusy {
  readonly busy: readonly Interval[];
  readonly events: number;
  readonly unclear: number;
}

/** How a feed is to be read. */
export interface FeedWindow extends Interval {
  /** Zone of times that name none. */
  readonly zone: string;
  /** Events whose UID ends like this are our own invitations come back, and no other business of the worker. */
  readonly ownUidEnding?: string;
}

/**
 * Reads when the owner of an iCalendar feed is busy within the window: the union of all events and busy periods that are
 * neither transparent, free nor cancelled. Titles and everything else are left unread. A component that cannot be read or
 * understood is counted and left out; text that is no calendar is `NOT_A_CALENDAR`. Nothing a feed holds makes it throw
 * or run without an end.
 */
export function busyOfFeed(text: string, window: FeedWindow): Result<FeedBusy, 'NOT_A_CALENDAR'> {
  const content = readComponents(text);
  if (!content) return fail('NOT_A_CALENDAR');
  const zones = zonesOf(content.components, window.zone, {
    first: Math.floor(window.start / DAY) - LONGEST_DAYS,
    last: Math.ceil(window.end / DAY),
  });
  const events = content.components
    .filter(({ name }) => name === 'vevent')
    .filter((event) => !isOwn(event, window.ownUidEnding));
  const periods = content.components.filter(({ name }) => name === 'vfreebusy');
  const moved = movedInstances(events, zones);
  const reading = { zones, window, moved, budget: { left: MOST_STEPS } };
  const busy: Interval[] = [];
  let unclear = content.broken;
  for (const component of [...events, ...periods]) {
    const found = component.name === 'vevent' ? busyOfEvent(component, reading) : busyPeriods(component);
    if (!found || busy.length > MOST_OCCURRENCES) unclear++;
    else busy.push(...found.filter(({ start, end }) => start < window.end && end > window.start));
  }
  return succeed({ busy: unionOf(busy), events: events.length + periods.length, unclear });
}

function isOwn(event: CalendarComponent, ending: string | undefined): boolean {
  return ending !== undefined && wordOf(event, 'uid').endsWith(ending.toUpperCase());
}

/** The instants of each series that an event of their own replaces, by UID. */
function movedInstances(
  events: readonly CalendarComponent[],
  zones: FindZone,
): ReadonlyMap<string, ReadonlySet<EpochMinute>> {
  const moved = new Map<string, Set<EpochMinute>>();
  for (const event of events) {
    const property = propertyOf(event, 'recurrence-id');
    const [at] = property ? instantsOf(property, zones) : [];
    if (at === undefined) continue;
    const uid = wordOf(event, 'uid');
    moved.set(uid, (moved.get(uid) ?? new Set()).add(at));
  }
  return moved;
}

/** What all events of a feed are read with. */
interface Reading {
  readonly zones: FindZone;
  readonly window: FeedWindow;
  /** The instants of each series that an event of their own replaces, by UID. */
  readonly moved: ReadonlyMap<string, ReadonlySet<EpochMinute>>;
  readonly budget: StepBudget;
}

/** When an event makes its owner busy; none for one that does not; `undefined` for one that cannot be understood. */
function busyOfEvent(
  event: CalendarComponent,
  { zones, window, moved, budget }: Reading,
): Interval[] | undefined {
  const isFree =
    wordOf(event, 'status') === 'CANCELLED' ||
    wordOf(event, 'transp') === 'TRANSPARENT' ||
    wordOf(event, 'x-microsoft-cdo-busystatus') === 'FREE';
  if (isFree) return [];
  const property = propertyOf(event, 'dtstart');
  const start = wallTimeOf(property?.values[0]);
  if (!property || !start) return undefined;
  const axis = axisFor(start, property, zones);
  const lasting = lengthOf(event, start, axis, zones);
  if (lasting === undefined) return undefined;
  const isInstance = event.properties.has('recurrence-id');
  const days = isInstance ? [start.day] : daysOf(event, { start, axis, window, budget });
  if (!days) return undefined;
  const left = isInstance ? undefined : leftOut(event, zones, moved.get(wordOf(event, 'uid')));
  const starts = days.map((day) => instantOf(axis, day, start.minute));
  const more = isInstance ? [] : (event.properties.get('rdate') ?? []);
  const added = more.flatMap((rdate) => instantsOf(rdate, zones));
  const usual = [...starts, ...added].filter(
    (at) => !left?.instants.has(at) && !left?.days.has(dayAt(axis, at)),
  );
  return [
    ...usual.map((at) => occurrence(at, lasting, start.isDate ? axis : undefined)),
    ...more.flatMap(({ type, values }) => (type === 'period' ? values.flatMap(periodOf) : [])),
  ];
}

/** An event from `at`; whole days end at a midnight, whatever the clocks did meanwhile. */
function occurrence(at: EpochMinute, minutes: number, wholeDays: ZoneAxis | undefined): Interval {
  const end = wholeDays
    ? instantOf(wholeDays, dayAt(wholeDays, at) + Math.round(minutes / DAY), 0)
    : at + minutes;
  return { start: Math.floor(at), end: Math.ceil(end) };
}

/** Minutes that the event lasts, of whole days in days of 1440; a date without an end is that day (RFC 5545 §3.6.1). */
function lengthOf(
  event: CalendarComponent,
  start: WallTime,
  axis: ZoneAxis,
  zones: FindZone,
): number | undefined {
  const until = propertyOf(event, 'dtend');
  const duration = propertyOf(event, 'duration');
  if (until) {
    const end = wallTimeOf(until.values[0]);
    if (end?.isDate !== start.isDate) return undefined;
    if (start.isDate) return Math.max(0, end.day - start.day) * DAY;
    const endAxis = axisFor(end, until, zones);
    return Math.max(0, instantOf(endAxis, end.day, end.minute) - instantOf(axis, start.day, start.minute));
  }
  if (duration) return durationMinutes(duration.values[0]);
  return start.isDate ? DAY : 0;
}

/** The days of a series in the window, or the one day of a single event. */
function daysOf(
  event: CalendarComponent,
  { start, axis, window, budget }: Pick<Reading, 'window' | 'budget'> & { start: WallTime; axis: ZoneAxis },
): DayNumber[] | undefined {
  const rules = event.properties.get('rrule') ?? [];
  if (rules.length === 0) return [start.day];
  const from = Math.floor(window.start / DAY) - LONGEST_DAYS;
  const to = Math.ceil(window.end / DAY) + 1;
  const days = new Set<DayNumber>();
  for (const { values } of rules) {
    const rule = ruleOf(values[0]);
    const last = lastDay((values[0] as { until?: unknown } | undefined)?.until, start, axis);
    if (!rule.ok || last === undefined) return undefined;
    const found = occurrenceDays(rule.value, start.day, from, Math.min(to, last), budget);
    if (!found) return undefined;
    for (const day of found) days.add(day);
  }
  return [...days];
}

/** The last day that UNTIL leaves; unbounded without one, `undefined` when it cannot be read. */
function lastDay(value: unknown, start: WallTime, axis: ZoneAxis): DayNumber | undefined {
  if (value === undefined) return Infinity;
  const until = wallTimeOf(value);
  if (!until) return undefined;
  if (until.isDate) return until.day;
  const instant = instantOf(until.isUtc ? UTC : axis, until.day, until.minute);
  const day = dayAt(axis, instant);
  return instantOf(axis, day, start.minute) <= instant ? day : day - 1;
}

/** What EXDATE and instances of their own take out of a series. Some programs write dates for times: the whole day then. */
function leftOut(event: CalendarComponent, zones: FindZone, moved: ReadonlySet<EpochMinute> | undefined) {
  const properties = event.properties.get('exdate') ?? [];
  const days = properties.flatMap(({ values }) =>
    values.flatMap((value) => {
      const wall = wallTimeOf(value);
      return wall?.isDate ? [wall.day] : [];
    }),
  );
  const instants = properties.flatMap((property) => instantsOf(property, zones));
  return { days: new Set(days), instants: new Set([...instants, ...(moved ?? [])]) };
}

/** The instants of a property's dates and times. */
function instantsOf(property: CalendarProperty, zones: FindZone): EpochMinute[] {
  return property.values.flatMap((value) => {
    const wall = wallTimeOf(value);
    return wall ? [instantOf(axisFor(wall, property, zones), wall.day, wall.minute)] : [];
  });
}

function axisFor(wall: WallTime, { parameters }: CalendarProperty, zones: FindZone): ZoneAxis {
  return wall.isUtc ? UTC : zones(parameters['tzid']);
}

/** The periods of a VFREEBUSY that are not free. */
function busyPeriods(component: CalendarComponent): Interval[] {
  return (component.properties.get('freebusy') ?? [])
    .filter(({ parameters }) => parameters['fbtype'] !== 'FREE')
    .flatMap(({ values }) => values.flatMap(periodOf));
}

/** A period in UTC, by its end or its length. */
function periodOf(value: unknown): Interval[] {
  const [from, to] = Array.isArray(value) ? (value as unknown[]) : [];
  const start = wallTimeOf(from);
  if (!start) return [];
  const begin = instantOf(UTC, start.day, start.minute);
  const until = wallTimeOf(to);
  const end = until ? instantOf(UTC, until.day, until.minute) : begin + (durationMinutes(to) ?? 0);
  return [{ start: Math.floor(begin), end: Math.ceil(end) }];
}
