import type * as z from 'zod';

/** The command of an operator in a job's event; `undefined` for the schedule's empty one. Rejects anything else, so that a slip does no harm. */
export function commandIn<S extends z.ZodType>(event: unknown, form: S): z.output<S> | undefined {
  const isEmpty = event === undefined || (typeof event === 'object' && Object.keys(event ?? {}).length === 0);
  return isEmpty ? undefined : form.parse(event);
}
