import { occurrenceDays } from '@ohjaamo/shared/calendars/recurrence.ts';
import type { DayNumber } from '@ohjaamo/shared/kernel/dates.ts';
import { type ZoneAxis, zoneAxisOfDays } from '@ohjaamo/shared/kernel/zoneAxis.ts';
import { type CalendarComponent, propertyOf } from './components.ts';
import { ruleOf } from './rules.ts';
import { wallTimeOf } from './wallTime.ts';

/** The days that a feed is read for, inclusive. */
export interface DaySpan {
  readonly first: DayNumber;
  readonly last: DayNumber;
}

/** Finds the axis of a TZID; times without one, and of zones that nobody knows, are in the worker's own. */
export type FindZone = (name: unknown) => ZoneAxis;

export const UTC: ZoneAxis = { segments: [{ from: -Infinity, until: Infinity, offset: 0 }] };

/** Names that Microsoft's programs give to zones of Europe (CLDR windowsZones). */
const WINDOWS_ZONES: Readonly<Record<string, string | undefined>> = {
  'FLE Standard Time': 'Europe/Helsinki',
  'GTB Standard Time': 'Europe/Athens',
  'W. Europe Standard Time': 'Europe/Berlin',
  'Romance Standard Time': 'Europe/Paris',
  'Central Europe Standard Time': 'Europe/Budapest',
  'Central European Standard Time': 'Europe/Warsaw',
  'GMT Standard Time': 'Europe/London',
  'Greenwich Standard Time': 'Atlantic/Reykjavik',
  'Russian Standard Time': 'Europe/Moscow',
};
/** Zones and observances of one feed that are looked at. */
const MOST_ZONES = 50;
const MOST_OBSERVANCES = 50;
/** Years, or shorter steps, that one observance is followed through. */
const MOST_STEPS = 1000;

/**
 * Makes the zones of one feed: a name of the IANA database or of Windows stands for that zone; any other name for what
 * the feed's own VTIMEZONE says.
 */
export function zonesOf(
  components: readonly CalendarComponent[],
  ownZone: string,
  { first, last }: DaySpan,
): FindZone {
  const span = { first: first - 400, last: last + 2 };
  const axes = new Map<string, ZoneAxis>();
  const own = zoneAxisOfDays(ownZone, span.first, span.last);
  const described = components.filter(({ name }) => name === 'vtimezone').slice(0, MOST_ZONES);

  function find(name: string): ZoneAxis {
    const known = namedAxis(name, span);
    if (known) return known;
    const described_ = described.find((zone) => propertyOf(zone, 'tzid')?.values[0] === name);
    return (described_ && axisOfTimezone(described_, span)) ?? own;
  }

  return (name) => {
    if (typeof name !== 'string') return own;
    const found = axes.get(name) ?? find(name);
    // Names come from outside: a feed that makes up thousands of them keeps few.
    if (axes.size < MOST_ZONES) axes.set(name, found);
    return found;
  };
}

function namedAxis(name: string, { first, last }: DaySpan): ZoneAxis | undefined {
  // Some programs put a path of their own before the name: `/freeassociation.sourceforge.net/Europe/Helsinki`.
  const iana = WINDOWS_ZONES[name] ?? /(?:^|\/)([A-Z][A-Za-z]+\/[A-Z][A-Za-z_]+)$/u.exec(name)?.[1] ?? name;
  if (iana === 'UTC' || iana === 'Etc/UTC' || iana === 'GMT') return UTC;
  if (!iana.includes('/')) return undefined;
  try {
    return zoneAxisOfDays(iana, first, last);
  } catch {
    return undefined;
  }
}

/** The axis that a VTIMEZONE describes by its observances (RFC 5545 §3.6.5); `undefined` when it describes none. */
function axisOfTimezone(zone: CalendarComponent, span: DaySpan): ZoneAxis | undefined {
  const onsets = zone.inside
    .slice(0, MOST_OBSERVANCES)
    .flatMap((observance) => onsetsOf(observance, span))
    .sort((one, other) => one.at - other.at);
  const [earliest] = onsets;
  if (!earliest) return undefined;
  const segments = [{ from: -Infinity, until: earliest.at, offset: earliest.before }];
  onsets.forEach(({ at, offset }, index) => {
    const until = onsets[index + 1]?.at ?? Infinity;
    if (until > at) segments.push({ from: at, until, offset });
  });
  return { segments };
}

interface Onset {
  /** The instant from which `offset` holds, and the offset before it. */
  readonly at: number;
  readonly offset: number;
  readonly before: number;
}

function onsetsOf(observance: CalendarComponent, span: DaySpan): Onset[] {
  const start = wallTimeOf(propertyOf(observance, 'dtstart')?.values[0]);
  const before = offsetMinutes(propertyOf(observance, 'tzoffsetfrom')?.values[0]);
  const offset = offsetMinutes(propertyOf(observance, 'tzoffsetto')?.values[0]);
  if (!start || before === undefined || offset === undefined) return [];
  const onset = (day: DayNumber): Onset => ({ at: day * 1440 + start.minute - before, offset, before });
  const property = propertyOf(observance, 'rrule');
  const rule = property && ruleOf(property.values[0]);
  const dates = (observance.properties.get('rdate') ?? [])
    .flatMap(({ values }) => values.map((value) => wallTimeOf(value)?.day ?? []))
    .flat()
    .slice(0, MOST_OBSERVANCES);
  if (!rule?.ok) return [start.day, ...dates].map(onset);
  const until = wallTimeOf((property?.values[0] as { until?: unknown }).until)?.day ?? Infinity;
  // The onset before the span decides how the span begins.
  const to = Math.min(span.last, until);
  const days = occurrenceDays(rule.value, start.day, span.first - 400, to, { left: MOST_STEPS }) ?? [];
  return (days.length > 0 ? days : [start.day]).map(onset);
}

/** `+02:00` → 120. */
function offsetMinutes(value: unknown): number | undefined {
  const parts = /^([+-])(\d{2}):?(\d{2})/u.exec(typeof value === 'string' ? value : '');
  if (!parts) return undefined;
  const minutes = Number(parts[2]) * 60 + Number(parts[3]);
  return minutes <= 18 * 60 ? (parts[1] === '-' ? -minutes : minutes) : undefined;
}
