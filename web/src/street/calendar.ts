import type { CalendarEntry, ChannelHours } from '@ohjaamo/shared/schedule/sitePage.ts';
import type { OpeningChannel, Weekday } from '@ohjaamo/shared/kernel/codes.ts';

/** People who are there at the same time for the same thing. */
export interface Presence {
  readonly start: string;
  readonly end: string;
  readonly mode: CalendarEntry['mode'];
  readonly serviceCode: string;
  readonly note: string;
  readonly people: readonly CalendarEntry[];
}

/** Entries of a day that differ only in the person become one line. */
export function gatherPresence(entries: readonly CalendarEntry[]): Presence[] {
  const lines = new Map<string, CalendarEntry[]>();
  for (const entry of entries) {
    const key = [entry.start, entry.end, entry.mode, entry.serviceCode].join(' ');
    lines.set(key, [...(lines.get(key) ?? []), entry]);
  }
  return [...lines.values()].flatMap((people) => {
    const first = people[0];
    return first ? [{ ...first, people }] : [];
  });
}

/** One line of a weekly timetable: consecutive weekdays with the same hours. */
export interface HoursLine {
  readonly from: Weekday;
  readonly to: Weekday;
  readonly hours: readonly { readonly opens: string; readonly closes: string }[];
}

const week: readonly Weekday[] = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'];

/** `ma–ti 12–16, ke 12–18, to 12–16` as data. */
export function gatherHours(weekly: Readonly<ChannelHours['weekly']>): HoursLine[] {
  const lines: (HoursLine & { to: Weekday })[] = [];
  for (const [index, weekday] of week.entries()) {
    const hours = weekly
      .filter((line) => line.weekday === weekday)
      .map(({ opens, closes }) => ({ opens, closes }));
    if (hours.length === 0) continue;
    const last = lines.at(-1);
    const follows = last?.to === week[index - 1] && JSON.stringify(last?.hours) === JSON.stringify(hours);
    if (last && follows) lines[lines.length - 1] = { ...last, to: weekday };
    else lines.push({ from: weekday, to: weekday, hours });
  }
  return lines;
}

/** The channel by which a person comes or gets in touch without a time, in the order of nearness. */
export function nearestChannel(channels: readonly ChannelHours[]): ChannelHours | undefined {
  const order: readonly OpeningChannel[] = ['WALK_IN', 'CHAT', 'PHONE', 'OUTREACH', 'APPOINTMENT'];
  const kept = order.flatMap((name) => channels.filter(({ channel }) => channel === name));
  return kept.find(({ channel }) => channel === 'WALK_IN') ?? kept.find(({ openNow }) => openNow) ?? kept[0];
}
