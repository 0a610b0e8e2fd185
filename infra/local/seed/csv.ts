import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CsvError, parse } from 'csv-parse/sync';
import type * as z from 'zod';
import type { Fault } from './fault.ts';

/** A line that fits its schema. */
export interface Line<T> {
  readonly line: number;
  readonly row: T;
}

interface Parsed {
  readonly record: string[];
  readonly info: { readonly lines: number };
}

/**
 * Reads one CSV file: its header must be the schema's columns, every line must fit the schema. Whatever does not is added
 * to `faults`; the lines that fit are returned.
 */
export function readCsv<S extends z.ZodObject>(
  folder: string,
  file: string,
  schema: S,
  faults: Fault[],
): Line<z.output<S>>[] {
  const records = readRecords(folder, file, faults);
  const [header, ...lines] = records;
  const columns = Object.keys(schema.shape);
  if (!header) return [];
  if (header.record.join() !== columns.join()) {
    const found = header.record.join(', ');
    faults.push({ file, line: 1, reason: `The columns are ${found}; they must be ${columns.join(', ')}.` });
    return [];
  }
  return lines.flatMap(({ record, info: { lines: line } }) => {
    if (record.length !== columns.length) {
      const reason = `The line has ${String(record.length)} fields instead of ${String(columns.length)}.`;
      faults.push({ file, line, reason });
      return [];
    }
    const values = Object.fromEntries(columns.map((column, index) => [column, record[index]]));
    const parsed = schema.safeParse(values);
    if (parsed.success) return [{ line, row: parsed.data }];
    for (const { path, message } of parsed.error.issues) {
      const column = String(path[0]);
      faults.push({ file, line, reason: `The ${column} "${values[column] ?? ''}" is not ${message}.` });
    }
    return [];
  });
}

function readRecords(folder: string, file: string, faults: Fault[]): Parsed[] {
  const path = join(folder, file);
  if (!existsSync(path)) {
    faults.push({ file, line: 1, reason: 'The file is missing.' });
    return [];
  }
  try {
    // With `info` every record comes with the line it ends on; the package's types know only the plain form.
    return parse(readFileSync(path), {
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as Parsed[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? error['lines'] : 1;
    faults.push({ file, line, reason: 'The quotation marks of the line do not pair.' });
    return [];
  }
}
