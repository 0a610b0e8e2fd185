import { currentTrace } from './trace.ts';

/**
 * The catalogue of log lines: a code and a sentence. A line holds its code, ids of requests and traces, route ids, numbers, and of an answer the
 * municipality's opaque id; never an object of the request, never personal data, never a path.
 */
export const logCatalogue = {
  REQUEST_DONE: 'A request was answered.',
  REQUEST_FAILED: 'A request ended in an unexpected error.',
  RECORD_APPLIED: 'A stream record was applied.',
  RECORD_REPEATED: 'A stream record had been applied before.',
  RECORD_REFUSED: 'A stream record could not be applied and is left to the retry.',
  JOB_DONE: 'A scheduled job ended.',
  JOB_FAILED:
    'A scheduled job could not do its work for one tenant, or a part of it, and went on with the others.',
  JOB_UNFINISHED: 'A scheduled job got too long; the next run goes on with those who are left.',
  CORRECTION_WAITS: 'Sites of a closed quarter that a correction would tell too much of stand as they did.',
  TENANT_PROVISIONED: 'A tenant was made ready.',
  CATALOGUE_REFUSED: 'The Finnish Service Catalogue did not do what it was asked.',
  ACCESSIBILITY_LATE: 'Feedback about accessibility should have been answered (306/2019 section 10).',
  MAIL_SENT: 'A message was handed to the mail service.',
  MAIL_REFUSED: 'A message was refused for good by the service of mails or texts, and is not tried again.',
} as const;

export type LogCode = keyof typeof logCatalogue;

/** What somebody should look at. The others tell that all goes its way. */
const FAILURES: ReadonlySet<LogCode> = new Set([
  'REQUEST_FAILED',
  'RECORD_REFUSED',
  'JOB_FAILED',
  'JOB_UNFINISHED',
  'CATALOGUE_REFUSED',
  'ACCESSIBILITY_LATE',
  'MAIL_REFUSED',
]);

/** What may stand beside a code. */
export interface LogFields {
  readonly requestId?: string;
  readonly route?: string;
  readonly status?: number;
  readonly milliseconds?: number;
  readonly problem?: string;
  readonly count?: number;
  /** Name of the scheduled job. */
  readonly job?: string;
  /** Name of the error's class and the place in our code it came from; never its message, which may quote input. */
  readonly error?: string;
  readonly at?: string;
}

/**
 * Writes one line of JSON to the log, with the trace of the request that it is written for, a failure at level ERROR and everything else at level INFO. The functions log as text:
 * Lambda's JSON format would escape the line into a string.
 */
export function log(code: LogCode, fields: LogFields = {}): void {
  const line = JSON.stringify({ code, message: logCatalogue[code], trace: currentTrace(), ...fields });
  if (FAILURES.has(code)) console.error(line);
  else console.log(line);
}

/** Writes a whole line of the log. */
export type WriteLine = (line: string) => void;

/** Where there is no Lambda: a test, a command. */
export const toConsole: WriteLine = (line) => {
  console.log(line);
};

/**
 * Past Lambda's own console, which puts time, request and level before what it is given: CloudWatch reads metrics from a line only when
 * all of it is JSON.
 */
export const toStandardOutput: WriteLine = (line) => {
  process.stdout.write(`${line}\n`);
};

/** The fields that describe an error without its message. */
export function errorFields(error: unknown): Pick<LogFields, 'error' | 'at'> {
  if (!(error instanceof Error)) return { error: typeof error };
  const frame = error.stack?.split('\n').find((line) => line.trimStart().startsWith('at '));
  return { error: error.name, ...(frame && { at: frame.trim().slice(0, 200) }) };
}
