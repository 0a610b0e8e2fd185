/** What people do with the service, each one request over HTTP. */
export const acts = [
  'sitePage',
  'timesPage',
  'searchTimes',
  'createBooking',
  'takePlace',
  'ownPlace',
  'todayVersion',
  'today',
  'waiting',
  'week',
  'recordContact',
] as const;
export type Act = (typeof acts)[number];

/** The size of the day: all sites of the country on the Monday of the joint application's deadline. */
export const nation = { sites: 80, staff: 1200, young: 15_000, bookings: 3000, places: 2500 } as const;

const openScreens = nation.staff;
const screenSeconds = 6 * 60 * 60;

/**
 * How often each act is done in the day. A booking is five searches and two other calls, two of the searches as pages. Whoever stands in line
 * asks for the own place every 20 s for 20 minutes; each worker's screen asks for Today's version every 20 s and what waits every
 * minute for six hours, and reads Today again at about forty changes.
 */
export const timesOfDay: Readonly<Record<Act, number>> = {
  sitePage: nation.young,
  timesPage: nation.bookings * 2,
  searchTimes: nation.bookings * 3,
  createBooking: nation.bookings,
  takePlace: nation.places,
  ownPlace: nation.places * 60,
  todayVersion: (openScreens * screenSeconds) / 20,
  today: openScreens * 40,
  waiting: (openScreens * screenSeconds) / 60,
  week: openScreens * 6,
  recordContact: nation.young / 5,
};

/** The part of the day's young persons that come in each hour, from 7 to 20: Monday morning's and the deadline's (15.00) peak. */
export const youngHours = [2, 6, 14, 10, 7, 6, 9, 17, 9, 5, 4, 4, 4, 3].map((percent) => percent / 100);
/** Workers are there from 8 to 16. */
export const staffHours = [2, 11, 13, 13, 13, 8, 13, 13, 11, 3, 0, 0, 0, 0].map((percent) => percent / 100);

const staffActs: ReadonlySet<Act> = new Set(['todayVersion', 'today', 'waiting', 'week', 'recordContact']);

/** Acts a second in an hour of the day (0 is from seven to eight) at `share` of the nation. */
export function ratesAt(hour: number, share: number): Readonly<Record<Act, number>> {
  const rate = (act: Act) => {
    const part = (staffActs.has(act) ? staffHours : youngHours)[hour] ?? 0;
    return (timesOfDay[act] * part * share) / 3600;
  };
  return Object.fromEntries(acts.map((act) => [act, rate(act)])) as Record<Act, number>;
}

/** The hour with the most requests. */
export function peakHour(): number {
  const all = youngHours.map((_, hour) => Object.values(ratesAt(hour, 1)).reduce((sum, each) => sum + each));
  return all.indexOf(Math.max(...all));
}

/** One act and when it is due, in milliseconds from the beginning. */
export interface Arrival {
  readonly at: number;
  readonly act: Act;
}

/**
 * Who comes within `seconds` at these rates, in order of time: people come independently of each other (a Poisson process for each act)
 * and do not wait until others are served. `random` gives numbers from 0 to below 1.
 */
export function arrivals(
  rates: Readonly<Record<Act, number>>,
  seconds: number,
  random: () => number,
): Arrival[] {
  const due: Arrival[] = [];
  for (const act of acts) {
    const rate = rates[act];
    if (rate <= 0) continue;
    for (let at = gap(rate, random); at < seconds * 1000; at += gap(rate, random)) due.push({ at, act });
  }
  return due.sort((one, other) => one.at - other.at);
}

const gap = (rate: number, random: () => number) => (-Math.log(1 - random()) / rate) * 1000;
