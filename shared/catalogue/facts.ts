import * as z from 'zod';
import { type Weekday, weekdays } from '../kernel/codes.ts';

/** What is said of a place of service. */
export const factKinds = [
  'NAME',
  'SUMMARY',
  'DESCRIPTION',
  'ADDRESS',
  'PHONE',
  'EMAIL',
  'WEB_PAGE',
  'WEEKDAY',
  'BY_APPOINTMENT',
  'DAY',
] as const;

/** One thing that is said of a place of service, in words that two descriptions of it can be compared by. */
export interface Fact {
  readonly what: (typeof factKinds)[number];
  /** Of a text: the language it is in. */
  readonly language?: string;
  /** Of hours: the weekday, or the date of a day that differs. */
  readonly day?: string;
  /** The last of several days closed one after the other. */
  readonly until?: string;
  /** The text, or hours such as `12:00–16:00`; empty = closed. */
  readonly value: string;
}

/** Something that is said otherwise in two descriptions, or in one only. */
export interface Difference extends Omit<Fact, 'value'> {
  readonly ours?: string;
  readonly theirs?: string;
}

const listOf = <S extends z.ZodType>(item: S) =>
  z
    .array(item.nullable().catch(null))
    .nullish()
    .catch(undefined)
    .transform((list) => (list ?? []).filter((each) => each !== null));
const text = z.string().nullish().catch(undefined);
const item = z.looseObject({ language: z.string().max(5), value: text, type: text });
const opening = z.looseObject({ dayFrom: text, dayTo: text, from: text, to: text });

/** A place of service (PTV Open API v11), as it is told and as it is answered; whatever is not as we know it is left out. */
const place = z.lazy(() =>
  z.looseObject({
    serviceChannelNames: listOf(item),
    serviceChannelDescriptions: listOf(item),
    phoneNumbers: listOf(z.looseObject({ prefixNumber: text, number: text })),
    emails: listOf(z.looseObject({ value: text })),
    webPages: listOf(z.looseObject({ language: z.string().max(5), url: text })),
    addresses: listOf(
      z.looseObject({
        type: text,
        streetAddress: z
          .looseObject({ street: listOf(item), streetNumber: text, postalCode: text })
          .nullish()
          .catch(undefined),
      }),
    ),
    serviceHours: listOf(
      z.looseObject({
        serviceHourType: text,
        validFrom: text,
        validTo: text,
        isReservation: z.boolean().nullish().catch(undefined),
        openingHour: listOf(opening),
      }),
    ),
  }),
);
type Place = z.infer<typeof place>;
type Hour = Place['serviceHours'][number];

/** The most facts that are compared: whoever writes more into the catalogue than a site can have is not believed. */
const MOST = 400;
/** The longest value that is kept of one. */
const LONGEST = 2500;

/**
 * What a description of a place says, in the catalogue's order; days before `today` (a date) are left out. It is the same reading
 * for what we would tell and for what the catalogue answers. No description says nothing.
 */
export function factsOf(description: unknown, today: string): Fact[] {
  const read = place.safeParse(description);
  if (!read.success) return [];
  const facts = [...textFacts(read.data), ...reachFacts(read.data), ...hourFacts(read.data, today)];
  return facts.slice(0, MOST).map((fact) => ({ ...fact, value: fact.value.slice(0, LONGEST) }));
}

/** Where two descriptions of one place differ, in the order of ours. */
export function differencesOf(ours: readonly Fact[], theirs: readonly Fact[]): Difference[] {
  const theirValues = new Map(theirs.map((fact) => [keyOf(fact), fact.value]));
  const ourKeys = new Set(ours.map(keyOf));
  return [
    ...ours.flatMap(({ value, ...fact }) => {
      const there = theirValues.get(keyOf(fact));
      if (there === value) return [];
      return [{ ...fact, ours: value, ...(there !== undefined && { theirs: there }) }];
    }),
    ...theirs
      .filter((fact) => !ourKeys.has(keyOf(fact)))
      .map(({ value, ...fact }) => ({ ...fact, theirs: value })),
  ];
}

function keyOf({ what, language = '', day = '', until = '' }: Omit<Fact, 'value'>): string {
  return [what, language, day, until].join('|');
}

