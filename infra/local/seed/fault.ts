/** What is wrong with one line of a file, in a sentence that whoever edits the file understands. Lines count from 1. */
export interface Fault {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
}

/** Says where and what: `weekly_slots.csv:12: …`. */
export function describeFault({ file, line, reason }: Fault): string {
  return `${file}:${String(line)}: ${reason}`;
}
