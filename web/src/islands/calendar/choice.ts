/** A free time as the service tells it. */
export interface FreeTime {
  /** With its offset, `2027-02-01T09:00+02:00`. */
  readonly start: string;
  readonly staffIds: readonly string[];
}

/** A worker's day in the calendar. */
export interface Place {
  readonly staff: string;
  /** `2027-02-01` */
  readonly date: string;
}

/** One time in one place: where an appointment could go. */
export interface Target extends Place {
  readonly start: string;
}

/** The free times of an appointment by the places that are shown, in their order; places without any are left out. */
export type Choice = readonly { readonly place: Place; readonly targets: readonly Target[] }[];

/** Sorts free times into the places that the page shows. */
export function choiceOf(places: readonly Place[], times: readonly FreeTime[]): Choice {
  const found = new Map<string, Target[]>();
  for (const { start, staffIds } of times) {
    for (const staff of staffIds) {
      const target = { staff, date: start.slice(0, 10), start };
      const key = keyOf(target);
      found.set(key, [...(found.get(key) ?? []), target]);
    }
  }
  return places.flatMap((place) => {
    const targets = found.get(keyOf(place)) ?? [];
    return targets.length === 0 ? [] : [{ place, targets: [...targets].sort(byStart) }];
  });
}

/** Of one place, the time whose clock is nearest to the one that the appointment has. */
export function nearestClock(targets: readonly Target[], start: string): Target | undefined {
  const clock = minutesOf(start);
  return least(targets, (target) => Math.abs(minutesOf(target.start) - clock));
}

/** The time nearest to where the appointment is: of its own worker if there is one on that day, else the nearest of all. */
export function nearest(choice: Choice, from: Target): Target | undefined {
  const own = choice.find(({ place }) => keyOf(place) === keyOf(from));
  if (own) return nearestClock(own.targets, from.start);
  const all = choice.flatMap(({ targets }) => targets);
  const away = ({ staff, start }: Target): number =>
    Math.abs(Date.parse(start) - Date.parse(from.start)) + (staff === from.staff ? 0 : 1);
  return least(all, away);
}

/** The keys that go from one time to another. */
export type Direction = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown' | 'Home' | 'End';

/** Where a key leads: up and down among the times of a place, left and right to another place at about the same clock. */
export function towards(choice: Choice, at: Target, direction: Direction): Target {
  const here = choice.findIndex(({ place }) => keyOf(place) === keyOf(at));
  const targets = choice[here]?.targets ?? [];
  const index = targets.findIndex(({ start }) => start === at.start);
  const beside = (steps: number): Target | undefined =>
    nearestClock(choice[here + steps]?.targets ?? [], at.start);
  const found = {
    ArrowUp: () => targets[index - 1],
    ArrowDown: () => targets[index + 1],
    Home: () => targets[0],
    End: () => targets.at(-1),
    ArrowLeft: () => beside(-1),
    ArrowRight: () => beside(1),
  }[direction]();
  return found ?? at;
}

/** Stands for a place in maps and ids. */
export function keyOf({ staff, date }: Place): string {
  return `${staff}-${date}`;
}

function byStart(one: Target, other: Target): number {
  return Date.parse(one.start) - Date.parse(other.start);
}

/** Minutes of the wall clock since midnight. */
function minutesOf(start: string): number {
  return Number(start.slice(11, 13)) * 60 + Number(start.slice(14, 16));
}

function least<T>(all: readonly T[], measure: (each: T) => number): T | undefined {
  return all.reduce<T | undefined>(
    (best, each) => (best === undefined || measure(each) < measure(best) ? each : best),
    undefined,
  );
}