function textFacts({ serviceChannelNames: names, serviceChannelDescriptions: texts }: Place): Fact[] {
  const typed = (items: typeof names, type: string, what: Fact['what']): Fact[] =>
    items.flatMap(({ language, value, type: of }) =>
      of === type && value ? [{ what, language, value: value.trim() }] : [],
    );
  return [
    ...typed(names, 'Name', 'NAME'),
    ...typed(texts, 'Summary', 'SUMMARY'),
    ...typed(texts, 'Description', 'DESCRIPTION'),
  ];
}

function reachFacts({ addresses, phoneNumbers, emails, webPages }: Place): Fact[] {
  const street = addresses.find(({ type }) => type !== 'Postal')?.streetAddress;
  const oneOf = (what: Fact['what'], values: readonly (string | null | undefined)[]): Fact[] => {
    const given = [...new Set(values.filter((value) => value))].sort();
    return given.length > 0 ? [{ what, value: given.join(', ') }] : [];
  };
  return [
    ...(street?.street ?? []).map(({ language, value }) => ({
      what: 'ADDRESS' as const,
      language,
      value: [[value, street?.streetNumber], [street?.postalCode]]
        .map((part) => part.filter((each) => each).join(' '))
        .filter((part) => part !== '')
        .join(', '),
    })),
    ...oneOf(
      'PHONE',
      phoneNumbers.map(({ prefixNumber, number }) => `${prefixNumber ?? ''}${number ?? ''}`),
    ),
    ...oneOf(
      'EMAIL',
      emails.map(({ value }) => value),
    ),
    ...webPages.flatMap(({ language, url }) =>
      url ? [{ what: 'WEB_PAGE' as const, language, value: url }] : [],
    ),
  ];
}

const weekdayOfName: Readonly<Record<string, Weekday>> = {
  Monday: 'MON',
  Tuesday: 'TUE',
  Wednesday: 'WED',
  Thursday: 'THU',
  Friday: 'FRI',
  Saturday: 'SAT',
  Sunday: 'SUN',
};

function hourFacts({ serviceHours }: Place, today: string): Fact[] {
  const usual = serviceHours.filter(({ serviceHourType: type }) => type === 'DaysOfTheWeek');
  const times = usual.flatMap(({ openingHour }) => openingHour);
  const week = weekdays.flatMap((day) => {
    const ofDay = times.filter((each) => daysOf(each).includes(day)).map(hoursOf);
    return ofDay.length > 0 ? [{ what: 'WEEKDAY' as const, day, value: joined(ofDay) }] : [];
  });
  const isByAppointment = usual.some(({ isReservation }) => isReservation === true);
  return [
    ...week,
    ...(isByAppointment ? [{ what: 'BY_APPOINTMENT' as const, value: 'YES' }] : []),
    ...dayFacts(
      serviceHours.filter(({ serviceHourType: type }) => type === 'Exceptional'),
      today,
    ),
  ];
}

function dayFacts(exceptions: readonly Hour[], today: string): Fact[] {
  const days = new Map<string, { day: string; until?: string; hours: string[] }>();
  for (const { validFrom, validTo, openingHour } of exceptions) {
    const day = (validFrom ?? '').slice(0, 10);
    const last = (validTo ?? '').slice(0, 10);
    const until = last > day ? last : undefined;
    if (day === '' || (until ?? day) < today) continue;
    const key = `${day}/${until ?? ''}`;
    const known = days.get(key) ?? { day, ...(until !== undefined && { until }), hours: [] };
    known.hours.push(...openingHour.map(hoursOf));
    days.set(key, known);
  }
  return [...days.values()]
    .sort((one, other) => (one.day < other.day ? -1 : 1))
    .map(({ hours, ...of }) => ({ what: 'DAY' as const, ...of, value: joined(hours) }));
}

/** The catalogue lets an entry run from one weekday to another; most name one. */
function daysOf({ dayFrom, dayTo }: z.infer<typeof opening>): readonly Weekday[] {
  const first = weekdayOfName[dayFrom ?? ''];
  if (first === undefined) return [];
  const from = weekdays.indexOf(first);
  const to = weekdays.indexOf(weekdayOfName[dayTo ?? ''] ?? first);
  return to < from ? [first] : weekdays.slice(from, to + 1);
}

const hoursOf = ({ from, to }: z.infer<typeof opening>): string =>
  `${(from ?? '').slice(0, 5)}–${(to ?? '').slice(0, 5)}`;

const joined = (hours: readonly string[]): string => [...new Set(hours)].sort().join(', ');
