/** How long something that is only shown may be remembered, in milliseconds. */
const REMEMBERED = 5000;
/** How many names one function instance remembers: more than there are municipalities. */
const NAMES = 400;

/** Gives what was read under a name a moment ago, or reads it. */
export type Recently = <T>(name: string, read: () => Promise<T>) => Promise<T>;

/**
 * Remembers in this function instance what was read a few seconds ago, for what is shown and never for what is decided. Nothing is
 * remembered of a read that failed or found nothing. Time is the machine's own, since a clock that was moved for a
 * demonstration or stands still in a test says nothing about how old a read is.
 */
export function recently(monotonic: () => number = () => performance.now()): Recently {
  const kept = new Map<string, { readonly at: number; readonly value: Promise<unknown> }>();
  return async <T>(name: string, read: () => Promise<T>): Promise<T> => {
    const known = kept.get(name);
    if (known && monotonic() - known.at < REMEMBERED) return known.value as Promise<T>;
    const value = read();
    kept.delete(name);
    kept.set(name, { at: monotonic(), value });
    if (kept.size > NAMES) kept.delete(kept.keys().next().value ?? '');
    const forget = (): void => {
      if (kept.get(name)?.value === value) kept.delete(name);
    };
    value.then((found) => {
      if (found === undefined) forget();
    }, forget);
    return value;
  };
}
