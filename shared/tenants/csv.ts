/** A line of a table as it was pasted: its fields, or that its quotation marks do not pair. */
export interface CsvRecord {
  /** The line of the text that it begins on, from 1. */
  readonly line: number;
  readonly fields: readonly string[];
  readonly broken: boolean;
}

type Separator = ',' | ';' | '\t';

/** In this order when a line has as many of one as of another: a name has a comma more often than a tab. */
const separators: readonly Separator[] = ['\t', ';', ','];

/**
 * Reads a pasted table (RFC 4180) whose fields are parted by a comma, a semicolon or a tab, whichever the first line has most of
 * outside of quotation marks. Strict: a quotation mark stands around a whole field or doubled inside of one. A line where it does
 * not is broken and told by itself; reading goes on with the next line, so one slip does not swallow the rest. Empty lines are none.
 * Reading ends when there is one more than `most`.
 */
export function readRecords(text: string, most: number): readonly CsvRecord[] {
  const whole = text.replace(/^\u{FEFF}/u, '').replaceAll(/\r\n?/gu, '\n');
  const separator = separatorOf(whole);
  const found: CsvRecord[] = [];
  let at = 0;
  let line = 1;
  while (at < whole.length && found.length <= most) {
    const record = readRecord(whole, at, separator);
    const end = record?.end ?? lineEnd(whole, at);
    const typed = whole.slice(at, end);
    const fields = record?.fields ?? [typed];
    if (fields.some((field) => field.trim() !== '')) found.push({ line, fields, broken: !record });
    line += typed.split('\n').length;
    at = end + 1;
  }
  return found;
}

function separatorOf(text: string): Separator {
  const first = text.split('\n').find((line) => line.trim() !== '') ?? '';
  const bare = first.replaceAll(/"[^"]*"/gu, '');
  const counted = separators.map((separator) => ({ separator, count: bare.split(separator).length }));
  return counted.reduce((most, each) => (each.count > most.count ? each : most)).separator;
}

/** One record from `at` on and where it ends; `undefined` when its quotation marks do not pair. */
function readRecord(
  text: string,
  at: number,
  separator: Separator,
): { readonly fields: string[]; readonly end: number } | undefined {
  const fields: string[] = [];
  let from = at;
  for (;;) {
    const field = text[from] === '"' ? quoted(text, from) : bare(text, from, separator);
    if (!field) return undefined;
    fields.push(field.value);
    const next = text[field.end];
    if (next === undefined || next === '\n') return { fields, end: field.end };
    if (next !== separator) return undefined;
    from = field.end + 1;
  }
}

interface Field {
  readonly value: string;
  readonly end: number;
}

function quoted(text: string, from: number): Field | undefined {
  const pair = /"([^"]*(?:""[^"]*)*)"/uy;
  pair.lastIndex = from;
  const [whole, value = ''] = pair.exec(text) ?? [];
  return whole === undefined ? undefined : { value: value.replaceAll('""', '"'), end: from + whole.length };
}

function bare(text: string, from: number, separator: Separator): Field | undefined {
  let end = from;
  while (end < text.length && text[end] !== separator && text[end] !== '\n') end += 1;
  const value = text.slice(from, end);
  return value.includes('"') ? undefined : { value, end };
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end === -1 ? text.length : end;
}

/**
 * The text of a file by its bytes: UTF-16 and UTF-8 by their marks (a spreadsheet's "Unicode text" is the first), UTF-8 when the
 * bytes are that, and Windows-1252 otherwise, which holds Latin-1's letters at the same places.
 */
export function textOfBytes(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
