import { errorFields, log } from './log.ts';

/** What a job has done of its parts. */
export interface Outcome {
  readonly done: number;
  readonly failed: number;
}

/**
 * Does the parts of a job one after another. A part that fails, e.g. because a row of it does not parse, is logged and counted, and
 * keeps none of the others from their turn: whoever calls makes the job fail in the end, so that somebody looks and it is run again.
 * `work` gives the number of things done.
 */
export async function eachByItself<Part>(
  job: string,
  parts: readonly Part[],
  work: (part: Part) => Promise<number>,
): Promise<Outcome> {
  let done = 0;
  let failed = 0;
  for (const part of parts) {
    try {
      done += await work(part);
    } catch (error) {
      failed++;
      log('JOB_FAILED', { job, ...errorFields(error) });
    }
  }
  return { done, failed };
}
