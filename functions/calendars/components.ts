import ICAL from 'ical.js';

/** A property as jCal (RFC 7265) writes it: name, parameters, type, values. */
export interface CalendarProperty {
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly type: string;
  readonly values: readonly unknown[];
}

/** One component of a calendar, such as an event, with its properties by name (lower case) and the components inside. */
export interface CalendarComponent {
  readonly name: string;
  readonly properties: ReadonlyMap<string, readonly CalendarProperty[]>;
  readonly inside: readonly CalendarComponent[];
}

/** What could be read of a feed. */
export interface FeedContent {
  readonly components: readonly CalendarComponent[];
  /** Components of the wanted kinds that could not be read. */
  readonly broken: number;
}

/** Kinds that say when somebody is busy, or in which zone. */
const WANTED = new Set(['VEVENT', 'VFREEBUSY', 'VTIMEZONE']);
/** Components of one feed that are looked at; what a person's calendar of half a year holds is far below. */
export const MOST_COMPONENTS = 10_000;

/**
 * Reads the events, busy times and zones of a feed. Each component is parsed alone, so that a broken one spoils nothing
 * but itself. `undefined` when the text is no calendar.
 */
export function readComponents(text: string): FeedContent | undefined {
  const lines = text
    .replace(/^\uFEFF/u, '')
    .replaceAll(/\r?\n[ \t]/gu, '')
    .split(/\r\n|\r|\n/u);
  if (!lines.some((line) => /^BEGIN:VCALENDAR\s*$/iu.test(line))) return undefined;
  const components: CalendarComponent[] = [];
  let broken = 0;
  for (const block of blocksOf(lines)) {
    const read = components.length + broken < MOST_COMPONENTS ? parseBlock(block) : undefined;
    if (read) components.push(read);
    else broken++;
  }
  return { components, broken };
}

/** The lines of each wanted component, from its BEGIN to its END; one that never ends reaches to the next BEGIN of its kind. */
function blocksOf(lines: readonly string[]): string[][] {
  const blocks: string[][] = [];
  let open: { readonly kind: string; readonly lines: string[] } | undefined;
  for (const line of lines) {
    const [, word = '', name = ''] = /^(BEGIN|END):([A-Z-]+)\s*$/iu.exec(line) ?? [];
    const kind = name.toUpperCase();
    const isBegin = word.toUpperCase() === 'BEGIN';
    if (isBegin && WANTED.has(kind) && (!open || open.kind === kind)) {
      if (open) blocks.push(open.lines);
      open = { kind, lines: [line] };
    } else if (open && line !== '') {
      open.lines.push(line);
      if (!isBegin && kind === open.kind) {
        blocks.push(open.lines);
        open = undefined;
      }
    }
  }
  return open ? [...blocks, open.lines] : blocks;
}

function parseBlock(lines: readonly string[]): CalendarComponent | undefined {
  const [begin = '', end = ''] = [lines[0], lines.at(-1)].map((line) => (line ?? '').trim().toUpperCase());
  // The parser takes any END for the right one.
  if (begin.replace('BEGIN', 'END') !== end) return undefined;
  try {
    return componentOf(ICAL.parse(lines.join('\r\n')) as unknown);
  } catch {
    return undefined;
  }
}

function componentOf(raw: unknown): CalendarComponent | undefined {
  if (!Array.isArray(raw)) return undefined;
  const [name, properties, inside] = raw as unknown[];
  if (typeof name !== 'string' || !Array.isArray(properties) || !Array.isArray(inside)) return undefined;
  const byName = new Map<string, CalendarProperty[]>();
  for (const property of properties as unknown[][]) {
    const [key, parameters, type, ...values] = property;
    const entry = { parameters: parameters as Record<string, unknown>, type: String(type), values };
    const ofName = byName.get(String(key));
    if (ofName) ofName.push(entry);
    else byName.set(String(key), [entry]);
  }
  return { name, properties: byName, inside: inside.flatMap((each: unknown) => componentOf(each) ?? []) };
}

/** The first property of a name. */
export function propertyOf(component: CalendarComponent, name: string): CalendarProperty | undefined {
  return component.properties.get(name)?.[0];
}

/** The text of the first property of a name, in capitals; empty when there is none. */
export function wordOf(component: CalendarComponent, name: string): string {
  const value = propertyOf(component, name)?.values[0];
  return typeof value === 'string' ? value.trim().toUpperCase() : '';
}
